"""Letters in English: ``EUR 1,234.56``, ``7 March 2026``, ``March 7, 2026``, read and written."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from simulator.domain.dates import from_day
from simulator.domain.measures import Measure
from simulator.domain.money import round_half_up
from simulator.domain.results import Unit

EURO = Measure("eur", Unit.CENTS, Fraction(100), "EUR", 2)
DAY = Measure("day", Unit.DATE, Fraction(1), "", 0)
HOW = {EURO.name: EURO, DAY.name: DAY}
"""How a text in English may write a figure: ``{claim_left|eur}``, ``{claim_due|day}``."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_NUMBER = {name[:3].lower(): rank for rank, name in enumerate(_MONTHS, start=1)}
_AMOUNT = re.compile(r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{2}))?(?![\d])(?!,\d)")
_NAME = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+{_NAME},?\s+(\d{{4}})\b", re.IGNORECASE
)
_MONTH_FIRST = re.compile(
    rf"\b{_NAME}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE
)


def write(value: Fraction, measure: Measure) -> str:
    """Write cents or days since 1970 in English."""
    if measure is DAY:
        on = from_day(int(value))
        return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"
    cents = int(round_half_up(value))
    sign = "-" if cents < 0 else ""
    return f"EUR {sign}{abs(cents) // 100:,}.{abs(cents) % 100:02d}"


def amounts(text: str) -> frozenset[int]:
    """Return the amounts that a text writes with English commas and points, in cents."""
    return frozenset(
        int(match[1].replace(",", "")) * 100 + int(match[2] or "0")
        for match in _AMOUNT.finditer(text)
        if len(match[1]) <= 20
    )


def dates(text: str) -> frozenset[date]:
    """Return the dates that a text writes with an English month; one that is no day is left out."""
    said = [(match[1], match[2], match[3]) for match in _DAY_FIRST.finditer(text)]
    said += [(match[2], match[1], match[3]) for match in _MONTH_FIRST.finditer(text)]
    found = set()
    for day, month, year in said:
        try:
            found.add(date(int(year), _NUMBER[month.lower()], int(day)))
        except ValueError:
            continue
    return frozenset(found)
