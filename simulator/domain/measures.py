"""How a figure is typed and written in French: units, their signs, thousands and decimals.

Exact fractions in the base unit of ``results.Unit``: cents for money, a fraction for ratios.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from simulator.domain.results import Unit

NARROW = "\u202f"
"""Narrow no-break space: between thousands, before a sign."""
MINUS = "\u2212"


@dataclass(frozen=True, slots=True)
class Measure:
    """One way to write a unit: ``factor`` base units make one written unit."""

    name: str
    unit: Unit
    factor: Fraction
    sign: str
    places: int


MEASURES = {
    measure.name: measure
    for measure in (
        Measure("euro", Unit.CENTS, Fraction(100), "€", 2),
        Measure("keuro", Unit.CENTS, Fraction(100_000), "k€", 1),
        Measure("percent", Unit.RATIO, Fraction(1, 100), "%", 2),
        Measure("ratio", Unit.RATIO, Fraction(1), "", 3),
        Measure("points", Unit.POINTS, Fraction(1), "points", 2),
        Measure("days", Unit.DAYS, Fraction(1), "j", 1),
        Measure("years", Unit.YEARS, Fraction(1), "ans", 1),
        Measure("count", Unit.COUNT, Fraction(1), "", 0),
    )
}
"""The measures that an author may name."""

DATE = Measure("date", Unit.DATE, Fraction(1), "", 0)
"""Days since 1970, for figures that are dates: texts write them in words, nobody types them so."""


def _units(value: Fraction, places: int) -> int:
    """Return the number of units of the last place, half away from zero."""
    power: int = 10**places
    whole = (abs(value.numerator) * power * 2 + value.denominator) // (2 * value.denominator)
    return -whole if value < 0 else whole


def rounded(value: Fraction, places: int) -> Fraction:
    """Round half away from zero to ``places`` decimals, without any limit of precision."""
    return Fraction(_units(value, places), 10**places)


def write_number(value: Fraction, places: int) -> str:
    """Write a number in French: ``-1234.5`` becomes ``−1 234,50`` with two places."""
    units = _units(value, places)
    digits = str(abs(units)).rjust(places + 1, "0")
    whole, decimals = digits[: len(digits) - places], digits[len(digits) - places :]
    groups = [whole[max(0, end - 3) : end] for end in range(len(whole), 0, -3)][::-1]
    sign = MINUS if units < 0 else ""
    return sign + NARROW.join(groups) + (f",{decimals}" if decimals else "")


def write(
    value: Fraction, measure: Measure, places: int | None = None, *, sign: bool = True
) -> str:
    """Write a value in base units with its sign, ``places`` decimals or those of the measure.

    A word takes no plural below two, as French wants it.
    """
    shown = value / measure.factor
    text = write_number(shown, measure.places if places is None else places)
    if not sign or not measure.sign:
        return text
    word = _SINGULAR.get(measure.sign, measure.sign) if abs(shown) < 2 else measure.sign
    return f"{text}{NARROW}{word}"


_SINGULAR = {"points": "point", "ans": "an"}


_AGREEMENT = re.compile(r"(\d[\d\u202f]*)|\(s\)")


def agreed(text: str) -> str:
    """Agree each ``(s)`` of a sentence with the number before it: ``1 client``, ``3 clients``."""
    several = False

    def worded(found: re.Match[str]) -> str:
        nonlocal several
        if found[1] is None:
            return "s" if several else ""
        several = int(found[1].replace(NARROW, "")) > 1
        return found[0]

    return _AGREEMENT.sub(worded, text)
