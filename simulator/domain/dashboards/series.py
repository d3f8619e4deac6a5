"""What a formula gives month after month, and on each part of the customers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from simulator.domain.dashboards.book import Book, month_ends
from simulator.domain.dashboards.judging import computed
from simulator.domain.dashboards.kpis import Kpi
from simulator.domain.portfolio import Customer

Found = Fraction | str


class Axis(StrEnum):
    """What customers are grouped by."""

    SECTOR = "sector"
    SELLER = "seller"
    CLASS = "class"


def risk_class(customer: Customer) -> str:
    """Return the class of credit of a customer, 1 the best; empty when it has no rating.

    The figure of the rating: ``G5+`` is of class 5; a letter without figure has none.
    """
    return next((sign for sign in customer.cotation or "" if sign.isdigit()), "")


AXES: Mapping[Axis, Callable[[Customer], str]] = {
    Axis.SECTOR: lambda customer: customer.identity.sector,
    Axis.SELLER: lambda customer: customer.sales_rep,
    Axis.CLASS: risk_class,
}


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the customers, how many they are, what a formula gives on them."""

    name: str
    customers: int
    value: Found


def by_month(kpi: Kpi, text: str, book: Book) -> tuple[tuple[date, Found], ...]:
    """Return what a formula gives at each month end of a year; raises ``BadExcel``."""
    return tuple((on, computed(kpi, text, book.at(on))) for on in month_ends(book))


def by_group(kpi: Kpi, text: str, book: Book, axis: Axis) -> tuple[Group, ...]:
    """Return what a formula gives on each part of the customers; raises ``BadExcel``."""
    parts: dict[str, set[int]] = {}
    for customer in book.customers:
        parts.setdefault(AXES[axis](customer), set()).add(customer.id)
    return tuple(
        Group(name, len(ids), computed(kpi, text, book.of(frozenset(ids))))
        for name, ids in sorted(parts.items())
    )
