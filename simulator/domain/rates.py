"""Dated values: legal rates and amounts that change, each with its source and level of proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from simulator.domain.money import Cents, cents
from simulator.domain.refusals import MissingRate, UnknownChoice
from simulator.domain.results import Confidence


@dataclass(frozen=True, slots=True)
class DatedRate:
    """One value, valid from a day to another included (``None``: until a new one is entered)."""

    start: date
    end: date | None
    value: Decimal
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class RateTable:
    """The successive values of one rate; gaps are refused, never filled."""

    name: str
    rates: tuple[DatedRate, ...]

    def on(self, day: date) -> DatedRate:
        """Return the value in force on a day; ``MissingRate`` when the table has none."""
        for rate in self.rates:
            if rate.start <= day and (rate.end is None or day <= rate.end):
                return rate
        raise MissingRate(self.name, day)


@dataclass(frozen=True, slots=True)
class LawBook:
    """Every dated table by name: what a rule needs to know of the law, as one value."""

    tables: Mapping[str, RateTable]

    def table(self, name: str) -> RateTable:
        """Return a table; ``UnknownChoice`` when the book has none of that name."""
        if name not in self.tables:
            raise UnknownChoice("table", name, tuple(sorted(self.tables)))
        return self.tables[name]

    def on(self, name: str, day: date) -> DatedRate:
        """Return the value in force on a day, with its source; ``MissingRate`` in a gap."""
        return self.table(name).on(day)

    def count(self, name: str, day: date) -> int:
        """Return a whole number of days, months, years or persons."""
        return int(self.on(name, day).value)

    def amount(self, name: str, day: date) -> Cents:
        """Return an amount kept in euros, as cents."""
        return cents(self.on(name, day).value)
