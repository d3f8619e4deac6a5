"""Receipts by month: amounts worked out by hand on a ledger of a few documents."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from simulator.domain.dates import NEVER, to_day
from simulator.domain.indicators import receipts
from simulator.domain.ledger.balances import flows
from simulator.domain.ledger.columns import (
    Disputes,
    Documents,
    Kind,
    Ledger,
    Means,
    Payments,
    Promises,
)
from simulator.domain.refusals import NotPositive
from tests import make

ON = date(2026, 9, 20)


def day(month: int, on: int) -> int:
    return to_day(date(2026, month, on))


def ledger(documents, payments=(), disputes=(), promises=()) -> Ledger:
    """Documents: (customer, issued, due, gross); credits are negative."""

    def column(rows, place, kind=np.int64):
        return np.array([row[place] for row in rows], dtype=kind)

    gross = column(documents, 3)
    return Ledger(
        Documents(
            column(documents, 0, np.int32),
            np.arange(1001, 1001 + len(documents), dtype=np.int64),
            np.where(gross < 0, Kind.CREDIT_NOTE, Kind.INVOICE).astype(np.int8),
            column(documents, 1, np.int32),
            column(documents, 2, np.int32),
            gross,
            gross,
        ),
        Payments(
            column(payments, 0, np.int32),
            column(payments, 1, np.int32),
            column(payments, 2),
            np.array([row[3] if len(row) > 3 else Means.TRANSFER for row in payments], np.int8),
        ),
        Disputes(
            column(disputes, 0, np.int32),
            column(disputes, 1, np.int32),
            np.full(len(disputes), NEVER, np.int32),
            column(disputes, 2),
            np.zeros(len(disputes), np.int8),
        ),
        Promises(
            column(promises, 0, np.int32),
            column(promises, 1, np.int32),
            column(promises, 2, np.int32),
            column(promises, 3),
            np.full(len(promises), 80, np.int8),
        ),
    )


BOOK = ledger(
    [
        (0, day(6, 1), day(7, 1), 100_00),  # 0: paid ten days late, on 11 July
        (0, day(7, 25), day(8, 25), 300_00),  # 1: open on 31 August, late by six days
        (0, day(8, 25), day(9, 25), 500_00),  # 2: due in September, expected on 5 October
        (1, day(8, 1), day(9, 10), 700_00),  # 3: never paid before: the delay of all, 20 September
        (1, day(8, 2), day(9, 1), 900_00),  # 4: disputed for 400, the rest on 11 September
        (1, day(8, 3), day(8, 30), 50_00),  # 5: promised for 2 October
        (1, day(9, 3), day(9, 18), 80_00),  # 6: issued and due in September
        (2, day(8, 15), day(8, 15), -60_00),  # 7: a credit note nobody took
    ],
    payments=[
        (0, day(7, 11), 100_00),
        (1, day(9, 4), 300_00),
        (3, day(9, 15), 200_00),
        (4, day(9, 16), 10_00, Means.CREDIT_NOTE),
        (6, day(9, 19), 80_00),
        (2, day(9, 25), 500_00),  # after the day: not known yet
    ],
    disputes=[(4, day(8, 20), 400_00)],
    promises=[(5, day(8, 28), day(10, 2), 50_00), (1, day(7, 30), day(8, 15), 300_00)],
)


def test_a_month_compares_what_came_in_with_what_its_first_day_could_expect():
    month = receipts.by_month(BOOK, ON, 1)[0]

    assert (month.first, month.last) == (date(2026, 9, 1), ON)
    # 300 late, 700 expected on 20 September, 500 out of dispute on 11 September
    assert month.forecast == 1_500_00
    assert month.met == 500_00
    assert month.received == 580_00
    # late 300 + 50; falling due by the 20th 700, 900, 80
    assert month.claimable == 2_030_00
    assert month.accuracy.value == Decimal(-1)  # 1 − 1 000 ÷ 500
    assert month.recovery.value == Decimal(580) / Decimal(2030)


def test_months_come_in_order_and_the_last_stops_at_the_day():
    months = receipts.by_month(BOOK, ON, 3)
    assert [one.first.month for one in months] == [7, 8, 9]
    assert [one.last for one in months] == [date(2026, 7, 31), date(2026, 8, 31), ON]
    assert [one.received for one in months] == [100_00, 0, 580_00]


def test_nothing_received_is_not_an_accuracy():
    august = receipts.by_month(BOOK, ON, 2)[0]
    assert august.forecast == 300_00  # promised for 15 August
    assert not august.accuracy.computable
    with pytest.raises(NotPositive):
        receipts.by_month(BOOK, ON, 0)


def test_what_is_expected_ahead_follows_promises_and_delays():
    # customer 0 paid 100 and 300, both ten days late; customer 1 paid 200 five days late and 80
    # one day late: 1 080 ÷ 280 = 3.86; customer 2 has the delay of all: 5 080 ÷ 680 = 7.47
    assert receipts.delays(BOOK, to_day(ON)).tolist() == [10, 4, 7]
    # by 20 October: 500 on 5 October, 500 left of 3, 490 out of dispute of 4, 50 promised
    assert receipts.ahead(BOOK, ON) == 1_540_00
    # within five days: all but 500 (5 October) and 50 (promised for 2 October)
    assert receipts.ahead(BOOK, ON, 5) == 990_00


def test_credits_left_are_listed_with_their_sign_turned():
    paid_twice = ledger(
        [(0, day(8, 1), day(8, 31), 100_00), (1, day(7, 1), day(7, 1), -40_00)],
        payments=[(0, day(9, 1), 130_00)],
    )
    found = receipts.unallocated(paid_twice, ON)
    assert [(one.number, one.customer, one.kind, one.amount) for one in found] == [
        (1002, 1, Kind.CREDIT_NOTE, 40_00),
        (1001, 0, Kind.INVOICE, 30_00),
    ]
    assert found[0].since == date(2026, 7, 1)


def test_a_ledger_without_a_payment_is_on_time():
    alone = ledger([(0, day(9, 1), day(9, 30), 10_00)])
    assert receipts.delays(alone, to_day(ON)).tolist() == [0]
    assert receipts.ahead(alone, ON) == 10_00
    assert receipts.delays(ledger([]), to_day(ON)).tolist() == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_cash_by_month_is_that_of_the_ledger(seed):
    portfolio = make.portfolio(seed)
    for month in receipts.by_month(portfolio.ledger, portfolio.as_of, 6):
        moved = flows(portfolio.ledger, to_day(month.first) - 1, to_day(month.last))
        assert month.received == moved.cash
        assert 0 <= month.met <= month.received
        assert month.forecast >= 0
