"""Ranking of a portfolio: ABC by cumulated sales, crossed with the risk class.

The actions of each box are pedagogical.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from simulator.domain.money import Cents, total
from simulator.domain.refusals import OutOfRange
from simulator.domain.results import NotComputable
from simulator.domain.risk.rating import RiskClass

Key = int | str


class Rank(StrEnum):
    """Weight of a customer in sales, A for the heaviest."""

    A = "A"
    B = "B"
    C = "C"


CUTS = (Decimal("0.80"), Decimal("0.95"))
"""Usual cuts of cumulated sales."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A customer in the ranking: sales, share of the total, cumulated share, weight."""

    key: Key
    sales: Cents
    share: Decimal
    cumulated: Decimal
    rank: Rank


def abc(
    sales: Mapping[Key, Cents],
    cuts: tuple[Decimal, Decimal] = CUTS,
    *,
    inclusive: bool = True,
) -> tuple[Ranked, ...] | NotComputable:
    """Rank customers by decreasing sales and cut at shares of the cumulated total.

    A customer that straddles a cut goes to the better class when ``inclusive``, else to the worse.
    Equal sales keep the order given; sales of zero or less weigh nothing and are C.
    ``NotComputable("turnover_not_positive")`` without sales; ``OutOfRange`` when cuts do not
    increase in 0..1.
    """
    first, second = cuts
    if not 0 < first <= second <= 1:
        raise OutOfRange("cuts", cuts, 0, 1)
    whole = total([amount for amount in sales.values() if amount > 0])
    if whole <= 0:
        return NotComputable("turnover_not_positive", {"sales": whole})
    found = []
    running = 0
    for key, amount in sorted(sales.items(), key=lambda item: -item[1]):
        before, running = running, running + max(0, amount)
        reached = Decimal(before if inclusive else running) / whole
        rank = _rank(reached, cuts, inclusive=inclusive) if amount > 0 else Rank.C
        weight = Decimal(max(0, amount)) / whole
        found.append(Ranked(key, amount, weight, Decimal(running) / whole, rank))
    return tuple(found)


def _rank(reached: Decimal, cuts: tuple[Decimal, Decimal], *, inclusive: bool) -> Rank:
    for rank, cut in zip((Rank.A, Rank.B), cuts, strict=True):
        if reached < cut or (not inclusive and reached == cut):
            return rank
    return Rank.C


ACTIONS: Mapping[tuple[Rank, RiskClass], tuple[str, ...]] = {
    (Rank.A, RiskClass.A): ("develop", "insure", "yearly_committee"),
    (Rank.A, RiskClass.B): ("monitor_monthly",),
    (Rank.A, RiskClass.C): ("committee", "guarantee"),
    (Rank.A, RiskClass.D): ("committee", "prepayment_plan"),
    (Rank.B, RiskClass.A): ("standard_line",),
    (Rank.B, RiskClass.B): ("standard_line", "half_yearly_review"),
    (Rank.B, RiskClass.C): ("reduced_line", "guarantee"),
    (Rank.B, RiskClass.D): ("prepayment",),
    (Rank.C, RiskClass.A): ("automatic_line",),
    (Rank.C, RiskClass.B): ("automatic_small_line",),
    (Rank.C, RiskClass.C): ("prepayment_or_card",),
    (Rank.C, RiskClass.D): ("prepayment",),
}
"""What to do in each box (codes), editable by giving another mapping to who displays it."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the matrix: its customers, their sales and exposure in cents, the actions."""

    rank: Rank
    risk: RiskClass
    customers: tuple[Key, ...]
    sales: Cents
    exposure: Cents
    actions: tuple[str, ...]


def matrix(
    ranking: tuple[Ranked, ...],
    risks: Mapping[Key, RiskClass],
    exposures: Mapping[Key, Cents] | None = None,
) -> tuple[Box, ...]:
    """Cross ranks and risk classes in twelve boxes; unrated customers are left out."""
    owed = exposures or {}
    boxes = []
    for (rank, risk), actions in ACTIONS.items():
        held = [c for c in ranking if c.rank is rank and risks.get(c.key) is risk]
        keys = tuple(c.key for c in held)
        boxes.append(
            Box(
                rank,
                risk,
                keys,
                total([c.sales for c in held]),
                total([owed.get(key, Cents(0)) for key in keys]),
                actions,
            )
        )
    return tuple(boxes)


def by_priority(ranking: tuple[Ranked, ...], risks: Mapping[Key, RiskClass]) -> tuple[Ranked, ...]:
    """Return rated customers, the worst class first and the heaviest first inside a class."""
    rated = [c for c in ranking if c.key in risks]
    return tuple(sorted(rated, key=lambda c: (-ord(risks[c.key].value), -c.sales)))
