"""Exposure: overruns of limits, insurance cover, concentration.

Formulas: sheet of the house, lines 23 to 25 (November 2026). Amounts are cents; exposure is open
invoices plus deliveries not invoiced plus firm orders, as the policy of the firm says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from simulator.domain.indicators.conventions import DEFAULT, Conventions
from simulator.domain.indicators.measure import (
    Flag,
    Measure,
    Number,
    Reason,
    cents_part,
    decimal,
    exact,
    not_computable,
    part,
    quotient,
)
from simulator.domain.money import ZERO, Cents
from simulator.domain.refusals import NotPositive
from simulator.domain.results import Step, Unit


@dataclass(frozen=True, slots=True)
class Exposed:
    """A customer's exposure, limit (``None``: none set) and insured limit; overrun since a day."""

    exposure: Cents
    limit: Cents | None = None
    insured: Cents = ZERO
    over_since: date | None = None


@dataclass(frozen=True, slots=True)
class Overruns:
    """Overruns of limits: how many, how much, what share, how old."""

    count: Measure
    amount: Measure
    share: Measure
    age: Measure


def overruns(
    customers: Sequence[Exposed], on: date | None = None, conventions: Conventions = DEFAULT
) -> Overruns:
    """Return Σ max(0, exposure − limit), its count, its share of exposure, its mean age in days.

    A customer without a limit is not an overrun: it is counted apart and flagged.
    """
    over = [
        (c.exposure - c.limit, c.over_since)
        for c in customers
        if c.limit is not None and c.exposure > c.limit
    ]
    without = sum(c.limit is None for c in customers)
    flags = frozenset({Flag.WITHOUT_LIMIT}) if without else frozenset()
    total = cents_part("exposure", sum(c.exposure for c in customers))
    amount = cents_part("overrun", sum(excess for excess, _ in over))
    parts = (part("without_limit", without, Unit.COUNT),)
    ages = [(on - since).days for _, since in over if on is not None and since is not None]
    return Overruns(
        Measure(
            "overrun_count", Decimal(len(over)), Unit.COUNT, conventions, parts=parts, flags=flags
        ),
        Measure("overrun_amount", amount.value, Unit.CENTS, conventions, parts=parts, flags=flags),
        quotient("overrun_share", amount, total, conventions=conventions, flags=flags),
        quotient(
            "overrun_age",
            part("days", sum(ages), Unit.DAYS),
            part("overruns", len(ages), Unit.COUNT),
            unit=Unit.DAYS,
            conventions=conventions,
        ),
    )


@dataclass(frozen=True, slots=True)
class Coverage:
    """Insurance cover: the covered share, the indemnity expected, what stays uninsured."""

    share: Measure
    indemnity: Measure
    uninsured: Measure


def insurance_coverage(
    customers: Sequence[Exposed], quota: Number = 1, conventions: Conventions = DEFAULT
) -> Coverage:
    """Return Σ min(exposure, insured limit) ÷ Σ exposure, and the same × quota as an indemnity.

    The unused limit of one customer does not cover another. A credit balance counts for nothing.
    """
    exposure = sum(max(0, c.exposure) for c in customers)
    covered = sum(max(0, min(c.exposure, c.insured)) for c in customers)
    covered_part = cents_part("covered", covered)
    return Coverage(
        quotient(
            "insurance_coverage",
            covered_part,
            cents_part("exposure", exposure),
            conventions=conventions,
        ),
        quotient(
            "insurance_indemnity",
            covered_part,
            part("one", 1, Unit.COUNT),
            unit=Unit.CENTS,
            times=quota,
            conventions=conventions,
        ),
        Measure("uninsured", Cents(exposure - covered), Unit.CENTS, conventions),
    )


def by_group(balances: Iterable[tuple[str, Cents]]) -> tuple[Cents, ...]:
    """Add balances by group code, in the order in which groups first appear."""
    totals: dict[str, int] = defaultdict(int)
    for group, amount in balances:
        totals[group] += amount
    return tuple(Cents(amount) for amount in totals.values())


@dataclass(frozen=True, slots=True)
class Concentration:
    """Shares of the largest, Herfindahl index (0 to 10 000 points) and equivalent number."""

    first: Measure
    top: Measure
    hhi: Measure
    equivalent_number: Measure


def concentration(
    balances: Sequence[Cents], top: int = 10, conventions: Conventions = DEFAULT
) -> Concentration:
    """Return the concentration of balances, one for each consolidated customer (``by_group``).

    Credit balances are left out and flagged. The index is Σ share² × 10 000, the equivalent number
    its inverse: so many customers of one size.
    """
    if top <= 0:
        raise NotPositive("top", top)
    positive = sorted((b for b in balances if b > 0), reverse=True)
    flags = frozenset({Flag.CREDIT_BALANCE}) if any(b < 0 for b in balances) else frozenset()
    whole = cents_part("total", sum(positive))

    def share(code: str, count: int) -> Measure:
        amount = cents_part("largest", sum(positive[:count]))
        return quotient(code, amount, whole, conventions=conventions, flags=flags)

    hhi, equivalent = _herfindahl(positive, conventions, flags)
    return Concentration(share("top_1", 1), share("top_n", top), hhi, equivalent)


def _herfindahl(
    positive: Sequence[int], conventions: Conventions, flags: frozenset[Flag]
) -> tuple[Measure, Measure]:
    total = sum(positive)
    if total == 0:
        reason = Reason.DENOMINATOR_NOT_POSITIVE
        why = {"denominator": "total", "value": total}
        return (
            not_computable("hhi", Unit.POINTS, reason, conventions, **why),
            not_computable("equivalent_number", Unit.COUNT, reason, conventions, **why),
        )
    index = Fraction(10_000 * sum(b * b for b in positive), total * total)

    def measure(code: str, value: Fraction, unit: Unit, formula: str) -> Measure:
        step = Step(code, formula, decimal(value), unit)
        return Measure(code, decimal(value), unit, conventions, flags=flags, steps=(step,))

    return (
        measure("hhi", index, Unit.POINTS, "Σ (x ÷ Σ x)² × 10000"),
        measure("equivalent_number", 10_000 / exact(index), Unit.COUNT, "10000 ÷ HHI"),
    )
