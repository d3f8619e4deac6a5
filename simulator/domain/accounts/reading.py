"""Reading a statement: net values, the sums every formula needs, the checks of the form."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.domain.accounts.liasse import (
    FINANCIAL_DEBTS,
    IMPAIRMENTS,
    LINES,
    PARTIAL_TOTALS,
    STOCK_IMPAIRMENTS,
    STOCKS,
    TOTALS,
    Form,
)
from simulator.domain.accounts.statement import Statement
from simulator.domain.money import ZERO, Cents
from simulator.domain.refusals import UnknownChoice


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A total that is not the sum of its parts: its code, what is stated, what the parts give."""

    code: str
    stated: Cents
    computed: Cents

    @property
    def gap(self) -> Cents:
        """Return what is stated less what is computed."""
        return Cents(self.stated - self.computed)


def net(statement: Statement, code: str) -> Cents:
    """Return the net value of an asset line; ``UnknownChoice`` when the code is not an asset."""
    if code not in IMPAIRMENTS:
        raise UnknownChoice("code", code, tuple(IMPAIRMENTS))
    return statement.values(code, f"-{IMPAIRMENTS[code]}")


def total_assets(statement: Statement) -> Cents:
    """Return the net balance-sheet total (EE), read among assets when no liability is known."""
    return statement.value("EE") or net(statement, "CO")


def sales(statement: Statement) -> Cents:
    """Return sales excluding VAT (FL)."""
    return statement.value("FL")


def production_sold(statement: Statement) -> Cents:
    """Return goods and services produced and sold (FF + FI), also from sales less goods resold."""
    return statement.values("FL", "-FC")


def domestic_sales(statement: Statement) -> Cents:
    """Return sales that carry VAT: all but exports (FK)."""
    return statement.values("FL", "-FK")


def equity(statement: Statement) -> Cents:
    """Return capitaux propres (DL)."""
    return statement.value("DL")


def debts(statement: Statement) -> Cents:
    """Return all debts (EC), deferred income included."""
    return statement.value("EC")


def financial_debt(statement: Statement) -> Cents:
    """Return borrowings, bank overdrafts included (DS + DT + DU + DV)."""
    return statement.values(*FINANCIAL_DEBTS)


def stable_financial_debt(statement: Statement) -> Cents:
    """Return borrowings without bank overdrafts (DS + DT + DU + DV - EH)."""
    return Cents(financial_debt(statement) - statement["EH"])


def long_term_debt(statement: Statement) -> Cents:
    """Return financial debt due in more than a year.

    Instalments of the year come from the detail ``d1a``, else from the footnote EG of form 2051
    (debts due within a year), else are taken as nil.
    """
    stable = stable_financial_debt(statement)
    if statement.states("d1a") or not statement.states("EG"):
        return Cents(stable - statement["d1a"])
    return Cents(min(stable, max(0, debts(statement) - statement["EG"])))


def short_term_debts(statement: Statement) -> Cents:
    """Return debts due within a year, overdrafts and instalments included."""
    return Cents(debts(statement) - long_term_debt(statement))


def permanent_capital(statement: Statement) -> Cents:
    """Return DL + DO + DR + financial debt due in more than a year (net reading)."""
    return Cents(statement.values("DL", "DO", "DR") + long_term_debt(statement))


def net_stocks(statement: Statement) -> Cents:
    """Return stocks and work in progress net of impairments."""
    return Cents(statement.values(*STOCKS) - statement.values(*STOCK_IMPAIRMENTS))


def net_current_assets(statement: Statement) -> Cents:
    """Return current assets net of impairments (CJ - CK), prepaid expenses included."""
    return net(statement, "CJ")


def quick_assets(statement: Statement) -> Cents:
    """Return réalisable et disponible: net current assets less net stocks."""
    return Cents(net_current_assets(statement) - net_stocks(statement))


def net_cash_assets(statement: Statement) -> Cents:
    """Return marketable securities and cash, net."""
    return Cents(net(statement, "CD") + net(statement, "CF"))


def staff_costs(statement: Statement) -> Cents:
    """Return wages and social charges (FY + FZ)."""
    return statement.values("FY", "FZ")


def check(statement: Statement) -> tuple[Discrepancy, ...]:
    """Return every stated total that is not the sum of its parts, and the balance-sheet identity.

    Only totals of which at least one part is stated are checked. The identity is named ``EE`` (net
    assets against liabilities), the result carried to the balance sheet ``DI``.
    """
    found = [
        Discrepancy(code, statement[code], statement.values(*parts))
        for code, parts in TOTALS.items()
        if code not in PARTIAL_TOTALS
        and statement.states(code)
        and statement.states(*(part.removeprefix("-") for part in parts))
    ]
    if any(code in LINES and LINES[code].form is Form.ASSETS for code in statement.lines):
        found.append(Discrepancy("EE", statement.value("EE"), net(statement, "CO")))
    if statement.states("DI") and sales(statement) != ZERO:
        found.append(Discrepancy("DI", statement["DI"], statement.value("HN")))
    return tuple(item for item in found if item.gap != ZERO)


def balances(statement: Statement) -> bool:
    """Say whether net assets equal liabilities, to the cent."""
    return net(statement, "CO") == statement.value("EE")
