"""Working days, weeks and months as tables of days, so that columns of days are looked up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.domain.dates import from_day, holidays, to_day
from simulator.generation.exact import Bools, Ints

_FAR = 2**40
_THURSDAY = 3  # 1970-01-01, Monday being 0
_BEFORE, _AFTER = 3_000, 2_000
"""Days that the tables of weeks and months hold around the working days."""
HALF_MONTH, HALF_RUN = 15, 7
"""Days by which a payment run of the month, or of the fortnight, is brought forward."""


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """Tables of the days from ``first`` on, and of weeks and months from ``start`` on.

    Days outside are held at the ends.
    """

    first: int
    working: Bools
    following: Ints
    preceding: Ints
    start: int
    weekdays: Ints
    month_starts: Ints
    month_ends: Ints

    def next(self, days: Ints) -> Ints:
        """Return each day when it is worked, else the next one that is."""
        return self.following.take(days - self.first, mode="clip")

    def previous(self, days: Ints) -> Ints:
        """Return each day when it is worked, else the one before that is."""
        return self.preceding.take(days - self.first, mode="clip")

    def weekday(self, days: Ints) -> Ints:
        """Return 0 for Monday to 6 for Sunday."""
        return self.weekdays.take(days - self.start, mode="clip")

    def end_of_month(self, days: Ints) -> Ints:
        """Return the last day of the month of each day."""
        return self.month_ends.take(days - self.start, mode="clip")

    def of_month(self, days: Ints, day: int) -> Ints:
        """Return the given day (1 to 28) of the month of each day."""
        return self.month_starts.take(days - self.start, mode="clip") + (day - 1)

    def closing(self, days: Ints) -> Ints:
        """Return the payment run of the end of a month that is nearest to each day."""
        return self.previous(self.end_of_month(days - HALF_MONTH))

    def middle(self, days: Ints) -> Ints:
        """Return the payment run of a 10th or a 25th that is nearest to each day."""
        early = days - HALF_RUN
        tenth, later = self.of_month(early, 10), self.of_month(early, 25)
        next_tenth = self.of_month(self.end_of_month(early) + 1, 10)
        after = np.where(early <= later, later, next_tenth)
        return self.next(np.where(early <= tenth, tenth, after))


def weekday(days: Ints) -> Ints:
    """Return 0 for Monday to 6 for Sunday."""
    return (days + _THURSDAY) % 7


def month_of(days: Ints) -> Ints:
    """Return the month, 1 to 12."""
    return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12 + 1


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
    around = np.arange(first - _BEFORE, last + _AFTER + 1, dtype=np.int64)
    months = around.astype("datetime64[D]").astype("datetime64[M]")
    return Calendar(
        first=first,
        working=working,
        following=np.minimum(following, ends[1]),
        preceding=np.maximum(preceding, ends[0]),
        start=first - _BEFORE,
        weekdays=weekday(around),
        month_starts=months.astype("datetime64[D]").astype(np.int64),
        month_ends=(months + 1).astype("datetime64[D]").astype(np.int64) - 1,
    )
