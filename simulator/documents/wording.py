"""Dates and durations as documents write them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from simulator.domain.dates import write_date
from simulator.domain.measures import NARROW

PARIS = ZoneInfo("Europe/Paris")


def written_day(iso: str) -> str:
    """Write an ISO date in words: ``7 mars 2026``."""
    return write_date(date.fromisoformat(iso))


def written_hours(minutes: int) -> str:
    """Write minutes as hours: ``14 h``, ``13 h 30``."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}{NARROW}h" + (f"{NARROW}{rest:02d}" if rest else "")


def written_dates(first: str, last: str) -> str:
    """Write a span of days: ``le 7 mars 2026``, ``du 7 au 8 mars 2026``."""
    if first == last:
        return f"le {written_day(first)}"
    return f"du {written_day(first)} au {written_day(last)}"


def half_day_of(starts_at: datetime) -> str:
    """Name a half-day by its start: ``7 mars 2026, matin``."""
    local = starts_at.astimezone(PARIS)
    slot = "matin" if local.hour < 12 else "après-midi"
    return f"{written_day(local.date().isoformat())}, {slot}"


def written_time(at: datetime) -> str:
    """Write the time in Paris: ``9 h 05``."""
    local = at.astimezone(PARIS)
    return written_hours(local.hour * 60 + local.minute)


def written_local_day(at: datetime) -> str:
    """Return the day in Paris of an instant, as an ISO date."""
    return at.astimezone(PARIS).date().isoformat()
