"""Half-years and accrual segments: how days of delay fall under successive rates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from simulator.domain.collection.shown import money, percent
from simulator.domain.money import Cents, round_half_up
from simulator.domain.results import Confidence

_JULY = 7


def half_start(day: date) -> date:
    """Return 1 January or 1 July: the day whose rate governs the half-year of ``day``."""
    return date(day.year, _JULY if day.month >= _JULY else 1, 1)


def half_end(day: date) -> date:
    """Return the last day of the half-year of ``day``."""
    return date(day.year, 12, 31) if day.month >= _JULY else date(day.year, 6, 30)


def half_name(day: date) -> str:
    """Return the code of a half-year (``"2026-S2"``)."""
    return f"{day.year}-S{2 if day.month >= _JULY else 1}"


@dataclass(frozen=True, slots=True)
class AnnualRate:
    """A yearly rate (fraction) with its source and level of proof."""

    value: Decimal
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Segment:
    """Days at one rate: ``interest`` is exact (cents, unrounded), ``shown`` rounded for display."""

    half: str
    first_day: date
    last_day: date
    principal: Cents
    rate: AnnualRate
    divisor: int

    @property
    def days(self) -> int:
        """Return the number of accrual days, both ends included."""
        return (self.last_day - self.first_day).days + 1

    @property
    def interest(self) -> Fraction:
        """Return principal × rate × days / divisor, in cents, unrounded."""
        return Fraction(self.principal) * Fraction(self.rate.value) * self.days / self.divisor

    @property
    def formula(self) -> str:
        """Return the computation with its figures, principal in euros."""
        return (
            f"{money(self.principal)} × {percent(self.rate.value)} × {self.days} ÷ {self.divisor}"
        )

    @property
    def shown(self) -> Cents:
        """Return the interest of the segment rounded to the cent; segments are added unrounded."""
        return Cents(int(round_half_up(self.interest)))


def split_halves(first: date, last: date) -> tuple[tuple[date, date], ...]:
    """Split the days ``first`` to ``last`` included into half-years; empty when there are none."""
    parts = []
    while first <= last:
        end = min(half_end(first), last)
        parts.append((first, end))
        first = end + timedelta(days=1)
    return tuple(parts)
