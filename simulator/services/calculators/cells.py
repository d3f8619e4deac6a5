"""One typed or given value → what a rule takes: exact, bounded, refused by name.

Two hands write here. A person fills a form, where a bare figure is in the unit shown beside the
field (``20`` is 20 %). A program, or a command line, gives base units (``0.2`` is 20 %). A sign
(``20 %``, ``3 k€``) is always honoured.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from simulator.domain.measures import MEASURES, Measure
from simulator.domain.money import Cents, cents
from simulator.domain.reading import Unreadable, read, read_date
from simulator.domain.refusals import Negative, NotFinite, NotPositive, OutOfRange, UnknownChoice
from simulator.domain.results import Unit
from simulator.services.calculators.faults import NotWhole, WrongShape, WrongUnit
from simulator.services.calculators.model import Input, Kind

FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2149, 12, 31)
LARGEST = 10**17
"""A million billion euros, in cents: beyond, a paste went wrong."""
LONGEST_TEXT = 200
_SMALLEST_EXPONENT = -30
_YES = frozenset({"oui", "o", "yes", "true", "vrai", "1", "on", "x"})
_NO = frozenset({"non", "n", "no", "false", "faux", "0", ""})

Parsed = Cents | Decimal | int | date | str | bool | tuple[str, ...]


def cell(one: Input, given: object, *, machine: bool, hundredths: bool = False) -> Parsed:
    """Return the value of an input that is not a table.

    ``hundredths`` says that a bare figure is in percent whoever writes. Raises the refusal that
    names what is wrong.
    """
    if one.kind is Kind.FIGURE:
        return figure(one, given, machine=machine and not hundredths)
    if isinstance(given, list | dict) and one.kind is not Kind.CHOICES:
        raise WrongShape(one.name, "value")
    return _READERS[one.kind](one, given)


def figure(one: Input, given: object, *, machine: bool) -> Parsed:
    """Return a figure: cents, a whole number, or an exact decimal in base units."""
    value = _figure(one, given, machine=machine)
    if one.percent_above_one and machine and value > 1:
        value /= 100
    value = _bounded(one, value)
    if one.unit.unit is Unit.CENTS:
        return cents(_decimal(value / 100))
    if one.whole:
        if value.denominator != 1:
            raise NotWhole(one.name, _decimal(value))
        return int(value)
    return _decimal(value)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _figure(one: Input, given: object, *, machine: bool) -> Fraction:
    measure = one.unit
    if machine and measure.unit is Unit.RATIO:
        measure = _FRACTION
    if isinstance(given, str):
        return _typed(given, measure)
    if isinstance(given, Fraction):
        return given * measure.factor
    if isinstance(given, bool) or not isinstance(given, int | float | Decimal):
        raise WrongShape(one.name, "figure")
    try:
        number = Decimal(str(given))
    except InvalidOperation as error:
        raise NotFinite(one.name, given) from error
    if not number.is_finite():
        raise NotFinite(one.name, given)
    exponent = number.as_tuple().exponent
    if number.adjusted() > 20 or (isinstance(exponent, int) and exponent < _SMALLEST_EXPONENT):
        raise OutOfRange(one.name, given, -LARGEST, LARGEST)
    return Fraction(number) * measure.factor


_FRACTION = MEASURES["ratio"]


def _typed(text: str, measure: Measure) -> Fraction:
    if text.strip().lower() in {"nan", "inf", "-inf", "infinity", "-infinity", "+inf"}:
        raise NotFinite("value", text.strip())
    found = read(text, measure)
    if found.foreign:
        raise WrongUnit(text, measure.sign)
    return found.value


def _bounded(one: Input, value: Fraction) -> Fraction:
    if abs(value) > LARGEST:
        raise OutOfRange(one.name, _decimal(value), -LARGEST, LARGEST)
    if one.above and value <= 0:
        raise NotPositive(one.name, _decimal(value))
    if one.low == 0 and value < 0:
        raise Negative(one.name, _decimal(value))
    below = one.low is not None and value < one.low
    if below or (one.high is not None and value > one.high):
        bounds = (None if side is None else _decimal(side) for side in (one.low, one.high))
        raise OutOfRange(one.name, _decimal(value), *bounds)
    return value


def _date(one: Input, given: object) -> date:
    if not isinstance(given, str):
        raise WrongShape(one.name, "date")
    found = read_date(given)
    if not FIRST_DAY <= found <= LAST_DAY:
        raise OutOfRange(one.name, found, FIRST_DAY, LAST_DAY)
    return found


def _choice(one: Input, given: object) -> str:
    code = str(given).strip()
    if code not in one.choices:
        raise UnknownChoice(one.name, code[:LONGEST_TEXT], one.choices)
    return code


def _choices(one: Input, given: object) -> tuple[str, ...]:
    if isinstance(given, str):
        given = [part for part in given.replace(",", " ").replace(";", " ").split() if part]
    if not isinstance(given, list | tuple):
        raise WrongShape(one.name, "list")
    return tuple(dict.fromkeys(_choice(one, code) for code in given))


def _flag(one: Input, given: object) -> bool:
    if isinstance(given, bool):
        return given
    word = str(given).strip().lower()
    if word not in _YES | _NO:
        raise UnknownChoice(one.name, word[:LONGEST_TEXT], ("oui", "non"))
    return word in _YES


def _text(_: Input, given: object) -> str:
    shown = str(given).strip()
    if len(shown) > LONGEST_TEXT:
        raise Unreadable(shown[:LONGEST_TEXT], "too_long")
    return shown


_READERS: Mapping[Kind, Callable[[Input, object], Parsed]] = {
    Kind.DATE: _date,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.FLAG: _flag,
    Kind.TEXT: _text,
}
