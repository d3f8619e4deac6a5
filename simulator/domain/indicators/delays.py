"""Days of the invoices paid: time to pay, days beyond terms, terms and lateness apart.

Formulas: sheet of the house, lines 3, 4 and 33 (November 2026).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from simulator.domain.indicators.conventions import DEFAULT, Conventions, Lateness, Weighting
from simulator.domain.indicators.measure import Flag, Measure, cents_part, part, quotient
from simulator.domain.money import Cents
from simulator.domain.refusals import Negative
from simulator.domain.results import Unit

PAID_ONLY = frozenset({Flag.UNPAID_EXCLUDED})
"""Survivor bias: what is not paid is not in these means."""


@dataclass(frozen=True, slots=True)
class Timed:
    """An amount in cents and a number of days, negative when early."""

    amount: Cents
    days: int


@dataclass(frozen=True, slots=True)
class PaidInvoice:
    """An invoice that was paid, with its three dates."""

    amount: Cents
    issued: date
    due: date
    paid: date


def days_to_pay(invoices: Sequence[Timed], conventions: Conventions = DEFAULT) -> Measure:
    """Return the mean days from invoice to payment of the invoices paid in the period (DMP).

    Weighted by amount unless the convention says each invoice counts for one.
    """
    return _mean("dmp", [(i.amount, Fraction(i.days)) for i in invoices], conventions)


def days_beyond_terms(invoices: Sequence[Timed], conventions: Conventions = DEFAULT) -> Measure:
    """Return the mean days from due date to payment; an early payment counts for zero.

    With the ``SIGNED`` convention it offsets late ones.
    """
    pairs = [(i.amount, Fraction(lateness(i.days, conventions))) for i in invoices]
    return _mean("dbt", pairs, conventions)


def lateness(days: int, conventions: Conventions = DEFAULT) -> int:
    """Return days late by the convention: floored at zero, or signed."""
    return days if conventions.lateness is Lateness.SIGNED else max(0, days)


@dataclass(frozen=True, slots=True)
class Delay:
    """Total delay and its two halves in days: the terms granted and the lateness taken."""

    total: Measure
    terms: Measure
    late: Measure


def delay(invoices: Sequence[PaidInvoice], conventions: Conventions = DEFAULT) -> Delay:
    """Return the delay as mean (invoice → due) + mean (due → paid), signed so that it adds up."""

    def mean(code: str, days: Callable[[PaidInvoice], int]) -> Measure:
        return _mean(code, [(i.amount, Fraction(days(i))) for i in invoices], conventions)

    return Delay(
        mean("delay", lambda i: (i.paid - i.issued).days),
        mean("delay_terms", lambda i: (i.due - i.issued).days),
        mean("delay_late", lambda i: (i.paid - i.due).days),
    )


def weighted(
    code: str, pairs: Sequence[tuple[int, Fraction]], conventions: Conventions = DEFAULT
) -> Measure:
    """Return a mean of days weighted by amount in cents, or plain by the convention.

    Raises ``Negative`` on a negative weight: a credit note is not a payment.
    """
    if conventions.weighting is Weighting.EACH:
        top = part("days", sum((days for _, days in pairs), Fraction()), Unit.DAYS)
        bottom = part("invoices", len(pairs), Unit.COUNT)
    else:
        for amount, _ in pairs:
            if amount < 0:
                raise Negative("amount", amount)
        top = part("amount_days", sum((a * d for a, d in pairs), Fraction()), Unit.CENTS)
        bottom = cents_part("amount", sum(amount for amount, _ in pairs))
    return quotient(code, top, bottom, unit=Unit.DAYS, conventions=conventions, flags=PAID_ONLY)


_mean = weighted
