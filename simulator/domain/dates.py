"""French calendar: public holidays, working days, months; and days as integers for columns.

Columns of dates are ``int32`` days since 1970-01-01 (numpy's ``datetime64[D]`` as a number).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

EPOCH = date(1970, 1, 1)
NEVER = 2**31 - 1
"""Day number of what has not happened (fits an ``int32``)."""

MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août"),
    *("septembre", "octobre", "novembre", "décembre"),
)

_SATURDAY = 5
_SHORTEST = 28  # days that every month has


def to_day(on: date) -> int:
    """Return the number of days since 1970-01-01."""
    return (on - EPOCH).days


def from_day(day: int) -> date:
    """Return the date of a day number."""
    return EPOCH + timedelta(days=int(day))


def easter(year: int) -> date:
    """Return Easter Sunday (Gregorian computus of Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 19 * m) // 433
    month = (h + m - 7 * n + 90) // 25
    day = (h + m - 7 * n + 33 * month + 19) % 32
    return date(year, month, day)


def write_date(on: date) -> str:
    """Write a date in French: ``7 mars 2026``, ``1er mai 2026``."""
    return f"{'1er' if on.day == 1 else on.day} {MONTHS[on.month - 1]} {on.year}"


@lru_cache(maxsize=256)
def holidays(year: int) -> frozenset[date]:
    """Return the eleven public holidays of metropolitan France (C. trav. L3133-1)."""
    sunday = easter(year)
    moving = (sunday + timedelta(days=1), sunday + timedelta(days=39), sunday + timedelta(days=50))
    fixed = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
    return frozenset(moving) | {date(year, month, day) for month, day in fixed}


def is_working_day(on: date) -> bool:
    """Say whether a day is neither a Saturday, a Sunday nor a public holiday."""
    return on.weekday() < _SATURDAY and on not in holidays(on.year)


def next_working_day(on: date) -> date:
    """Return the day itself when it is worked, else the next one that is."""
    while not is_working_day(on):
        on += timedelta(days=1)
    return on


def end_of_month(on: date) -> date:
    """Return the last day of the month of a date."""
    return on.replace(day=monthrange(on.year, on.month)[1])


def add_months(on: date, months: int) -> date:
    """Return the same day of the month ``months`` later, or its last day when there is none.

    The rule of article 641 of the code de procédure civile for delays counted in months.
    """
    index = on.year * 12 + on.month - 1 + months
    year, month = divmod(index, 12)
    day = on.day if on.day <= _SHORTEST else min(on.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day)


def month_starts(first: date, count: int) -> tuple[date, ...]:
    """Return the first days of ``count`` months from the month of ``first``."""
    return tuple(add_months(first.replace(day=1), shift) for shift in range(count))
