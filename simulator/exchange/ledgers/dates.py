"""Dates in any form; whether the day or the month comes first is settled on the whole column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from simulator.exchange.folding import folded
from simulator.exchange.ledgers.cells import Cell

FIRST, LAST = date(1990, 1, 1), date(2100, 12, 31)
_EXCEL = date(1899, 12, 30)
_SERIALS = (32_874, 73_415)
"""Serial numbers of the first and last days above."""


class Order(StrEnum):
    """Which of two figures is the day."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


_TIME = r"(?:[T ]+[0-9]{1,2}[:h][0-9]{2}.*)?"
_FIGURES = re.compile(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4}|[0-9]{2})" + _TIME)
_YEAR_FIRST = re.compile(r"([0-9]{4})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{1,2})" + _TIME)
_COMPACT = re.compile(r"[0-9]{8}")
_DAY_WORD = re.compile(
    r"(?:[a-z]+ )?([0-9]{1,2})(?:er|st|nd|rd|th)? ?([a-z]{3,9}) ?([0-9]{4}|[0-9]{2})"
)
_WORD_DAY = re.compile(r"([a-z]{3,9}) ([0-9]{1,2})(?:st|nd|rd|th)? ([0-9]{4})")
_MONTHS = {
    name[:length]: number
    for number, names in enumerate(
        (
            "janvier january",
            "fevrier february",
            "mars march",
            "avril april",
            "mai may",
            "juin june",
            "juillet july",
            "aout august",
            "septembre september",
            "octobre october",
            "novembre november",
            "decembre december",
        ),
        1,
    )
    for name in names.split()
    for length in range(3, len(name) + 1)
    if name[:length] != "jui"
} | {"jui": 7, "fev": 2, "feb": 2}


@dataclass(frozen=True, slots=True)
class Vote:
    """What the dates of a column say: counts of those that tell the order, and of the others."""

    day_first: int
    month_first: int
    either: int

    @property
    def order(self) -> Order | None:
        """Return the order with most voices, ``None`` when no date tells."""
        if self.day_first == self.month_first:
            return Order.DAY_FIRST if self.day_first else None
        return Order.DAY_FIRST if self.day_first > self.month_first else Order.MONTH_FIRST

    @property
    def mixed(self) -> bool:
        """Say whether some dates contradict the others."""
        return min(self.day_first, self.month_first) > 0


def vote(cells: Iterable[Cell]) -> Vote:
    """Count the dates of a column whose first, or second, figure can only be a day."""
    day = month = either = 0
    for cell in cells:
        match = _FIGURES.fullmatch(cell) if isinstance(cell, str) else None
        if match is None:
            continue
        first, second = int(match[1]), int(match[2])
        if first > 12 >= second:
            day += 1
        elif second > 12 >= first:
            month += 1
        elif first != second:
            either += 1
    return Vote(day, month, either)


def read(cell: Cell, order: Order) -> date | None:
    """Return a date, ``None`` when nothing is written; ``ValueError`` on what is not a date.

    A number is a day number of a spreadsheet; a year of two figures is of 1990 to 2089.
    """
    if isinstance(cell, Decimal):
        return _serial(cell)
    if isinstance(cell, date):
        return _within(cell)
    return _text(cell, order) if cell else None


@lru_cache(maxsize=32_768)
def _text(text: str, order: Order) -> date | None:
    if not text.strip("0/.- "):  # 00/00/0000, which programs write for no date
        return None
    if match := _FIGURES.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        day, month = (first, second) if order is Order.DAY_FIRST else (second, first)
        return _made(_year(match[3]), month, day)
    if match := _YEAR_FIRST.fullmatch(text):
        return _made(int(match[1]), int(match[2]), int(match[3]))
    if _COMPACT.fullmatch(text):
        return _compact(text)
    return _worded(text)


def _worded(text: str) -> date:
    plain = folded(text)
    if match := _DAY_WORD.fullmatch(plain):
        day, word, year = match.groups()
    elif match := _WORD_DAY.fullmatch(plain):
        word, day, year = match.groups()
    elif re.fullmatch(r"[0-9]{5}", plain):
        return _serial(Decimal(plain))
    else:
        raise ValueError(text)
    if word not in _MONTHS:
        raise ValueError(text)
    return _made(_year(year), _MONTHS[word], int(day))


def _compact(text: str) -> date:
    if "1990" <= text[:4] <= "2100":
        return _made(int(text[:4]), int(text[4:6]), int(text[6:]))
    return _made(int(text[4:]), int(text[2:4]), int(text[:2]))


def _serial(value: Decimal) -> date:
    if value >= 10_000_000 and value == value.to_integral_value():
        return _compact(str(int(value)))
    if not _SERIALS[0] <= value <= _SERIALS[1]:
        raise ValueError(value)
    return _EXCEL + timedelta(days=int(value))


def _year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return 1900 + year if year >= 90 else 2000 + year


def _made(year: int, month: int, day: int) -> date:
    return _within(date(year, month, day))


def _within(found: date) -> date:
    if isinstance(found, datetime) or not FIRST <= found <= LAST:
        raise ValueError(found)
    return found


def readable(cell: Cell) -> bool:
    """Say whether a cell could be a date, in one order or the other; bare figures say nothing."""
    if isinstance(cell, str) and not _SIGNED.search(cell):
        return False
    if isinstance(cell, Decimal):
        return False
    for order in Order:
        try:
            return read(cell, order) is not None
        except ValueError:
            continue
    return False


_SIGNED = re.compile(r"[/.\-A-Za-z ]|^(?:19|20)[0-9]{6}$")
