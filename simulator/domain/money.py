"""Money as integer cents, and the one place where the house rounds."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction
from typing import NewType

from simulator.domain.refusals import Negative, NotFinite, NotPositive

Cents = NewType("Cents", int)
"""An amount in euro cents; negative for a credit."""

ZERO = Cents(0)


def round_half_up(value: Decimal | Fraction, places: int = 0) -> Decimal:
    """Round half away from zero (commercial rounding) to ``places`` decimals.

    Raises ``NotFinite`` when the value is not a number.
    """
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / Decimal(value.denominator)
    if not value.is_finite():
        raise NotFinite("value", value)
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def cents(euros: Decimal | str | int) -> Cents:
    """Turn an amount in euros into cents, rounding half up; ``NotFinite`` when unreadable."""
    try:
        amount = Decimal(euros)
    except InvalidOperation as error:
        raise NotFinite("euros", euros) from error
    return Cents(int(round_half_up(amount * 100)))


def euros(amount: Cents) -> Decimal:
    """Turn cents into an exact amount in euros."""
    return Decimal(amount).scaleb(-2)


def times(amount: Cents, rate: Decimal | Fraction) -> Cents:
    """Multiply an amount by a rate (a fraction: 0.2 for 20 %), rounded half up to the cent."""
    if isinstance(rate, Fraction):
        return Cents(int(round_half_up(Fraction(amount) * rate)))
    return Cents(int(round_half_up(Decimal(amount) * rate)))


def total(amounts: Sequence[Cents]) -> Cents:
    """Add amounts."""
    return Cents(sum(amounts))


def share_out(amount: Cents, weights: Sequence[int]) -> tuple[Cents, ...]:
    """Split an amount in proportion to non-negative weights; the parts add up to the cent.

    Largest remainders get the left-over cents, the first part on a tie.
    Raises ``Negative`` on a negative weight and ``NotPositive`` when all weights are zero.
    """
    for weight in weights:
        if weight < 0:
            raise Negative("weight", weight)
    whole = sum(weights)
    if whole <= 0:
        raise NotPositive("weights", whole)
    sign = -1 if amount < 0 else 1
    parts = [abs(amount) * weight // whole for weight in weights]
    remainders = [abs(amount) * weight % whole for weight in weights]
    left = abs(amount) - sum(parts)
    for index in sorted(range(len(parts)), key=lambda i: -remainders[i])[:left]:
        parts[index] += 1
    return tuple(Cents(sign * part) for part in parts)
