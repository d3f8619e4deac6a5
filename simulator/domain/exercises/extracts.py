"""Extracts of a portfolio as a credit manager's software exports them: rows of named columns.

Values are exact, for formulas (cents, days as numbers) and for sheets (cents, dates, names).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from simulator.domain.dates import to_day
from simulator.domain.exercises.claims import Claim
from simulator.domain.exercises.world import World
from simulator.domain.portfolio import Customer
from simulator.domain.tables import Kind, Plain


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what the sheet shows by column, what formulas compute on."""

    shown: Mapping[str, Plain]
    figures: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Extract:
    """A kind of extract: its columns in their usual order, and the rows of some customers."""

    columns: Mapping[str, Kind]
    lines: Callable[[World, Sequence[Customer]], tuple[Line, ...]]


def _line(columns: Mapping[str, Kind], shown: Mapping[str, Plain]) -> Line:
    figures = {}
    for name, kind in columns.items():
        value = shown[name]
        if kind is Kind.DATE:
            figures[name] = Fraction(to_day(value))  # type: ignore[arg-type] # dates by their kind
        elif kind is not Kind.TEXT and value is not None:
            figures[name] = Fraction(value)  # type: ignore[arg-type] # figures by their kind
    return Line(shown, figures)


_ITEM = {
    "customer": Kind.TEXT,
    "number": Kind.TEXT,
    "issued": Kind.DATE,
    "due": Kind.DATE,
    "gross": Kind.CENTS,
    "left": Kind.CENTS,
    "disputed": Kind.CENTS,
}


def _items(world: World, customers: Sequence[Customer]) -> tuple[Line, ...]:
    """Return the open invoices of customers, by customer then due date; amounts include VAT."""

    def row(customer: Customer, claim: Claim) -> Line:
        shown: dict[str, Plain] = {
            "customer": customer.identity.name,
            "number": f"F-{claim.number}",
            "issued": claim.issued,
            "due": claim.due,
            "gross": claim.gross,
            "left": claim.left,
            "disputed": claim.left if claim.disputed else 0,
        }
        return _line(_ITEM, shown)

    found = []
    for customer in sorted(customers, key=lambda one: (one.identity.name, one.id)):
        unpaid = world.case(customer).claims.unpaid
        found += [row(customer, one) for one in sorted(unpaid, key=lambda c: (c.due, c.number))]
    return tuple(found)


_CUSTOMER = {
    "customer": Kind.TEXT,
    "limit": Kind.CENTS,
    "exposure": Kind.CENTS,
    "overdue": Kind.CENTS,
    "overdue_60": Kind.CENTS,
    "disputed": Kind.CENTS,
    "invoiced": Kind.CENTS,
}


def _customers(world: World, customers: Sequence[Customer]) -> tuple[Line, ...]:
    """Return customers with their line and what they owe, by name; no line is a line of zero."""
    found = []
    for customer in sorted(customers, key=lambda one: (one.identity.name, one.id)):
        pays = world.behaviour.row(customer.id)
        shown: dict[str, Plain] = {
            "customer": customer.identity.name,
            "limit": customer.limit or 0,
            "exposure": pays["open"],
            **{name: pays[name] for name in ("overdue", "overdue_60", "disputed", "invoiced")},
        }
        found.append(_line(_CUSTOMER, shown))
    return tuple(found)


EXTRACTS: Mapping[str, Extract] = {
    "open_items": Extract(_ITEM, _items),
    "customers": Extract(_CUSTOMER, _customers),
}
"""Extracts by the name that an exercise file gives."""
