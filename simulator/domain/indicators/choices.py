"""Mistakes of reasoning that can be recognised: a choice of indicators, of charts, of days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from simulator.domain.dates import end_of_month
from simulator.domain.indicators.indicator import Chart
from simulator.domain.indicators.mistakes import Mistake
from simulator.domain.indicators.registry import indicator

DSO_FAMILY = frozenset({"dso", "dso_countback"})
"""A DSO with its best possible value or its late part is read with care; alone it is not."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A mistake recognised in a choice, and the codes it bears on."""

    mistake: Mistake
    about: tuple[str, ...]


def remarks_on_targets(codes: Iterable[str]) -> tuple[Remark, ...]:
    """Return what a set of target indicators lacks: another than DSO, a counter-indicator.

    Raises ``UnknownChoice`` on a code that is not in the registry.
    """
    chosen = tuple(dict.fromkeys(codes))
    alone = tuple(c for c in chosen if not set(indicator(c).counters) & set(chosen))
    made: list[Remark] = []
    if chosen and set(chosen) <= DSO_FAMILY:
        made.append(Remark(Mistake.DSO_ONLY, chosen))
    if alone:
        made.append(Remark(Mistake.NO_COUNTERKPI, alone))
    return tuple(made)


def remarks_on_charts(charts: Mapping[str, Chart]) -> tuple[Remark, ...]:
    """Return the indicators shown in a chart that their descriptor advises against."""
    wrong = tuple(code for code, chart in charts.items() if chart in indicator(code).avoid)
    return (Remark(Mistake.WRONG_CHART, wrong),) if wrong else ()


def remarks_on_comments(comments: Mapping[str, tuple[str, str]]) -> tuple[Remark, ...]:
    """Return the indicators published without a cause or without a decision (cause, decision)."""
    bare = tuple(code for code, texts in comments.items() if not all(t.strip() for t in texts))
    return (Remark(Mistake.NO_COMMENT, bare),) if bare else ()


def remarks_on_days(code: str, first: date, second: date) -> tuple[Remark, ...]:
    """Return the remark that two snapshots are not comparable.

    Two month ends compare, and two days of one month-day or one weekday; a month end and a day
    inside a month do not: due dates fall at month ends.
    """
    ends = (first == end_of_month(first), second == end_of_month(second))
    alike = all(ends) or (
        not any(ends) and (first.day == second.day or first.weekday() == second.weekday())
    )
    return () if alike else (Remark(Mistake.MONTH_END, (code,)),)
