"""Dated tables: the value of a day, and the refusal of a gap."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from simulator.domain.rates import DatedRate, LawBook, RateTable
from simulator.domain.refusals import MissingRate, UnknownChoice
from simulator.domain.results import Confidence


def rate(start: date, end: date | None, value: str) -> DatedRate:
    return DatedRate(start, end, Decimal(value), "source", Confidence.CERTAIN)


TABLE = RateTable(
    "legal",
    (
        rate(date(2025, 1, 1), date(2025, 6, 30), "0.0371"),
        rate(date(2026, 1, 1), None, "0.0262"),
    ),
)
BOOK = LawBook({"legal": TABLE, "fee": RateTable("fee", (rate(date(2013, 1, 1), None, "40"),))})


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 1, 1), "0.0371"),
        (date(2025, 6, 30), "0.0371"),
        (date(2026, 1, 1), "0.0262"),
        (date(2040, 1, 1), "0.0262"),
    ],
)
def test_both_ends_of_a_period_belong_to_it(day: date, expected: str) -> None:
    assert TABLE.on(day).value == Decimal(expected)


@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2025, 7, 1), date(2025, 12, 31)])
def test_a_gap_is_refused(day: date) -> None:
    with pytest.raises(MissingRate) as refusal:
        TABLE.on(day)

    assert refusal.value.data() == {"table": "legal", "on": day}


def test_a_book_finds_its_tables() -> None:
    day = date(2026, 3, 1)

    assert BOOK.on("legal", day).source == "source"
    assert BOOK.count("fee", day) == 40
    assert BOOK.amount("fee", day) == 4000


def test_a_book_refuses_a_table_it_does_not_have() -> None:
    with pytest.raises(UnknownChoice) as refusal:
        BOOK.table("usury")

    assert refusal.value.choices == ("fee", "legal")
