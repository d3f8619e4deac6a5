"""What the ledger says on a day: open amounts, disputed amounts, flows between two days.

A day is taken at its end: what is dated of the day has happened. Amounts are ``int64`` cents
including VAT (use ``perimeter.without_vat`` first for the others). A receipt counts from the day
its document exists. When a credit note is applied, both documents have a row of means
``CREDIT_NOTE``: positive on the invoice, negative on the credit note; what is left negative is an
unapplied credit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.domain.dates import NEVER
from simulator.domain.ledger.columns import Days, Documents, Ints, Kind, Ledger, Means
from simulator.domain.ledger.sums import sums
from simulator.domain.money import Cents


def customers_of(ledger: Ledger) -> int:
    """Return one more than the largest customer id of the ledger, 0 when it is empty."""
    customer = ledger.documents.customer
    return int(customer.max()) + 1 if len(customer) else 0


def paid_at(ledger: Ledger, day: int) -> Ints:
    """Return what was applied to each document at the end of a day (a day number)."""
    payments = ledger.payments
    done = np.flatnonzero(payments.paid <= day)
    return sums(payments.document[done], payments.amount[done], len(ledger.documents))


def open_at(ledger: Ledger, day: int) -> Ints:
    """Return what is open on each document at the end of a day; zero before it is issued."""
    documents = ledger.documents
    left: Ints = documents.gross - paid_at(ledger, day)
    left[documents.issued > day] = 0
    return left


def settled_on(ledger: Ledger) -> Days:
    """Return the day on which each document was fully paid, ``NEVER`` when it is not."""
    payments, documents = ledger.payments, ledger.documents
    last = np.full(len(documents), -NEVER, dtype=np.int32)
    np.maximum.at(last, payments.document, payments.paid)
    last = np.maximum(last, documents.issued)
    rest = documents.gross - sums(payments.document, payments.amount, len(documents))
    return np.where(rest == 0, last, np.int32(NEVER)).astype(np.int32)


def disputed_at(ledger: Ledger, day: int) -> Ints:
    """Return what is in dispute on each document at the end of a day, at most what is open."""
    disputes = ledger.disputes
    alive = np.flatnonzero((disputes.opened <= day) & (disputes.closed > day))
    amounts = sums(disputes.document[alive], disputes.amount[alive], len(ledger.documents))
    return np.clip(amounts, 0, np.maximum(open_at(ledger, day), 0))


def by_customer(documents: Documents, amounts: Ints, customers: int) -> Ints:
    """Add amounts of documents by customer."""
    return sums(documents.customer, amounts, customers)


@dataclass(frozen=True, slots=True, eq=False)
class Totals:
    """Aggregates by customer at the end of a day; arrays of one length, cents and counts."""

    open: Ints
    overdue: Ints
    disputed: Ints
    credits: Ints
    documents: Ints
    invoiced: Ints


def totals(ledger: Ledger, day: int, customers: int | None = None) -> Totals:
    """Return open balance, overdue, disputed, unapplied credits, open documents, sales to date.

    ``open`` is net of credits; ``overdue`` is gross of them: due before the day.
    """
    size = customers_of(ledger) if customers is None else customers
    documents, left = ledger.documents, open_at(ledger, day)
    late = np.where((documents.due < day) & (left > 0), left, 0)

    def add(amounts: Ints) -> Ints:
        return by_customer(documents, amounts, size)

    return Totals(
        add(left),
        add(late),
        add(disputed_at(ledger, day)),
        add(np.minimum(left, 0)),
        add((left != 0).astype(np.int64)),
        add(np.where(documents.issued <= day, documents.gross, 0)),
    )


@dataclass(frozen=True, slots=True)
class Flows:
    """The receivable between two days: opening + invoices + credit notes − cash = closing."""

    opening: Cents
    invoices: Cents
    credit_notes: Cents
    cash: Cents
    closing: Cents
    applied: Cents  # net effect of credit applications, zero when both sides are written


def flows(ledger: Ledger, before: int, last: int) -> Flows:
    """Return the flows after the end of a day and up to the end of another (day numbers).

    Closing = opening + invoices + credit notes − cash − applied, to the cent.
    """
    documents, payments = ledger.documents, ledger.payments
    issued = (documents.issued > before) & (documents.issued <= last)
    notes = documents.kind == Kind.CREDIT_NOTE
    paid = np.maximum(payments.paid, documents.issued[payments.document])
    moved = (paid > before) & (paid <= last)
    credit = payments.means == Means.CREDIT_NOTE
    return Flows(
        Cents(int(open_at(ledger, before).sum())),
        Cents(int(documents.gross[issued & ~notes].sum())),
        Cents(int(documents.gross[issued & notes].sum())),
        Cents(int(payments.amount[moved & ~credit].sum())),
        Cents(int(open_at(ledger, last).sum())),
        Cents(int(payments.amount[moved & credit].sum())),
    )
