"""Figures and dates as they stand in the formulas of worked steps, in French."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from simulator.domain.measures import MEASURES, write
from simulator.domain.money import Cents


def money(amount: Cents) -> str:
    """Write cents as euros: ``1 234,56 €``."""
    return write(Fraction(amount), MEASURES["euro"])


def percent(rate: Decimal) -> str:
    """Write a rate as a percentage: ``12,15 %``."""
    return write(Fraction(rate), MEASURES["percent"])


def day(on: date) -> str:
    """Write a date: ``31/12/2026``."""
    return f"{on:%d/%m/%Y}"


def length(*, months: int = 0, days: int = 0) -> str:
    """Write a delay: ``2 mois``, ``30 j``."""
    return f"{months}\u202fmois" if months else f"{days}\u202fj"
