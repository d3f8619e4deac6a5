"""One customer in its portfolio: what every figure of exercises and lessons is read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from simulator.domain.accounts.statement import Statement
from simulator.domain.exercises.claims import Claims
from simulator.domain.exercises.pilot import Pilot
from simulator.domain.luck import Luck
from simulator.domain.portfolio import Customer, Portfolio
from simulator.domain.rates import LawBook


@dataclass(frozen=True, slots=True)
class Case:
    """A customer with a year of accounts, the one before, how it pays, and its place among others.

    ``totals`` add the columns of ``pays`` over the portfolio, in cents; ``sector_late`` is the
    share of the receivables of the customer's sector that is more than 30 days late; ``months`` is
    what it was invoiced in each of the last twelve months, VAT included.
    """

    portfolio: Portfolio
    customer: Customer
    statement: Statement | None
    previous: Statement | None
    pays: Mapping[str, int]
    totals: Mapping[str, int] = field(default_factory=dict)
    sector_late: Fraction = Fraction(0)
    claims: Claims = field(default_factory=lambda: Claims(None, None, (), ()))
    months: tuple[int, ...] = ()
    law: LawBook = field(default_factory=lambda: LawBook({}))
    seen: Pilot | None = None

    @property
    def pilot(self) -> Pilot:
        """Return the indicators of the portfolio, those of its world when it has them."""
        return self.seen or Pilot(self.portfolio)

    @property
    def open_total(self) -> int:
        """Return the receivables of the whole portfolio, credit balances counted for nothing."""
        return self.totals.get("open", 0)

    @property
    def invoiced_total(self) -> int:
        """Return what the portfolio was invoiced over twelve months, VAT included."""
        return self.totals.get("invoiced", 0)

    def years_since(self, day: date) -> Fraction:
        """Return the years from a day to that of the portfolio (365 days a year)."""
        return Fraction((self.portfolio.as_of - day).days, 365)

    def drawn(self, purpose: str, low: int, high: int) -> int:
        """Return a whole number of this customer's file, always the same, both ends included."""
        luck = Luck(self.portfolio.seed)
        return low + luck.below(high - low + 1, f"exercise file: {purpose}", self.customer.id)

    def day(self, purpose: str, low: int, high: int) -> date:
        """Return a day of this customer's file, so many days from that of the portfolio."""
        return self.portfolio.as_of + timedelta(days=self.drawn(purpose, low, high))
