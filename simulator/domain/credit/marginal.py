"""Marginal analysis: what a loss costs in sales to make again, and whether a sale is worth it.

Two conventions of the loss circulate and are both offered: the sale price that will not be paid
(J.-M. Darsa, Valoxy) and the cost of what was delivered (dafevolution, 2017). The margin is the
contribution margin for a decision to accept or refuse, the net margin in the classic table.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil

from simulator.domain.credit.inputs import TaxBase, finite, not_negative, share
from simulator.domain.credit.working import amount_step, nearest, percent, ratio, ratio_step
from simulator.domain.credit.working import money as shown
from simulator.domain.money import ZERO, Cents
from simulator.domain.results import NotComputable, Step


class LossConvention(StrEnum):
    """What is lost when a sale is not paid."""

    SALE_PRICE = "sale_price"
    COST = "cost"


class MarginBase(StrEnum):
    """What a margin rate divides: the price (taux de marque) or the cost (taux de marge)."""

    PRICE = "price"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class MakeUp:
    """Sales to make again: amount in cents, multiple of the unpaid sale, whole sales."""

    loss: Cents
    sales: Cents
    multiple: Decimal
    whole_sales: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class NetLoss:
    """A loss without tax: ``net`` = ``recovery`` + ``indemnity`` + ``loss``, in cents."""

    net: Cents
    recovery: Cents
    indemnity: Cents
    loss: Cents
    steps: tuple[Step, ...]


def margin_on_price(rate: Decimal, base: MarginBase) -> Decimal:
    """Return a margin as a fraction of the price; 25 % of the cost are 20 % of the price.

    Raises ``Negative`` or ``NotFinite``, ``OutOfRange`` above 1 on the price.
    """
    if base is MarginBase.PRICE:
        return ratio(share("rate", rate))
    exact = not_negative("rate", rate)
    return ratio(exact / (1 + exact))


def sales_to_make_up(
    unpaid: Cents,
    margin_rate: Decimal,
    *,
    convention: LossConvention = LossConvention.SALE_PRICE,
) -> MakeUp | NotComputable:
    """Return the sales without tax whose margin repays an unpaid sale: loss ÷ margin rate.

    ``unpaid`` is the sale (or what is left of it, see ``net_loss``) without tax in cents and
    ``margin_rate`` a fraction of the price. ``multiple`` counts sales of the same amount,
    ``whole_sales`` rounds it up. Not computable on a margin that is not positive. Certain
    (Darsa: 1 000 € at 5 % are 20 000 €).
    """
    sale = not_negative("unpaid", unpaid)
    margin = finite("margin_rate", margin_rate)
    if margin <= 0:
        return NotComputable("margin_not_positive", {"margin_rate": margin_rate})
    share("margin_rate", margin_rate)
    kept = Fraction(1) if convention is LossConvention.SALE_PRICE else 1 - margin
    loss = sale * kept
    sales = loss / margin
    multiple = kept / margin
    steps = (
        amount_step("loss", f"{shown(sale)} × {percent(kept)}", loss),
        amount_step("sales", f"{shown(loss)} ÷ {percent(margin)}", sales),
        ratio_step("multiple", f"{percent(kept)} ÷ {percent(margin)}", multiple),
    )
    return MakeUp(nearest(loss), nearest(sales), ratio(multiple), ceil(multiple), steps)


def net_loss(
    amount: Cents,
    base: TaxBase,
    vat_rate: Decimal,
    *,
    vat_recovered: bool = True,
    recovery: Cents = ZERO,
    quota: Decimal = Decimal(0),
    granted: Cents | None = None,
) -> NetLoss:
    """Return what is really lost on an unpaid amount once tax, recoveries and cover are counted.

    The tax of a bad debt is recovered (CGI art. 272-1), so that the loss is counted without it;
    ``vat_recovered=False`` keeps it in the loss. ``recovery`` and ``granted`` are on that same
    base; the insurer pays ``quota`` of min(rest; ``granted``). Raises ``Negative`` or
    ``OutOfRange``.
    """
    value, vat = not_negative("amount", amount), share("vat_rate", vat_rate)
    gross = value if base is TaxBase.TTC else value * (1 + vat)
    exact = gross / (1 + vat) if vat_recovered else gross
    net = nearest(exact)
    back = Cents(min(net, nearest(not_negative("recovery", recovery))))
    rest = net - back
    insured = rest if granted is None else min(rest, nearest(not_negative("granted", granted)))
    indemnity = nearest(insured * share("quota", quota))
    loss = Cents(rest - indemnity)
    divisor = f" ÷ (1 + {percent(vat)})" if vat_recovered else ""
    steps = (
        amount_step("net", f"{shown(gross)}{divisor}", net),
        amount_step("indemnity", f"{shown(insured)} × {percent(quota)}", indemnity),
        amount_step("loss", f"{shown(net)} − {shown(back)} − {shown(indemnity)}", loss),
    )
    return NetLoss(net, back, indemnity, loss, steps)
