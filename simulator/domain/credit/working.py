"""How a computation is written down: rounding at the end, figures of the steps in French style."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from simulator.domain.money import Cents, round_half_up
from simulator.domain.results import Step, Unit

_THIN = "\u202f"


def nearest(value: Fraction) -> Cents:
    """Round an exact number of cents half up."""
    return Cents(int(round_half_up(value)))


def ratio(value: Fraction) -> Decimal:
    """Turn an exact ratio into a ``Decimal`` of 28 significant digits."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def _french(value: Decimal) -> str:
    sign = "−" if value < 0 else ""
    return sign + f"{abs(value):,f}".replace(",", _THIN).replace(".", ",")


def money(value: Fraction | int) -> str:
    """Write cents as euros: ``1 234,56 €``."""
    return f"{_french(round_half_up(Fraction(value) / 100, 2))}{_THIN}€"


def plain(value: Fraction | Decimal | int, places: int = 4) -> str:
    """Write a number with at most ``places`` decimals and no useless zero."""
    text = _french(round_half_up(Fraction(value), places))
    return text.rstrip("0").rstrip(",") if "," in text else text


def percent(value: Fraction | Decimal | int) -> str:
    """Write a fraction as a percentage of at most four decimals: ``12,5 %``."""
    return f"{plain(Fraction(value) * 100)}{_THIN}%"


def amount_step(name: str, formula: str, value: Fraction | int) -> Step:
    """Return a line whose result is an amount, rounded to the cent for display only."""
    return Step(name, formula, nearest(Fraction(value)), Unit.CENTS)


def ratio_step(name: str, formula: str, value: Fraction) -> Step:
    """Return a line whose result is a ratio."""
    return Step(name, formula, ratio(value), Unit.RATIO)


def days_step(name: str, formula: str, value: Fraction) -> Step:
    """Return a line whose result is a number of days."""
    return Step(name, formula, ratio(value), Unit.DAYS)
