"""The French calendar, against published dates."""

from __future__ import annotations

from datetime import date

import pytest

from simulator.domain import dates

EASTER = [
    date(1818, 3, 22),  # the earliest possible
    date(1943, 4, 25),  # the latest possible
    date(2000, 4, 23),
    date(2008, 3, 23),
    date(2011, 4, 24),
    date(2024, 3, 31),
    date(2025, 4, 20),
    date(2026, 4, 5),
    date(2027, 3, 28),
    date(2038, 4, 25),
]


@pytest.mark.parametrize("sunday", EASTER, ids=str)
def test_easter_falls_on_its_published_day(sunday: date) -> None:
    assert dates.easter(sunday.year) == sunday


def test_the_eleven_holidays_of_2026() -> None:
    assert dates.holidays(2026) == {
        date(2026, 1, 1),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2026, 5, 8),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 7, 14),
        date(2026, 8, 15),
        date(2026, 11, 1),
        date(2026, 11, 11),
        date(2026, 12, 25),
    }


def test_two_holidays_may_fall_on_the_same_day() -> None:
    assert len(dates.holidays(2008)) == 10  # Ascension was on 1 May 2008


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 11, 30), True),  # Monday
        (date(2026, 11, 28), False),  # Saturday
        (date(2026, 11, 29), False),  # Sunday
        (date(2026, 11, 11), False),
        (date(2026, 5, 15), True),  # the day after Ascension is worked by law
    ],
)
def test_working_days(day: date, worked: bool) -> None:
    assert dates.is_working_day(day) is worked


def test_a_day_that_is_not_worked_goes_to_the_next_that_is() -> None:
    assert dates.next_working_day(date(2026, 4, 4)) == date(2026, 4, 7)  # Easter week-end
    assert dates.next_working_day(date(2026, 12, 24)) == date(2026, 12, 24)
    assert dates.next_working_day(date(2027, 1, 1)) == date(2027, 1, 4)


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -13, date(2024, 12, 15)),
        (date(2026, 12, 5), 0, date(2026, 12, 5)),
    ],
)
def test_months_keep_the_day_or_take_the_last(start: date, months: int, expected: date) -> None:
    assert dates.add_months(start, months) == expected


def test_ends_of_month() -> None:
    assert dates.end_of_month(date(2028, 2, 3)) == date(2028, 2, 29)
    assert dates.end_of_month(date(2026, 12, 31)) == date(2026, 12, 31)


def test_starts_of_months_cross_the_year() -> None:
    assert dates.month_starts(date(2026, 11, 30), 3) == (
        date(2026, 11, 1),
        date(2026, 12, 1),
        date(2027, 1, 1),
    )


def test_day_numbers_count_from_1970() -> None:
    assert dates.to_day(date(1970, 1, 2)) == 1
    assert dates.to_day(date(2000, 1, 1)) == 10957
    assert dates.from_day(10957) == date(2000, 1, 1)
    assert dates.to_day(date.max) < dates.NEVER
