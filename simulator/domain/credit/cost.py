"""What the credit function costs in full, and what a more generous credit policy earns."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from simulator.domain.credit.inputs import finite, not_negative, share
from simulator.domain.credit.working import amount_step, nearest, percent, ratio, ratio_step
from simulator.domain.credit.working import money as shown
from simulator.domain.money import ZERO, Cents
from simulator.domain.results import NotComputable, Step


@dataclass(frozen=True, slots=True)
class CreditCosts:
    """Costs of a year in cents, all positive; the last three come in deduction.

    ``bad_debts`` without tax; ``department`` is staff, tools and information; ``cover`` is
    insurance and factoring.
    """

    carry: Cents = ZERO
    bad_debts: Cents = ZERO
    department: Cents = ZERO
    cover: Cents = ZERO
    collection: Cents = ZERO
    indemnities: Cents = ZERO
    recoveries: Cents = ZERO
    late_charges: Cents = ZERO


@dataclass(frozen=True, slots=True)
class FullCost:
    """Full cost in cents; ``of_sales`` its share of sales without tax, when there are any."""

    total: Cents
    of_sales: Decimal | NotComputable
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Return:
    """What extra sales on credit earn: results in cents, ``on_invested`` a yearly fraction."""

    margin: Cents
    before_tax: Cents
    tax: Cents
    net: Cents
    on_invested: Decimal | NotComputable
    steps: tuple[Step, ...]


_PLUS = ("carry", "bad_debts", "department", "cover", "collection")
_MINUS = ("indemnities", "recoveries", "late_charges")


def full_cost(costs: CreditCosts, sales_ht: Cents) -> FullCost:
    """Return the full cost of credit and its share of sales without tax.

    Carry + net bad debts + department + cover + collection − late charges received. Raises
    ``Negative`` on a line or on sales. Certain as a sum; the lines are the firm's.
    """
    for name in (*_PLUS, *_MINUS):
        not_negative(name, getattr(costs, name))
    spent = Cents(sum(getattr(costs, name) for name in _PLUS))
    back = Cents(sum(getattr(costs, name) for name in _MINUS))
    total = Cents(spent - back)
    steps: tuple[Step, ...] = (
        amount_step("spent", " + ".join(shown(getattr(costs, name)) for name in _PLUS), spent),
        amount_step("back", " + ".join(shown(getattr(costs, name)) for name in _MINUS), back),
        amount_step("total", f"{shown(spent)} − {shown(back)}", total),
    )
    if not not_negative("sales_ht", sales_ht):
        return FullCost(total, NotComputable("no_sales", {"sales_ht": sales_ht}), steps)
    part = Fraction(total, sales_ht)
    steps += (ratio_step("of_sales", f"{shown(total)} ÷ {shown(sales_ht)}", part),)
    return FullCost(total, ratio(part), steps)


def profitability(
    extra_sales_ht: Cents,
    margin_rate: Decimal,
    *,
    costs: Cents = ZERO,
    losses: Cents = ZERO,
    tax_rate: Decimal = Decimal(0),
    invested: Cents = ZERO,
    tax_credit: bool = False,
) -> Return:
    """Return what extra sales earn after costs, losses and tax, and on the money invested.

    (sales × margin − costs − losses) × (1 − tax) ÷ invested, published by the AFDCC (read in
    2026). A loss bears no tax unless ``tax_credit`` says that it saves some elsewhere. The
    return is not computable without money invested. Raises ``Negative`` or ``OutOfRange``.
    """
    rate = finite("margin_rate", margin_rate)
    margin = not_negative("extra_sales_ht", extra_sales_ht) * rate
    spent = not_negative("costs", costs) + not_negative("losses", losses)
    before = margin - spent
    taxed = before if tax_credit else max(before, Fraction())
    tax = taxed * share("tax_rate", tax_rate)
    net = before - tax
    capital = not_negative("invested", invested)
    steps: tuple[Step, ...] = (
        amount_step("margin", f"{shown(extra_sales_ht)} × {percent(rate)}", margin),
        amount_step("before_tax", f"{shown(margin)} − {shown(costs)} − {shown(losses)}", before),
        amount_step("tax", f"{shown(taxed)} × {percent(tax_rate)}", tax),
        amount_step("net", f"{shown(before)} − {shown(tax)}", net),
    )
    result = (nearest(margin), nearest(before), nearest(tax), nearest(net))
    if not capital:
        return Return(*result, NotComputable("nothing_invested"), steps)
    steps += (ratio_step("on_invested", f"{shown(net)} ÷ {shown(invested)}", net / capital),)
    return Return(*result, ratio(net / capital), steps)
