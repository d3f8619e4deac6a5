"""The eight ratios of the Z score of 1983 computed from accounts, plain or as statements."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from simulator.domain.accounts import reading, sig
from simulator.domain.accounts.annual import annual
from simulator.domain.accounts.caf import caf
from simulator.domain.accounts.functional import operating_requirement, stable_resources
from simulator.domain.accounts.mistake import Mistake
from simulator.domain.accounts.numbers import Number, decimal_of
from simulator.domain.accounts.ratio import COMMERCIAL_YEAR, Ratio, in_days, ratio
from simulator.domain.accounts.ratios import (
    STANDARD_VAT,
    production_with_vat,
    purchases_with_vat,
)
from simulator.domain.accounts.statement import Statement
from simulator.domain.firm import Identity
from simulator.domain.money import euros
from simulator.domain.results import NotComputable
from simulator.domain.risk.bdf_z import DAYS, MODEL, NAMES, BdfZRatios, bdf_z
from simulator.domain.risk.profile import profile_of
from simulator.domain.risk.result import Score


@dataclass(frozen=True, slots=True)
class BdfZInputs:
    """Amounts in any single unit, flows over twelve months; TTC amounts include VAT.

    ``invested`` is gross fixed assets + BFRE; ``customer_credit`` is work in progress +
    receivables (with discounted bills) - advances received; ``financial_debt`` includes
    overdrafts and discounted bills.
    """

    interest: Number
    ebe: Number
    stable_resources: Number
    invested: Number
    caf: Number
    financial_debt: Number
    sales: Number
    trade_debts: Number
    purchases_ttc: Number
    value_added: Number
    previous_value_added: Number
    customer_credit: Number
    production_ttc: Number
    investments: Number


def bdf_z_ratios(inputs: BdfZInputs, *, basis: int = COMMERCIAL_YEAR) -> BdfZRatios | NotComputable:
    """Compute the ratios in percent and days; ``NotComputable`` on a nil denominator."""
    i = inputs
    va = decimal_of("value_added", i.value_added)
    growth = va - decimal_of("previous_value_added", i.previous_value_added)
    computed = (
        ratio(NAMES["r1"], i.interest, i.ebe, reason="ebe_not_positive"),
        ratio(NAMES["r2"], i.stable_resources, i.invested, reason="invested_not_positive"),
        ratio(NAMES["r3"], i.caf, i.financial_debt, reason="debts_not_positive"),
        ratio(NAMES["r4"], i.ebe, i.sales, reason="turnover_not_positive"),
        in_days(
            NAMES["r5"],
            i.trade_debts,
            i.purchases_ttc,
            basis=basis,
            reason="purchases_not_positive",
        ),
        ratio(
            NAMES["r6"], growth, i.previous_value_added, reason="previous_value_added_not_positive"
        ),
        in_days(
            NAMES["r7"],
            i.customer_credit,
            i.production_ttc,
            basis=basis,
            reason="production_not_positive",
        ),
        ratio(NAMES["r8"], i.investments, va, reason="value_added_not_positive"),
    )
    values: list[Decimal] = []
    origins: list[Ratio] = []
    for item in computed:
        if isinstance(item, NotComputable):
            return item
        values.append(item.value if item.basis else item.value * 100)
        origins.append(item)
    return BdfZRatios(*values, origins=tuple(origins))


def inputs_of(
    statement: Statement, previous: Statement, *, vat_rate: Decimal = STANDARD_VAT
) -> BdfZInputs:
    """Read the inputs in two years, in euros, flows brought to twelve months.

    Physical investments are the detail ``inv`` (form 2054); leasing is not put back.
    """

    def yearly(cents: Decimal | int) -> Decimal:
        return annual("flow", Decimal(cents).scaleb(-2), statement.months)

    before = annual("previous", euros(sig.value_added(previous)), previous.months)
    invested = statement.value("BJ") + operating_requirement(statement)
    return BdfZInputs(
        interest=yearly(statement.value("GU")),
        ebe=yearly(sig.ebe(statement)),
        stable_resources=euros(stable_resources(statement)),
        invested=Decimal(invested).scaleb(-2),
        caf=yearly(caf(statement)),
        financial_debt=Decimal(reading.financial_debt(statement) + statement["eene"]).scaleb(-2),
        sales=yearly(reading.sales(statement)),
        trade_debts=euros(statement["DX"]),
        purchases_ttc=yearly(purchases_with_vat(statement, vat_rate)),
        value_added=yearly(sig.value_added(statement)),
        previous_value_added=before,
        customer_credit=euros(statement.values("BN", "BP", "-DW", "BX", "eene")),
        production_ttc=yearly(production_with_vat(statement, vat_rate)),
        investments=yearly(statement["inv"]),
    )


def bdf_z_of(
    statement: Statement,
    previous: Statement,
    identity: Identity | None = None,
    *,
    vat_rate: Decimal = STANDARD_VAT,
    basis: int = COMMERCIAL_YEAR,
) -> Score | NotComputable:
    """Score a producer from two yearly statements.

    ``NotComputable("not_for_trade")`` when most sales are goods resold or the NAF code says trade.
    """
    if statement.value("FC") * 2 > reading.sales(statement):
        return NotComputable("not_for_trade", {"goods_sold": statement.value("FC")})
    ratios = bdf_z_ratios(inputs_of(statement, previous, vat_rate=vat_rate), basis=basis)
    if isinstance(ratios, NotComputable):
        return ratios
    return bdf_z(ratios, profile_of(statement, identity))


def mistakes(inputs: BdfZInputs, *, vat_rate: Decimal = STANDARD_VAT) -> tuple[Mistake, ...]:
    """Return the wrong values of Z foreseen from accounts; empty when Z does not exist.

    ``purchases_ht``, ``production_ht``: VAT left out of R5 or R7. ``basis_365``: both on a civil
    year. ``growth_on_current``: growth of VA over the year itself.
    """
    right = bdf_z_ratios(inputs)
    if isinstance(right, NotComputable):
        return ()
    values = right.values()
    taxed = 1 + decimal_of("vat_rate", vat_rate)
    va = decimal_of("value_added", inputs.value_added)
    before = decimal_of("previous_value_added", inputs.previous_value_added)
    civil = {n: v * 365 / 360 if n in DAYS else v for n, v in values.items()}
    return (
        Mistake("purchases_ht", MODEL.value(values | {"r5": values["r5"] * taxed})),
        Mistake("production_ht", MODEL.value(values | {"r7": values["r7"] * taxed})),
        Mistake("basis_365", MODEL.value(civil)),
        Mistake("growth_on_current", MODEL.value(values | {"r6": (va - before) / va * 100})),
    )
