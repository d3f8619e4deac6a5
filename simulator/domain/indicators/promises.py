"""Promises kept, a flow indicator: only promises that fell due in the period are judged.

Formula: sheet of the house, line 16 (November 2026).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from simulator.domain.indicators.conventions import DEFAULT, Conventions, PromiseMeasure
from simulator.domain.indicators.measure import (
    Flag,
    Measure,
    cents_part,
    part,
    quotient,
)
from simulator.domain.money import Cents
from simulator.domain.refusals import NotPositive
from simulator.domain.results import Unit


@dataclass(frozen=True, slots=True)
class Promise:
    """An amount promised for a day, and what was received on it: (day, cents)."""

    amount: Cents
    due: date
    receipts: tuple[tuple[date, Cents], ...] = ()


@dataclass(frozen=True, slots=True)
class PromisesKept:
    """The three ways of counting, so that a partial payment is never hidden in one of them."""

    by_count: Measure
    by_amount: Measure
    with_partial: Measure

    def by(self, conventions: Conventions) -> Measure:
        """Return the one that conventions name."""
        if conventions.promises is PromiseMeasure.COUNT:
            return self.by_count
        if conventions.promises is PromiseMeasure.AMOUNT:
            return self.by_amount
        return self.with_partial


def promises_kept(
    promises: Sequence[Promise],
    on: date,
    since: date | None = None,
    conventions: Conventions = DEFAULT,
) -> PromisesKept:
    """Return promises paid in full by their day plus grace ÷ promises due from ``since`` to ``on``.

    Receipts after ``on`` are not known yet. Promises due later are left out and counted in the part
    ``not_due``; one still inside its grace and unpaid counts as broken, and is flagged.
    Raises ``NotPositive`` on a promise of nothing.
    """
    for promise in promises:
        if promise.amount <= 0:
            raise NotPositive("amount", promise.amount)
    judged = [p for p in promises if p.due <= on and (since is None or p.due >= since)]
    in_time = [min(p.amount, _in_time(p, on, conventions.grace_days)) for p in judged]
    kept = [p.amount for p, paid in zip(judged, in_time, strict=True) if paid == p.amount]
    due = cents_part("promised", sum(p.amount for p in judged))
    left_out = part("not_due", sum(p.due > on for p in promises), Unit.COUNT)
    running = any(
        paid < p.amount and p.due + timedelta(days=conventions.grace_days) >= on
        for p, paid in zip(judged, in_time, strict=True)
    )
    flags = frozenset({Flag.GRACE_RUNNING}) if running and conventions.grace_days else frozenset()

    def share(code: str, top: int) -> Measure:
        return quotient(
            code,
            cents_part("kept", top),
            due,
            conventions=conventions,
            flags=flags,
            parts=(left_out,),
        )

    by_count = quotient(
        "promises_kept",
        part("kept", len(kept), Unit.COUNT),
        part("promises", len(judged), Unit.COUNT),
        conventions=conventions,
        flags=flags,
        parts=(left_out,),
    )
    return PromisesKept(
        by_count,
        share("promises_kept_amount", sum(kept)),
        share("promises_kept_partial", sum(in_time)),
    )


def _in_time(promise: Promise, on: date, grace_days: int) -> int:
    limit = min(on, promise.due + timedelta(days=grace_days))
    return sum(amount for day, amount in promise.receipts if day <= limit)
