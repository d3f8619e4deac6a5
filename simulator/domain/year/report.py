"""The outcome of a year: what was sold, cashed, lost and spent, and what is left of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np

from simulator.domain.dates import from_day
from simulator.domain.money import Cents, times
from simulator.domain.refusals import UnknownChoice
from simulator.domain.results import NotComputable
from simulator.domain.year.exact import Floats, Ints
from simulator.domain.year.state import Flow, State, Status, Stock

COSTS = (
    Flow.LOSS,
    Flow.CREDITED_NET,
    Flow.DISCOUNTED_NET,
    Flow.ACTIONS,
    Flow.FEES,
    Flow.DESK,
    Flow.PREMIUM,
    Flow.FACTORING,
    Flow.CARRY,
    Flow.LOST_VALUE,
)
PARTS = ("margin", "indemnity", *(cost.name.lower() for cost in COSTS))
"""What the economic profit is the sum of; costs are below zero."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A month, a year, or a customer's year: cents unless said; ``flows`` holds every flow.

    ``profit`` is the economic profit: margin and indemnities less losses, credit notes, discounts,
    actions, agency fees, dispute desk, premium, factoring, carry of the receivable at its yearly
    rate, and the margin expected to leave with customers.
    """

    start: date
    end: date
    sales: Cents
    margin: Cents
    profit: Cents
    opening: Cents
    closing: Cents
    overdue: Cents
    disputed: Cents
    flows: tuple[int, ...]
    dso: float | NotComputable  # mean receivable ÷ invoices, in days
    mean_late: float | NotComputable  # days, on invoices paid, never below zero
    on_time: float | NotComputable  # share of the invoices paid
    kept: float | NotComputable  # share of the promises judged
    relation: float  # mean on 100, of the customers who are neither lost nor failed
    profit_rate: float | NotComputable  # profit ÷ demand (sales made and lost)

    def __getitem__(self, flow: Flow) -> int:
        """Return one flow, in cents or as a count."""
        return self.flows[flow]

    @property
    def balanced(self) -> bool:
        """Say whether opening + invoiced − credited − discounted − paid − written off = closing."""
        out = sum(
            self[flow] for flow in (Flow.CREDITED, Flow.DISCOUNTED, Flow.CASH, Flow.WRITTEN_OFF)
        )
        return self.opening + self[Flow.INVOICED] - out == self.closing


@dataclass(frozen=True, slots=True)
class Report:
    """The months closed so far, and their sum."""

    months: tuple[Outcome, ...]
    year: Outcome


def report(state: State, draw: int | None = None, customer: int | None = None) -> Report:
    """Return the outcome of the months closed, of one draw and one customer or of all of them.

    ``UnknownChoice`` before the first month is closed.
    """
    if not state.month:
        raise UnknownChoice("month", "0", ())
    rows = _rows(state, draw, customer)
    flows = state.months[:, :, rows].sum(axis=2)
    months = tuple(_outcome(state, rows, flows[m], m, m) for m in range(state.month))
    return Report(months, _outcome(state, rows, flows.sum(axis=0), 0, state.month - 1))


def _rows(state: State, draw: int | None, customer: int | None) -> Ints:
    world = state.world
    kept = np.ones(world.size, dtype=np.bool_)
    if draw is not None:
        kept &= world.draw == draw
    if customer is not None:
        kept &= world.place == customer
    return np.flatnonzero(kept)


def _outcome(state: State, rows: Ints, flows: Ints, first: int, last: int) -> Outcome:
    closing = state.world.calendar.closing
    seen = state.stocks[last][:, rows]
    margin = times(Cents(int(flows[Flow.SALES])), state.world.portfolio.supplier.margin_rate)
    profit = margin + int(flows[Flow.INDEMNITY]) - sum(int(flows[cost]) for cost in COSTS)
    closed = int(seen[Stock.OPEN].sum())
    moved = int(
        flows[Flow.INVOICED]
        - flows[Flow.CREDITED]
        - flows[Flow.DISCOUNTED]
        - flows[Flow.CASH]
        - flows[Flow.WRITTEN_OFF]
    )
    opening = int(state.stocks[first - 1][Stock.OPEN, rows].sum()) if first else closed - moved
    judged = int(flows[Flow.KEPT] + flows[Flow.BROKEN])
    there = seen[Stock.STATUS] == Status.ACTIVE
    relation = seen[Stock.RELATION][there]
    early = int(flows[Flow.PAID_COUNT] - flows[Flow.LATE_COUNT])
    before = from_day(int(closing[first - 1])) if first else state.world.portfolio.as_of
    return Outcome(
        start=before,
        end=from_day(int(closing[last])),
        sales=Cents(int(flows[Flow.SALES])),
        margin=margin,
        profit=Cents(profit),
        opening=Cents(opening),
        closing=Cents(closed),
        overdue=Cents(int(seen[Stock.OVERDUE].sum())),
        disputed=Cents(int(seen[Stock.DISPUTED].sum())),
        flows=tuple(int(value) for value in flows),
        dso=_ratio(flows[Flow.CENT_DAYS], flows[Flow.INVOICED], "invoiced"),
        mean_late=_ratio(flows[Flow.LATE_DAYS], flows[Flow.PAID_COUNT], "paid"),
        on_time=_ratio(early, flows[Flow.PAID_COUNT], "paid"),
        kept=_ratio(flows[Flow.KEPT], judged, "promises"),
        relation=float(Fraction(int(relation.sum()), 1000 * max(len(relation), 1))),
        profit_rate=_ratio(profit, flows[Flow.SALES] + flows[Flow.LOST_SALES], "demand"),
    )


def _ratio(top: int, bottom: int, name: str) -> float | NotComputable:
    if bottom <= 0:
        return NotComputable("denominator_not_positive", {"denominator": name})
    return float(Fraction(int(top), int(bottom)))


def by_draw(state: State) -> dict[str, Floats]:
    """Return the figures of each draw over the months closed, one array a figure.

    ``profit`` in euros, ``profit_rate`` in points of the demand, ``dso`` in days, ``loss`` net of
    indemnities in points of the sales, ``late`` in days, ``lost`` sales in points of the demand,
    ``cost`` of collection in points of the sales, ``left`` in points of the customers, and the
    mean ``relation`` of those who are still there. Each ``part_…`` is one of ``PARTS`` in euros:
    their sum is the profit.
    """
    world = state.world
    shape = (len(Flow), len(world.draws), world.count)
    whole = state.months.sum(axis=0).reshape(shape).sum(axis=2)
    margin = float(world.portfolio.supplier.margin_rate)
    profit = whole[Flow.SALES] * margin + whole[Flow.INDEMNITY] - whole[list(COSTS)].sum(axis=0)
    sales = np.maximum(whole[Flow.SALES], 1)
    demand = np.maximum(whole[Flow.SALES] + whole[Flow.LOST_SALES], 1)
    seen = state.stocks[-1].reshape((len(Stock), len(world.draws), world.count))
    parts = (margin * whole[Flow.SALES], whole[Flow.INDEMNITY], *(-whole[cost] for cost in COSTS))
    there = seen[Stock.STATUS] == Status.ACTIVE
    relation = (seen[Stock.RELATION] * there).sum(axis=1) / np.maximum(there.sum(axis=1), 1)
    return {
        "profit": profit / 100.0,
        "profit_rate": 100.0 * profit / demand,
        "dso": whole[Flow.CENT_DAYS] / np.maximum(whole[Flow.INVOICED], 1),
        "loss": 100.0 * (whole[Flow.LOSS] - whole[Flow.INDEMNITY]) / sales,
        "late": whole[Flow.LATE_DAYS] / np.maximum(whole[Flow.PAID_COUNT], 1),
        "lost": 100.0 * whole[Flow.LOST_SALES] / demand,
        "cost": 100.0 * (whole[Flow.ACTIONS] + whole[Flow.FEES] + whole[Flow.DESK]) / sales,
        "left": 100.0 * whole[Flow.LEFT] / world.count,
        "relation": relation / 1000.0,
        **{f"part_{name}": part / 100.0 for name, part in zip(PARTS, parts, strict=True)},
    }
