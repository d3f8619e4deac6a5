"""Indicators of a day on columns, against the plain ones on the same open items."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.domain.indicators.ageing import Item, ageing
from simulator.domain.indicators.conventions import AgeFrom, Conventions, Credits, TaxBase
from simulator.domain.indicators.stock import (
    ageing_by_customer,
    concentration_on,
    disputes_on,
    overdue_shares,
    position,
    prepared,
)
from simulator.domain.ledger.assemble import empty_ledger
from simulator.domain.ledger.perimeter import unmarked
from tests.domain.ledger.builder import DAYS, ROWS, Row, ledger_of

ON = date(2025, 6, 30)
CONVENTIONS = st.builds(
    Conventions,
    age_from=st.sampled_from(AgeFrom),
    credits=st.sampled_from(Credits),
    bounds_inclusive=st.booleans(),
    due_today_overdue=st.booleans(),
    bands=st.sampled_from([(30, 60, 90), (15, 45), (7,), (30, 60, 90, 120, 180)]),
)


def items(rows: list[Row], on: date) -> list[Item]:
    left = [(row, row.open_on(on)) for row in rows]
    return [Item(amount, row.due, row.issued) for row, amount in left if amount]


@settings(max_examples=60)
@given(ROWS, DAYS, CONVENTIONS)
def test_the_ageing_of_columns_is_that_of_the_items_one_by_one(rows, on, conventions):
    table = ageing_by_customer(ledger_of(rows), on, conventions, customers=4)
    assert table.whole() == ageing(items(rows, on), on, conventions)
    for customer in range(4):
        mine = [row for row in rows if row.customer == customer]
        assert table.of(customer) == ageing(items(mine, on), on, conventions)


@settings(max_examples=60)
@given(ROWS, DAYS, CONVENTIONS)
def test_bands_and_credits_partition_the_open_balance(rows, on, conventions):
    table = ageing_by_customer(ledger_of(rows), on, conventions)
    assert table.balances.sum() == table.whole().total == sum(r.open_on(on) for r in rows)


@settings(max_examples=60)
@given(ROWS, DAYS, st.sampled_from(Credits))
def test_a_position_adds_up_and_agrees_with_the_ageing(rows, on, how):
    conventions = Conventions(credits=how)
    ledger = ledger_of(rows)
    seen, table = position(ledger, on, conventions), ageing_by_customer(ledger, on, conventions)
    whole = table.whole()
    assert seen.total == seen.not_due + seen.overdue + seen.credits == whole.total
    assert (seen.not_due, seen.overdue, seen.credits) == (
        whole.not_due,
        whole.overdue,
        whole.credits,
    )
    assert seen.net_not_due + seen.overdue == seen.total
    owed = sum(max(0, row.open_on(on)) for row in rows)
    assert 0 <= seen.disputed_overdue <= seen.disputed <= owed


@settings(max_examples=40)
@given(ROWS, DAYS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_move_a_figure(rows, on, random):
    shuffled = list(rows)
    random.shuffle(shuffled)
    first = ageing_by_customer(ledger_of(rows), on, customers=4)
    second = ageing_by_customer(ledger_of(shuffled), on, customers=4)
    assert np.array_equal(first.amounts, second.amounts)
    assert np.array_equal(first.credits, second.credits)


def invoice(customer: int, due: date, gross: int, **change: object) -> Row:
    return Row(customer, date(2025, 1, 2), due, gross, **change)


def test_due_today_is_overdue_only_by_convention():
    ledger = ledger_of([invoice(0, ON, 100_00)])
    assert position(ledger, ON).overdue == 0
    assert position(ledger, ON, Conventions(due_today_overdue=True)).overdue == 100_00


def test_the_shares_overdue_go_down_with_the_bound():
    rows = [
        invoice(0, date(2025, 7, 31), 500_00),
        invoice(0, date(2025, 6, 20), 300_00, disputes=((ON, None, 100_00),)),
        invoice(1, date(2025, 5, 20), 150_00),
        invoice(1, date(2025, 4, 20), 50_00),
    ]
    shares = overdue_shares(ledger_of(rows), ON)
    assert [s.code for s in shares] == ["overdue_ratio", "overdue_30", "overdue_60", "overdue_90"]
    assert [s.number for s in shares] == [Decimal(x) for x in ("0.5", "0.2", "0.05", "0")]
    net = overdue_shares(ledger_of(rows), ON, Conventions(disputes_overdue=False))
    assert net[0].number == Decimal("0.4")
    assert net[1].number == Decimal("0.2")


def test_disputes_weigh_on_the_receivable_and_on_the_overdue():
    rows = [
        invoice(0, date(2025, 7, 31), 600_00, disputes=((date(2025, 6, 1), None, 60_00),)),
        invoice(0, date(2025, 6, 20), 400_00, disputes=((date(2025, 6, 1), None, 100_00),)),
    ]
    weight = disputes_on(ledger_of(rows), ON)
    assert weight.on_total.number == Decimal("0.16")
    assert weight.on_overdue.number == Decimal("0.25")


def test_concentration_consolidates_by_group():
    rows = [invoice(c, ON, amount) for c, amount in ((0, 50_00), (1, 30_00), (2, 20_00))]
    alone = concentration_on(ledger_of(rows), ON)
    assert alone.first.number == Decimal("0.5")
    assert alone.hhi.number == 3800
    grouped = concentration_on(ledger_of(rows), ON, np.array([0, 1, 0]))
    assert grouped.first.number == Decimal("0.7")
    assert not concentration_on(empty_ledger(), ON, np.array([0])).hhi.computable


def test_the_perimeter_follows_the_conventions():
    rows = [invoice(0, ON, 120_00, net=100_00), invoice(0, ON, 60_00, net=50_00)]
    ledger = ledger_of(rows)
    marks = replace(unmarked(ledger), factored=np.array([True, False]))
    assert prepared(ledger) is ledger
    assert position(ledger, ON, Conventions(), marks).total == 180_00
    assert position(ledger, ON, Conventions(factored=False), marks).total == 60_00
    without = Conventions(factored=False, tax=TaxBase.EXCLUDING_VAT)
    assert position(ledger, ON, without, marks).total == 50_00


@pytest.mark.parametrize("customers", [1, 3])
def test_the_table_has_as_many_rows_as_asked_for(customers):
    table = ageing_by_customer(ledger_of([invoice(0, ON, 1)]), ON, customers=customers)
    assert table.amounts.shape == (customers, 5)
    assert table.balances.tolist() == [1] + [0] * (customers - 1)
