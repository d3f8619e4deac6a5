"""Credit lines decided since the snapshot: put in the customers' files when a portfolio is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from simulator.domain.money import Cents
from simulator.domain.portfolio import Portfolio


def with_lines(portfolio: Portfolio, lines: Mapping[int, Cents]) -> Portfolio:
    """Return the portfolio with these lines (cents, zero is a refusal) by number of customer.

    Numbers that are not in the portfolio are left out; without any, it is the same portfolio.
    """
    if not any(customer.id in lines for customer in portfolio.customers):
        return portfolio
    customers = tuple(
        replace(customer, limit=lines[customer.id]) if customer.id in lines else customer
        for customer in portfolio.customers
    )
    return replace(portfolio, customers=customers)
