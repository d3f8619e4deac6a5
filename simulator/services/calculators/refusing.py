"""A fault in French: what is wrong, with the label of the input and figures written for people."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from simulator.domain.measures import MEASURES, write, write_number
from simulator.domain.reading import Unreadable
from simulator.domain.refusals import OutOfRange, Refusal, UnknownChoice
from simulator.domain.results import Unit
from simulator.services.calculators import wording
from simulator.services.calculators.faults import Fault
from simulator.services.calculators.model import Calculator, Input, Kind

_NAMES = frozenset({"choices", "known", "columns"})
_CODED = {"table": "rates", "shape": "shapes"}
"""Data of refusals that are codes, and the section of their words."""


def sentence(calculator: Calculator, fault: Fault) -> str:
    """Return the sentence of a fault."""
    one = _input(calculator, fault)
    data = fault.refusal.data()
    said = wording.said("refusals", _key(fault.refusal))
    shown = {name: _shown(calculator, one, name, value) for name, value in data.items()}
    text = said.format(**shown)
    if not fault.row:
        return text
    column = f", {wording.label(calculator, fault.column).lower()}" if fault.column else ""
    return f"Ligne {fault.row}{column}\u202f: {text}"


def spoken(refusal: Refusal) -> str:
    """Return the sentence of a refusal that no input caused."""
    data = refusal.data()
    shown = {name: ", ".join(v) if isinstance(v, tuple) else str(v) for name, v in data.items()}
    return wording.said("refusals", _key(refusal)).format(**shown)


def _input(calculator: Calculator, fault: Fault) -> Input | None:
    one = calculator.input(fault.input)
    if one is not None and fault.column:
        return next((column for column in one.columns if column.name == fault.column), None)
    return one


def _key(refusal: Refusal) -> str:
    """Return the key of the sentence: some refusals have one for each of their shapes."""
    name = type(refusal).__name__
    if isinstance(refusal, Unreadable):
        return f"{name}.{refusal.reason}"
    if isinstance(refusal, OutOfRange):
        low, high = refusal.low is not None, refusal.high is not None
        return name + {(True, True): ".between", (True, False): ".low", (False, True): ".high"}.get(
            (low, high), ""
        )
    if isinstance(refusal, UnknownChoice) and not refusal.choices:
        return f"{name}.bare"
    return name


def _shown(calculator: Calculator, one: Input | None, name: str, value: object) -> str:
    if isinstance(value, date):
        return wording.day(value)
    if isinstance(value, tuple) and name in _NAMES:
        return ", ".join(_listed(calculator, one, str(code)) for code in value)
    if isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool):
        return _figure(one, value)
    if name == "table" and not wording.has("rates", str(value)):
        return wording.said("rates", "dated_rule")
    return wording.said(_CODED[name], str(value)) if name in _CODED else str(value)


def _listed(calculator: Calculator, one: Input | None, code: str) -> str:
    """Name a choice in French with its code, or an input by its key."""
    if one is not None and one.kind in (Kind.CHOICE, Kind.CHOICES):
        words = wording.said("words", code)
        return f"{code} ({words})" if words != code else code
    if one is not None and one.kind is Kind.TABLE:
        return wording.label(calculator, code).lower()
    return code


def _figure(one: Input | None, value: int | Decimal | Fraction) -> str:
    if isinstance(value, Decimal) and not value.is_finite():
        return str(value)
    exact = Fraction(value)
    if one is None or one.kind is not Kind.FIGURE:
        return _trimmed(exact)
    measure = MEASURES[one.measure]
    if measure.unit is Unit.CENTS:
        return write(exact, measure)
    shown = _trimmed(exact / measure.factor)
    return f"{shown}\u202f{measure.sign}" if measure.sign else shown


def _trimmed(value: Fraction) -> str:
    places = 4
    while places and (value * 10 ** (places - 1)).denominator == 1:
        places -= 1
    return write_number(value, places)
