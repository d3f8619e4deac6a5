"""Disputes and promises of a ledger, as the plain indicators want them."""

from __future__ import annotations

from datetime import date

import numpy as np

from simulator.domain.dates import NEVER, from_day, to_day
from simulator.domain.indicators.conventions import DEFAULT, Conventions
from simulator.domain.indicators.disputes import Dispute, Resolution, resolution
from simulator.domain.indicators.promises import Promise, PromisesKept, promises_kept
from simulator.domain.ledger.columns import Ledger, Means
from simulator.domain.money import Cents


def resolution_in(ledger: Ledger, since: date, on: date, quick_days: int = 15) -> Resolution:
    """Return days of the disputes closed in the period, and age of those open at its end."""
    disputes, day = ledger.disputes, to_day(on)
    seen = np.flatnonzero((disputes.opened <= day) & (disputes.closed >= to_day(since)))
    known = [
        Dispute(
            from_day(int(disputes.opened[row])),
            None if disputes.closed[row] == NEVER else from_day(int(disputes.closed[row])),
            Cents(int(disputes.amount[row])),
        )
        for row in seen
    ]
    return resolution(known, on, since, quick_days)


def promises_of(ledger: Ledger, since: date, on: date) -> tuple[Promise, ...]:
    """Return the promises made by a day and due from another, with the cash of their document.

    A receipt counts for a promise from the day it is made, and for one promise only: the oldest
    one takes it first.
    """
    promises, payments = ledger.promises, ledger.payments
    day = to_day(on)
    seen = np.flatnonzero(promises.made <= day)
    seen = seen[np.lexsort((promises.due[seen], promises.made[seen]))]
    cash = (payments.paid <= day) & (payments.means != Means.CREDIT_NOTE) & (payments.amount > 0)
    rows = np.flatnonzero(cash & np.isin(payments.document, promises.document[seen]))
    rows = rows[np.argsort(payments.paid[rows], kind="stable")]
    left: dict[int, list[list[int]]] = {}
    for row in rows:
        entry = [int(payments.paid[row]), int(payments.amount[row])]
        left.setdefault(int(payments.document[row]), []).append(entry)
    made: list[Promise] = []
    for row in seen:
        amount = int(promises.amount[row])
        entries = left.get(int(promises.document[row]), [])
        taken = _take(entries, amount, int(promises.made[row]))
        due = from_day(int(promises.due[row]))
        if amount > 0 and due >= since:
            made.append(Promise(Cents(amount), due, taken))
    return tuple(made)


def promises_kept_in(
    ledger: Ledger, since: date, on: date, conventions: Conventions = DEFAULT
) -> PromisesKept:
    """Return the rate of promises kept among those due in the period."""
    return promises_kept(promises_of(ledger, since, on), on, since, conventions)


def _take(entries: list[list[int]], amount: int, made: int) -> tuple[tuple[date, Cents], ...]:
    """Take up to an amount off the receipts not older than the promise, in their order."""
    taken: list[tuple[date, Cents]] = []
    for entry in entries:
        share = min(amount, entry[1]) if entry[0] >= made else 0
        if share:
            taken.append((from_day(entry[0]), Cents(share)))
            amount -= share
            entry[1] -= share
    return tuple(taken)
