"""Receipts by month against what could be expected at its start, on the ledger's columns.

Rule of the forecast: what is open, out of dispute, on the day of its promise, else on its due day
plus the customer's own delay of the past year; what should already have come is expected at once
(house's rule, after line 32 of the sheet, November 2026). Amounts are cents including VAT.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

import numpy as np

from simulator.domain.dates import add_months, end_of_month, from_day, month_starts, to_day
from simulator.domain.indicators.collecting import recovery_rate
from simulator.domain.indicators.forecast import forecast_accuracy
from simulator.domain.indicators.measure import Measure
from simulator.domain.ledger.balances import disputed_at, open_at
from simulator.domain.ledger.columns import Ints, Kind, Ledger, Means
from simulator.domain.ledger.sums import sums
from simulator.domain.money import Cents, round_half_up
from simulator.domain.refusals import NotPositive

_YEAR = 365
_AHEAD = 30


@dataclass(frozen=True, slots=True)
class Month:
    """One month: what was claimable, expected at its start, received of that, received in all.

    ``claimable``: overdue at its start and falling due in it. ``met`` is what was received on the
    documents that were open at its start: the forecast knows no other.
    """

    first: date
    last: date
    claimable: Cents
    forecast: Cents
    met: Cents
    received: Cents
    accuracy: Measure
    recovery: Measure


@dataclass(frozen=True, slots=True)
class Unallocated:
    """A credit that no invoice has taken: a credit note, or a payment too large."""

    number: int
    customer: int
    kind: Kind
    since: date
    amount: Cents


def by_month(ledger: Ledger, as_of: date, count: int = 6) -> tuple[Month, ...]:
    """Return the last months, the current one up to ``as_of`` last; ``NotPositive`` on no month."""
    if count <= 0:
        raise NotPositive("count", count)
    first = date(as_of.year, as_of.month, 1)
    starts = month_starts(add_months(first, 1 - count), count)
    return tuple(_month(ledger, one, min(end_of_month(one), as_of)) for one in starts)


def ahead(ledger: Ledger, as_of: date, days: int = _AHEAD) -> Cents:
    """Return what is expected after ``as_of`` and within a number of days."""
    return _expected(ledger, to_day(as_of), to_day(as_of) + days)


def unallocated(ledger: Ledger, as_of: date) -> tuple[Unallocated, ...]:
    """Return the credits left on the accounts, the oldest first; amounts are positive cents."""
    documents, left = ledger.documents, open_at(ledger, to_day(as_of))
    found = [
        Unallocated(
            int(documents.number[row]),
            int(documents.customer[row]),
            Kind(int(documents.kind[row])),
            from_day(documents.issued[row]),
            Cents(-int(left[row])),
        )
        for row in np.flatnonzero(left < 0)
    ]
    return tuple(sorted(found, key=lambda one: (one.since, one.number)))


def delays(ledger: Ledger, day: int) -> Ints:
    """Return by customer the mean days past due of the payments of the year before a day.

    Weighted by amounts, rounded half up; a customer without a payment has the delay of all.
    """
    payments, documents = ledger.payments, ledger.documents
    known = np.flatnonzero(
        (payments.paid <= day)
        & (payments.paid > day - _YEAR)
        & (payments.means != Means.CREDIT_NOTE)
    )
    size = int(documents.customer.max(initial=-1)) + 1
    rows, amounts = payments.document[known], payments.amount[known]
    late = (payments.paid[known] - documents.due[rows]).astype(np.int64)
    weights = sums(documents.customer[rows], amounts, size)
    weighted = sums(documents.customer[rows], amounts * late, size)
    whole = _mean(int(weighted.sum()), int(weights.sum()))
    return np.array(
        [_mean(int(a), int(b)) if b > 0 else whole for a, b in zip(weighted, weights, strict=True)],
        dtype=np.int64,
    )


def _mean(weighted: int, weight: int) -> int:
    return int(round_half_up(Fraction(weighted, weight))) if weight > 0 else 0


def _expected(ledger: Ledger, day: int, last: int) -> Cents:
    """Return what is expected up to a day of what is open at the end of another."""
    free = np.maximum(open_at(ledger, day) - disputed_at(ledger, day), 0)
    return Cents(int(free[_expected_on(ledger, day) <= last].sum()))


def _expected_on(ledger: Ledger, day: int) -> Ints:
    documents, vows = ledger.documents, ledger.promises
    found: Ints = documents.due.astype(np.int64) + delays(ledger, day)[documents.customer]
    live = np.flatnonzero((vows.made <= day) & (vows.due > day))
    found[vows.document[live]] = vows.due[live]
    return found


def _month(ledger: Ledger, first: date, last: date) -> Month:
    before, end = to_day(first - timedelta(days=1)), to_day(last)
    documents = ledger.documents
    opening = np.maximum(open_at(ledger, before), 0)
    fresh = (documents.issued > before) & (documents.issued <= end) & (documents.gross > 0)
    owed = opening + np.where(fresh, documents.gross, 0)
    claimable = Cents(int(owed[documents.due <= end].sum()))
    cash = _cash(ledger, before, end)
    met = Cents(int(cash[opening > 0].sum()))
    received = Cents(int(cash.sum()))
    forecast = _expected(ledger, before, end)
    exigible = Cents(int(cash[documents.due <= end].sum()))
    return Month(
        first,
        last,
        claimable,
        forecast,
        met,
        received,
        forecast_accuracy([(forecast, met)]).overall,
        recovery_rate(exigible, claimable),
    )


def _cash(ledger: Ledger, before: int, end: int) -> Ints:
    payments = ledger.payments
    rows = np.flatnonzero(
        (payments.paid > before) & (payments.paid <= end) & (payments.means != Means.CREDIT_NOTE)
    )
    return sums(payments.document[rows], payments.amount[rows], len(ledger.documents))
