"""Dated values: legal rates and amounts that change, each with its source and level of proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from simulator.domain.refusals import MissingRate
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
