"""Cash forecast: when an invoice should be paid, and how right past forecasts were.

Formulas: sheet of the house, line 32; rule of the date as in My DSO Manager (November 2026).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from simulator.domain.indicators.conventions import DEFAULT, Conventions
from simulator.domain.indicators.measure import (
    Measure,
    Number,
    Reason,
    cents_part,
    decimal,
    exact,
    not_computable,
    part,
    shown,
)
from simulator.domain.money import Cents, round_half_up
from simulator.domain.results import Step, Unit


def expected_receipt(
    due: date,
    promised: date | None = None,
    mean_delay: Number = 0,
    dispute_days: Number | None = None,
) -> Measure:
    """Return the day a receipt is expected: the promise if any, else due + the customer's delay.

    ``dispute_days``: the mean time of disputes, added when there is one. Days are rounded half up.
    """
    if promised is not None:
        return Measure("expected_receipt", promised, Unit.DATE)
    wait = exact(mean_delay) + exact(dispute_days or 0)
    day = due + timedelta(days=int(round_half_up(wait)))
    formula = f"{due.isoformat()} + {shown(wait, Unit.DAYS)}"
    step = Step("expected_receipt", formula, day, Unit.DATE)
    return Measure(
        "expected_receipt", day, Unit.DATE, parts=(part("wait", wait, Unit.DAYS),), steps=(step,)
    )


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Accuracy of a forecast, for each period and for all of them on sums."""

    periods: tuple[Measure, ...]
    overall: Measure


def forecast_accuracy(
    pairs: Sequence[tuple[Cents, Cents]], conventions: Conventions = DEFAULT
) -> Accuracy:
    """Return 1 − |forecast − actual| ÷ actual for each (forecast, actual) pair, and overall.

    Overall is 1 − Σ|forecast − actual| ÷ Σ actual: gaps of two weeks do not offset each other.
    The value is negative when the gap exceeds what came in.
    """
    periods = tuple(_accuracy(abs(f - a), a, conventions) for f, a in pairs)
    gaps, actual = sum(abs(f - a) for f, a in pairs), sum(a for _, a in pairs)
    return Accuracy(periods, _accuracy(gaps, actual, conventions))


def _accuracy(gap: int, actual: int, conventions: Conventions) -> Measure:
    if actual <= 0:
        reason = Reason.DENOMINATOR_NOT_POSITIVE
        details = {"denominator": "actual", "value": actual}
        return not_computable("forecast_accuracy", Unit.RATIO, reason, conventions, **details)
    value = decimal(1 - Fraction(gap, actual))
    formula = f"1 − {shown(gap, Unit.CENTS)} ÷ {shown(actual, Unit.CENTS)}"
    return Measure(
        "forecast_accuracy",
        value,
        Unit.RATIO,
        conventions,
        cents_part("gap", gap),
        cents_part("actual", actual),
        steps=(Step("forecast_accuracy", formula, value, Unit.RATIO),),
    )
