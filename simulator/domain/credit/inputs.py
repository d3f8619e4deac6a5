"""The conventions that every computation names, and the checks of what comes in.

Every check returns an exact ``Fraction``: nothing is rounded before the end of a computation.
"""

from __future__ import annotations

from decimal import Decimal
from enum import IntEnum, StrEnum
from fractions import Fraction

from simulator.domain.refusals import Negative, NotFinite, NotPositive, OutOfRange

Number = Decimal | int


class YearBasis(IntEnum):
    """Days in a year: 360 is the French banking habit and the default, 365 must be declared."""

    D360 = 360
    D365 = 365


class TaxBase(StrEnum):
    """Whether an amount excludes (HT) or includes (TTC) value added tax."""

    HT = "ht"
    TTC = "ttc"


def finite(name: str, value: Number) -> Fraction:
    """Return the exact value; ``NotFinite`` when it is not a number."""
    if isinstance(value, Decimal) and not value.is_finite():
        raise NotFinite(name, value)
    return Fraction(value)


def not_negative(name: str, value: Number) -> Fraction:
    """Return the exact value; ``Negative`` under zero."""
    exact = finite(name, value)
    if exact < 0:
        raise Negative(name, value)
    return exact


def positive(name: str, value: Number) -> Fraction:
    """Return the exact value; ``NotPositive`` at zero and under."""
    exact = finite(name, value)
    if exact <= 0:
        raise NotPositive(name, value)
    return exact


def share(name: str, value: Number) -> Fraction:
    """Return a fraction between 0 and 1 included; ``OutOfRange`` outside (20 is not 20 %)."""
    exact = finite(name, value)
    if not 0 <= exact <= 1:
        raise OutOfRange(name, value, Decimal(0), Decimal(1))
    return exact


def partial(name: str, value: Number) -> Fraction:
    """Return a fraction from 0 to 1 excluded; ``OutOfRange`` outside (it divides by 1 − value)."""
    exact = share(name, value)
    if exact == 1:
        raise OutOfRange(name, value, Decimal(0), Decimal(1))
    return exact
