"""Cents and rounding, against hand-made values."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.money import ZERO, Cents, cents, euros, round_half_up, share_out, times, total
from simulator.domain.refusals import Negative, NotFinite, NotPositive


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("2.4999", 0, "2"),
        ("0.125", 2, "0.13"),
        ("-0.125", 2, "-0.13"),
        ("1250", -2, "1300"),
        ("1.005", 2, "1.01"),
    ],
)
def test_halves_go_away_from_zero(value: str, places: int, expected: str) -> None:
    assert round_half_up(Decimal(value), places) == Decimal(expected)


def test_a_fraction_rounds_like_a_decimal() -> None:
    assert round_half_up(Fraction(1, 3), 4) == Decimal("0.3333")
    assert round_half_up(Fraction(1, 8), 2) == Decimal("0.13")


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_is_not_a_number_is_refused(value: str) -> None:
    with pytest.raises(NotFinite) as refusal:
        round_half_up(Decimal(value))

    assert refusal.value.name == "value"
    assert str(refusal.value.value) == value


@pytest.mark.parametrize(
    ("amount", "expected"),
    [("1234.56", 123456), ("0.005", 1), ("-0.005", -1), (12, 1200), (Decimal("0.994"), 99)],
)
def test_euros_become_cents(amount: Decimal | str | int, expected: int) -> None:
    assert cents(amount) == expected


def test_an_unreadable_amount_is_refused() -> None:
    with pytest.raises(NotFinite) as refusal:
        cents("douze")

    assert refusal.value.data() == {"name": "euros", "value": "douze"}


def test_cents_become_exact_euros() -> None:
    assert euros(Cents(123456)) == Decimal("1234.56")
    assert euros(Cents(-1)) == Decimal("-0.01")


def test_times_rounds_once_half_up() -> None:
    assert times(Cents(1005), Decimal("0.2")) == 201
    assert times(Cents(25), Decimal("0.5")) == 13
    assert times(Cents(-25), Decimal("0.5")) == -13
    assert times(Cents(100), Fraction(1, 3)) == 33
    assert times(Cents(200), Fraction(1, 3)) == 67


def test_a_total_of_nothing_is_zero() -> None:
    assert total([]) == ZERO
    assert total([Cents(5), Cents(-2)]) == 3


def test_left_over_cents_go_to_the_largest_remainders_then_to_the_first() -> None:
    assert share_out(Cents(100), [1, 1, 1]) == (34, 33, 33)
    assert share_out(Cents(100), [1, 2, 3]) == (17, 33, 50)
    assert share_out(Cents(5), [3, 3, 1]) == (2, 2, 1)
    assert share_out(Cents(-100), [1, 1, 1]) == (-34, -33, -33)
    assert share_out(Cents(10), [0, 7]) == (0, 10)


def test_weights_must_be_something() -> None:
    with pytest.raises(Negative) as negative:
        share_out(Cents(10), [1, -1])
    assert negative.value.data() == {"name": "weight", "value": -1}
    with pytest.raises(NotPositive) as nothing:
        share_out(Cents(10), [0, 0])
    assert nothing.value.data() == {"name": "weights", "value": 0}
    with pytest.raises(NotPositive):
        share_out(Cents(10), [])


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(0, 10**6), min_size=1, max_size=9))
def test_parts_add_up_and_are_within_a_cent_of_their_due(amount: int, weights: list[int]) -> None:
    if sum(weights) == 0:
        weights[0] = 1

    parts = share_out(Cents(amount), weights)

    assert sum(parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(amount * weight, sum(weights))) < 1
