"""Promises won since the snapshot: on what they are laid, and what they take the place of."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.dates import to_day
from simulator.domain.ledger.balances import open_at
from simulator.domain.ledger.check import faults
from simulator.domain.ledger.vows import Vow, spread, with_vows
from simulator.domain.money import Cents
from tests.domain.ledger.builder import DAYS, ROWS, Row, ledger_of

TODAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)
LATER = date(2026, 12, 28)


def row(due: date, gross: int, customer: int = 0, **more: object) -> Row:
    return Row(customer, date(2026, 8, 1), due, gross, **more)  # type: ignore[arg-type]


def test_an_amount_is_laid_on_the_oldest_due_first_and_only_on_the_customer_s_own() -> None:
    ledger = ledger_of(
        [
            row(date(2026, 10, 31), 500_00),
            row(date(2026, 9, 30), 300_00),
            row(date(2026, 9, 1), 900_00, customer=1),
        ]
    )

    vows = spread(ledger, 0, TODAY, [(Cents(450_00), FRIDAY)], 70)

    numbers = {
        int(d): int(n) for d, n in zip(ledger.documents.due, ledger.documents.number, strict=True)
    }
    assert vows == (
        Vow(numbers[to_day(date(2026, 9, 30))], TODAY, FRIDAY, Cents(300_00), 70),
        Vow(numbers[to_day(date(2026, 10, 31))], TODAY, FRIDAY, Cents(150_00), 70),
    )


def test_each_instalment_goes_on_where_the_one_before_stopped() -> None:
    ledger = ledger_of([row(date(2026, 9, 30), 300_00), row(date(2026, 10, 31), 500_00)])

    vows = spread(ledger, 0, TODAY, [(Cents(400_00), FRIDAY), (Cents(400_00), LATER)], 50)

    assert [(vow.due, vow.amount) for vow in vows] == [
        (FRIDAY, 300_00),
        (FRIDAY, 100_00),
        (LATER, 400_00),
    ]


def test_what_is_in_dispute_comes_last() -> None:
    disputed = ((date(2026, 9, 1), None, 200_00),)
    ledger = ledger_of(
        [row(date(2026, 9, 30), 300_00, disputes=disputed), row(date(2026, 10, 31), 500_00)]
    )

    vows = spread(ledger, 0, TODAY, [(Cents(700_00), FRIDAY)], 50)

    assert sorted(vow.amount for vow in vows) == [200_00, 500_00]


def test_the_parts_of_a_document_that_are_promised_for_one_day_are_one_promise() -> None:
    disputed = ((date(2026, 9, 1), None, 200_00),)
    ledger = ledger_of([row(date(2026, 9, 30), 300_00, disputes=disputed)])

    (vow,) = spread(ledger, 0, TODAY, [(Cents(900_00), FRIDAY)], 50)

    assert vow.amount == 300_00


def test_a_promise_takes_the_place_of_the_live_ones_of_that_customer_only() -> None:
    live = ((date(2026, 11, 20), date(2026, 11, 30), 100_00),)
    broken = ((date(2026, 10, 1), date(2026, 10, 10), 100_00),)
    ledger = ledger_of(
        [
            row(date(2026, 9, 30), 300_00, promises=live + broken),
            row(date(2026, 9, 30), 400_00, customer=1, promises=live),
        ]
    )
    number = int(ledger.documents.number[0])

    made = with_vows(ledger, [Vow(number, TODAY, FRIDAY, Cents(300_00), 80)], TODAY)

    found = made.promises
    assert faults(made) == ()
    assert [
        (int(a), int(b), int(c), int(q))
        for a, b, c, q in zip(found.document, found.due, found.amount, found.quality, strict=True)
    ] == [
        (0, to_day(date(2026, 10, 10)), 100_00, 0),
        (0, to_day(FRIDAY), 300_00, 80),
        (1, to_day(date(2026, 11, 30)), 100_00, 0),
    ]


def test_a_number_that_is_not_in_the_ledger_changes_nothing() -> None:
    ledger = ledger_of([row(date(2026, 9, 30), 300_00)])

    assert with_vows(ledger, [Vow(999, TODAY, FRIDAY, Cents(1), 1)], TODAY) is ledger
    assert with_vows(ledger, [], TODAY) is ledger


@given(ROWS, DAYS, st.lists(st.integers(0, 900_000), max_size=4))
def test_never_more_is_promised_than_is_open_and_the_ledger_stays_sound(
    rows: list[Row], on: date, amounts: list[int]
) -> None:
    ledger = ledger_of(rows)
    instalments = [(Cents(amount), date(2030, 1, 1 + k)) for k, amount in enumerate(amounts)]
    vows = spread(ledger, 1, on, instalments, 60)
    left = open_at(ledger, to_day(on))
    owed = int(np.maximum(left, 0)[ledger.documents.customer == 1].sum())

    assert sum(vow.amount for vow in vows) == min(owed, sum(amounts))
    assert all(vow.amount > 0 for vow in vows)
    for number in {vow.number for vow in vows}:
        mine = sum(vow.amount for vow in vows if vow.number == number)
        place = int(np.flatnonzero(ledger.documents.number == number)[0])
        assert mine <= left[place]
    made = with_vows(ledger, vows, on)
    assert [one for one in faults(made) if one.table == "promises"] == []
