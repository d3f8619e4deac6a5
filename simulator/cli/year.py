"""`simulator year`: play a year under a policy, and set it against the others."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator.cli import common
from simulator.cli.portfolio import DAY, SEED

if TYPE_CHECKING:
    from simulator.domain.portfolio import Portfolio
    from simulator.domain.year.behaviour import Assumptions
    from simulator.domain.year.compare import Comparison
    from simulator.domain.year.policy import Policy
    from simulator.domain.year.report import Outcome, Report
    from simulator.domain.year.state import State


SWITCHES = (
    *("seasonality", "slow_months", "partial_payments", "contagion"),
    *("desk_cost", "adverse_selection", "exact_due", "own_fate"),
)
"""What ``Assumptions`` lets switch off, written here so that `--help` loads no engine."""


@click.group()
def command() -> None:
    """Jouer une année de crédit client sous une politique."""


@command.command()
@click.option(
    "--policy",
    "wanted",
    default="standard",
    help="Fichier d’une politique, ou nom d’une politique de référence.",
)
@click.option("--scenario", default="negoce-materiaux", help="Scénario du fournisseur.")
@click.option("--seed", type=SEED, default=1, help="Graine du tirage.")
@click.option("--customers", type=int, default=120, help="Nombre de clients.")
@click.option("--date", "as_of", type=DAY, help="Jour du portefeuille (aujourd’hui par défaut).")
@click.option(
    "--replications",
    type=click.IntRange(0, 200),
    default=0,
    help="Années cachées où comparer aux politiques de référence (24 au moins pour conclure).",
)
@click.option(
    "--without",
    multiple=True,
    type=click.Choice(SWITCHES),
    help="Hypothèse du modèle à éteindre ; l’option se répète (docs/guide-du-formateur.md).",
)
@click.option(
    "--stress",
    type=click.FloatRange(0, 20),
    default=1.0,
    help="Facteur sur le risque de défaillance : 1, année calme ; 3, crise.",
)
@click.option("--json", "as_json", is_flag=True, help="Écrire le résultat en JSON.")
def run(
    wanted: str,
    *,
    scenario: str,
    seed: int,
    customers: int,
    as_of: datetime | None,
    replications: int,
    without: tuple[str, ...],
    stress: float,
    as_json: bool,
) -> None:
    """Jouer une année et dire ce qu’elle a donné.

    Les mêmes options donnent la même année sur toutes les machines.
    """
    from simulator.domain.year import report, state
    from simulator.domain.year.behaviour import Assumptions
    from simulator.generation.build import generate
    from simulator.services import years

    day = as_of.date() if as_of else common.today()
    with common.refusals():
        policy = _policy(wanted)
        taken = Assumptions(**dict.fromkeys(without, False), stress=stress)
        portfolio = generate(scenario, seed, customers, as_of=day)
        played = years.run(portfolio, policy, taken)
        told = report.report(played)
        hidden = _hidden(portfolio, policy, taken, replications) if replications else None
    if as_json:
        record = _record(policy, portfolio, told, hidden)
        record["assumptions"] = asdict(taken)
        for month, found in zip(told.months, record["months"], strict=True):
            found.update(_standing(played, month.end))
        record["digest"] = state.digest(played)
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(policy, portfolio, told, hidden)))


def _policy(wanted: str) -> Policy:
    from simulator.services import years

    path = Path(wanted)
    return years.read_policy(path) if path.suffix else years.reference(wanted)


def _hidden(
    portfolio: Portfolio, policy: Policy, taken: Assumptions, replications: int
) -> Comparison:
    from simulator.services import years

    others = tuple(other for other in years.references() if other.code != policy.code)
    count = max(replications, 2)
    return years.compare(portfolio, (policy, *others), taken, replications=count)


def _record(
    policy: Policy, portfolio: Portfolio, told: Report, hidden: Comparison | None
) -> dict[str, Any]:
    return {
        "policy": policy.code,
        "scenario": portfolio.supplier.scenario,
        "seed": portfolio.seed,
        "customers": len(portfolio.customers),
        "year": _outcome(told.year),
        "months": [_outcome(month) for month in told.months],
        "comparison": None if hidden is None else _compared(policy, hidden),
    }


def _standing(played: State, on: date) -> dict[str, Any]:
    """Return the DSO family (days) and the aged balance (cents) at the end of a month."""
    from simulator.domain.results import NotComputable
    from simulator.domain.year import books

    family, aged = books.family(played, on), books.ageing(played, on).whole()
    values = {name: getattr(family, name).value for name in ("dso", "bpdso", "add", "countback")}
    return {
        "family_days": {
            name: None if isinstance(value, NotComputable) else float(round(value, 2))
            for name, value in values.items()
        },
        "ageing_cents": {
            band.label: int(amount) for band, amount in zip(aged.bands, aged.amounts, strict=True)
        }
        | {"credits": int(aged.credits)},
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    from simulator.domain.results import NotComputable
    from simulator.domain.year.state import Flow

    names = ("dso", "mean_late", "on_time", "kept", "profit_rate")
    values = {name: getattr(outcome, name) for name in names}
    cents = ("sales", "margin", "profit", "opening", "closing", "overdue", "disputed")
    return {
        "start": outcome.start.isoformat(),
        "end": outcome.end.isoformat(),
        **{f"{name}_cents": getattr(outcome, name) for name in cents},
        **{n: None if isinstance(v, NotComputable) else round(v, 4) for n, v in values.items()},
        "relation": round(outcome.relation, 3),
        "flows": {flow.name.lower(): outcome[flow] for flow in Flow},
    }


def _compared(policy: Policy, hidden: Comparison) -> dict[str, Any]:
    from simulator.domain.year.compare import FIGURES

    pairs = [hidden.pair(policy.code, other) for other in hidden.codes if other != policy.code]
    return {
        "years": len(hidden.draws),
        "means": {
            code: {figure: round(hidden.mean(code, figure), 4) for figure in FIGURES}
            for code in hidden.codes
        },
        "pairs": [
            {
                "against": pair.second,
                "figure": pair.figure,
                "mean": round(pair.mean, 4),
                "error": round(pair.error, 4),
                "higher": pair.higher,
                "robust": pair.robust,
            }
            for pair in pairs
        ],
    }


def _lines(
    policy: Policy, portfolio: Portfolio, told: Report, hidden: Comparison | None
) -> list[str]:
    from simulator.domain.results import NotComputable
    from simulator.domain.year.state import Flow
    from simulator.web.display import day, euros

    year = told.year
    dso = "–" if isinstance(year.dso, NotComputable) else f"{year.dso:.1f}".replace(".", ",")
    lines = [
        (
            f"{portfolio.supplier.name}, politique « {policy.title or policy.code} »,"
            f" du {day(year.start)} au {day(year.end)}"
        ),
        f"  ventes HT : {euros(year.sales)}",
        f"  profit économique : {euros(year.profit)}",
        f"  encours final : {euros(year.closing)}, dont échu : {euros(year.overdue)}",
        f"  DSO moyen : {dso} jours",
        f"  pertes HT : {euros(year[Flow.LOSS])}",
        f"  contacts : {year[Flow.CONTACTS]}",
    ]
    if hidden is not None:
        lines.append(f"Sur {len(hidden.draws)} années cachées (points de la demande) :")
        for code in hidden.ranking():
            if code != policy.code:
                pair = hidden.pair(policy.code, code)
                gap = f"{pair.mean:+.2f} ± {pair.error:.2f}".replace(".", ",")
                lines.append(f"  contre {code:<12} {gap}  ({pair.higher} sur {pair.years})")
    return lines
