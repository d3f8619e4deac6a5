"""The limit that the customer's business needs: sales multiplied by the time they stay unpaid."""

from __future__ import annotations

from decimal import Decimal

from simulator.domain.credit.inputs import Number, YearBasis, finite, not_negative, share
from simulator.domain.credit.proposal import Method, Proposal
from simulator.domain.credit.working import amount_step, days_step, nearest, percent, plain
from simulator.domain.credit.working import money as shown
from simulator.domain.money import Cents
from simulator.domain.refusals import OutOfRange
from simulator.domain.results import Confidence

MEAN_END_OF_MONTH = 15
"""Mean wait for the end of a month: 45 days end of month are 60 on average."""
WORST_END_OF_MONTH = 30
"""Wait of an invoice issued on the first of a month: 45 days end of month are then 75."""

_MONTHS = 12


def simple_need(sales_ttc: Cents, days: Number, *, basis: YearBasis = YearBasis.D360) -> Proposal:
    """Return yearly sales including tax × days ÷ basis (published by Pages Jaunes, checked 2026).

    ``sales_ttc`` in cents, ``days`` the credit asked for. Raises ``Negative`` or ``NotFinite``.
    """
    amount = not_negative("sales_ttc", sales_ttc) * not_negative("days", days) / basis
    formula = f"{shown(sales_ttc)} × {plain(days)} ÷ {basis}"
    return Proposal(
        Method.NEED_SIMPLE,
        nearest(amount),
        Confidence.CERTAIN,
        {"days": days, "basis": int(basis)},
        (amount_step("need", formula, amount),),
    )


def complete_need(
    sales_ht: Cents,
    vat_rate: Decimal,
    terms_days: Number,
    *,
    end_of_month_days: Number = 0,
    lateness_days: Number = 0,
    domestic_share: Decimal = Decimal(1),
    basis: YearBasis = YearBasis.D360,
) -> Proposal:
    """Return the need including tax, the wait for the end of month and the accepted lateness.

    ``sales_ht`` cents a year without tax; tax applies to ``domestic_share`` only, exports bear
    none. Give ``MEAN_END_OF_MONTH`` for a need and ``WORST_END_OF_MONTH`` for a hard cap. Raises
    ``Negative``, ``OutOfRange`` or ``NotFinite``. Formula recomputed in November 2026.
    """
    vat = share("vat_rate", vat_rate) * share("domestic_share", domestic_share)
    sales_ttc = not_negative("sales_ht", sales_ht) * (1 + vat)
    days = (
        not_negative("terms_days", terms_days)
        + not_negative("end_of_month_days", end_of_month_days)
        + not_negative("lateness_days", lateness_days)
    )
    amount = sales_ttc * days / basis
    parts = " + ".join(plain(part) for part in (terms_days, end_of_month_days, lateness_days))
    return Proposal(
        Method.NEED_COMPLETE,
        nearest(amount),
        Confidence.CERTAIN,
        {
            "vat_rate": vat_rate,
            "domestic_share": domestic_share,
            "terms_days": terms_days,
            "end_of_month_days": end_of_month_days,
            "lateness_days": lateness_days,
            "basis": int(basis),
        },
        (
            amount_step("sales_ttc", f"{shown(sales_ht)} × (1 + {percent(vat)})", sales_ttc),
            days_step("days", parts, days),
            amount_step("need", f"{shown(sales_ttc)} × {plain(days)} ÷ {basis}", amount),
        ),
    )


def seasonal_need(need: Cents, peak_month_share: Decimal) -> Proposal:
    """Return a mean need multiplied by (share of the best month × 12).

    An approximation: ``season.rolling_need`` is exact. The best month holds at least a twelfth
    of the year: ``OutOfRange`` under it. Raises also ``Negative`` and ``NotFinite``.
    """
    peak = finite("peak_month_share", peak_month_share)
    if not 1 <= peak * _MONTHS <= _MONTHS:
        raise OutOfRange("peak_month_share", peak_month_share, Decimal(1) / _MONTHS, Decimal(1))
    amount = not_negative("need", need) * peak * _MONTHS
    return Proposal(
        Method.NEED_SEASONAL,
        nearest(amount),
        Confidence.PEDAGOGICAL,
        {"peak_month_share": peak_month_share},
        (
            amount_step("mean_need", shown(need), need),
            amount_step("need", f"{shown(need)} × {percent(peak)} × {_MONTHS}", amount),
        ),
    )


def afdcc_need(
    orders: Cents,
    to_invoice: Cents,
    open_invoices: Cents,
    *,
    terms_coefficient: Decimal,
    behaviour_coefficient: Decimal,
) -> Proposal:
    """Return (EC + FAE + EF) × CDP × CCP, the base published by the AFDCC (read in 2026).

    EC: ``orders`` confirmed and not invoiced; FAE: ``to_invoice``; EF: ``open_invoices``, due or
    not. CDP follows the terms granted, CCP the payment behaviour (above 1 when good, under 1
    when bad); the AFDCC publishes no value for them, so they are always given.
    """
    base = (
        not_negative("orders", orders)
        + not_negative("to_invoice", to_invoice)
        + not_negative("open_invoices", open_invoices)
    )
    terms = not_negative("terms_coefficient", terms_coefficient)
    behaviour = not_negative("behaviour_coefficient", behaviour_coefficient)
    amount = base * terms * behaviour
    parts = " + ".join(shown(part) for part in (orders, to_invoice, open_invoices))
    return Proposal(
        Method.AFDCC,
        nearest(amount),
        Confidence.CERTAIN,
        {"terms_coefficient": terms_coefficient, "behaviour_coefficient": behaviour_coefficient},
        (
            amount_step("base", parts, base),
            amount_step("need", f"{shown(base)} × {plain(terms)} × {plain(behaviour)}", amount),
        ),
    )


def request(amount: Cents) -> Proposal:
    """Return the line asked for by the customer or by sales, as one more upper bound."""
    value = not_negative("amount", amount)
    return Proposal(
        Method.REQUEST,
        amount,
        Confidence.CERTAIN,
        steps=(amount_step("request", shown(amount), value),),
    )
