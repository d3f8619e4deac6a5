"""Computing one calculator from what was typed: an outcome, never a traceback."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from simulator.domain.refusals import Refusal
from simulator.domain.results import Confidence, NotComputable
from simulator.services.calculators.entry import Understood, understand
from simulator.services.calculators.faults import BeyondMeasure, Fault
from simulator.services.calculators.law import law_book
from simulator.services.calculators.model import Calculator, Raw, Values

FURTHEST = 10**24
"""No figure of the trade is larger, in cents or otherwise: beyond, it is not a result."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an entry: a result, a result that does not exist, or faults."""

    calculator: Calculator
    values: Mapping[str, Any]
    result: Raw | None = None
    reason: NotComputable | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def failure(self) -> NotComputable | None:
        """Return why there is no answer: no result, or a first figure that does not exist."""
        if self.result is None:
            return self.reason
        first = next(iter(self.result.values.values()), None)
        return first if isinstance(first, NotComputable) else None

    @property
    def confidence(self) -> Confidence:
        """Return the level of proof of the result, else that of the calculator."""
        if self.result is not None and self.result.confidence is not None:
            return self.result.confidence
        return self.calculator.confidence


def compute(
    calculator: Calculator, given: Mapping[str, Any], today: date, *, machine: bool = False
) -> Outcome:
    """Compute a calculator; refusals come back as faults at the input that they name.

    ``machine`` is the command line and its JSON: bare rates are fractions, keys are checked.
    """
    if machine and calculator.adapt is not None:
        given = calculator.adapt(dict(given))
    read = understand(calculator, given, today, machine=machine)
    if read.faults:
        return Outcome(calculator, read.values, faults=tuple(read.faults))
    try:
        found = calculator.compute(Values(read.values, law_book(), today))
    except Refusal as refusal:
        return _refused(calculator, read, refusal)
    except (ArithmeticError, OverflowError):
        # Figures without a meaning together (a power beyond all measure, a date out of calendars).
        return _refused(calculator, read, BeyondMeasure())
    if isinstance(found, NotComputable):
        return Outcome(calculator, read.values, reason=found)
    if _beyond(found):
        return _refused(calculator, read, BeyondMeasure())
    return Outcome(calculator, read.values, result=found)


def _beyond(found: Raw) -> bool:
    figures = (*found.values.values(), *(step.value for step in found.steps))
    numbers = [Fraction(n) for n in figures if isinstance(n, int | Decimal | Fraction)]
    return any(abs(number) > FURTHEST for number in numbers)


def _refused(calculator: Calculator, read: Understood, refusal: Refusal) -> Outcome:
    fault = Fault(_field(calculator, read, refusal), refusal)
    return Outcome(calculator, read.values, faults=(fault,))


def _field(calculator: Calculator, read: Understood, refusal: Refusal) -> str:
    """Return the input that a refusal of the domain is about, by name or by value."""
    data = refusal.data()
    names = [str(data[key]) for key in ("name", "second_name", "first_name") if key in data]
    for name in names:
        found = next((one.name for one in calculator.inputs if name in one.keys), "")
        if found:
            return found
    value = next((data[key] for key in ("value", "second", "on", "text") if key in data), None)
    return next((name for name, kept in read.values.items() if _same(kept, value)), "")


def _same(kept: object, value: object) -> bool:
    if isinstance(kept, bool) or value is None:
        return False
    if isinstance(kept, int | Decimal) and isinstance(value, int | Decimal):
        return Decimal(kept) == Decimal(value)
    return kept == value
