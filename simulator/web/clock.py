"""The one place of the pages that reads the clock; tests set ``app.config["CLOCK"]``."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import current_app

PARIS = ZoneInfo("Europe/Paris")


def system_now() -> datetime:
    """Read the clock of the machine."""
    return datetime.now(UTC)  # noqa: TID251 - this is the clock


def now() -> datetime:
    """Return the instant, aware, in UTC."""
    clock = current_app.config["CLOCK"]
    instant: datetime = clock()
    return instant


def today() -> date:
    """Return the date in Paris."""
    return now().astimezone(PARIS).date()
