"""Disputes: their weight, the time they take, the share solved quickly.

Formulas: sheet of the house, lines 11 and 12 (November 2026).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from simulator.domain.indicators.conventions import DEFAULT, Conventions
from simulator.domain.indicators.measure import Flag, Measure, Part, cents_part, part, quotient
from simulator.domain.money import ZERO, Cents
from simulator.domain.refusals import WrongOrder
from simulator.domain.results import Unit


@dataclass(frozen=True, slots=True)
class DisputeWeight:
    """Disputed amounts over the receivables, and overdue disputed amounts over the overdue."""

    on_total: Measure
    on_overdue: Measure


def dispute_weight(
    disputed: Cents,
    total: Cents,
    disputed_overdue: Cents,
    overdue: Cents,
    conventions: Conventions = DEFAULT,
) -> DisputeWeight:
    """Return the two weights of disputes, ratios of amounts in cents."""
    return DisputeWeight(
        quotient(
            "dispute_weight",
            cents_part("disputed", disputed),
            cents_part("total", total),
            conventions=conventions,
        ),
        quotient(
            "dispute_weight_overdue",
            cents_part("disputed_overdue", disputed_overdue),
            cents_part("overdue", overdue),
            conventions=conventions,
        ),
    )


@dataclass(frozen=True, slots=True)
class Dispute:
    """A dispute; ``closed`` is ``None`` while open."""

    opened: date
    closed: date | None
    amount: Cents = ZERO


@dataclass(frozen=True, slots=True)
class Resolution:
    """How fast disputes are solved, and how old those that are not."""

    closed_mean: Measure
    open_age: Measure
    solved_quickly: Measure


def resolution(
    disputes: Sequence[Dispute],
    on: date,
    since: date | None = None,
    quick_days: int = 15,
) -> Resolution:
    """Return mean days of disputes closed (from ``since`` to ``on``), age of those open ``on`` it.

    ``solved_quickly`` is the share of the closed ones that took fewer than ``quick_days``. The mean
    of closed ones hides an old stock: it is flagged when the open ones are older on average.
    Raises ``WrongOrder`` when a dispute closes before it opens.
    """
    spent = [days for dispute in disputes if (days := _spent(dispute, on, since)) is not None]
    ages = [(on - d.opened).days for d in disputes if _is_open(d, on)]
    older = bool(spent and ages) and sum(ages) * len(spent) > sum(spent) * len(ages)
    flags = frozenset({Flag.OPEN_ONES_OLDER}) if older else frozenset()
    quick = sum(days < quick_days for days in spent)
    closed = part("closed", len(spent), Unit.COUNT)
    return Resolution(
        quotient("dispute_days", _days(spent), closed, unit=Unit.DAYS, flags=flags),
        quotient("dispute_age", _days(ages), _count("open", ages), unit=Unit.DAYS),
        quotient("dispute_quick", part("quick", quick, Unit.COUNT), closed),
    )


def _spent(dispute: Dispute, on: date, since: date | None) -> int | None:
    if dispute.closed is None or dispute.closed > on:
        return None
    if dispute.closed < dispute.opened:
        raise WrongOrder("opened", dispute.opened, "closed", dispute.closed)
    if since is not None and dispute.closed < since:
        return None
    return (dispute.closed - dispute.opened).days


def _is_open(dispute: Dispute, on: date) -> bool:
    return dispute.opened <= on and (dispute.closed is None or dispute.closed > on)


def _days(values: Sequence[int]) -> Part:
    return part("days", sum(values), Unit.DAYS)


def _count(name: str, values: Sequence[int]) -> Part:
    return part(name, len(values), Unit.COUNT)
