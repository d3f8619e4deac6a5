"""What is told of a customer's account is what its ledger holds, counted again row by row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from simulator.domain.dates import NEVER, from_day, to_day
from simulator.domain.ledger.assemble import in_order, table
from simulator.domain.ledger.columns import (
    Cause,
    Disputes,
    Documents,
    Ledger,
    Means,
    Payments,
    Promises,
)
from simulator.domain.portfolio import Portfolio
from simulator.services import histories
from tests import make


@pytest.fixture(scope="module")
def portfolio() -> Portfolio:
    return make.portfolio(3, 40)


def test_each_payment_is_told_once_with_what_it_left(portfolio: Portfolio) -> None:
    ledger, day = portfolio.ledger, to_day(portfolio.as_of)
    told = [
        (who.id, one.number, one.paid, int(one.amount))
        for who in portfolio.customers
        for one in histories.payments(portfolio, who.id)
    ]

    expected = [
        (
            int(ledger.documents.customer[row]),
            int(ledger.documents.number[row]),
            from_day(paid),
            int(amount),
        )
        for row, paid, amount in zip(
            ledger.payments.document, ledger.payments.paid, ledger.payments.amount, strict=True
        )
        if paid <= day and amount > 0
    ]
    assert sorted(told) == sorted(expected)


def small() -> Portfolio:
    """Return a customer with one invoice paid twice and a dispute, and another with nothing."""
    days = [to_day(date(2026, 1, day)) for day in (5, 20, 25, 28)]
    ledger = in_order(
        Ledger(
            table(
                Documents,
                customer=[0, 0],
                number=[11, 12],
                kind=[0, 1],
                issued=[days[0], days[1]],
                due=[days[1], days[1]],
                gross=[10_000, -1_000],
                net=[8_333, -833],
            ),
            table(
                Payments,
                document=[0, 0, 1],
                paid=[days[2], days[1], days[1]],
                amount=[6_000, 1_000, -1_000],
                means=[Means.CHEQUE, Means.CREDIT_NOTE, Means.CREDIT_NOTE],
            ),
            table(
                Disputes,
                document=[0, 0],
                opened=[days[0], days[2]],
                closed=[days[1], NEVER],
                amount=[1_000, 3_000],
                cause=[Cause.PRICE, Cause.DELIVERY],
            ),
            table(Promises),
        )
    )
    return replace(make.portfolio(3, 2), ledger=ledger, as_of=date(2026, 1, 28))


def test_a_part_payment_leaves_the_rest_and_a_credit_note_is_told_on_the_invoice() -> None:
    found = histories.payments(small(), 0)

    assert [(one.number, one.paid.day, one.amount, one.means, one.left) for one in found] == [
        (11, 25, 6_000, Means.CHEQUE, 3_000),
        (11, 20, 1_000, Means.CREDIT_NOTE, 9_000),
    ]
    assert histories.payments(small(), 1) == ()


def test_a_dispute_has_its_cause_and_says_whether_it_is_over() -> None:
    found = histories.disputes(small(), 0)

    assert [(one.opened.day, one.cause, one.amount, one.closed) for one in found] == [
        (25, Cause.DELIVERY, 3_000, None),
        (5, Cause.PRICE, 1_000, date(2026, 1, 20)),
    ]
    assert histories.disputes(small(), 1) == ()
