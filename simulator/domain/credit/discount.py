"""Early-payment discount: what it is worth in a year, who gains, how it is booked."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from simulator.domain.credit.inputs import Number, YearBasis, finite, not_negative, partial, share
from simulator.domain.credit.working import amount_step, nearest, percent, plain, ratio, ratio_step
from simulator.domain.credit.working import money as shown
from simulator.domain.money import ZERO, Cents
from simulator.domain.results import NotComputable, Step, Unit


@dataclass(frozen=True, slots=True)
class Equivalents:
    """The four yearly rates of one discount, as fractions; ``simple_360`` is shown by default."""

    simple_360: Decimal
    simple_365: Decimal
    compound_360: Decimal
    compound_365: Decimal


@dataclass(frozen=True, slots=True)
class Settlement:
    """A discounted payment: ``paid`` + ``discount_ttc`` is the invoice, cents.

    ``discount_ht`` goes to account 665 of the seller (765 of the buyer), ``vat`` to 44571 (44566).
    """

    paid: Cents
    discount_ttc: Cents
    discount_ht: Cents
    vat: Cents
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class SellerEffect:
    """A year of discounts for the seller, in cents; ``net`` is negative when it costs."""

    cash_freed: Cents
    financing_saved: Cents
    losses_avoided: Cents
    discount_cost: Cents
    net: Cents
    steps: tuple[Step, ...]


def days_gained(discount_days: Number, paid_on_days: Number) -> Decimal | NotComputable:
    """Return the days between payment with discount and the payment that would have been made.

    « 2/10 net 30 » gains 20 days, or 35 when the buyer would really have paid on day 45.
    """
    early = not_negative("discount_days", discount_days)
    late = not_negative("paid_on_days", paid_on_days)
    if late <= early:
        return NotComputable("no_days_gained", {"early": discount_days, "late": paid_on_days})
    return ratio(late - early)


def annual_rate(
    discount: Decimal,
    days: Number,
    *,
    basis: YearBasis = YearBasis.D360,
    compound: bool = False,
) -> Decimal | NotComputable:
    """Return the yearly rate that a discount is worth: e ÷ (1 − e) × basis ÷ days gained.

    Compound: (1 ÷ (1 − e)) ^ (basis ÷ days) − 1. Certain: 2/10 net 30 is 36,73 % simple on 360.
    Not computable without days gained. It is also the indifference rate: a buyer financed under
    it should take the discount. Raises ``OutOfRange`` or ``NotFinite``.
    """
    e = partial("discount", discount)
    length = finite("days", days)
    if length <= 0:
        return NotComputable("no_days_gained", {"days": days})
    if compound:
        return (1 / (1 - ratio(e))) ** ratio(basis / length) - 1
    return ratio(e / (1 - e) * basis / length)


indifference_rate = annual_rate
"""The financing rate at which taking a discount and keeping the credit are worth the same."""


def rate_steps(
    discount: Decimal, days: Number, *, basis: YearBasis = YearBasis.D360, compound: bool = False
) -> tuple[Step, ...]:
    """Return the lines of ``annual_rate``, none when it is not computable."""
    found = annual_rate(discount, days, basis=basis, compound=compound)
    if isinstance(found, NotComputable):
        return ()
    e, kept = percent(discount), percent(1 - discount)
    first = Step("period_rate", f"{e} ÷ {kept}", discount / (1 - discount), Unit.RATIO)
    formula = f"{e} ÷ {kept} × {basis} ÷ {plain(days)}"
    if compound:
        formula = f"(1 ÷ {kept}) ^ ({basis} ÷ {plain(days)}) − 1"
    return first, Step("annual_rate", formula, found, Unit.RATIO)


def equivalents(discount: Decimal, days: Number) -> Equivalents | NotComputable:
    """Return the simple and compound rates on 360 and on 365 days."""
    found: list[Decimal] = []
    for compound in (False, True):
        for basis in (YearBasis.D360, YearBasis.D365):
            rate = annual_rate(discount, days, basis=basis, compound=compound)
            if isinstance(rate, NotComputable):
                return rate
            found.append(rate)
    return Equivalents(*found)


def highest_affordable(
    rate: Decimal,
    days: Number,
    *,
    basis: YearBasis = YearBasis.D360,
    compound: bool = False,
) -> Decimal:
    """Return the discount at which a seller financed at ``rate`` neither gains nor loses.

    1 − 1 ÷ (1 + t × days ÷ basis): 0,826 % for 6 % and 50 days. Raises ``Negative``.
    """
    cost, length = not_negative("rate", rate), not_negative("days", days) / basis
    if compound:
        return 1 - (1 + ratio(cost)) ** -ratio(length)
    return ratio(1 - 1 / (1 + cost * length))


def affordable_steps(
    rate: Decimal, days: Number, *, basis: YearBasis = YearBasis.D360
) -> tuple[Step, ...]:
    """Return the lines of ``highest_affordable`` at simple interest."""
    found = highest_affordable(rate, days, basis=basis)
    period = Fraction(rate) * Fraction(days) / basis
    return (
        ratio_step("period_rate", f"{percent(rate)} × {plain(days)} ÷ {basis}", period),
        Step("highest", f"1 − 1 ÷ (1 + {percent(period)})", found, Unit.RATIO),
    )


def settlement(invoice_ttc: Cents, discount: Decimal, vat_rate: Decimal) -> Settlement:
    """Return what is paid and how the discount splits between price and tax.

    1 200 € including 20 % of tax with 2 %: 1 176 € paid, 20 € of discount, 4 € of tax (PCG 2025,
    accounts 665 and 765). Parts add up to the cent. Raises ``Negative`` or ``OutOfRange``.
    """
    gross = not_negative("invoice_ttc", invoice_ttc)
    vat = share("vat_rate", vat_rate)
    cut = nearest(gross * share("discount", discount))
    net = nearest(Fraction(cut) / (1 + vat))
    steps = (
        amount_step("discount_ttc", f"{shown(gross)} × {percent(discount)}", cut),
        amount_step("discount_ht", f"{shown(cut)} ÷ (1 + {percent(vat)})", net),
        amount_step("vat", f"{shown(cut)} − {shown(net)}", cut - net),
        amount_step("paid", f"{shown(gross)} − {shown(cut)}", gross - cut),
    )
    return Settlement(Cents(invoice_ttc - cut), cut, net, Cents(cut - net), steps)


def prorata_interest(
    invoice: Cents, rate: Decimal, days: Number, *, basis: YearBasis = YearBasis.D360
) -> Cents:
    """Return amount × yearly rate × days ÷ basis: an interest, not a contractual discount.

    A published page (expertpro.fr) calls it a discount: 2 % of 10 000 € for 30 days would be
    16,67 €, where a discount of 2 % is 200 €. Disputed; kept so that the error can be shown.
    """
    value = not_negative("invoice", invoice) * not_negative("rate", rate)
    return nearest(value * not_negative("days", days) / basis)


def buyer_gain(
    invoice_ttc: Cents,
    discount: Decimal,
    days: Number,
    funding_rate: Decimal,
    *,
    basis: YearBasis = YearBasis.D360,
) -> Cents:
    """Return what a buyer gains by paying early with money borrowed at ``funding_rate``.

    Discount − paid × rate × days ÷ basis; positive exactly when the indifference rate is above
    the buyer's. Negative: keep the credit. Raises ``Negative`` or ``OutOfRange``.
    """
    gross = not_negative("invoice_ttc", invoice_ttc)
    cut = gross * share("discount", discount)
    rate = not_negative("funding_rate", funding_rate)
    return nearest(cut - (gross - cut) * rate * not_negative("days", days) / basis)


def buyer_steps(
    invoice_ttc: Cents,
    discount: Decimal,
    days: Number,
    funding_rate: Decimal,
    *,
    basis: YearBasis = YearBasis.D360,
) -> tuple[Step, ...]:
    """Return the lines of ``buyer_gain``."""
    gain = buyer_gain(invoice_ttc, discount, days, funding_rate, basis=basis)
    cut = Fraction(invoice_ttc) * Fraction(discount)
    paid = invoice_ttc - cut
    interest = paid * Fraction(funding_rate) * Fraction(days) / basis
    return (
        amount_step("discount", f"{shown(invoice_ttc)} × {percent(discount)}", cut),
        amount_step(
            "interest",
            f"{shown(paid)} × {percent(funding_rate)} × {plain(days)} ÷ {basis}",
            interest,
        ),
        amount_step("gain", f"{shown(cut)} − {shown(interest)}", gain),
    )


def seller_effect(
    sales_ht: Cents,
    vat_rate: Decimal,
    *,
    taken_share: Decimal,
    discount: Decimal,
    days: Number,
    funding_rate: Decimal,
    losses_avoided: Cents = ZERO,
    basis: YearBasis = YearBasis.D360,
) -> SellerEffect:
    """Return a year's effect of a discount taken on ``taken_share`` of sales.

    The discount costs its amount without tax (its tax is given back); cash comes in ``days``
    earlier, tax included and discount deducted. Raises ``Negative`` or ``OutOfRange``.
    """
    taken = not_negative("sales_ht", sales_ht) * share("taken_share", taken_share)
    e, vat = share("discount", discount), share("vat_rate", vat_rate)
    freed = taken * (1 + vat) * (1 - e) * not_negative("days", days) / basis
    saved = freed * not_negative("funding_rate", funding_rate)
    cost = taken * e
    avoided = not_negative("losses_avoided", losses_avoided)
    net = saved + avoided - cost
    steps = (
        amount_step("taken", f"{shown(sales_ht)} × {percent(taken_share)}", taken),
        amount_step(
            "cash_freed",
            f"{shown(taken)} × (1 + {percent(vat)}) × (1 − {percent(e)}) × {plain(days)} ÷ {basis}",
            freed,
        ),
        amount_step("financing_saved", f"{shown(freed)} × {percent(funding_rate)}", saved),
        amount_step("discount_cost", f"{shown(taken)} × {percent(e)}", cost),
        amount_step("net", f"{shown(saved)} + {shown(avoided)} − {shown(cost)}", net),
    )
    return SellerEffect(
        nearest(freed), nearest(saved), losses_avoided, nearest(cost), nearest(net), steps
    )
