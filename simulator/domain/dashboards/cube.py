"""The portfolio as a small star: open documents in the middle, customers, days and ages around."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from simulator.domain.dashboards.series import AXES
from simulator.domain.dates import from_day, to_day
from simulator.domain.indicators.ageing import bands
from simulator.domain.indicators.conventions import DEFAULT
from simulator.domain.ledger.balances import disputed_at, open_at
from simulator.domain.money import Cents
from simulator.domain.portfolio import Portfolio


class Axis(StrEnum):
    """The dimensions of the star."""

    SECTOR = "sector"
    SELLER = "seller"
    CLASS = "class"
    AGE = "age"


class Amount(StrEnum):
    """The measures of the star."""

    OPEN = "open"
    OVERDUE = "overdue"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Fact:
    """One open document with its place on every axis; amounts in cents including VAT."""

    customer: int
    name: str
    number: int
    issued: date
    due: date
    days_late: int
    amounts: Mapping[Amount, int]
    places: Mapping[Axis, str]


@dataclass(frozen=True, slots=True)
class Pivot:
    """Sums of a measure by two axes; every row and column adds up to the total."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cents]

    def row(self, name: str) -> Cents:
        """Return the total of a row."""
        return Cents(sum(amount for (row, _), amount in self.cells.items() if row == name))

    def column(self, name: str) -> Cents:
        """Return the total of a column."""
        return Cents(sum(amount for (_, column), amount in self.cells.items() if column == name))

    @property
    def total(self) -> Cents:
        """Return the sum of all cells."""
        return Cents(sum(self.cells.values()))


CREDITS = "Avoirs"
"""The place of credits on the axis of ages: netted in an old band, they would hide what is late."""
AGES: tuple[str, ...] = (*(band.label for band in bands(DEFAULT)), CREDITS)


def facts(portfolio: Portfolio) -> tuple[Fact, ...]:
    """Return the documents that are open on the day of a portfolio, the latest first."""
    ledger, day = portfolio.ledger, to_day(portfolio.as_of)
    left, disputed = open_at(ledger, day), disputed_at(ledger, day)
    documents = ledger.documents
    people = {one.id: one for one in portfolio.customers}
    found = []
    for row in np.flatnonzero(left).tolist():
        who, late = people[int(documents.customer[row])], day - int(documents.due[row])
        amount = int(left[row])
        places = {Axis(axis.value): read(who) for axis, read in AXES.items()}
        found.append(
            Fact(
                who.id,
                who.identity.name,
                int(documents.number[row]),
                from_day(int(documents.issued[row])),
                from_day(int(documents.due[row])),
                late,
                {
                    Amount.OPEN: amount,
                    Amount.OVERDUE: amount if late > 0 and amount > 0 else 0,
                    Amount.DISPUTED: int(disputed[row]),
                },
                {**places, Axis.AGE: _age(late) if amount > 0 else CREDITS},
            )
        )
    return tuple(sorted(found, key=lambda fact: (-fact.days_late, fact.number)))


def _age(late: int) -> str:
    bounds = (0, *DEFAULT.bands)
    return AGES[sum(late > bound for bound in bounds)]


def pivot(found: tuple[Fact, ...], rows: Axis, columns: Axis, amount: Amount) -> Pivot:
    """Return the sums of a measure by two axes."""
    cells: dict[tuple[str, str], Cents] = {}
    for fact in found:
        place = (fact.places[rows], fact.places[columns])
        cells[place] = Cents(cells.get(place, 0) + fact.amounts[amount])
    return Pivot(_names(found, rows), _names(found, columns), cells)


def _names(found: tuple[Fact, ...], axis: Axis) -> tuple[str, ...]:
    seen = {fact.places[axis] for fact in found}
    return tuple(name for name in AGES if name in seen) if axis is Axis.AGE else tuple(sorted(seen))


def drill(
    found: tuple[Fact, ...], places: Mapping[Axis, str], amount: Amount = Amount.OPEN
) -> tuple[Fact, ...]:
    """Return the documents behind a cell: those of the places given, where the measure is not 0."""
    return tuple(
        fact
        for fact in found
        if fact.amounts[amount] and all(fact.places[axis] == name for axis, name in places.items())
    )
