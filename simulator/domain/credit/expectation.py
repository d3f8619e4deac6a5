"""Expected value of one credit sale, and the probability at which it is worth nothing.

The probability of default must be a real yearly one: that of the Conan & Holder table comes from
a sample half made of failures and must never be used here.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from simulator.domain.credit.inputs import (
    Number,
    YearBasis,
    not_negative,
    positive,
    share,
)
from simulator.domain.credit.working import amount_step, nearest, percent, plain, ratio, ratio_step
from simulator.domain.credit.working import money as shown
from simulator.domain.money import ZERO, Cents
from simulator.domain.refusals import OutOfRange
from simulator.domain.results import NotComputable, Step


@dataclass(frozen=True, slots=True)
class CreditSale:
    """A sale on credit: ``price_ht`` without tax, ``margin_rate`` of the price, yearly rates.

    ``default_probability`` is that of this sale not being paid; ``recovery`` what would be got
    back then, by indemnity or otherwise; ``days`` the credit, financed including tax.
    """

    price_ht: Cents
    margin_rate: Decimal
    default_probability: Decimal
    vat_rate: Decimal = Decimal(0)
    days: Number = 0
    annual_rate: Decimal = Decimal(0)
    admin: Cents = ZERO
    recovery: Cents = ZERO
    basis: YearBasis = YearBasis.D360


@dataclass(frozen=True, slots=True)
class Expectation:
    """Expected gains in cents; ``max_default`` is the probability at which ``net`` is zero.

    ``max_default`` is cut to [0, 1]: 0 when costs already exceed the margin, 1 when the recovery
    makes every outcome a gain.
    """

    gross: Cents
    carry: Cents
    admin: Cents
    net: Cents
    max_default: Decimal
    accept: bool
    steps: tuple[Step, ...]


def expected_value(sale: CreditSale) -> Expectation | NotComputable:
    """Return E = (1 − p)·margin − p·(cost − recovery) − carry − costs of handling.

    Accept above zero. Not computable when default would change nothing (recovery equal to the
    price). Raises ``NotPositive``, ``Negative`` or ``OutOfRange``. Own computation, November 2026.
    """
    price = positive("price_ht", sale.price_ht)
    margin = price * share("margin_rate", sale.margin_rate)
    p = share("default_probability", sale.default_probability)
    recovery = not_negative("recovery", sale.recovery)
    if recovery > price:
        raise OutOfRange("recovery", sale.recovery, ZERO, sale.price_ht)
    if recovery == price:
        return NotComputable("default_changes_nothing", {"recovery": sale.recovery})
    cost = price - margin
    gross = (1 - p) * margin - p * (cost - recovery)
    carry = _carry(sale, price)
    admin = not_negative("admin", sale.admin)
    net = gross - carry - admin
    highest = min(max((margin - carry - admin) / (price - recovery), Fraction()), Fraction(1))
    return Expectation(
        nearest(gross),
        nearest(carry),
        sale.admin,
        nearest(net),
        ratio(highest),
        net > 0,
        (
            amount_step("margin", f"{shown(price)} × {percent(sale.margin_rate)}", margin),
            amount_step(
                "gross",
                f"(1 − {percent(p)}) × {shown(margin)}"
                f" − {percent(p)} × ({shown(cost)} − {shown(recovery)})",
                gross,
            ),
            amount_step("carry", _carry_formula(sale), carry),
            amount_step("net", f"{shown(gross)} − {shown(carry)} − {shown(admin)}", net),
            ratio_step(
                "max_default",
                f"({shown(margin)} − {shown(carry)} − {shown(admin)})"
                f" ÷ ({shown(price)} − {shown(recovery)})",
                highest,
            ),
        ),
    )


def present_value(
    amount: Cents,
    annual_rate: Decimal,
    days: Number,
    *,
    basis: YearBasis = YearBasis.D360,
    compound: bool = False,
) -> Decimal:
    """Return the value today, in cents not rounded, of an amount received in ``days``.

    Simple interest by default: amount ÷ (1 + rate × days ÷ basis). Raises ``Negative``.
    """
    value = not_negative("amount", amount)
    rate, length = not_negative("annual_rate", annual_rate), not_negative("days", days) / basis
    if compound:
        return ratio(value) / (1 + ratio(rate)) ** ratio(length)
    return ratio(value / (1 + rate * length))


def break_even_payment(
    cost: Cents,
    revenue: Cents,
    *,
    annual_rate: Decimal = Decimal(0),
    cost_days: Number = 0,
    revenue_days: Number = 0,
    basis: YearBasis = YearBasis.D360,
    compound: bool = False,
) -> Decimal | NotComputable:
    """Return the probability of payment at which a sale earns nothing: PV(cost) ÷ PV(revenue).

    Brealey & Myers, credit policy (1 000 for 1 200: 83,33 %). Not computable when even a certain
    payment would lose money. Raises ``NotPositive`` on the revenue, ``Negative`` on the rest.
    """
    positive("revenue", revenue)
    spent = present_value(cost, annual_rate, cost_days, basis=basis, compound=compound)
    earned = present_value(revenue, annual_rate, revenue_days, basis=basis, compound=compound)
    if spent > earned:
        return NotComputable("cost_above_revenue", {"cost": spent, "revenue": earned})
    return spent / earned


def break_even_steps(
    cost: Cents,
    revenue: Cents,
    *,
    annual_rate: Decimal = Decimal(0),
    cost_days: Number = 0,
    revenue_days: Number = 0,
    basis: YearBasis = YearBasis.D360,
) -> tuple[Step, ...]:
    """Return the lines of ``break_even_payment`` at simple interest.

    The last one is above 1 when even a certain payment would lose money.
    """
    positive("revenue", revenue)
    spent = Fraction(present_value(cost, annual_rate, cost_days, basis=basis))
    earned = Fraction(present_value(revenue, annual_rate, revenue_days, basis=basis))

    def formula(amount: Cents, days: Number) -> str:
        return f"{shown(amount)} ÷ (1 + {percent(annual_rate)} × {plain(days)} ÷ {basis})"

    return (
        amount_step("present_cost", formula(cost, cost_days), spent),
        amount_step("present_revenue", formula(revenue, revenue_days), earned),
        ratio_step("break_even", f"{shown(spent)} ÷ {shown(earned)}", spent / earned),
    )


def _carry(sale: CreditSale, price: Fraction) -> Fraction:
    gross = price * (1 + share("vat_rate", sale.vat_rate))
    rate = not_negative("annual_rate", sale.annual_rate)
    return gross * not_negative("days", sale.days) / sale.basis * rate


def _carry_formula(sale: CreditSale) -> str:
    return (
        f"{shown(sale.price_ht)} × (1 + {percent(sale.vat_rate)})"
        f" × {plain(sale.days)} ÷ {sale.basis} × {percent(sale.annual_rate)}"
    )
