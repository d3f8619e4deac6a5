"""Carrying customers' credit: the sum it ties up, what it costs, the days that eat a margin."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from simulator.domain.credit.inputs import Number, YearBasis, finite, not_negative, share
from simulator.domain.credit.working import (
    amount_step,
    days_step,
    nearest,
    percent,
    plain,
    ratio,
    ratio_step,
)
from simulator.domain.credit.working import money as shown
from simulator.domain.money import Cents
from simulator.domain.results import NotComputable, Step


@dataclass(frozen=True, slots=True)
class Carry:
    """What customers' credit ties up and costs a year, in cents; ``late_cost`` is part of it."""

    outstanding: Cents
    cost: Cents
    late_days: Decimal
    late_cost: Cents
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class DsoDay:
    """One day of DSO: cash tied up and yearly cost, in cents."""

    cash: Cents
    yearly_cost: Cents
    steps: tuple[Step, ...]


def sales_with_tax(
    sales_ht: Cents, vat_rate: Decimal, domestic_share: Decimal = Decimal(1)
) -> Fraction:
    """Return exact sales including tax in cents; exports bear none."""
    vat = share("vat_rate", vat_rate) * share("domestic_share", domestic_share)
    return not_negative("sales_ht", sales_ht) * (1 + vat)


def carrying_cost(
    sales_ht: Cents,
    vat_rate: Decimal,
    days: Number,
    annual_rate: Decimal,
    *,
    contract_days: Number | None = None,
    domestic_share: Decimal = Decimal(1),
    basis: YearBasis = YearBasis.D360,
) -> Carry:
    """Return sales including tax × DSO ÷ basis × rate, and the part caused by lateness.

    ``days`` is the DSO, ``contract_days`` the mean terms (without them no part is put down to
    lateness). Raises ``Negative``, ``OutOfRange`` or ``NotFinite``. Certain.
    """
    sales = sales_with_tax(sales_ht, vat_rate, domestic_share)
    length, rate = not_negative("days", days), not_negative("annual_rate", annual_rate)
    terms = length if contract_days is None else not_negative("contract_days", contract_days)
    late = max(length - terms, Fraction())
    outstanding = sales * length / basis
    cost = outstanding * rate
    late_cost = sales * late / basis * rate
    steps = (
        amount_step("sales_ttc", f"{shown(sales_ht)} × (1 + {percent(vat_rate)})", sales),
        amount_step("outstanding", f"{shown(sales)} × {plain(length)} ÷ {basis}", outstanding),
        amount_step("cost", f"{shown(outstanding)} × {percent(rate)}", cost),
        days_step("late_days", f"{plain(length)} − {plain(terms)}", late),
        amount_step(
            "late_cost", f"{shown(sales)} × {plain(late)} ÷ {basis} × {percent(rate)}", late_cost
        ),
    )
    return Carry(nearest(outstanding), nearest(cost), ratio(late), nearest(late_cost), steps)


def dso_day(sales_ttc: Cents, annual_rate: Decimal, *, basis: YearBasis = YearBasis.D360) -> DsoDay:
    """Return the cash of one day of DSO and its yearly cost: sales TTC ÷ basis, then × rate."""
    cash = not_negative("sales_ttc", sales_ttc) / basis
    cost = cash * not_negative("annual_rate", annual_rate)
    steps = (
        amount_step("cash", f"{shown(sales_ttc)} ÷ {basis}", cash),
        amount_step("yearly_cost", f"{shown(cash)} × {percent(annual_rate)}", cost),
    )
    return DsoDay(nearest(cash), nearest(cost), steps)


def days_that_consume(
    margin_rate: Decimal,
    vat_rate: Decimal,
    annual_rate: Decimal,
    *,
    basis: YearBasis = YearBasis.D360,
) -> Decimal | NotComputable:
    """Return the days of credit that eat a margin: margin ÷ ((1 + VAT) × rate) × basis.

    Not computable when money is free or the margin negative. 3 % at 6 % with 20 % of tax: 150
    days. Raises ``OutOfRange``, ``Negative`` or ``NotFinite``.
    """
    margin = finite("margin_rate", margin_rate)
    rate = not_negative("annual_rate", annual_rate)
    vat = share("vat_rate", vat_rate)
    if margin < 0:
        return NotComputable("margin_negative", {"margin_rate": margin_rate})
    if rate == 0:
        return NotComputable("rate_zero", {"annual_rate": annual_rate})
    return ratio(margin / ((1 + vat) * rate) * basis)


def consume_steps(
    margin_rate: Decimal,
    vat_rate: Decimal,
    annual_rate: Decimal,
    *,
    basis: YearBasis = YearBasis.D360,
) -> tuple[Step, ...]:
    """Return the lines of ``days_that_consume``, none when it is not computable."""
    found = days_that_consume(margin_rate, vat_rate, annual_rate, basis=basis)
    if isinstance(found, NotComputable):
        return ()
    yearly = (1 + Fraction(vat_rate)) * Fraction(annual_rate)
    return (
        ratio_step("yearly_rate", f"(1 + {percent(vat_rate)}) × {percent(annual_rate)}", yearly),
        days_step("days", f"{percent(margin_rate)} ÷ {percent(yearly)} × {basis}", Fraction(found)),
    )


def late_debt_cost(
    amount: Cents,
    annual_rate: Decimal,
    *,
    days: Number | None = None,
    basis: YearBasis = YearBasis.D360,
) -> Cents:
    """Return the cost of an amount paid late, in cents: a whole year when ``days`` is not given."""
    length = Fraction(1) if days is None else not_negative("days", days) / basis
    owed = not_negative("amount", amount)
    return nearest(owed * not_negative("annual_rate", annual_rate) * length)
