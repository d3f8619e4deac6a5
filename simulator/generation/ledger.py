"""The ledger as it stands on the portfolio's day: documents, payments, disputes and promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from simulator.domain.dates import NEVER
from simulator.domain.ledger.columns import (
    Disputes,
    Documents,
    Kind,
    Ledger,
    Means,
    Payments,
    Promises,
)
from simulator.generation.calendar import Calendar
from simulator.generation.cohort import Cohort, Frame
from simulator.generation.dice import positions
from simulator.generation.exact import Bools, Ints
from simulator.generation.library import MEANS
from simulator.generation.merging import slip
from simulator.generation.orders import Orders
from simulator.generation.settling import Settling

MEANS_CODES = {
    "virement": Means.TRANSFER,
    "prelevement": Means.DIRECT_DEBIT,
    "lcr": Means.BILL,
    "cheque": Means.CHEQUE,
}
APPLIED = 0.8
"""Share of credit notes that the customer takes off its payment.

The others stay open on the account.
"""
PROMISED_LATE = 0.25
PROMISED_OPEN = 0.35
NUMBERS = 100_000
"""Numbers that a customer's documents may take: the customer can be read in each of them."""
_INVOICE, _CREDIT_NOTE = np.int16(Kind.INVOICE), np.int16(Kind.CREDIT_NOTE)
_DAY, _DOCUMENT = 8, 32
"""Bits to the right of the day, then of the document, in a key that puts payments in order."""


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """All that happened, and would happen, on the accounts of the customers."""

    frame: Frame
    cohort: Cohort
    orders: Orders
    settling: Settling
    days: Calendar


def assemble(history: History) -> Ledger:
    """Put the ledger together, without anything that happens after the portfolio's day."""
    frame, settling = history.frame, history.settling
    credit = _credit_notes(history)
    place, documents = _documents(history, credit)
    contested = settling.disputes
    seen = np.flatnonzero(contested.opened <= frame.last)
    closed = np.where(contested.closed[seen] <= frame.last, contested.closed[seen], NEVER)
    disputes = Disputes(
        document=place[contested.rows[seen]].astype(np.int32),
        opened=contested.opened[seen].astype(np.int32),
        closed=closed.astype(np.int32),
        amount=contested.amount[seen],
        cause=contested.cause[seen].astype(np.int16),
    )
    disputed = np.zeros(len(history.orders), dtype=np.bool_)
    disputed[contested.rows] = True
    payments = _payments(history, credit, place, disputed)
    return Ledger(documents, payments, disputes, _promises(history, place, disputed))


@dataclass(frozen=True, slots=True, eq=False)
class _Credits:
    """Credit notes issued by the portfolio's day.

    The invoice they correct, in their order, and whether they are applied.
    """

    invoice: Ints
    issued: Ints
    amount: Ints
    applied: Bools


def _credit_notes(history: History) -> _Credits:
    frame, settling = history.frame, history.settling
    given = settling.credits
    seen = given.issued <= frame.last
    rows, issued = given.rows[seen], given.issued[seen]
    taken = history.orders.dice.of(rows).uniform("applied") < APPLIED
    # A credit note that comes after the payment of its invoice stays open on the account.
    applied = taken & (issued <= settling.paid[rows])
    return _Credits(rows, issued, given.amount[seen], applied)


def _documents(history: History, credit: _Credits) -> tuple[Ints, Documents]:
    """Slip credit notes among the invoices of their customer, after those of the same day.

    Return the place of each (invoices first), and the documents.
    """
    orders, frame, ids = history.orders, history.frame, history.cohort.ids
    source, net, gross = credit.invoice, orders.net, orders.gross
    corrected = orders.customer.take(source)
    day = (orders.customer << _DOCUMENT) | (orders.issued - frame.first)
    slipped = slip(day, (corrected << _DOCUMENT) | (credit.issued - frame.first))
    owner, rank, _ = positions(orders.count + np.bincount(corrected, minlength=len(ids)))
    back = credit.amount * net.take(source) // gross.take(source)
    customer = ids.take(owner)
    return slipped.places, Documents(
        customer=customer.astype(np.int32),
        number=(customer + 1) * NUMBERS + rank + 1,
        kind=np.where(slipped.rows < len(orders), _INVOICE, _CREDIT_NOTE),
        issued=slipped.column(orders.issued, credit.issued, np.int32),
        due=slipped.column(orders.due, credit.issued, np.int32),
        gross=slipped.column(gross, -credit.amount, np.int64),
        net=slipped.column(net, -back, np.int64),
    )


def _payments(history: History, credit: _Credits, place: Ints, disputed: Bools) -> Payments:
    """List what was paid by the portfolio's day and before a default, in one or two parts."""
    cohort, orders, paid = history.cohort, history.orders, history.settling.paid
    owed = _owed(history, credit)
    one, twice = _first_parts(history, owed, disputed)
    stop = np.minimum(cohort.default_day - 1, history.frame.last)
    first = ((paid <= stop.take(orders.customer)) & (one > 0)).nonzero()[0]
    later = 10 + orders.dice.of(twice).integers(36, "second part")
    later = history.days.next(paid.take(twice) + later)
    rest = owed.take(twice) - one.take(twice)
    done = (later <= stop.take(orders.customer.take(twice))) & (rest > 0)
    means = np.array([MEANS_CODES[name] for name in MEANS])[means_of(cohort)]
    applied = credit.applied.nonzero()[0]
    amount, on = credit.amount.take(applied), credit.issued.take(applied)
    code = np.full(2 * len(applied), Means.CREDIT_NOTE, dtype=np.int64)
    many = _Rows(
        place.take(first),
        paid.take(first),
        one.take(first),
        means.take(orders.customer.take(first)),
    )
    few = _Rows(
        place.take(
            np.concatenate([twice[done], credit.invoice.take(applied), len(orders) + applied])
        ),
        np.concatenate([later[done], on, on]),
        np.concatenate([rest[done], amount, -amount]),
        np.concatenate([means.take(orders.customer.take(twice[done])), code]),
    )
    start = history.frame.first
    slipped = slip(many.keys(start), few.keys(start))
    return Payments(
        document=slipped.column(many.document, few.document, np.int32),
        paid=slipped.column(many.paid, few.paid, np.int32),
        amount=slipped.column(many.amount, few.amount, np.int64),
        means=slipped.column(many.means, few.means, np.int16),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """Payments before they are put together."""

    document: Ints
    paid: Ints
    amount: Ints
    means: Ints

    def keys(self, first: int) -> Ints:
        """Return what puts them in order: document, day, means."""
        return (self.document << _DOCUMENT) | ((self.paid - first) << _DAY) | self.means


def _first_parts(history: History, owed: Ints, disputed: Bools) -> tuple[Ints, Ints]:
    """Return what is paid at first of each invoice, and which ones are paid in two parts.

    A few are paid a little short, and the rest is never asked for.
    """
    law, dice = history.frame.calibration.paying, history.orders.dice
    draw = dice.uniform("parts")
    two = law.two_payments * np.where(history.settling.drifting, 3.0, 1.0)
    twice = (draw < two).nonzero()[0]
    short = ((draw >= two) & (draw < two + law.short_payments) & ~disputed).nonzero()[0]
    first = owed.copy()
    parts = ((twice, 0.3, 0.4, "first part"), (short, 0.95, 0.045, "short"))
    for rows, low, width, purpose in parts:
        due = owed.take(rows)
        part = np.rint(due * (low + width * dice.of(rows).uniform(purpose))).astype(np.int64)
        first[rows] = np.maximum(part, np.minimum(due, 1))
    return first, twice


def _owed(history: History, credit: _Credits) -> Ints:
    """Return what is to be paid on each invoice once the credit notes applied are taken off."""
    owed = history.orders.gross.copy()
    owed[credit.invoice[credit.applied]] -= credit.amount[credit.applied]
    return owed


def means_of(cohort: Cohort) -> Ints:
    """Return each customer's means of payment.

    Who lets the supplier debit its account pays on time.
    """
    debit = MEANS.index("prelevement")
    return np.where((cohort.means == debit) & (cohort.mean_delay > 0), 0, cohort.means)


def _promises(history: History, place: Ints, disputed: Bools) -> Promises:
    """Draw promises on late invoices: kept ones fall on the payment, broken ones before it."""
    frame, cohort, days = history.frame, history.cohort, history.days
    orders, settling = history.orders, history.settling
    end = np.minimum(settling.paid, frame.last)
    alive = (cohort.default_day > frame.last).take(orders.customer)
    rows = np.flatnonzero(alive & ~disputed & (end - orders.due > 7))
    wanted = np.where(settling.paid[rows] > frame.last, PROMISED_OPEN, PROMISED_LATE)
    rows = rows[orders.dice.of(rows).uniform("promise") < wanted]
    dice, due, paid = orders.dice.of(rows), orders.due[rows], settling.paid[rows]
    part = 0.3 + 0.5 * dice.uniform("promise day")
    made = days.previous(due + np.rint((end[rows] - due) * part).astype(np.int64))
    kept = dice.uniform("kept") < 0.6
    slip = dice.integers(12, "slip")
    hoped = frame.last - 5 + dice.integers(20, "hoped")
    on = np.where(paid > frame.last, hoped, np.where(kept, paid, paid - 3 - slip))
    on = days.next(np.maximum(on, made + 2))
    quality = np.where(kept, 55, 30) + dice.integers(41, "quality")
    seen = made <= frame.last
    return Promises(
        document=place[rows[seen]].astype(np.int32),
        made=made[seen].astype(np.int32),
        due=on[seen].astype(np.int32),
        amount=orders.gross[rows[seen]],
        quality=quality[seen].astype(np.int16),
    )


def joined(parts: Sequence[Ledger]) -> Ledger:
    """Return the ledgers of customers that follow each other as one."""
    if len(parts) == 1:
        return parts[0]
    starts, made = np.cumsum([0, *(len(part.documents) for part in parts)]), []
    for table in fields(Ledger):
        tables = [getattr(part, table.name) for part in parts]
        columns = []
        for item in fields(tables[0]):
            pieces = [getattr(each, item.name) for each in tables]
            if item.name == "document":
                pieces = [
                    piece + np.int32(start) for piece, start in zip(pieces, starts, strict=False)
                ]
            columns.append(np.concatenate(pieces))
        made.append(type(tables[0])(*columns))
    return Ledger(*made)
