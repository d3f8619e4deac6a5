"""What is open on a day, against the same sums in plain Python."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.dates import NEVER, to_day
from simulator.domain.ledger.assemble import empty_ledger
from simulator.domain.ledger.balances import (
    customers_of,
    disputed_at,
    flows,
    open_at,
    paid_at,
    settled_on,
    totals,
)
from simulator.domain.ledger.columns import Means
from simulator.domain.ledger.sums import EXACT, cumulative, cumulative_whole, sums
from tests.domain.ledger.builder import DAYS, ROWS, Row, ledger_of

JUNE = date(2025, 6, 30)


def invoice(**change: object) -> Row:
    plain = {"customer": 0, "issued": date(2025, 5, 1), "due": date(2025, 5, 31), "gross": 120_00}
    return Row(**{**plain, **change})


@given(ROWS, DAYS)
def test_the_open_balance_is_invoiced_less_paid(rows, on):
    ledger = ledger_of(rows)
    assert open_at(ledger, to_day(on)).sum() == sum(r.open_on(on) for r in rows)
    paid = sum(a for r in rows for day, a in r.payments if day <= on)
    assert paid_at(ledger, to_day(on)).sum() == paid


@given(ROWS, DAYS)
def test_totals_by_customer_add_up_those_of_its_documents(rows, on):
    found = totals(ledger_of(rows), to_day(on), customers=5)
    for customer in range(5):
        mine = [r for r in rows if r.customer == customer]
        left = [r.open_on(on) for r in mine]
        assert found.open[customer] == sum(left)
        late = [r.open_on(on) for r in mine if r.due < on]
        assert found.overdue[customer] == sum(x for x in late if x > 0)
        assert found.credits[customer] == sum(x for x in left if x < 0)
        assert found.documents[customer] == sum(x != 0 for x in left)
        assert found.invoiced[customer] == sum(r.gross for r in mine if r.issued <= on)


@given(ROWS, DAYS, st.integers(0, 200))
def test_flows_conserve_every_cent(rows, before, length):
    last = before + timedelta(days=length)
    found = flows(ledger_of(rows), to_day(before), to_day(last))
    moved = found.invoices + found.credit_notes - found.cash - found.applied
    assert found.opening + moved == found.closing
    assert found.invoices == sum(r.gross for r in rows if r.gross > 0 and before < r.issued <= last)


def test_a_credit_application_is_not_cash():
    note = invoice(gross=-50_00, payments=((JUNE, -20_00),), means=Means.CREDIT_NOTE)
    paid = invoice(payments=((JUNE, 20_00),), means=Means.CREDIT_NOTE)
    found = flows(ledger_of([note, paid]), to_day(date(2025, 4, 30)), to_day(JUNE))
    assert (found.cash, found.applied) == (0, 0)
    assert (found.invoices, found.credit_notes, found.closing) == (120_00, -50_00, 70_00)


def test_a_document_is_settled_on_the_day_of_its_last_payment():
    rows = [
        invoice(payments=((date(2025, 5, 20), 100_00), (date(2025, 6, 3), 20_00))),
        invoice(payments=((date(2025, 5, 20), 100_00),)),
        invoice(gross=0),
    ]
    found = settled_on(ledger_of(rows))
    assert found.tolist() == [to_day(date(2025, 6, 3)), NEVER, to_day(date(2025, 5, 1))]
    assert found.dtype == np.int32


def test_a_dispute_weighs_while_it_is_open_and_no_more_than_what_is_owed():
    disputed = invoice(
        payments=((date(2025, 6, 10), 100_00),),
        disputes=((date(2025, 6, 1), date(2025, 6, 20), 50_00),),
    )
    ledger = ledger_of([disputed])

    def on(day: int) -> int:
        return int(disputed_at(ledger, to_day(date(2025, 6, day)))[0])

    assert [on(5), on(10), on(19), on(20)] == [50_00, 20_00, 20_00, 0]
    assert on(1) == 50_00


def test_an_empty_ledger_owes_nothing_to_nobody():
    ledger = empty_ledger()
    assert customers_of(ledger) == 0
    assert len(open_at(ledger, 0)) == len(settled_on(ledger)) == 0
    assert flows(ledger, 0, 10).closing == 0
    assert totals(ledger, 0, 2).open.tolist() == [0, 0]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(-(2**60), 2**60)), max_size=8))
def test_sums_are_exact_for_amounts_of_any_size(pairs):
    keys = np.array([k for k, _ in pairs], dtype=np.int64)
    amounts = np.array([a for _, a in pairs], dtype=np.int64)
    expected = [sum(a for k, a in pairs if k == key) for key in range(5)]
    if all(abs(total) < 2**63 for total in expected):
        assert sums(keys, amounts, 5).tolist() == expected


def test_the_slow_sum_keeps_the_cent_that_double_precision_loses():
    keys = np.zeros(2, dtype=np.int64)
    amounts = np.array([EXACT, 1], dtype=np.int64)
    assert sums(keys, amounts, 1).tolist() == [EXACT + 1]


@given(ROWS, st.lists(DAYS, min_size=1, max_size=5, unique=True))
def test_cumulative_sums_count_what_is_dated_before_each_edge(rows, days):
    days = sorted(days)
    d = ledger_of(rows).documents
    edges = [to_day(x) for x in days]
    found = cumulative(d.customer, d.issued, d.gross, edges, 4)
    assert np.array_equal(cumulative_whole(d.issued, d.gross, edges), found.sum(axis=0))
    for column, edge in enumerate(days):
        for customer in range(4):
            expected = sum(r.gross for r in rows if r.customer == customer and r.issued < edge)
            assert found[customer, column] == expected
