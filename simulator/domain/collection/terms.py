"""Payment terms as written in a contract, and the due date they give."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from simulator.domain.collection import shown
from simulator.domain.dates import end_of_month
from simulator.domain.refusals import Negative, OutOfRange, UnknownChoice
from simulator.domain.results import Step, Unit

LONGEST_MONTH = 31


class MonthEnd(StrEnum):
    """How « fin de mois » is counted; the administration accepts both ways."""

    NONE = "none"
    AFTER = "days_then_month_end"  # count A: issue + days, then the end of that month
    BEFORE = "month_end_then_days"  # count B: end of the month of issue, then + days


@dataclass(frozen=True, slots=True)
class Term:
    """A term of payment: ``days`` calendar days, then the day ``then_day`` of a month if any."""

    days: int
    month_end: MonthEnd = MonthEnd.NONE
    then_day: int = 0

    def __post_init__(self) -> None:
        if self.days < 0:
            raise Negative("days", self.days)
        if not 0 <= self.then_day <= LONGEST_MONTH:
            raise OutOfRange("then_day", self.then_day, 0, LONGEST_MONTH)


@dataclass(frozen=True, slots=True)
class Due:
    """A due date and the number of calendar days from the start of the term."""

    start: date
    last_day: date
    steps: tuple[Step, ...]

    @property
    def days(self) -> int:
        """Return the days between the start and the due date."""
        return (self.last_day - self.start).days


def _step(name: str, formula: str, day: date) -> Step:
    return Step(name, formula, day, Unit.DATE)


def due_date(term: Term, start: date) -> Due:
    """Count a term from its first day (issue, receipt…): calendar days, week-ends included.

    A payment term is not moved to a working day (C. com. L441-10; DGCCRF, « Délais de paiement »).
    """
    day, steps = start, []
    if term.month_end == MonthEnd.BEFORE:
        day = end_of_month(day)
        steps.append(_step("month_end", f"{shown.day(start)} → {shown.day(day)}", day))
    before = day
    day += timedelta(days=term.days)
    steps.append(_step("add_days", f"{shown.day(before)} + {shown.length(days=term.days)}", day))
    if term.month_end == MonthEnd.AFTER:
        before, day = day, end_of_month(day)
        steps.append(_step("month_end", f"{shown.day(before)} → {shown.day(day)}", day))
    if term.then_day:
        before = day
        day = _on_day_after(day, term.then_day)
        steps.append(_step("then_day", f"{shown.day(before)} → {shown.day(day)}", day))
    return Due(start, day, tuple(steps))


def _on_day_after(day: date, number: int) -> date:
    """Return the next day numbered ``number`` after ``day``, or the end of a short month."""
    first = day.replace(day=1)
    if number <= day.day:
        first = end_of_month(day) + timedelta(days=1)
    return first.replace(day=min(number, end_of_month(first).day))


@lru_cache(maxsize=256)
def longest(term: Term) -> int:
    """Return the most days a clause can give, over every possible day of issue of a leap cycle."""
    first = date(2027, 1, 1)
    return max(due_date(term, first + timedelta(days=shift)).days for shift in range(366 + 365))


def both_counts(days: int, issued: date) -> tuple[Due, Due]:
    """Return the due dates of « n jours fin de mois » by count A, then by count B."""
    return (
        due_date(Term(days, MonthEnd.AFTER), issued),
        due_date(Term(days, MonthEnd.BEFORE), issued),
    )


_CODE = re.compile(r"(?P<days>\d{1,3})j(?P<end>_fdm)?(?:_le(?P<day>\d{1,2}))?")
CODES = ("comptant", "30j", "30j_fdm", "45j_fdm", "60j", "30j_fdm_le10")


def read_term(code: str, count: MonthEnd = MonthEnd.AFTER) -> Term:
    """Read the code of a customer's terms (``"45j_fdm"``); ``count`` says which end of month.

    Raises ``UnknownChoice`` when the code is not of that form.
    """
    if code == "comptant":
        return Term(0)
    found = _CODE.fullmatch(code)
    if found is None:
        raise UnknownChoice("terms", code, CODES)
    month_end = count if found["end"] else MonthEnd.NONE
    return Term(int(found["days"]), month_end, int(found["day"] or 0))
