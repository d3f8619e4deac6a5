"""Indicators of a period on columns, against hand computations and the plain ones."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.domain.indicators.ageing import bands
from simulator.domain.indicators.conventions import (
    DEFAULT,
    AgeFrom,
    Conventions,
    Lateness,
    RecoveryBase,
    Weighting,
)
from simulator.domain.indicators.delays import PaidInvoice, Timed, days_beyond_terms, delay
from simulator.domain.indicators.follow import promises_kept_in, promises_of, resolution_in
from simulator.domain.indicators.measure import Flag
from simulator.domain.indicators.period import (
    days_beyond_terms_in,
    days_to_pay_in,
    delay_in,
    effectiveness_in,
    flash_in,
    receipts,
    recovery_in,
    roll_rates,
)
from simulator.domain.ledger.assemble import empty_ledger
from simulator.domain.ledger.columns import Means
from simulator.domain.refusals import WrongOrder
from tests.domain.ledger.builder import DAYS, ROWS, Row, ledger_of

JUNE, END = date(2025, 6, 1), date(2025, 6, 30)


def paid(issued: date, due: date, gross: int, *payments: tuple[date, int], **change: object) -> Row:
    return Row(0, issued, due, gross, payments=payments, **change)


SAMPLE = [
    # 100 € paid 40 days after the invoice, 10 late; 300 € paid 20 days after, 10 early.
    paid(date(2025, 5, 1), date(2025, 5, 31), 100_00, (date(2025, 6, 10), 100_00)),
    paid(date(2025, 5, 16), date(2025, 6, 15), 300_00, (date(2025, 6, 5), 300_00)),
    # Half paid in May, out of the period; half not paid.
    paid(date(2025, 4, 1), date(2025, 5, 1), 200_00, (date(2025, 5, 20), 100_00)),
    # A credit application is not a receipt.
    paid(date(2025, 4, 1), date(2025, 5, 1), 50_00, (END, 50_00), means=Means.CREDIT_NOTE),
    # A refund of a credit note is not one either.
    paid(date(2025, 4, 1), date(2025, 5, 1), -70_00, (END, -70_00)),
]


def test_time_to_pay_and_lateness_of_a_month_are_weighted_by_receipts():
    ledger = ledger_of(SAMPLE)
    assert len(receipts(ledger, JUNE, END).amount) == 2
    assert days_to_pay_in(ledger, JUNE, END).number == 25
    assert days_beyond_terms_in(ledger, JUNE, END).number == Decimal("2.5")
    signed = Conventions(lateness=Lateness.SIGNED)
    assert days_beyond_terms_in(ledger, JUNE, END, signed).number == -5
    each = Conventions(weighting=Weighting.EACH)
    assert days_to_pay_in(ledger, JUNE, END, each).number == 30


@settings(max_examples=60)
@given(ROWS, DAYS, st.integers(0, 300), st.sampled_from(Weighting))
def test_the_delays_of_columns_are_those_of_the_receipts_one_by_one(rows, since, days, weighting):
    conventions, last = Conventions(weighting=weighting), since + timedelta(days)
    known = [
        PaidInvoice(amount, r.issued, r.due, day)
        for r in rows
        if r.gross > 0
        for day, amount in r.payments
        if since <= day <= last
    ]
    ledger = ledger_of(rows)
    found, expected = delay_in(ledger, since, last, conventions), delay(known, conventions)
    assert found.total.number == expected.total.number
    assert found.terms.number == expected.terms.number
    assert found.late.number == expected.late.number
    timed = [Timed(i.amount, (i.paid - i.due).days) for i in known]
    late = days_beyond_terms_in(ledger, since, last, conventions)
    assert late.number == days_beyond_terms(timed, conventions).number


def test_the_index_of_a_month_opens_with_what_was_owed_before_it():
    rows = [
        paid(date(2025, 5, 10), date(2025, 6, 10), 1000_00, (date(2025, 6, 12), 1000_00)),
        paid(date(2025, 5, 11), date(2025, 6, 10), 500_00),
        paid(date(2025, 6, 12), date(2025, 7, 12), 700_00),
        paid(date(2025, 6, 13), date(2025, 6, 13), -100_00),
    ]
    found = effectiveness_in(ledger_of(rows), JUNE, END)
    # (1 500 + 600 − 1 100) ÷ (1 500 + 600 − (1 100 − 500))
    assert found.number == Decimal(1000) / 1500


def test_the_recovery_of_a_month_takes_the_base_that_is_declared():
    rows = [
        paid(date(2025, 4, 1), date(2025, 5, 31), 400_00, (date(2025, 6, 3), 100_00)),
        paid(date(2025, 5, 1), date(2025, 6, 20), 200_00, (date(2025, 6, 25), 200_00)),
        paid(date(2025, 6, 2), date(2025, 6, 28), 100_00),
        paid(date(2025, 6, 2), date(2025, 7, 31), 900_00, (date(2025, 6, 30), 900_00)),
    ]
    ledger = ledger_of(rows)
    assert recovery_in(ledger, JUNE, END).number == Decimal("0.25")
    both = Conventions(recovery_base=RecoveryBase.DUE_AND_FALLEN_DUE)
    assert recovery_in(ledger, JUNE, END, both).number == Decimal(300) / 700
    assert flash_in(ledger, JUNE, END).number == Decimal(200) / 300
    assert not flash_in(empty_ledger(), JUNE, END).computable


def test_rolls_follow_each_invoice_from_a_band_to_the_next():
    issued = date(2025, 1, 10)
    may = date(2025, 5, 31)
    rows = [
        Row(0, issued, date(2025, 5, 20), 100_00),  # 11 days then 41: moves
        Row(0, issued, date(2025, 5, 21), 300_00, payments=((date(2025, 6, 9), 300_00),)),  # paid
        Row(0, issued, date(2025, 4, 20), 50_00, payments=((date(2025, 6, 9), 20_00),)),  # 41, 71
        Row(0, issued, date(2025, 6, 20), 80_00),  # not due, then 10 days
        Row(0, issued, date(2025, 7, 20), 20_00),  # not due at both
        Row(0, date(2025, 6, 2), date(2025, 6, 3), 999_00),  # not there in May
    ]
    rolls = roll_rates(ledger_of(rows), may, END)
    found = [roll.rate.number for roll in rolls]
    assert found == [Decimal("0.8"), Decimal("0.25"), Decimal("0.6"), None]
    assert [roll.origin.code for roll in rolls] == [band.code for band in bands()[:-1]]
    assert not rolls[1].rate.flags
    week = roll_rates(ledger_of(rows), date(2025, 6, 23), END)
    assert week[1].rate.flags == {Flag.LAG_MISMATCH}
    from_issue = roll_rates(ledger_of(rows), may, END, Conventions(age_from=AgeFrom.ISSUE))
    assert len(from_issue) == 3


def test_a_period_that_ends_before_it_starts_is_refused():
    for figure in (days_to_pay_in, effectiveness_in, recovery_in, flash_in, roll_rates):
        with pytest.raises(WrongOrder):
            figure(empty_ledger(), END, JUNE)


def test_disputes_of_a_period_are_those_closed_in_it_and_open_at_its_end():
    rows = [
        paid(
            date(2025, 1, 1),
            date(2025, 2, 1),
            100_00,
            disputes=(
                (date(2025, 5, 1), date(2025, 5, 21), 10_00),  # closed before
                (date(2025, 5, 27), date(2025, 6, 6), 10_00),  # 10 days
                (date(2025, 5, 31), date(2025, 6, 20), 10_00),  # 20 days
                (date(2025, 3, 2), None, 10_00),  # open for 120 days
                (date(2025, 6, 10), date(2025, 7, 9), 10_00),  # open for 20 days
            ),
        )
    ]
    found = resolution_in(ledger_of(rows), JUNE, END)
    assert found.closed_mean.number == 15
    assert found.open_age.number == 70
    assert found.solved_quickly.number == Decimal("0.5")
    assert found.closed_mean.flags == {Flag.OPEN_ONES_OLDER}


def test_promises_take_the_receipts_of_their_document_once_and_not_older_than_them():
    rows = [
        paid(
            date(2025, 5, 1),
            date(2025, 5, 31),
            1000_00,
            (date(2025, 6, 1), 100_00),  # before the promises
            (date(2025, 6, 8), 300_00),
            (date(2025, 6, 12), 300_00),
            promises=(
                (date(2025, 6, 2), date(2025, 6, 10), 400_00),
                (date(2025, 6, 3), date(2025, 6, 15), 200_00),
                (date(2025, 6, 3), date(2025, 7, 15), 50_00),
            ),
        ),
        paid(
            date(2025, 5, 1),
            date(2025, 5, 31),
            10_00,
            (date(2025, 6, 9), 10_00),
            promises=((date(2025, 6, 1), date(2025, 6, 9), 10_00),),
        ),
    ]
    ledger = ledger_of(rows)
    first, second = promises_of(ledger, JUNE, END)[1:3]
    assert first.receipts == ((date(2025, 6, 8), 300_00), (date(2025, 6, 12), 100_00))
    assert second.receipts == ((date(2025, 6, 12), 200_00),)
    kept = promises_kept_in(ledger, JUNE, END)
    # 400 came late by two days: two promises of three are kept.
    assert kept.by_count.number == Decimal(2) / 3
    assert kept.by_count.part("not_due") == 1
    grace = promises_kept_in(ledger, JUNE, END, Conventions(grace_days=2))
    assert grace.by_count.number == 1
    assert promises_of(ledger, date(2025, 7, 1), END)[0].amount == 50_00
    assert DEFAULT.grace_days == 0
