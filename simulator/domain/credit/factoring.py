"""Factoring: yearly cost and effective rate, one assignment, overdraft, reverse factoring.

Usual ranges (public pages, 2026): commission 0,1–2,5 % of assigned sales including tax, guarantee
fund 10–15 % (given back), financing on 360 days, minimum commission 70–80 % of the expected one.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from simulator.domain.credit.inputs import Number, YearBasis, not_negative, partial, share
from simulator.domain.credit.working import amount_step, nearest, percent, plain, ratio, ratio_step
from simulator.domain.credit.working import money as shown
from simulator.domain.money import ZERO, Cents
from simulator.domain.results import NotComputable, Step


class InterestBase(StrEnum):
    """What the financing interest is counted on: both readings are met."""

    ADVANCE = "advance"
    ADVANCE_LESS_COMMISSION = "advance_less_commission"


@dataclass(frozen=True, slots=True)
class Contract:
    """Terms of a factor; ``insurance_rate`` is the price of the risk taken over.

    A contract without ``recourse`` is compared fairly only with that price counted in; rates are
    fractions of assigned sales including tax, ``minimum_commission`` and ``fees`` cents a year.
    """

    commission_rate: Decimal
    financing_rate: Decimal
    guarantee_fund: Decimal = Decimal(0)
    recourse: bool = True
    insurance_rate: Decimal = Decimal(0)
    minimum_commission: Cents = ZERO
    fees: Cents = ZERO
    basis: YearBasis = YearBasis.D360


@dataclass(frozen=True, slots=True)
class YearlyCost:
    """A year with the factor, in cents; ``total`` is the sum of the four rounded lines.

    ``outstanding`` and ``advance`` are averages; ``effective_rate`` is total ÷ average advance.
    """

    commission: Cents
    insurance: Cents
    interest: Cents
    fees: Cents
    total: Cents
    outstanding: Cents
    advance: Cents
    effective_rate: Decimal | NotComputable
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Assignment:
    """One invoice assigned: invoice = ``net`` + ``commission`` + ``interest`` + ``retained``.

    ``advance`` is the invoice less the fund; ``retained`` comes back when the customer pays.
    """

    advance: Cents
    retained: Cents
    commission: Cents
    interest: Cents
    net: Cents
    received_in_all: Cents
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Factoring against an overdraft of the same advance, cents a year.

    ``difference`` is what factoring costs more, once ``saved`` is counted;
    ``break_even_rate`` the overdraft rate at which both cost the same.
    """

    factoring: Cents
    overdraft: Cents
    saved: Cents
    difference: Cents
    break_even_rate: Decimal | NotComputable
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Reverse:
    """Early payment by the buyer's factor: ``cost`` + ``net`` is the invoice, cents."""

    cost: Cents
    net: Cents
    of_invoice: Decimal
    steps: tuple[Step, ...]


def yearly_cost(contract: Contract, sales_ttc: Cents, days: Number) -> YearlyCost:
    """Return sales × commission + [sales × days ÷ basis × (1 − fund)] × rate, and what it costs.

    ``sales_ttc`` assigned in a year, ``days`` their mean time to payment. The effective rate is
    not computable without an advance. Raises ``Negative`` or ``OutOfRange``. Certain
    (factoexpert's example recomputed on 360 and 365, November 2026).
    """
    sales = not_negative("sales_ttc", sales_ttc)
    fund, rate = share("guarantee_fund", contract.guarantee_fund), contract.financing_rate
    floor = not_negative("minimum_commission", contract.minimum_commission)
    asked = sales * share("commission_rate", contract.commission_rate)
    commission = nearest(max(asked, floor))
    insurance = nearest(sales * share("insurance_rate", contract.insurance_rate))
    fees = nearest(not_negative("fees", contract.fees))
    outstanding = sales * not_negative("days", days) / contract.basis
    advance = outstanding * (1 - fund)
    interest = nearest(advance * not_negative("financing_rate", rate))
    total = Cents(commission + insurance + interest + fees)
    parts = " + ".join(shown(part) for part in (commission, insurance, interest, fees))
    effective: Decimal | NotComputable = NotComputable("no_advance", {"advance": ZERO})
    steps = [
        _share_step("commission", sales, contract.commission_rate, commission),
        _share_step("insurance", sales, contract.insurance_rate, insurance),
        amount_step(
            "outstanding", f"{shown(sales)} × {plain(days)} ÷ {contract.basis}", outstanding
        ),
        amount_step("advance", f"{shown(outstanding)} × (1 − {percent(fund)})", advance),
        _share_step("interest", advance, rate, interest),
        amount_step("total", parts, total),
    ]
    if advance:
        effective = ratio(total / advance)
        formula = f"{shown(total)} ÷ {shown(advance)}"
        steps.append(ratio_step("effective_rate", formula, total / advance))
    means = (nearest(outstanding), nearest(advance))
    return YearlyCost(commission, insurance, interest, fees, total, *means, effective, tuple(steps))


def _share_step(name: str, base: Fraction, rate: Decimal, value: Cents) -> Step:
    return amount_step(name, f"{shown(base)} × {percent(rate)}", value)


def assign(
    contract: Contract,
    invoice_ttc: Cents,
    days: Number,
    *,
    interest_base: InterestBase = InterestBase.ADVANCE,
) -> Assignment:
    """Return what one invoice brings: F(1 − fund) − F·commission − interest × days ÷ basis.

    The insurance of a contract without recourse is part of the commission; yearly minimum and
    fees are not. Raises ``Negative`` or ``OutOfRange``. Certain.
    """
    invoice = not_negative("invoice_ttc", invoice_ttc)
    retained = nearest(invoice * share("guarantee_fund", contract.guarantee_fund))
    advance = Cents(invoice_ttc - retained)
    rate = share("commission_rate", contract.commission_rate)
    rate += share("insurance_rate", contract.insurance_rate)
    commission = nearest(invoice * rate)
    funded = advance if interest_base is InterestBase.ADVANCE else Cents(advance - commission)
    length = not_negative("days", days) / contract.basis
    cost = not_negative("financing_rate", contract.financing_rate)
    interest = nearest(max(funded, 0) * cost * length)
    net = Cents(advance - commission - interest)
    steps = (
        amount_step("retained", f"{shown(invoice)} × {percent(contract.guarantee_fund)}", retained),
        amount_step("advance", f"{shown(invoice)} − {shown(retained)}", advance),
        amount_step("commission", f"{shown(invoice)} × {percent(rate)}", commission),
        amount_step(
            "interest",
            f"{shown(funded)} × {percent(cost)} × {plain(days)} ÷ {contract.basis}",
            interest,
        ),
        amount_step("net", f"{shown(advance)} − {shown(commission)} − {shown(interest)}", net),
    )
    received = Cents(net + retained)
    return Assignment(advance, retained, commission, interest, net, received, steps)


def against_overdraft(
    contract: Contract,
    sales_ttc: Cents,
    days: Number,
    overdraft_rate: Decimal,
    *,
    overdraft_fees: Cents = ZERO,
    saved: Cents = ZERO,
) -> Comparison:
    """Return factoring against an overdraft of the same average advance.

    ``saved`` is what factoring spares (insurance, collection staff, expected losses without
    recourse). Raises ``Negative`` or ``OutOfRange``. Own computation, November 2026.
    """
    factor = yearly_cost(contract, sales_ttc, days)
    spared = nearest(not_negative("saved", saved))
    fees = nearest(not_negative("overdraft_fees", overdraft_fees))
    rate = not_negative("overdraft_rate", overdraft_rate)
    bank = Cents(nearest(factor.advance * rate) + fees)
    difference = Cents(factor.total - spared - bank)
    level: Decimal | NotComputable = NotComputable("no_advance", {"advance": ZERO})
    if factor.advance:
        level = ratio(Fraction(factor.total - spared - fees, factor.advance))
    formula = f"{shown(factor.total)} − {shown(spared)} − {shown(bank)}"
    steps = (
        *factor.steps,
        amount_step(
            "overdraft", f"{shown(factor.advance)} × {percent(rate)} + {shown(fees)}", bank
        ),
        amount_step("difference", formula, difference),
    )
    return Comparison(factor.total, bank, spared, difference, level, steps)


def loss_borne(contract: Contract, unpaid_ttc: Cents, approved: Cents) -> Cents:
    """Return what the seller loses when an assigned customer fails, in cents.

    All of it with recourse; without, what exceeds the amount approved by the factor. A dispute
    stays with the seller in both cases.
    """
    unpaid = not_negative("unpaid_ttc", unpaid_ttc)
    if contract.recourse:
        return nearest(unpaid)
    return nearest(max(unpaid - not_negative("approved", approved), Fraction()))


def shown_and_real_dso(
    receivables_ttc: Cents,
    assigned_ttc: Cents,
    sales_ttc: Cents,
    *,
    basis: YearBasis = YearBasis.D360,
) -> tuple[Decimal, Decimal] | NotComputable:
    """Return the DSO without the assigned invoices and the DSO with them, in days.

    Invoices assigned without recourse leave the balance sheet: DSO falls while customers pay as
    before, so both are shown. ``receivables_ttc`` are those left. Not computable without sales.
    """
    left = not_negative("receivables_ttc", receivables_ttc)
    whole = left + not_negative("assigned_ttc", assigned_ttc)
    sales = not_negative("sales_ttc", sales_ttc)
    if not sales:
        return NotComputable("no_sales", {"sales_ttc": sales_ttc})
    return ratio(left / sales * basis), ratio(whole / sales * basis)


def reverse_factoring(
    invoice_ttc: Cents, rate: Decimal, days: Number, *, basis: YearBasis = YearBasis.D360
) -> Reverse:
    """Return the supplier's cost: invoice × rate × days paid early ÷ basis, without recourse.

    The buyer's factor pays invoices that the buyer has approved. Raises ``Negative``, and
    ``OutOfRange`` when the interest would eat the whole invoice.
    """
    invoice = not_negative("invoice_ttc", invoice_ttc)
    part = not_negative("rate", rate) * not_negative("days", days) / basis
    partial("discounted_share", ratio(part))
    cost = nearest(invoice * part)
    net = Cents(invoice_ttc - cost)
    formula = f"{shown(invoice)} × {percent(rate)} × {plain(days)} ÷ {basis}"
    steps = (
        amount_step("cost", formula, cost),
        amount_step("net", f"{shown(invoice)} − {shown(cost)}", net),
    )
    return Reverse(cost, net, ratio(part), steps)
