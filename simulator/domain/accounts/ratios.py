"""Every ratio of a financial reading, from a statement: definition, value, days, steps.

Flows set against a stock are brought to twelve months. Scores and liquidity use net assets;
working capital uses gross ones. Receivables and payables carry VAT, so they are divided by flows
with VAT; exports carry none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from simulator.domain.accounts import reading, sig
from simulator.domain.accounts.annual import annual
from simulator.domain.accounts.caf import caf
from simulator.domain.accounts.functional import functional_of
from simulator.domain.accounts.numbers import decimal_of
from simulator.domain.accounts.ratio import COMMERCIAL_YEAR, Ratio, in_days, ratio
from simulator.domain.accounts.statement import Statement
from simulator.domain.money import euros
from simulator.domain.refusals import OutOfRange, UnknownChoice
from simulator.domain.results import NotComputable, Unit

Amount = Callable[[Statement], int]
STANDARD_VAT = Decimal("0.2")
"""Standard VAT rate in mainland France since 1 January 2014 (CGI art. 278)."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A quotient of two amounts; ``top_flow`` and ``bottom_flow`` are brought to twelve months.

    ``reason`` is the code given when the denominator is zero or negative.
    """

    top: Amount
    bottom: Amount
    reason: str
    top_flow: bool = False
    bottom_flow: bool = False
    unit: Unit = Unit.RATIO


def _net_debt(s: Statement) -> int:
    return reading.financial_debt(s) - reading.net_cash_assets(s)


def _net_cash(s: Statement) -> int:
    return functional_of(s).net_cash


def _frng(s: Statement) -> int:
    return functional_of(s).frng


def _bfr(s: Statement) -> int:
    return functional_of(s).bfr


def _interest(s: Statement) -> int:
    return s.value("GU")


_NO_ASSETS, _NO_EQUITY = "total_assets_not_positive", "equity_not_positive"
_NO_SALES, _NO_DEBT = "turnover_not_positive", "debts_not_positive"
_NO_EBE, _NO_INTEREST = "ebe_not_positive", "no_interest"
_NO_VA, _NO_CAF = "value_added_not_positive", "caf_not_positive"
_NO_CAPITAL = "permanent_capital_not_positive"

DEFINITIONS: Mapping[str, Definition] = {
    "autonomie_financiere": Definition(reading.equity, reading.total_assets, _NO_ASSETS),
    "capacite_endettement": Definition(reading.equity, reading.permanent_capital, _NO_CAPITAL),
    "endettement_terme": Definition(reading.long_term_debt, reading.equity, _NO_EQUITY),
    "endettement_financier": Definition(reading.financial_debt, reading.equity, _NO_EQUITY),
    "gearing_net": Definition(_net_debt, reading.equity, _NO_EQUITY),
    "capacite_remboursement": Definition(
        reading.stable_financial_debt, caf, _NO_CAF, bottom_flow=True, unit=Unit.YEARS
    ),
    "dette_nette_caf": Definition(_net_debt, caf, _NO_CAF, bottom_flow=True, unit=Unit.YEARS),
    "liquidite_generale": Definition(
        reading.net_current_assets, reading.short_term_debts, _NO_DEBT
    ),
    "liquidite_reduite": Definition(reading.quick_assets, reading.short_term_debts, _NO_DEBT),
    "liquidite_immediate": Definition(reading.net_cash_assets, reading.short_term_debts, _NO_DEBT),
    "frais_financiers_ebe": Definition(_interest, sig.ebe, _NO_EBE),
    "frais_financiers_ca": Definition(_interest, reading.sales, _NO_SALES),
    "couverture_ebe": Definition(sig.ebe, _interest, _NO_INTEREST),
    "couverture_rex": Definition(sig.operating_result, _interest, _NO_INTEREST),
    "taux_marge_commerciale": Definition(
        sig.commercial_margin, lambda s: s.value("FC"), "goods_sold_not_positive"
    ),
    "taux_valeur_ajoutee": Definition(sig.value_added, reading.sales, _NO_SALES),
    "taux_ebe": Definition(sig.ebe, reading.sales, _NO_SALES),
    "taux_rex": Definition(sig.operating_result, reading.sales, _NO_SALES),
    "taux_resultat_net": Definition(sig.net_result, reading.sales, _NO_SALES),
    "personnel_va": Definition(reading.staff_costs, sig.value_added, _NO_VA),
    "rentabilite_financiere": Definition(sig.net_result, reading.equity, _NO_EQUITY, top_flow=True),
    "rentabilite_economique": Definition(
        sig.operating_result, reading.total_assets, _NO_ASSETS, top_flow=True
    ),
    "rotation_actif": Definition(reading.sales, reading.total_assets, _NO_ASSETS, top_flow=True),
}
"""Ratios of amounts, by their French name."""

DAYS_OF_SALES: Mapping[str, Amount] = {
    "frng_jours_ca": _frng,
    "bfr_jours_ca": _bfr,
    "tresorerie_jours_ca": _net_cash,
}
"""Functional balances counted in days of sales excluding VAT."""


def sales_with_vat(s: Statement, vat_rate: Decimal) -> Decimal:
    """Return sales including VAT, in cents: VAT on the domestic share only (exports: FK)."""
    return Decimal(reading.sales(s)) + reading.domestic_sales(s) * _checked(vat_rate)


def production_with_vat(s: Statement, vat_rate: Decimal) -> Decimal:
    """Return production including VAT, in cents: sold, stocked and capitalised.

    Exports of production (FE + FH) carry no VAT.
    """
    made = sig.production(s)
    return Decimal(made) + (made - s.add("FE", "FH")) * _checked(vat_rate)


def purchases_with_vat(s: Statement, vat_rate: Decimal) -> Decimal:
    """Return purchases and external charges including VAT, in cents: (FS + FU + FW)(1 + VAT)."""
    return Decimal(s.values("FS", "FU", "FW")) * (1 + _checked(vat_rate))


def _checked(vat_rate: Decimal) -> Decimal:
    rate = decimal_of("vat_rate", vat_rate)
    if not 0 <= rate < 1:
        raise OutOfRange("vat_rate", vat_rate, 0, 1)
    return rate


def ratio_of(name: str, statement: Statement) -> Ratio | NotComputable:
    """Compute one ratio of ``DEFINITIONS``; amounts inside are in euros.

    ``UnknownChoice`` when the name is not there.
    """
    definition = DEFINITIONS.get(name)
    if definition is None:
        raise UnknownChoice("ratio", name, tuple(DEFINITIONS))
    top = _amount(statement, definition.top, flow=definition.top_flow)
    bottom = _amount(statement, definition.bottom, flow=definition.bottom_flow)
    return ratio(name, top, bottom, unit=definition.unit, reason=definition.reason)


def _amount(statement: Statement, amount: Amount, *, flow: bool) -> Decimal:
    value = Decimal(amount(statement)).scaleb(-2)
    return annual("flow", value, statement.months) if flow else value


def _flow(statement: Statement, cents: Decimal | int) -> Decimal:
    return annual("flow", Decimal(cents).scaleb(-2), statement.months)


def dso_of(s: Statement, *, vat_rate: Decimal, basis: int) -> Ratio | NotComputable:
    """Return days of customer credit: (receivables + discounted bills - advances) ÷ sales TTC."""
    outstanding = euros(s.values("BX", "eene", "-DW"))
    flow = _flow(s, sales_with_vat(s, vat_rate))
    return in_days("credit_clients", outstanding, flow, basis=basis, reason=_NO_SALES)


def dpo_of(s: Statement, *, vat_rate: Decimal, basis: int) -> Ratio | NotComputable:
    """Return days of supplier credit: suppliers ÷ purchases TTC."""
    flow = _flow(s, purchases_with_vat(s, vat_rate))
    return in_days(
        "credit_fournisseurs", euros(s["DX"]), flow, basis=basis, reason="purchases_not_positive"
    )


_STOCK_DAYS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "rotation_marchandises": (("BT",), ("FS", "FT")),
    "rotation_matieres": (("BL",), ("FU", "FV")),
}


def stock_days_of(
    name: str, s: Statement, previous: Statement | None = None, *, basis: int
) -> Ratio | NotComputable:
    """Return days of stock: average stock ÷ cost of what was sold or consumed.

    The average is that of the closing and of the opening stock; the latter comes from the
    ``previous`` year, else from the variation of the year.
    """
    if name not in _STOCK_DAYS:
        raise UnknownChoice("stock", name, tuple(_STOCK_DAYS))
    stock, cost = _STOCK_DAYS[name]
    closing = s.values(*stock)
    opening = previous.values(*stock) if previous else closing + s[cost[1]]
    average = Decimal(closing + opening).scaleb(-2) / 2
    flow = _flow(s, s.values(*cost))
    return in_days(name, average, flow, basis=basis, reason="cost_not_positive")


def ratios_of(
    statement: Statement,
    previous: Statement | None = None,
    *,
    vat_rate: Decimal = STANDARD_VAT,
    basis: int = COMMERCIAL_YEAR,
) -> dict[str, Ratio | NotComputable]:
    """Compute every ratio of a statement, by name; days on a year of ``basis`` days."""
    found = {name: ratio_of(name, statement) for name in DEFINITIONS}
    flow = _flow(statement, reading.sales(statement))
    for name, amount in DAYS_OF_SALES.items():
        value = Decimal(amount(statement)).scaleb(-2)
        found[name] = in_days(name, value, flow, basis=basis, reason=_NO_SALES)
    found["credit_clients"] = dso_of(statement, vat_rate=vat_rate, basis=basis)
    found["credit_fournisseurs"] = dpo_of(statement, vat_rate=vat_rate, basis=basis)
    for name in _STOCK_DAYS:
        found[name] = stock_days_of(name, statement, previous, basis=basis)
    return found
