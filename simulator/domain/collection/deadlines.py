"""Procedural deadlines: articles 640 to 642 of the code de procédure civile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from simulator.domain.collection.shown import day, length
from simulator.domain.dates import add_months, is_working_day, next_working_day
from simulator.domain.rates import DatedRate
from simulator.domain.refusals import Negative
from simulator.domain.results import Confidence, Step, Unit


@dataclass(frozen=True, slots=True)
class Deadline:
    """A delay counted from an event: ``raw`` by article 641, ``last_day`` moved by article 642.

    ``source`` and ``confidence`` are those of the dated value that gave the length.
    """

    event: date
    months: int
    days: int
    raw: date
    last_day: date
    source: str
    confidence: Confidence

    @property
    def moved(self) -> bool:
        """Say whether article 642 moved the last day."""
        return self.raw != self.last_day

    def steps(self) -> tuple[Step, ...]:
        """Return the computation line by line."""
        formula = f"{day(self.event)} + {length(months=self.months, days=self.days)}"
        first = Step("deadline_raw", formula, self.raw, Unit.DATE)
        if not self.moved:
            return (first,)
        return first, Step(
            "deadline_moved", f"{day(self.raw)} → {day(self.last_day)}", self.last_day, Unit.DATE
        )


def after_months(event: date, months: int, rate: DatedRate) -> Deadline:
    """Count whole months: same day of the month, else its last day (CPC 641), then CPC 642."""
    if months < 0:
        raise Negative("months", months)
    raw = add_months(event, months)
    moved = next_working_day(raw)
    return Deadline(event, months, 0, raw, moved, rate.source, rate.confidence)


def after_days(event: date, days: int, rate: DatedRate) -> Deadline:
    """Count calendar days, the day of the event left out (CPC 641), then CPC 642."""
    if days < 0:
        raise Negative("days", days)
    raw = event + timedelta(days=days)
    moved = next_working_day(raw)
    return Deadline(event, 0, days, raw, moved, rate.source, rate.confidence)


def months_from(event: date, rate: DatedRate, more: int = 0) -> Deadline:
    """Return the deadline of a dated number of months (plus ``more``, for distance)."""
    return after_months(event, int(rate.value) + more, rate)


def days_from(event: date, rate: DatedRate) -> Deadline:
    """Return the deadline of a dated number of days."""
    return after_days(event, int(rate.value), rate)


def days_before(event: date, rate: DatedRate) -> Deadline:
    """Return the last day to act *at least* so many days before an event.

    A delay counted backwards is not lengthened by article 642: the prudent last day is the
    working day before (convention, shown as probable).
    """
    raw = event - timedelta(days=int(rate.value))
    last = raw
    while not is_working_day(last):
        last -= timedelta(days=1)
    doubt = rate.confidence if last == raw else Confidence.PROBABLE
    return Deadline(event, 0, -int(rate.value), raw, last, rate.source, doubt)
