"""The figures of a played year as they are kept beside its states: a list loads no state."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from simulator.domain.dates import from_day
from simulator.domain.indicators.measure import Measure
from simulator.domain.money import Cents, times
from simulator.domain.results import NotComputable
from simulator.domain.year import books
from simulator.domain.year.report import COSTS, Outcome, report
from simulator.domain.year.state import Flow, State

Figures = dict[str, Any]
_PLAIN = (
    "sales",
    "margin",
    "profit",
    "opening",
    "closing",
    "overdue",
    "disputed",
    "dso",
    "mean_late",
    "on_time",
    "kept",
    "relation",
    "profit_rate",
)
BENCHMARK = "standard"
"""The reference that everybody is measured against, on their own portfolio and luck."""


def of_outcome(outcome: Outcome) -> Figures:
    """Return an outcome as plain values: cents, days, shares; what cannot be computed is null."""
    found = {name: getattr(outcome, name) for name in _PLAIN}
    made: Figures = {
        name: None if isinstance(value, NotComputable) else value for name, value in found.items()
    }
    made["start"], made["end"] = outcome.start.isoformat(), outcome.end.isoformat()
    made["flows"] = {flow.name.lower(): outcome[flow] for flow in Flow}
    made["collecting"] = outcome[Flow.ACTIONS] + outcome[Flow.FEES] + outcome[Flow.DESK]
    return made


def of_state(state: State) -> Figures:
    """Return the figures of a state that has just closed a month."""
    told = report(state)
    on = from_day(int(state.world.calendar.closing[state.month - 1]))
    aged = books.ageing(state, on)
    family = books.family(state, on)
    whole = aged.whole()
    return {
        "month": of_outcome(told.months[-1]),
        "year": of_outcome(told.year),
        "family": {
            "dso": _days(family.dso),
            "bpdso": _days(family.bpdso),
            "add": _days(family.add),
            "countback": _days(family.countback),
        },
        "ageing": [
            [band.label, int(amount)]
            for band, amount in zip(whole.bands, whole.amounts, strict=True)
        ],
        "credits": int(whole.credits),
    }


def _days(measure: Measure) -> float | None:
    return float(measure.value) if isinstance(measure.value, Decimal) else None


def benchmark(state: State) -> list[Any]:
    """Return profit and demand since the start (cents) at the end of each month of a year."""
    rate = state.world.portfolio.supplier.margin_rate
    made, beside, sales, demand = [], 0, 0, 0
    for month in report(state).months:
        beside += month.profit - month.margin
        sales += month.sales
        demand += month[Flow.SALES] + month[Flow.LOST_SALES]
        # The margin is rounded once, on the whole, as in a year's report.
        made.append([times(Cents(sales), rate) + beside, demand])
    return made


def breakdown(year: Figures) -> list[tuple[str, int]]:
    """Return what makes the economic profit: margin and indemnities, then costs below zero."""
    flows = year["flows"]
    lines = [("margin", int(year["margin"])), ("indemnity", int(flows["indemnity"]))]
    lines += [(cost.name.lower(), -int(flows[cost.name.lower()])) for cost in COSTS]
    return [line for line in lines if line[1] or line[0] == "margin"]
