"""What follows receivables: the insurer's cover, promises to pay, balances that grow old."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

import numpy as np

from simulator.domain.dates import to_day
from simulator.domain.exercises.excel_values import Column
from simulator.domain.indicators.follow import promises_of
from simulator.domain.indicators.trend import slices
from simulator.domain.ledger.balances import open_at
from simulator.domain.ledger.columns import Days, Ints, Ledger
from simulator.domain.ledger.perimeter import Mask
from simulator.domain.ledger.sums import sums
from simulator.domain.portfolio import Customer

TITLES = ("Non échu", "1 à 30 jours", "31 à 60 jours", "61 à 90 jours")
"""The bands of a balance that is not yet held lost; beyond 90 days it is, in the workshop."""
_BOUNDS = (0, 30, 60, 90, 120)
_MONTHS = 6
_PLACES = 10_000


def exposures(customers: Sequence[Customer], ledger: Ledger, on: date) -> Ints:
    """Return what each customer owes at a day, in cents; a credit balance counts for nothing."""
    size = max((one.id for one in customers), default=-1) + 1
    owed = sums(ledger.documents.customer, open_at(ledger, to_day(on)), size)
    return np.maximum(owed[[one.id for one in customers]], 0) if size else owed


def granted(customers: Sequence[Customer]) -> Ints:
    """Return what the insurer grants on each customer, in cents."""
    lines = (0 if one.insurer is None else int(one.insurer.granted) for one in customers)
    return np.fromiter(lines, np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Promised:
    """Promises followed; ``row`` and ``document`` are rows of the ledger, amounts are cents."""

    row: Ints
    document: Ints
    made: Days
    due: Days
    amount: Ints
    kept: Mask


def promises(ledger: Ledger, since: date, on: date) -> Promised:
    """Return the promises made by a day and due from another, those still to come included.

    One is kept when it was received in full by its day; the house gives no days of grace.
    """
    table, day = ledger.promises, to_day(on)
    rows = np.flatnonzero((table.made <= day) & (table.due >= to_day(since)) & (table.amount > 0))
    # The order in which ``promises_of`` returns them.
    rows = rows[np.lexsort((table.due[rows], table.made[rows]))]
    kept = [
        sum(cash for paid, cash in one.receipts if paid <= one.due) >= one.amount
        for one in promises_of(ledger, since, on)
    ]
    return Promised(
        rows.astype(np.int64),
        table.document[rows].astype(np.int64),
        table.made[rows],
        table.due[rows],
        table.amount[rows],
        np.asarray(kept, dtype=np.bool_),
    )


def balances(ledger: Ledger, on: date) -> tuple[int, ...]:
    """Return the open invoices by band of lateness at a day, cents: not due, then by 30 days.

    The fifth and last band, 91 to 120 days, is what has just left the fourth.
    """
    left, late = np.maximum(open_at(ledger, to_day(on)), 0), to_day(on) - ledger.documents.due
    inside = ((late > low) & (late <= high) for low, high in pairwise(_BOUNDS))
    return tuple(int(left[rows].sum()) for rows in (late <= 0, *inside))


def passages(ledger: Ledger, on: date) -> tuple[Fraction, ...]:
    """Return the share of each band that was in the next one a month later, on six months.

    Sums over sums, rounded to four places, one at most. Source: sheet of the house, line 26
    (November 2026).
    """
    seen = [balances(ledger, last) for _, last in slices(on, _MONTHS + 1)]
    found = []
    for band in range(len(TITLES)):
        before = sum(one[band] for one in seen[1:])
        after = sum(one[band + 1] for one in seen[:-1])
        rate = min(Fraction(1), Fraction(after, before)) if before else Fraction()
        found.append(Fraction(round(rate * _PLACES), _PLACES))
    return tuple(found)


def bands(gross: Ledger, net: Ledger, on: date) -> tuple[Column, ...]:
    """Return the table of bands: rank, name, balance with and without VAT, passage, what follows.

    ``Suite`` is the product of the passages of the later bands, as ``Cumul`` adds up months.
    """
    rates, count = passages(gross, on), len(TITLES)
    after = [Fraction(1)] * count
    for rank in reversed(range(count - 1)):
        after[rank] = after[rank + 1] * rates[rank + 1]
    return (
        tuple(Fraction(rank + 1) for rank in range(count)),
        TITLES,
        *(
            tuple(Fraction(cents, 100) for cents in balances(ledger, on)[:count])
            for ledger in (gross, net)
        ),
        rates,
        tuple(after),
    )
