"""The ledger reconciles, respects the calendar and holds nothing from the future."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from simulator.domain.dates import NEVER, from_day, is_working_day, to_day
from simulator.domain.ledger.columns import Cause, Kind, Means
from simulator.domain.portfolio import Portfolio
from simulator.generation import calendar, orders
from simulator.generation.library import TERMS

BOTH = pytest.mark.parametrize("name", ["portfolio", "panel"])


@pytest.fixture
def any_portfolio(name: str, request: pytest.FixtureRequest) -> Portfolio:
    return request.getfixturevalue(name)


def left(portfolio: Portfolio) -> np.ndarray:
    """Return what is left on each document, in cents, with integers only."""
    documents, payments = portfolio.ledger.documents, portfolio.ledger.payments
    open_amounts = documents.gross.copy()
    np.subtract.at(open_amounts, payments.document, payments.amount)
    return open_amounts


@BOTH
def test_nothing_is_paid_twice(any_portfolio: Portfolio) -> None:
    documents = any_portfolio.ledger.documents
    open_amounts = left(any_portfolio)

    assert (open_amounts[documents.kind == Kind.INVOICE] >= 0).all()
    assert (open_amounts[documents.kind == Kind.CREDIT_NOTE] <= 0).all()


@BOTH
def test_applied_credit_notes_cancel_out(any_portfolio: Portfolio) -> None:
    payments = any_portfolio.ledger.payments
    applied = payments.means == Means.CREDIT_NOTE

    assert applied.sum() > 0
    assert payments.amount[applied].sum() == 0


@BOTH
def test_documents_are_customer_major_and_numbered_once(any_portfolio: Portfolio) -> None:
    documents = any_portfolio.ledger.documents
    order = np.lexsort((documents.number, documents.issued, documents.customer))

    assert (order == np.arange(len(documents))).all()
    assert len(set(documents.number.tolist())) == len(documents)
    assert set(documents.customer.tolist()) == {c.id for c in any_portfolio.customers}


@BOTH
def test_nothing_happens_on_a_day_off(any_portfolio: Portfolio) -> None:
    ledger = any_portfolio.ledger
    transfers = ledger.payments.paid[ledger.payments.means != Means.CREDIT_NOTE]
    days = set(transfers.tolist()) | set(ledger.documents.issued.tolist())
    days |= set(ledger.promises.due.tolist())
    days |= set(ledger.disputes.opened.tolist())
    days |= set(ledger.disputes.closed[ledger.disputes.closed != NEVER].tolist())

    assert [from_day(day) for day in days if not is_working_day(from_day(day))] == []


@BOTH
def test_nothing_comes_from_the_future(any_portfolio: Portfolio) -> None:
    last, ledger = to_day(any_portfolio.as_of), any_portfolio.ledger

    assert ledger.documents.issued.max() <= last
    assert ledger.payments.paid.max() <= last
    assert ledger.disputes.opened.max() <= last
    assert ledger.promises.made.max() <= last
    closed = ledger.disputes.closed
    assert ((closed <= last) | (closed == NEVER)).all()


@BOTH
def test_everything_follows_its_invoice(any_portfolio: Portfolio) -> None:
    ledger = any_portfolio.ledger
    issued = ledger.documents.issued

    assert (ledger.documents.due >= issued).all()
    assert (ledger.payments.paid >= issued[ledger.payments.document]).all()
    assert (ledger.disputes.opened > issued[ledger.disputes.document]).all()
    assert (ledger.disputes.closed > ledger.disputes.opened).all()
    assert (ledger.promises.due > ledger.promises.made).all()
    gross = ledger.documents.gross
    assert (ledger.disputes.amount <= gross[ledger.disputes.document]).all()
    assert (ledger.disputes.amount > 0).all()


@BOTH
def test_a_failed_customer_neither_buys_nor_pays(any_portfolio: Portfolio) -> None:
    ledger, last = any_portfolio.ledger, to_day(any_portfolio.as_of)
    failed = [
        (row, to_day(hidden.default_on))
        for row, hidden in enumerate(any_portfolio.hidden)
        if hidden.default_on is not None and to_day(hidden.default_on) <= last
    ]

    assert failed
    for row, day in failed:
        mine = ledger.documents.customer == row
        assert mine.any()
        invoices = mine & (ledger.documents.kind == Kind.INVOICE)
        assert ledger.documents.issued[invoices].max() <= day
        paid = ledger.payments.paid[
            mine[ledger.payments.document] & (ledger.payments.means != Means.CREDIT_NOTE)
        ]
        assert not len(paid) or paid.max() < day


def test_vat_is_that_of_the_supplier(portfolio: Portfolio) -> None:
    documents = portfolio.ledger.documents
    invoices = documents.kind == Kind.INVOICE
    vat = documents.gross[invoices] - documents.net[invoices]

    assert (np.abs(vat * 5 - documents.net[invoices]) <= 3).all()  # 20 %, to half a cent


def test_some_invoices_are_paid_in_two_parts_and_some_short(panel: Portfolio) -> None:
    payments, documents = panel.ledger.payments, panel.ledger.documents
    cash = payments.means != Means.CREDIT_NOTE
    parts = np.bincount(payments.document[cash], minlength=len(documents))
    settled = (left(panel) == 0) & (documents.kind == Kind.INVOICE)
    due_long_ago = (parts == 1) & (documents.due < to_day(panel.as_of) - 200)
    short = left(panel)[due_long_ago] / documents.gross[due_long_ago]

    assert 0.04 < (parts[settled] == 2).mean() < 0.08
    assert parts.max() == 2
    assert 0.01 < ((short > 0) & (short < 0.06)).mean() < 0.03


def test_every_cause_and_means_is_met(panel: Portfolio) -> None:
    assert set(panel.ledger.disputes.cause.tolist()) == {int(cause) for cause in Cause}
    assert set(panel.ledger.payments.means.tolist()) == {
        Means.TRANSFER, Means.DIRECT_DEBIT, Means.BILL, Means.CHEQUE, Means.CREDIT_NOTE
    }  # fmt: skip


def test_credit_notes_come_close_to_one_percent_of_sales(panel: Portfolio) -> None:
    documents = panel.ledger.documents
    notes = documents.kind == Kind.CREDIT_NOTE

    assert 0.004 < -documents.net[notes].sum() / documents.net[~notes].sum() < 0.016


def test_promises_are_kept_more_often_than_not(panel: Portfolio) -> None:
    promises, payments = panel.ledger.promises, panel.ledger.payments
    last_paid = np.full(len(panel.ledger.documents), NEVER)
    last_paid[payments.document] = payments.paid
    past = promises.due < to_day(panel.as_of)
    kept = (last_paid[promises.document] <= promises.due)[past]

    assert 0.3 < kept.mean() < 0.75
    assert promises.quality.min() >= 0
    assert promises.quality.max() <= 100


def test_august_is_quiet_for_a_builders_merchant(portfolio: Portfolio) -> None:
    documents = portfolio.ledger.documents
    counts = np.bincount(calendar.month_of(documents.issued.astype(np.int64)), minlength=13)

    assert counts[8] < 0.7 * counts[6]


DUE = {
    "comptant": date(2026, 1, 20),
    "20j_perissable": date(2026, 2, 9),
    "30j": date(2026, 2, 19),
    "30j_fdm": date(2026, 2, 28),
    "45j_fdm": date(2026, 3, 31),  # 20 January + 45 days = 6 March
    "60j": date(2026, 3, 21),
    "30j_public": date(2026, 2, 19),
    "50j_hopital": date(2026, 3, 11),
}


@pytest.mark.parametrize("terms", TERMS)
def test_terms_give_their_due_date(terms: str) -> None:
    issued = np.array([to_day(date(2026, 1, 20))])

    days = calendar.build(int(issued[0]), int(issued[0]) + 90)
    alone = np.zeros(1, dtype=np.int64)
    found = orders.due_days(np.array([TERMS.index(terms)]), issued, alone, days)

    assert from_day(int(found[0])) == DUE[terms]


def test_the_calendar_rolls_days_like_the_domain() -> None:
    first, last = to_day(date(2025, 12, 1)), to_day(date(2026, 7, 31))
    days = calendar.build(first, last)
    for day in range(first + 5, last - 5):
        after = before = from_day(day)
        while not is_working_day(after):
            after += timedelta(days=1)
        while not is_working_day(before):
            before -= timedelta(days=1)
        assert from_day(int(days.next(np.array([day]))[0])) == after
        assert from_day(int(days.previous(np.array([day]))[0])) == before


def test_months_and_weekdays_of_columns() -> None:
    days = np.array([to_day(date(2026, 11, 30)), to_day(date(2028, 2, 1))])
    known = calendar.build(int(days[0]), int(days[1]))

    assert calendar.weekday(days).tolist() == known.weekday(days).tolist() == [0, 1]
    assert calendar.month_of(days).tolist() == [11, 2]
    assert [from_day(int(d)).day for d in known.end_of_month(days)] == [30, 29]
    assert [from_day(int(d)).day for d in known.of_month(days, 25)] == [25, 25]


@pytest.mark.parametrize(
    ("target", "middle", "closing"),
    [
        # A week earlier is the 8th; fifteen days earlier is 28 February, a Saturday.
        (date(2026, 3, 15), date(2026, 3, 10), date(2026, 2, 27)),
        (date(2026, 3, 18), date(2026, 3, 25), date(2026, 3, 31)),
        (date(2026, 4, 2), date(2026, 4, 10), date(2026, 3, 31)),  # a week earlier: 26 March
    ],
)
def test_payment_runs_of_the_month(target: date, middle: date, closing: date) -> None:
    known = calendar.build(to_day(date(2026, 1, 1)), to_day(date(2026, 12, 31)))
    day = np.array([to_day(target)])

    assert from_day(int(known.middle(day)[0])) == middle
    assert from_day(int(known.closing(day)[0])) == closing
