"""The financial (liquidity) balance sheet: net assets and maturities; another animal than FRNG."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.domain.accounts.numbers import euro_formula
from simulator.domain.accounts.reading import (
    net,
    net_current_assets,
    permanent_capital,
    short_term_debts,
)
from simulator.domain.accounts.statement import Statement
from simulator.domain.money import Cents
from simulator.domain.results import Step, Unit


@dataclass(frozen=True, slots=True)
class Liquidity:
    """Permanent capital against net assets of more than a year, in cents."""

    permanent_capital: Cents
    long_assets: Cents

    @property
    def working_capital(self) -> Cents:
        """Return the liquidity working capital (« fonds de roulement financier »)."""
        return Cents(self.permanent_capital - self.long_assets)

    @property
    def step(self) -> Step:
        """Return the line of computation."""
        formula = euro_formula([self.permanent_capital], [self.long_assets])
        return Step("liquidity_working_capital", formula, self.working_capital, Unit.CENTS)


def liquidity_of(statement: Statement) -> Liquidity:
    """Return the liquidity reading from the top: net fixed assets taken as due after a year."""
    return Liquidity(permanent_capital(statement), net(statement, "BJ"))


def working_capital_from_below(statement: Statement) -> Cents:
    """Return net current assets less debts due within a year, in cents."""
    return Cents(net_current_assets(statement) - short_term_debts(statement))
