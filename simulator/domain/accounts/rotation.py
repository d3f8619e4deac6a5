"""Plain rotations: days of stock, customers and suppliers, normative needs."""

from __future__ import annotations

from decimal import Decimal

from simulator.domain.accounts.numbers import Number, decimal_of
from simulator.domain.accounts.ratio import Ratio, in_days, ratio
from simulator.domain.results import NotComputable, Unit


def average_stock(opening: Number, closing: Number) -> Decimal:
    """Return the plain average of the opening and closing stock."""
    return (decimal_of("opening", opening) + decimal_of("closing", closing)) / 2


def stock_days(
    name: str, opening: Number, closing: Number, cost: Number, *, basis: int
) -> Ratio | NotComputable:
    """Return average stock ÷ cost of what was sold × basis, in days."""
    average = average_stock(opening, closing)
    return in_days(name, average, cost, basis=basis, reason="cost_not_positive")


def stock_turns(name: str, opening: Number, closing: Number, cost: Number) -> Ratio | NotComputable:
    """Return how many times a year the average stock is renewed."""
    average = average_stock(opening, closing)
    return ratio(name, cost, average, unit=Unit.COUNT, reason="stock_not_positive")


def with_vat(amount: Number, vat_rate: Number, *, taxed_share: Number = 1) -> Decimal:
    """Return an amount including VAT borne by a share of it (1: all of it)."""
    taxed = decimal_of("vat_rate", vat_rate) * decimal_of("taxed_share", taxed_share)
    return decimal_of("amount", amount) * (1 + taxed)


def normative_days(
    days: Number, structure_part: Number, structure_whole: Number
) -> Decimal | NotComputable:
    """Return a flow time in days of sales: days × structure coefficient (part ÷ sales)."""
    coefficient = ratio("structure", structure_part, structure_whole)
    if isinstance(coefficient, NotComputable):
        return coefficient
    return decimal_of("days", days) * coefficient.value
