"""Receipts of one's own portfolio: by month against the forecast, credits left, promises due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from simulator.domain.indicators import receipts
from simulator.domain.indicators.receipts import Month, Unallocated
from simulator.domain.money import Cents
from simulator.domain.portfolio import Customer, Portfolio
from simulator.services import promises
from simulator.services.promises import Pledge

MONTHS = 6
_PROMISED_MOST = 30


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit to allocate and whose it is."""

    customer: Customer
    credit: Unallocated
    days: int


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise that is due or broken, and whose it is."""

    customer: Customer
    pledge: Pledge


@dataclass(frozen=True, slots=True)
class Receipts:
    """All that the page shows; the current month is the last, up to the day of the portfolio."""

    as_of: date
    months: tuple[Month, ...]
    ahead: Cents
    credits: tuple[Credit, ...]
    promises: tuple[Promised, ...]

    @property
    def to_allocate(self) -> Cents:
        """Return the credits to allocate, in cents."""
        return Cents(sum(one.credit.amount for one in self.credits))


def of_portfolio(portfolio: Portfolio) -> Receipts:
    """Return the receipts of a portfolio on its day."""
    ledger, on, customers = portfolio.ledger, portfolio.as_of, portfolio.customers
    return Receipts(
        on,
        receipts.by_month(ledger, on, MONTHS),
        receipts.ahead(ledger, on),
        tuple(
            Credit(customers[one.customer], one, (on - one.since).days)
            for one in receipts.unallocated(ledger, on)
        ),
        _promised(portfolio),
    )


def _promised(portfolio: Portfolio) -> tuple[Promised, ...]:
    """Return the promises to come and those broken, the nearest day first."""
    found = [
        Promised(customer, pledge)
        for customer in portfolio.customers
        for pledge in promises.of_customer(portfolio, customer.id)
        if pledge.state != "kept"
    ]
    found.sort(key=lambda one: (abs((one.pledge.due - portfolio.as_of).days), one.customer.id))
    return tuple(found[:_PROMISED_MOST])
