"""What customer credit costs: financing, a day of DSO, a discount, late-payment interest.

Formulas: sheet of the house, line 34 (November 2026). Amounts are cents, rates are fractions.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from simulator.domain.indicators.conventions import DEFAULT, Conventions
from simulator.domain.indicators.measure import (
    Measure,
    Number,
    Part,
    Reason,
    cents_part,
    decimal,
    exact,
    not_computable,
    not_negative,
    part,
    shown,
    whole_cents,
)
from simulator.domain.money import ZERO, Cents
from simulator.domain.refusals import OutOfRange
from simulator.domain.results import Step, Unit


def credit_cost(
    receivable: Cents, yearly_rate: Number, days: Number, conventions: Conventions = DEFAULT
) -> Measure:
    """Return the cost in cents of carrying receivables: amount × yearly rate × days ÷ 365."""
    not_negative(yearly_rate=yearly_rate, days=days)
    return _accrued("credit_cost", receivable, yearly_rate, days, conventions)


def cost_of_a_day(
    yearly_sales: Cents, yearly_rate: Number, conventions: Conventions = DEFAULT
) -> Measure:
    """Return the yearly cost in cents of one day of DSO: sales including VAT ÷ 365 × rate."""
    return _accrued("cost_of_a_day", yearly_sales, yearly_rate, 1, conventions)


def cash_of_days(yearly_sales: Cents, days: Number, conventions: Conventions = DEFAULT) -> Measure:
    """Return the cash in cents that days of DSO hold: sales including VAT ÷ 365 × days.

    Negative days (a DSO that lengthens) hold cash back.
    """
    return _accrued("cash_of_days", yearly_sales, 1, days, conventions)


@dataclass(frozen=True, slots=True)
class LateCharges:
    """Interest, fixed indemnity for costs, and their sum."""

    interest: Measure
    indemnity: Measure
    total: Measure


def late_interest(
    amount: Cents,
    yearly_rate: Number,
    days: int,
    indemnity: Cents = ZERO,
    conventions: Conventions = DEFAULT,
) -> LateCharges:
    """Return simple interest on an overdue amount including VAT, plus the fixed indemnity.

    A simplified figure for a cost; what may be claimed half-year by half-year is a rule of law that
    lives with the penalties.
    """
    not_negative(yearly_rate=yearly_rate, days=days, indemnity=indemnity)
    interest = _accrued("late_interest", amount, yearly_rate, days, conventions)
    whole = Cents(whole_cents(interest.number or 0) + indemnity)
    return LateCharges(
        interest,
        Measure("indemnity", indemnity, Unit.CENTS, conventions),
        Measure("late_charges", whole, Unit.CENTS, conventions),
    )


@dataclass(frozen=True, slots=True)
class DiscountCost:
    """Yearly cost of a discount for early payment, under its three readings."""

    simple: Measure
    rule_of_thumb: Measure
    compounded: Measure


def discount_cost(rate: Number, discount_days: int, net_days: int) -> DiscountCost:
    """Return what giving (or refusing) a discount costs a year, as ratios.

    Simple: d ÷ (1 − d) × 365 ÷ days gained; rule of thumb: d × 360 ÷ days; compounded:
    (1 + d ÷ (1 − d)) ^ (365 ÷ days) − 1. Not computable when no day is gained; ``OutOfRange``
    unless 0 ≤ d < 1.
    """
    given, days = exact(rate), net_days - discount_days
    if not 0 <= given < 1:
        raise OutOfRange("rate", decimal(given), 0, 1)
    if days <= 0:
        lost = tuple(
            not_computable(f"discount_{name}", Unit.RATIO, Reason.NO_DAY_GAINED, days=days)
            for name in ("simple", "rule_of_thumb", "compounded")
        )
        return DiscountCost(*lost)
    period = given / (1 - given)
    power = (1 + decimal(period)) ** (Decimal(365) / days) - 1
    d = shown(given, Unit.RATIO)
    return DiscountCost(
        _worked("discount_simple", decimal(period * 365 / days), f"{d} ÷ (1 − {d}) × 365 ÷ {days}"),
        _worked("discount_rule_of_thumb", decimal(given * 360 / days), f"{d} × 360 ÷ {days}"),
        _worked("discount_compounded", power, f"(1 ÷ (1 − {d})) ^ (365 ÷ {days}) − 1"),
    )


def _worked(code: str, value: Decimal, formula: str) -> Measure:
    return Measure(code, value, Unit.RATIO, steps=(Step(code, formula, value, Unit.RATIO),))


def _accrued(
    code: str, amount: Cents, yearly_rate: Number, days: Number, conventions: Conventions
) -> Measure:
    basis = int(conventions.day_basis)
    value = whole_cents(amount * exact(yearly_rate) * exact(days) / basis)
    parts: tuple[Part, ...] = (
        cents_part("amount", amount),
        part("rate", yearly_rate, Unit.RATIO),
        part("days", days, Unit.DAYS),
    )
    formula = (
        f"{shown(amount, Unit.CENTS)} × {shown(yearly_rate, Unit.RATIO)} × "
        f"{shown(days, Unit.DAYS)} ÷ {basis}"
    )
    step = Step(code, formula, value, Unit.CENTS)
    return Measure(code, value, Unit.CENTS, conventions, parts=parts, steps=(step,))
