"""What a French hand types, read exactly: ``1 234,56 €``, ``1234.56``, ``12,5 %``, ``3 k€``.

Reading never guesses in silence: what was understood is echoed, what is not readable is refused
with the reason. Nothing here depends on the machine's locale.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from simulator.domain.dates import MONTHS
from simulator.domain.measures import MEASURES, MINUS, Measure, write
from simulator.domain.refusals import Refusal
from simulator.domain.results import Unit

LONGEST = 40
"""No figure of the trade is longer; a longer entry is a paste gone wrong."""

_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u2007\u2008\t", " "))
_MINUSES = str.maketrans(dict.fromkeys(MINUS + "–‒﹣－", "-"))
_DIGITS = re.compile(r"(?P<number>[0-9][0-9 .,]*|[.,][0-9]+)(?P<sign>[^0-9]*)")
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+")
_SPACED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]*)?")
_POINTED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]*|[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_ENGLISH = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]*|[0-9]{1,3}(?:,[0-9]{3}){2,}")

_SIGNS: dict[str, tuple[Unit, Fraction]] = {
    "%": (Unit.RATIO, Fraction(1, 100)),
    "‰": (Unit.RATIO, Fraction(1, 1000)),
    "pour cent": (Unit.RATIO, Fraction(1, 100)),
    **dict.fromkeys(("€", "eur", "euro", "euros"), (Unit.CENTS, Fraction(100))),
    **dict.fromkeys(("k€", "keur", "keuros", "k"), (Unit.CENTS, Fraction(100_000))),
    **dict.fromkeys(("M€", "meur", "meuros"), (Unit.CENTS, Fraction(100_000_000))),
    **dict.fromkeys(("md€", "mds€"), (Unit.CENTS, Fraction(100_000_000_000))),
    **dict.fromkeys(("pt", "pts", "point", "points"), (Unit.POINTS, Fraction(1))),
    **dict.fromkeys(("j", "jour", "jours"), (Unit.DAYS, Fraction(1))),
    **dict.fromkeys(("an", "ans", "année", "années"), (Unit.YEARS, Fraction(1))),
}


@dataclass(eq=False)
class Unreadable(Refusal):
    """An entry that is not a figure or a date; ``reason`` is a code.

    ``blank``, ``too_long``, ``not_a_number``, ``grouping``, ``unknown_unit``, ``ambiguous_unit``,
    ``not_a_date``.
    """

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure as understood: ``value`` in base units, ``places`` decimals typed.

    ``bare`` is the number without its unit; ``unit`` is that of the sign typed, ``None`` without
    one; ``foreign`` says that this unit is not of the kind asked for.
    """

    value: Fraction
    bare: Fraction
    places: int
    unit: Unit | None
    foreign: bool

    def echo(self, measure: Measure) -> str:
        """Write what was understood, all decimals kept."""
        shown = self.value / measure.factor
        places, power = 0, 1
        while power % shown.denominator:
            places, power = places + 1, power * 10
        return write(self.value, measure, places)


def _cleaned(text: str) -> str:
    shown = " ".join(text.translate(_SPACES).translate(_MINUSES).split(" ")).strip()
    if not shown:
        raise Unreadable(text, "blank")
    if len(shown) > LONGEST:
        raise Unreadable(text, "too_long")
    return shown


def _signed(shown: str) -> tuple[int, str]:
    if shown.startswith("(") and ")" in shown:
        inner, _, after = shown[1:].partition(")")
        return -1, inner.strip() + after
    if shown[0] in "+-":
        return (-1 if shown[0] == "-" else 1), shown[1:].strip()
    return 1, shown


def _number(text: str, typed: str) -> tuple[Fraction, int]:
    if _PLAIN.fullmatch(typed) or _SPACED.fullmatch(typed):
        decimal = typed.replace(" ", "").replace(",", ".")
    elif _POINTED.fullmatch(typed):
        decimal = typed.replace(".", "").replace(",", ".")
    elif _ENGLISH.fullmatch(typed):
        decimal = typed.replace(",", "")
    else:
        raise Unreadable(text, "grouping")
    whole, _, decimals = decimal.partition(".")
    return Fraction(int(whole + decimals or "0"), 10 ** len(decimals)), len(decimals)


def _unit(text: str, sign: str) -> tuple[Unit, Fraction] | None:
    if not sign:
        return None
    if sign.startswith(
        "m€"
    ):  # milli-euro to the letter, million in many e-mails: not ours to choose
        raise Unreadable(text, "ambiguous_unit")
    found = _SIGNS.get(sign) or _SIGNS.get(sign.lower())
    if found is None:
        raise Unreadable(text, "unknown_unit")
    return found


def read(text: str, measure: Measure) -> Reading:
    """Read a figure asked for in ``measure``; a number without a sign is taken in that measure.

    A single comma or point is the decimal mark (``1.234`` is one and a bit); thousands may be
    spaced, or pointed when the other mark or a second group shows it. Raises ``Unreadable``.
    """
    side, shown = _signed(_cleaned(text))
    match = _DIGITS.fullmatch(shown)
    if match is None:
        raise Unreadable(text, "not_a_number")
    size, places = _number(text, match["number"].strip())
    bare = side * size
    unit = _unit(text, match["sign"].strip())
    if unit is None:
        return Reading(bare * measure.factor, bare, places, None, foreign=False)
    if unit[0] is not measure.unit:
        return Reading(bare * measure.factor, bare, places, unit[0], foreign=True)
    return Reading(bare * unit[1], bare, places, unit[0], foreign=False)


_SHORT = {
    **{month: number for number, month in enumerate(MONTHS, 1)},
    "janv": 1,
    "jan": 1,
    "févr": 2,
    "fév": 2,
    "fevrier": 2,
    "fev": 2,
    "avr": 4,
    "juil": 7,
    "aout": 8,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "déc": 12,
    "dec": 12,
    "decembre": 12,
}
_FRENCH = re.compile(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4}|[0-9]{2})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_WORDS = re.compile(r"([0-9]{1,2})(?:er)? ([a-zéûô]+)\.? ([0-9]{4})")


def read_date(text: str) -> date:
    """Read ``21/11/2026``, ``21.11.26``, ``2026-11-21`` or ``21 novembre 2026``.

    A year of two digits is of this century. Raises ``Unreadable``.
    """
    shown = _cleaned(text).lower()
    if match := _ISO.fullmatch(shown):
        year, month, day = (int(group) for group in match.groups())
    elif match := _FRENCH.fullmatch(shown):
        day, month, year = (int(group) for group in match.groups())
    elif (match := _WORDS.fullmatch(shown)) and match[2] in _SHORT:
        day, month, year = int(match[1]), _SHORT[match[2]], int(match[3])
    else:
        raise Unreadable(text, "not_a_date")
    try:
        return date(year if year > 99 else 2000 + year, month, day)
    except ValueError as error:
        raise Unreadable(text, "not_a_date") from error


def measure_named(name: str) -> Measure | None:
    """Return a measure by the name that authors use, ``None`` when there is none."""
    return MEASURES.get(name)
