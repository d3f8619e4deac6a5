"""Ledgers put in order, joined, reduced to some customers."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.dates import to_day
from simulator.domain.ledger.assemble import (
    concatenate,
    empty_ledger,
    for_customers,
    in_order,
    table,
)
from simulator.domain.ledger.balances import open_at, totals
from simulator.domain.ledger.check import faults
from simulator.domain.ledger.columns import Documents, Ledger
from simulator.domain.refusals import NotPositive
from tests.domain.ledger.builder import DAYS, ROWS, ledger_of


def same(first: Ledger, second: Ledger) -> bool:
    return all(
        np.array_equal(getattr(getattr(first, t.name), c.name), getattr(other, c.name))
        for t in fields(first)
        for other in [getattr(second, t.name)]
        for c in fields(other)
    )


@given(ROWS, ROWS, DAYS)
def test_two_ledgers_joined_owe_what_both_owe(first, second, on):
    ledgers = [ledger_of(first), ledger_of(second, first_number=1000)]
    whole = concatenate(ledgers)
    day = to_day(on)
    expected = sum(totals(each, day, 4).open for each in ledgers)
    assert np.array_equal(totals(whole, day, 4).open, expected)
    assert len(whole.payments) == sum(len(each.payments) for each in ledgers)
    assert faults(whole) == ()


@given(ROWS, DAYS)
def test_rows_in_another_order_make_the_same_balances(rows, on):
    straight, reverse = ledger_of(rows), ledger_of(rows[::-1])
    day = to_day(on)
    assert np.array_equal(totals(straight, day, 4).open, totals(reverse, day, 4).open)
    assert np.all(np.diff(reverse.documents.customer) >= 0)


@given(ROWS)
def test_putting_in_order_what_is_in_order_changes_nothing(rows):
    ledger = ledger_of(rows)
    assert same(in_order(ledger), ledger)
    assert same(concatenate([ledger, empty_ledger()]), ledger)


@given(ROWS, DAYS, st.sets(st.integers(0, 3)))
def test_some_customers_keep_their_balance_and_others_disappear(rows, on, kept):
    day = to_day(on)
    ledger = ledger_of(rows)
    found = totals(for_customers(ledger, sorted(kept)), day, 4)
    expected = totals(ledger, day, 4)
    for customer in range(4):
        wanted = customer in kept
        assert found.open[customer] == (expected.open[customer] if wanted else 0)
        assert found.disputed[customer] == (expected.disputed[customer] if wanted else 0)


def test_no_ledger_at_all_is_refused():
    with pytest.raises(NotPositive):
        concatenate([])


def test_a_table_has_the_types_of_the_ledger_and_zero_where_nothing_is_said():
    documents = table(Documents, customer=[3, 4], gross=[5, 6])
    assert documents.gross.dtype == np.int64
    assert documents.customer.dtype == documents.due.dtype == np.int32
    assert documents.kind.dtype == np.int16
    assert documents.net.tolist() == [0, 0]
    assert len(table(Documents)) == 0
    assert len(open_at(empty_ledger(), 0)) == 0
