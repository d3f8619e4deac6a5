"""One customer in its portfolio: what every figure of exercises and lessons is read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from simulator.domain.accounts.statement import Statement
from simulator.domain.portfolio import Customer, Portfolio


@dataclass(frozen=True, slots=True)
class Case:
    """A customer with a year of accounts, the one before, how it pays, and its place among others.

    ``open_total`` and ``invoiced_total`` are those of the portfolio, in cents; ``sector_late`` is
    the share of the receivables of the customer's sector that is more than 30 days late.
    """

    portfolio: Portfolio
    customer: Customer
    statement: Statement | None
    previous: Statement | None
    pays: Mapping[str, int]
    open_total: int = 0
    invoiced_total: int = 0
    sector_late: Fraction = Fraction(0)

    def years_since(self, day: date) -> Fraction:
        """Return the years from a day to that of the portfolio (365 days a year)."""
        return Fraction((self.portfolio.as_of - day).days, 365)
