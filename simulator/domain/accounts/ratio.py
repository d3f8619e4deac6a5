"""One ratio: what is divided by what, the result and its line of computation."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from simulator.domain.accounts.numbers import Number, decimal_of, quotient_formula
from simulator.domain.refusals import NotPositive
from simulator.domain.results import NotComputable, Step, Unit

COMMERCIAL_YEAR = 360
"""Days of a year in French practice; several published pages use 365."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A computed ratio: a fraction, or days when ``basis`` (days of the year) is given.

    ``numerator`` and ``denominator`` are the amounts divided, in the unit they came in.
    """

    name: str
    numerator: Decimal
    denominator: Decimal
    value: Decimal
    unit: Unit
    basis: int | None = None

    @property
    def step(self) -> Step:
        """Return the line of computation, figures written in French."""
        formula = quotient_formula(self.numerator, self.denominator, self.basis)
        return Step(self.name, formula, self.value, self.unit)


def ratio(
    name: str,
    numerator: Number,
    denominator: Number,
    *,
    unit: Unit = Unit.RATIO,
    reason: str = "denominator_not_positive",
) -> Ratio | NotComputable:
    """Divide two amounts; ``NotComputable(reason)`` when the denominator is zero or negative.

    Raises ``NotFinite``.
    """
    top, bottom = decimal_of(name, numerator), decimal_of(name, denominator)
    if bottom <= 0:
        return NotComputable(reason, {"ratio": name, "denominator": bottom})
    return Ratio(name, top, bottom, top / bottom, unit)


def in_days(
    name: str,
    outstanding: Number,
    flow: Number,
    *,
    basis: int,
    reason: str = "flow_not_positive",
) -> Ratio | NotComputable:
    """Return outstanding ÷ flow × basis, in days; a quarter's flow goes with a basis of 90.

    Both amounts must carry VAT, or neither. ``NotComputable(reason)`` when the flow is zero or
    negative; raises ``NotFinite`` and ``NotPositive`` on the basis.
    """
    if basis <= 0:
        raise NotPositive("basis", basis)
    top, bottom = decimal_of(name, outstanding), decimal_of(name, flow)
    if bottom <= 0:
        return NotComputable(reason, {"ratio": name, "denominator": bottom})
    return Ratio(name, top, bottom, top * basis / bottom, Unit.DAYS, basis)
