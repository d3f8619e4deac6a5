"""Dates and durations as documents write them."""

from __future__ import annotations

from datetime import date

NARROW = "\u202f"
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def written_day(iso: str) -> str:
    """Write an ISO date in words: ``7 mars 2026``."""
    on = date.fromisoformat(iso)
    return f"{'1er' if on.day == 1 else on.day} {MONTHS[on.month - 1]} {on.year}"


def written_hours(minutes: int) -> str:
    """Write minutes as hours: ``14 h``, ``13 h 30``."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}{NARROW}h" + (f"{NARROW}{rest:02d}" if rest else "")


def written_dates(first: str, last: str) -> str:
    """Write a span of days: ``le 7 mars 2026``, ``du 7 au 8 mars 2026``."""
    if first == last:
        return f"le {written_day(first)}"
    return f"du {written_day(first)} au {written_day(last)}"
