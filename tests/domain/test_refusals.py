"""Refusals carry data and show it."""

from __future__ import annotations

from datetime import date

import pytest

from simulator.domain import refusals


def test_a_refusal_shows_its_name_and_its_data() -> None:
    refusal = refusals.OutOfRange("months", 99, 1, 60)

    assert refusal.data() == {"name": "months", "value": 99, "low": 1, "high": 60}
    assert str(refusal) == "OutOfRange(name='months', value=99, low=1, high=60)"


def test_bounds_may_be_absent() -> None:
    assert refusals.OutOfRange("rate", 2).data()["low"] is None


def test_refusals_are_exceptions_that_can_be_told_apart() -> None:
    with pytest.raises(refusals.Refusal) as caught:
        raise refusals.MissingRate("bce", date(2031, 1, 1))

    assert isinstance(caught.value, refusals.MissingRate)
    assert caught.value.data() == {"table": "bce", "on": date(2031, 1, 1)}


def test_two_refusals_with_the_same_data_are_not_the_same_event() -> None:
    assert refusals.NotPositive("bound", 0) != refusals.NotPositive("bound", 0)


def test_dates_in_the_wrong_order_name_both() -> None:
    refusal = refusals.WrongOrder("issued", date(2026, 2, 1), "due", date(2026, 1, 1))

    assert list(refusal.data()) == ["first_name", "first", "second_name", "second"]
