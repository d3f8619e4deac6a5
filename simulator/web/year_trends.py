"""The charts of a played year, month by month; the values are in the table under them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from simulator.services.year_figures import Figures
from simulator.web import year_charts
from simulator.web.year_charts import Chart, Series

MONTHS = (
    *("janv.", "févr.", "mars", "avr.", "mai", "juin"),
    *("juil.", "août", "sept.", "oct.", "nov.", "déc."),
)


def labels(ends: Sequence[Figures]) -> list[str]:
    """Return the names of the months closed."""
    return [MONTHS[date.fromisoformat(end["month"]["end"]).month - 1] for end in ends]


def charts(benchmark: list[Any], ends: Sequence[Figures]) -> list[Chart]:
    """Return what a year shows, none before its first month is closed.

    ``benchmark`` is what the standard policy made of the same luck, in cents.
    """
    return [*_results(benchmark, ends), *_stocks(ends)] if ends else []


def _thousands(ends: Sequence[Figures], *path: str) -> Series:
    """Return one figure at the end of each month, in thousands of euros."""
    found = []
    for end in ends:
        value: Any = end
        for key in path:
            value = value[key]
        found.append(value / 100_000)
    return found


def _flow(ends: Sequence[Figures], name: str) -> Series:
    return _thousands(ends, "month", "flows", name)


def _results(benchmark: list[Any], ends: Sequence[Figures]) -> list[Chart]:
    standard = [row[0] / 100_000 for row in benchmark[: len(ends)]]
    return [
        year_charts.months(
            "Profit économique cumulé",
            labels(ends),
            (("le vôtre", _thousands(ends, "year", "profit")), ("Standard", standard)),
            "k€",
        ),
        year_charts.months(
            "Ventes HT et encaissements TTC du mois",
            labels(ends),
            (
                ("ventes", _thousands(ends, "month", "sales")),
                ("encaissements", _flow(ends, "cash")),
            ),
            "k€",
            bars=2,
        ),
        year_charts.months(
            "Ce que coûtent le crédit et les relances, par mois",
            labels(ends),
            (
                ("pertes HT", _flow(ends, "loss")),
                ("recouvrement", _thousands(ends, "month", "collecting")),
                ("portage", _flow(ends, "carry")),
            ),
            "k€",
            bars=3,
            tones=("late", "s0", "s1"),
        ),
    ]


def _stocks(ends: Sequence[Figures]) -> list[Chart]:
    return [
        year_charts.months(
            "Relation avec les clients en fin de mois",
            labels(ends),
            (("relation sur 100", [end["month"]["relation"] for end in ends]),),
            "",
        ),
        year_charts.months(
            "Famille du DSO en fin de mois",
            labels(ends),
            tuple(
                (name, [end["family"][code] for end in ends])
                for name, code in (
                    ("DSO", "dso"),
                    ("DSO sans retard", "bpdso"),
                    ("jours de retard", "add"),
                )
            ),
            "j",
        ),
        year_charts.months(
            "Échu et litiges en fin de mois",
            labels(ends),
            (
                ("échu", _thousands(ends, "month", "overdue")),
                ("en litige", _thousands(ends, "month", "disputed")),
            ),
            "k€",
            bars=2,
            tones=("late", "s1"),
        ),
    ]
