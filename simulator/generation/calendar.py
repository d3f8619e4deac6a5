"""Working days as arrays, so that columns of days can be rolled at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.domain.dates import from_day, holidays, to_day
from simulator.generation.exact import Bools, Ints

_FAR = 2**40
_THURSDAY = 3  # 1970-01-01, Monday being 0


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """Working days between two day numbers; days outside are held at the ends."""

    first: int
    working: Bools
    following: Ints
    preceding: Ints

    def next(self, days: Ints) -> Ints:
        """Return each day when it is worked, else the next one that is."""
        return self.following[np.clip(days - self.first, 0, len(self.following) - 1)]

    def previous(self, days: Ints) -> Ints:
        """Return each day when it is worked, else the one before that is."""
        return self.preceding[np.clip(days - self.first, 0, len(self.preceding) - 1)]


def weekday(days: Ints) -> Ints:
    """Return 0 for Monday to 6 for Sunday."""
    return (days + _THURSDAY) % 7


def month_of(days: Ints) -> Ints:
    """Return the month, 1 to 12."""
    return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12 + 1


def end_of_month(days: Ints) -> Ints:
    """Return the last day of the month of each day."""
    months = days.astype("datetime64[D]").astype("datetime64[M]")
    return (months + 1).astype("datetime64[D]").astype(np.int64) - 1


def of_month(days: Ints, day: int) -> Ints:
    """Return the given day (1 to 28) of the month of each day."""
    start = days.astype("datetime64[D]").astype("datetime64[M]").astype("datetime64[D]")
    return start.astype(np.int64) + (day - 1)


def build(first: int, last: int) -> Calendar:
    """Build the calendar between two day numbers, included."""
    days = np.arange(first, last + 1, dtype=np.int64)
    working = weekday(days) < 5
    for year in range(from_day(first).year, from_day(last).year + 1):
        for holiday in holidays(year):
            place = to_day(holiday) - first
            if 0 <= place < len(days):
                working[place] = False
    following = np.minimum.accumulate(np.where(working, days, _FAR)[::-1])[::-1]
    preceding = np.maximum.accumulate(np.where(working, days, -_FAR))
    ends = days[working][[0, -1]]
    return Calendar(first, working, np.minimum(following, ends[1]), np.maximum(preceding, ends[0]))
