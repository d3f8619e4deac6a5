"""Numbers typed or computed: one way in (finite decimals) and one way to show them in a formula."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from simulator.domain.measures import MINUS, write_number
from simulator.domain.money import Cents, euros
from simulator.domain.refusals import NotFinite, OutOfRange

Number = int | float | Decimal | Fraction
"""What a formula accepts; a float is read by its shortest writing (0.1 is one tenth)."""

# Beyond these powers of ten a figure of accounts is a typing error, and Decimal could overflow.
_HIGHEST = 40
_LOWEST = -400


def decimal_of(name: str, value: Number) -> Decimal:
    """Turn a number into a ``Decimal``.

    Raises ``NotFinite`` on NaN and infinities, ``OutOfRange`` beyond 1e40.
    """
    if isinstance(value, Fraction):
        number = Decimal(value.numerator) / Decimal(value.denominator)
    elif isinstance(value, float):
        number = Decimal(repr(value))
    else:
        number = Decimal(value)
    if not number.is_finite():
        raise NotFinite(name, value)
    if number and not _LOWEST <= number.adjusted() <= _HIGHEST:
        raise OutOfRange(name, value, -(10**_HIGHEST), 10**_HIGHEST)
    return number


def shown(value: Number, places: int = 4) -> str:
    """Write a number the French way for a formula: ``1 234,5`` with no useless zero."""
    text = write_number(Fraction(decimal_of("value", value)), places)
    return text.rstrip("0").rstrip(",") if "," in text else text


def _operand(value: Number) -> str:
    text = shown(value)
    return f"({text})" if text.startswith(MINUS) else text


def quotient_formula(numerator: Number, denominator: Number, basis: int | None = None) -> str:
    """Write ``690 ÷ 1 990``, followed by ``× 360`` for a number of days."""
    text = f"{_operand(numerator)} ÷ {_operand(denominator)}"
    return text if basis is None else f"{text} × {basis}"


def product_formula(coefficient: Number, value: Number) -> str:
    """Write ``24 × 0,3467``."""
    return f"{_operand(coefficient)} × {_operand(value)}"


def sum_formula(added: Iterable[Number], subtracted: Iterable[Number] = ()) -> str:
    """Write ``800 − 500 − 20``; a negative operand is put in brackets."""
    text = " + ".join(_operand(value) for value in added)
    for value in subtracted:
        text += f" {MINUS} {_operand(value)}"
    return text


def euro_formula(added: Iterable[Cents], subtracted: Iterable[Cents] = ()) -> str:
    """Write a sum of cents in euros."""
    return sum_formula([euros(a) for a in added], [euros(s) for s in subtracted])
