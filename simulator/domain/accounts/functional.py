"""The functional balance sheet: gross assets, depreciation among resources; FRNG, BFR and net cash.

Never to be mixed with the liquidity reading (``liquidity.py``), made of net assets and maturities.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulator.domain.accounts.liasse import STOCKS
from simulator.domain.accounts.numbers import euro_formula
from simulator.domain.accounts.reading import financial_debt
from simulator.domain.accounts.statement import Statement
from simulator.domain.money import ZERO, Cents
from simulator.domain.results import Step, Unit


@dataclass(frozen=True, slots=True)
class FunctionalMasses:
    """The eight masses of a functional balance sheet, in cents and gross."""

    stable_resources: Cents
    stable_uses: Cents
    operating_assets: Cents
    operating_debts: Cents
    other_assets: Cents
    other_debts: Cents
    cash_assets: Cents
    cash_debts: Cents


@dataclass(frozen=True, slots=True)
class Functional:
    """FRNG, working capital requirement and net cash, in cents; ``masses`` when they are known."""

    frng: Cents
    bfre: Cents
    bfrhe: Cents
    masses: FunctionalMasses | None = None

    @property
    def bfr(self) -> Cents:
        """Return BFRE + BFRHE."""
        return Cents(self.bfre + self.bfrhe)

    @property
    def net_cash(self) -> Cents:
        """Return trésorerie nette from the top of the balance sheet: FRNG - BFR."""
        return Cents(self.frng - self.bfr)

    @property
    def net_cash_by_accounts(self) -> Cents | None:
        """Return trésorerie nette from its accounts, ``None`` when the masses are not known."""
        if self.masses is None:
            return None
        return Cents(self.masses.cash_assets - self.masses.cash_debts)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return ``incoherent_balance_sheet`` when both net cash figures differ."""
        by_accounts = self.net_cash_by_accounts
        if by_accounts is None or by_accounts == self.net_cash:
            return ()
        return ("incoherent_balance_sheet",)

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the lines of computation, in euros."""
        lines = [] if self.masses is None else _mass_steps(self, self.masses)
        bfr = euro_formula([self.bfre, self.bfrhe])
        cash = euro_formula([self.frng], [self.bfr])
        lines.append(Step("bfr", bfr, self.bfr, Unit.CENTS))
        lines.append(Step("net_cash", cash, self.net_cash, Unit.CENTS))
        return tuple(lines)


def _mass_steps(result: Functional, m: FunctionalMasses) -> list[Step]:
    rows = (
        ("frng", m.stable_resources, m.stable_uses, result.frng),
        ("bfre", m.operating_assets, m.operating_debts, result.bfre),
        ("bfrhe", m.other_assets, m.other_debts, result.bfrhe),
    )
    return [Step(name, euro_formula([a], [b]), c, Unit.CENTS) for name, a, b, c in rows]


def functional(masses: FunctionalMasses) -> Functional:
    """Return FRNG, BFRE and BFRHE of eight masses."""
    return Functional(
        Cents(masses.stable_resources - masses.stable_uses),
        Cents(masses.operating_assets - masses.operating_debts),
        Cents(masses.other_assets - masses.other_debts),
        masses,
    )


def stable_resources(s: Statement, *, partners_stable: bool = True) -> Cents:
    """Return equity + quasi-equity + depreciation + provisions + debt without overdrafts, in cents.

    Partners' accounts (DV) are stable unless ``partners_stable`` says otherwise. Capital not
    called (AA) and redemption premiums (CM) are taken off.
    """
    own = s.values("DL", "DO", "DR", "1A", "-AA", "-CM")
    debt = financial_debt(s) - s["EH"] - (ZERO if partners_stable else s["DV"])
    return Cents(own + debt)


def stable_uses(s: Statement) -> Cents:
    """Return gross fixed assets, with issue costs to be spread (CW), in cents."""
    return s.values("BJ", "CW")


def operating_requirement(s: Statement) -> Cents:
    """Return BFR d'exploitation, in cents: gross, discounted bills put back among receivables."""
    masses = masses_of(s)
    return Cents(masses.operating_assets - masses.operating_debts)


def masses_of(s: Statement, *, partners_stable: bool = True) -> FunctionalMasses:
    """Sort the lines of a statement into the eight masses.

    Discounted bills (detail ``eene``) are added to receivables and to cash debts alike. Prepaid
    expenses and deferred income are taken as operating, translation differences and called
    capital as non-operating.
    """
    partners = ZERO if partners_stable else s["DV"]
    return FunctionalMasses(
        stable_resources=stable_resources(s, partners_stable=partners_stable),
        stable_uses=stable_uses(s),
        operating_assets=s.values(*STOCKS, "BV", "BX", "CH", "eene"),
        operating_debts=s.values("DW", "DX", "DY", "EB"),
        other_assets=s.values("BZ", "CB", "CN"),
        other_debts=s.values("DZ", "EA", "ED"),
        cash_assets=s.values("CD", "CF"),
        cash_debts=Cents(s.values("EH", "eene") + partners),
    )


def functional_of(statement: Statement, *, partners_stable: bool = True) -> Functional:
    """Return FRNG, BFR and net cash of a statement, in cents."""
    return functional(masses_of(statement, partners_stable=partners_stable))
