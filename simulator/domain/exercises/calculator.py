"""What a figure is: the name of its measure and how it is had from a customer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from simulator.domain.dates import to_day
from simulator.domain.exercises.case import Case
from simulator.domain.exercises.claims import Claim
from simulator.domain.refusals import MissingRate, UnknownChoice

Value = Fraction | str | None


@dataclass(frozen=True, slots=True)
class Calculator:
    """A figure: the name of its measure (``word`` for a text, ``date``) and how it is had."""

    measure: str
    compute: Callable[[Case], Value]


Raw = Fraction | Decimal | int | date | str | None


def of_claim(read: Callable[[Case, Claim], Raw]) -> Callable[[Case], Raw]:
    """Return a figure of the largest overdue invoice, none when nothing is overdue."""

    def of(case: Case) -> Raw:
        return read(case, case.claims.largest) if case.claims.largest else None

    return of


def calculator(measure: str, read: Callable[[Case], Raw]) -> Calculator:
    """Return the figure that ``read`` gives, made exact; dates become numbers of days.

    What needs a legal value that the law book has not does not exist.
    """

    def compute(case: Case) -> Value:
        try:
            found = read(case)
        except (MissingRate, UnknownChoice):
            return None
        if isinstance(found, date):
            return Fraction(to_day(found))
        return found if found is None or isinstance(found, str) else Fraction(found)

    return Calculator(measure, compute)
