"""The ledger as it stands on the portfolio's day: documents, payments, disputes and promises."""

from __future__ import annotations

from dataclasses import dataclass

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
from simulator.generation.exact import Bools, Ints
from simulator.generation.library import MEANS
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


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """Payment rows before they are sorted."""

    document: Ints
    paid: Ints
    amount: Ints
    means: Ints


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
    place, documents = _documents(history.orders, credit)
    rows = _payments(history, credit, place)
    order = np.lexsort((rows.means, rows.paid, rows.document))
    payments = Payments(
        document=rows.document[order].astype(np.int32),
        paid=rows.paid[order].astype(np.int32),
        amount=rows.amount[order],
        means=rows.means[order].astype(np.int16),
    )
    seen = np.flatnonzero(settling.disputed & (settling.opened <= frame.last))
    closed = np.where(settling.closed[seen] <= frame.last, settling.closed[seen], NEVER)
    disputes = Disputes(
        document=place[seen].astype(np.int32),
        opened=settling.opened[seen].astype(np.int32),
        closed=closed.astype(np.int32),
        amount=settling.contested[seen],
        cause=settling.cause[seen].astype(np.int16),
    )
    promises = _promises(history, place)
    return Ledger(documents, payments, disputes, promises)


@dataclass(frozen=True, slots=True, eq=False)
class _Credits:
    """Credit notes issued by the portfolio's day.

    The invoice they correct, and whether they are applied.
    """

    invoice: Ints
    issued: Ints
    amount: Ints
    applied: Bools


def _credit_notes(history: History) -> _Credits:
    frame, orders, settling = history.frame, history.orders, history.settling
    issued = settling.credited_on
    rows = np.flatnonzero((settling.credit > 0) & (issued <= frame.last))
    taken = frame.luck.uniform("applied", orders.customer[rows], orders.rank[rows]) < APPLIED
    # A credit note that comes after the payment of its invoice stays open on the account.
    applied = taken & (issued[rows] <= settling.paid[rows])
    return _Credits(rows, issued[rows], settling.credit[rows], applied)


def _documents(orders: Orders, credit: _Credits) -> tuple[Ints, Documents]:
    """Merge invoices and credit notes.

    Return the place of each (invoices first), and the documents.
    """
    count = len(orders)
    gross = np.concatenate([orders.gross, -credit.amount])
    source = np.concatenate([np.arange(count), credit.invoice])
    net = np.concatenate(
        [orders.net, -(credit.amount * orders.net[credit.invoice] // orders.gross[credit.invoice])]
    )
    customer = orders.customer[source]
    issued = np.concatenate([orders.issued, credit.issued])
    due = np.concatenate([orders.due, credit.issued])
    kind = np.where(np.arange(len(source)) < count, Kind.INVOICE, Kind.CREDIT_NOTE)
    order = np.lexsort((orders.rank[source], kind, issued, customer))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    sorted_customer = customer[order]
    starts = np.searchsorted(sorted_customer, sorted_customer, side="left")
    number = (sorted_customer + 1) * 100_000 + np.arange(len(order)) - starts + 1
    return place, Documents(
        customer=sorted_customer.astype(np.int32),
        number=number,
        kind=kind[order].astype(np.int16),
        issued=issued[order].astype(np.int32),
        due=due[order].astype(np.int32),
        gross=gross[order],
        net=net[order],
    )


def _payments(history: History, credit: _Credits, place: Ints) -> _Rows:
    """List what was paid by the portfolio's day and before a default, in one or two parts."""
    frame, cohort, days = history.frame, history.cohort, history.days
    orders, settling = history.orders, history.settling
    keys, law = (orders.customer, orders.rank), frame.calibration.paying
    off = np.zeros(len(orders), dtype=np.int64)
    off[credit.invoice[credit.applied]] = credit.amount[credit.applied]
    owed = orders.gross - off
    draw = frame.luck.uniform("parts", *keys)
    more = np.where(settling.drifting, 3.0, 1.0)
    two = draw < law.two_payments * more
    short = ~two & (draw < law.two_payments * more + law.short_payments) & ~settling.disputed
    first = np.where(two, 0.3 + 0.4 * frame.luck.uniform("first part", *keys), 1.0)
    first = np.where(short, 0.95 + 0.045 * frame.luck.uniform("short", *keys), first)
    one = np.maximum(np.rint(owed * first).astype(np.int64), np.minimum(owed, 1))
    later = days.next(settling.paid + 10 + frame.luck.integers(36, "second part", *keys))
    means = np.array([MEANS_CODES[name] for name in MEANS])[means_of(cohort)][orders.customer]
    stop = np.minimum(cohort.default_day[orders.customer] - 1, frame.last)
    paid_one = np.flatnonzero((settling.paid <= stop) & (one > 0))
    paid_two = np.flatnonzero(two & (later <= stop) & (owed > one))
    applied = np.flatnonzero(credit.applied)
    invoice, amount = credit.invoice[applied], credit.amount[applied]
    on = credit.issued[applied]
    code = np.full(len(applied), Means.CREDIT_NOTE, dtype=np.int64)
    return _Rows(
        np.concatenate(
            [place[paid_one], place[paid_two], place[invoice], place[len(orders) + applied]]
        ),
        np.concatenate([settling.paid[paid_one], later[paid_two], on, on]),
        np.concatenate([one[paid_one], (owed - one)[paid_two], amount, -amount]),
        np.concatenate([means[paid_one], means[paid_two], code, code]),
    )


def means_of(cohort: Cohort) -> Ints:
    """Return each customer's means of payment.

    Who lets the supplier debit its account pays on time.
    """
    debit = MEANS.index("prelevement")
    return np.where((cohort.means == debit) & (cohort.mean_delay > 0), 0, cohort.means)


def _promises(history: History, place: Ints) -> Promises:
    """Draw promises on late invoices: kept ones fall on the payment, broken ones before it."""
    frame, cohort, days = history.frame, history.cohort, history.days
    orders, settling, luck = history.orders, history.settling, frame.luck
    keys = (orders.customer, orders.rank)
    end = np.minimum(settling.paid, frame.last)
    late = end - orders.due
    open_now = settling.paid > frame.last
    wanted = np.where(open_now, PROMISED_OPEN, PROMISED_LATE)
    alive = cohort.default_day[orders.customer] > frame.last
    some = alive & ~settling.disputed & (late > 7) & (luck.uniform("promise", *keys) < wanted)
    part = 0.3 + 0.5 * luck.uniform("promise day", *keys)
    made = days.previous(orders.due + np.rint(late * part).astype(np.int64))
    kept = luck.uniform("kept", *keys) < 0.6
    slip = luck.integers(12, "slip", *keys)
    due = np.where(kept, settling.paid, settling.paid - 3 - slip)
    hoped = frame.last - 5 + luck.integers(20, "hoped", *keys)
    due = days.next(np.maximum(np.where(open_now, hoped, due), made + 2))
    firm = luck.integers(41, "quality", *keys)
    quality = np.where(kept, 55, 30) + firm
    rows = np.flatnonzero(some & (made <= frame.last))
    return Promises(
        document=place[rows].astype(np.int32),
        made=made[rows].astype(np.int32),
        due=due[rows].astype(np.int32),
        amount=orders.gross[rows],
        quality=quality[rows].astype(np.int16),
    )
