"""The result of an indicator: a value or the reason why there is none, and all that explains it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from simulator.domain.indicators.conventions import DEFAULT, Conventions
from simulator.domain.money import Cents, round_half_up
from simulator.domain.refusals import Negative, NotFinite, UnknownChoice
from simulator.domain.results import NotComputable, Step, Unit

Number = int | Decimal | Fraction
"""A plain figure: cents, days, a rate."""

Value = Decimal | Cents | date
"""What an indicator is worth: ``Cents`` when its unit is cents, else an exact decimal."""


class Flag(StrEnum):
    """What a reader must know before quoting the figure."""

    INSUFFICIENT_HISTORY = "insufficient_history"
    MONTH_WITHOUT_SALES = "month_without_sales"
    CREDIT_BALANCE = "credit_balance"
    UNDECLARED_360 = "undeclared_360"
    MEAN_OF_RATIOS = "mean_of_ratios"
    PERIMETERS_DIFFER = "perimeters_differ"
    ABOVE_ONE = "above_one"
    LAG_MISMATCH = "lag_mismatch"
    GRACE_RUNNING = "grace_running"
    WITHOUT_LIMIT = "without_limit"
    UNPAID_EXCLUDED = "unpaid_excluded"
    OPEN_ONES_OLDER = "open_ones_older"


class Reason(StrEnum):
    """Why an indicator has no value; the details of the result carry the figures."""

    DENOMINATOR_NOT_POSITIVE = "denominator_not_positive"  # denominator (its name), value
    INSUFFICIENT_HISTORY = "insufficient_history"  # lower_bound, remaining
    MONTH_WITHOUT_SALES = "month_without_sales"  # lower_bound, remaining
    PART_NOT_COMPUTABLE = "part_not_computable"
    RATE_NOT_COMPUTABLE = "rate_not_computable"  # band
    AGED_FROM_ISSUE = "aged_from_issue"
    NO_ABSORPTION = "no_absorption"  # states
    NOT_A_PROBABILITY = "not_a_probability"  # rate
    NO_DAY_GAINED = "no_day_gained"  # days
    THREE_MONTHS_NEEDED = "three_months_needed"
    NOT_A_RATIO = "not_a_ratio"
    NUMERATOR_ZERO = "numerator_zero"


@dataclass(frozen=True, slots=True)
class Part:
    """A named figure that went into a result."""

    name: str
    value: Value
    unit: Unit


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator with its unit, its conventions, its figures, its flags and its steps.

    ``numerator`` and ``denominator`` are there when the indicator is a ratio, so that several can
    be recomputed on sums instead of averaged.
    """

    code: str
    value: Value | NotComputable
    unit: Unit
    conventions: Conventions = DEFAULT
    numerator: Part | None = None
    denominator: Part | None = None
    parts: tuple[Part, ...] = ()
    flags: frozenset[Flag] = frozenset()
    steps: tuple[Step, ...] = ()

    @property
    def computable(self) -> bool:
        """Say whether there is a value."""
        return not isinstance(self.value, NotComputable)

    @property
    def number(self) -> Decimal | None:
        """Return the value as a decimal (cents as cents), ``None`` when there is none or a date."""
        if isinstance(self.value, NotComputable | date):
            return None
        return Decimal(self.value)

    def part(self, name: str) -> Value:
        """Return a figure by name; ``UnknownChoice`` when the result has no such figure."""
        known = {part.name: part.value for part in self.figures()}
        if name not in known:
            raise UnknownChoice("part", name, tuple(known))
        return known[name]

    def figures(self) -> tuple[Part, ...]:
        """Return numerator, denominator and the other figures, in that order."""
        ends = (self.numerator, self.denominator)
        return tuple(part for part in ends if part is not None) + self.parts


def exact(value: Number) -> Fraction:
    """Return a number as a fraction; ``NotFinite`` when it is not one."""
    if isinstance(value, Decimal) and not value.is_finite():
        raise NotFinite("value", value)
    return Fraction(value)


def decimal(value: Number) -> Decimal:
    """Return a number as a decimal of 28 significant digits; ``NotFinite`` when it is not one."""
    fraction = exact(value)
    return Decimal(fraction.numerator) / Decimal(fraction.denominator)


def whole_cents(value: Number) -> Cents:
    """Round an amount in cents half up to the cent."""
    return Cents(int(round_half_up(exact(value))))


def shown(value: Value | Number, unit: Unit) -> str:
    """Write a figure inside a formula: euros to the cent, others to six decimals."""
    if isinstance(value, date):
        return value.isoformat()
    if unit is Unit.CENTS:
        return f"{round_half_up(exact(value) / 100, 2):f}"
    rounded = round_half_up(exact(value), 6)
    return f"{rounded:f}".rstrip("0").rstrip(".")


def cents_part(name: str, amount: Number) -> Part:
    """Return a figure in cents, rounded half up to the cent."""
    return Part(name, whole_cents(amount), Unit.CENTS)


def part(name: str, value: Number, unit: Unit) -> Part:
    """Return a figure, rounded to the cent when it is money."""
    if unit is Unit.CENTS:
        return cents_part(name, value)
    return Part(name, decimal(value), unit)


def quotient(
    code: str,
    numerator: Part,
    denominator: Part,
    *,
    unit: Unit = Unit.RATIO,
    times: Number = 1,
    conventions: Conventions = DEFAULT,
    flags: frozenset[Flag] = frozenset(),
    parts: tuple[Part, ...] = (),
) -> Measure:
    """Divide two figures, times a factor; not computable when the denominator is not positive."""
    top, bottom = _fraction(numerator), _fraction(denominator)
    value: Value | NotComputable
    if bottom <= 0:
        details = {"denominator": denominator.name, "value": denominator.value}
        value = NotComputable(Reason.DENOMINATOR_NOT_POSITIVE, details)
        steps: tuple[Step, ...] = ()
    else:
        result = top / bottom * exact(times)
        value = whole_cents(result) if unit is Unit.CENTS else decimal(result)
        formula = f"{shown(top, numerator.unit)} ÷ {shown(bottom, denominator.unit)}"
        if times != 1:
            formula += f" × {shown(times, Unit.COUNT)}"
        steps = (Step(code, formula, value, unit),)
    return Measure(code, value, unit, conventions, numerator, denominator, parts, flags, steps)


def not_computable(
    code: str, unit: Unit, reason: Reason, conventions: Conventions = DEFAULT, **details: object
) -> Measure:
    """Return a measure without a value, and why."""
    return Measure(code, NotComputable(reason, details), unit, conventions)


def not_negative(**amounts: Number) -> None:
    """Raise ``Negative`` on the first figure below zero."""
    for name, amount in amounts.items():
        if exact(amount) < 0:
            raise Negative(name, amount)


def _fraction(figure: Part) -> Fraction:
    if isinstance(figure.value, date):
        raise NotFinite(figure.name, figure.value)
    return exact(figure.value)
