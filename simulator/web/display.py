"""How figures, dates and durations are written for people, in French."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from flask import Flask

from simulator.domain.dates import write_date
from simulator.domain.measures import NARROW, write_number
from simulator.domain.money import Cents
from simulator.web.clock import PARIS

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def number(value: Decimal | Fraction | float, places: int = 0) -> str:
    """Write a number with ``places`` decimals: ``1 234,5``."""
    if isinstance(value, float):
        value = Decimal(repr(value))
    return write_number(Fraction(value), places)


def euros(amount: Cents | int, places: int = 2) -> str:
    """Write cents as euros: ``1 234,56 €``."""
    return number(Decimal(amount).scaleb(-2), places) + NARROW + "€"


def keuros(amount: Cents | int, places: int = 0) -> str:
    """Write cents as thousands of euros: ``1 235 k€``."""
    return number(Decimal(amount).scaleb(-5), places) + NARROW + "k€"


def percent(ratio: Decimal | Fraction | float, places: int = 1) -> str:
    """Write a fraction as a percentage: ``12,5 %``."""
    if isinstance(ratio, float):
        ratio = Decimal(repr(ratio))
    return number(ratio * 100, places) + NARROW + "%"


def day(on: date | datetime) -> str:
    """Write a date in figures: ``07/03/2026``."""
    return _local(on).strftime("%d/%m/%Y")


def long_day(on: date | datetime) -> str:
    """Write a date in words: ``lundi 7 mars 2026``."""
    on = _local(on)
    return f"{DAYS[on.weekday()]} {write_date(on)}"


def clock_time(at: datetime) -> str:
    """Write the time in Paris: ``14:32``."""
    return at.astimezone(PARIS).strftime("%H:%M")


def local_input(at: datetime) -> str:
    """Write a moment in Paris as a field of date and time wants it: ``2026-03-07T14:32``."""
    return at.astimezone(PARIS).strftime("%Y-%m-%dT%H:%M")


def mark(share: str) -> str:
    """Write a kept share (``"3/4"``) as a mark: ``75 %``."""
    return percent(Fraction(share), 0)


def duration(minutes: int) -> str:
    """Write a duration: ``45 min``, ``1 h 30``, ``7 h``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}{NARROW}min"
    return f"{hours}{NARROW}h" + (f"{NARROW}{rest:02d}" if rest else "")


def ago(at: datetime, now: datetime) -> str:
    """Say how long ago something happened."""
    past = now - at
    if past < timedelta(minutes=1):
        return "à l’instant"
    if past < timedelta(hours=1):
        return f"il y a {int(past.total_seconds() // 60)}{NARROW}min"
    if past < timedelta(days=1):
        return f"il y a {int(past.total_seconds() // 3600)}{NARROW}h"
    return f"le {day(at)}"


def half_day(starts_at: datetime) -> str:
    """Name a half-day: ``lundi 7 mars 2026, matin``."""
    slot = "matin" if starts_at.astimezone(PARIS).hour < 12 else "après-midi"
    return f"{long_day(starts_at)}, {slot}"


def plural(count: int, singular: str, several: str | None = None) -> str:
    """Agree a noun with its number: ``1 client``, ``3 clients``."""
    word = singular if abs(count) < 2 else (several or singular + "s")
    return f"{number(count)} {word}"


def _local(on: date | datetime) -> date:
    return on.astimezone(PARIS).date() if isinstance(on, datetime) else on


def setup(app: Flask) -> None:
    """Give the filters to the templates."""
    named_alike: tuple[Callable[..., str], ...] = (
        *(number, euros, keuros, percent, mark, plural),
        *(day, long_day, half_day, duration, local_input),
    )
    for filter_ in named_alike:
        app.add_template_filter(filter_)
    app.add_template_filter(clock_time, "time")
    app.add_template_global(ago, "ago")
