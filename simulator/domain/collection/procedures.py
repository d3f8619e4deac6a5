"""A procedure as data: conditions, stages with their delays, costs; and its dated agenda.

The texts come from content; this module knows only codes, articles, tables and dates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from simulator.domain.collection.deadlines import Deadline, days_before, days_from, months_from
from simulator.domain.rates import LawBook
from simulator.domain.refusals import UnknownChoice
from simulator.domain.results import Confidence


class Family(StrEnum):
    """What a procedure is for."""

    ROUTE = "route"  # to a title
    PUBLIC = "public"  # against a public payer
    ENFORCEMENT = "enforcement"
    PREVENTIVE = "preventive"  # confidential talks, no judgment
    INSOLVENCY = "insolvency"


class Count(StrEnum):
    """How a delay is counted from its event."""

    MONTHS = "months"
    DAYS = "days"
    DAYS_BEFORE = "days_before"


@dataclass(frozen=True, slots=True)
class Delay:
    """A dated delay: from which event, in which table.

    ``dated_by`` is the event whose date selects the value when it is not the same one;
    ``distance`` names a table of months to add for a creditor who lives apart from the court.
    """

    since: str
    table: str
    count: Count
    dated_by: str = ""
    distance: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of a procedure, in French, with its article."""

    code: str
    text: str
    article: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Stage:
    """One step; ``code`` is also the name of the event that its completion makes."""

    code: str
    text: str
    actor: str
    article: str
    confidence: Confidence
    delay: Delay | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """A cost in euros; ``amount`` is ``None`` when no figure is safe to print."""

    code: str
    text: str
    amount: Decimal | None
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure: who decides, under which conditions, step by step, at what cost."""

    code: str
    family: Family
    title: str
    court: str
    conditions: tuple[Condition, ...]
    stages: tuple[Stage, ...]
    costs: tuple[Cost, ...]
    confidence: Confidence

    def stage(self, code: str) -> Stage:
        """Return a stage by its code; ``UnknownChoice`` when there is none."""
        for stage in self.stages:
            if stage.code == code:
                return stage
        raise UnknownChoice("stage", code, tuple(stage.code for stage in self.stages))


@dataclass(frozen=True, slots=True)
class Planned:
    """A stage in the agenda of a file: done on a day, or due by a deadline, or waiting.

    ``waits_for`` is the event that is missing for the deadline to be known.
    """

    stage: Stage
    done: date | None
    deadline: Deadline | None
    waits_for: str

    @property
    def late(self) -> bool:
        """Say whether the stage was done after its last day (or before its first, backwards)."""
        return (
            self.done is not None
            and self.deadline is not None
            and self.done > self.deadline.last_day
        )


def agenda(
    procedure: Procedure, events: Mapping[str, date], law: LawBook, *, apart: bool = False
) -> tuple[Planned, ...]:
    """Return every stage with its deadline, computed from the events that are known.

    ``events`` maps codes (of stages, or outside ones such as ``publication``) to their days;
    ``apart`` adds the months for distance. ``MissingRate`` when a delay has no value that day.
    """
    return tuple(_planned(stage, events, law, apart=apart) for stage in procedure.stages)


def _planned(stage: Stage, events: Mapping[str, date], law: LawBook, *, apart: bool) -> Planned:
    done, delay = events.get(stage.code), stage.delay
    if delay is None:
        return Planned(stage, done, None, "")
    selector = delay.dated_by or delay.since
    for name in (delay.since, selector):
        if name not in events:
            return Planned(stage, done, None, name)
    more = law.count(delay.distance, events[selector]) if apart and delay.distance else 0
    return Planned(stage, done, _deadline(delay, events, law, selector, more), "")


def _deadline(
    delay: Delay, events: Mapping[str, date], law: LawBook, selector: str, more: int
) -> Deadline:
    rate, since = law.on(delay.table, events[selector]), events[delay.since]
    if delay.count == Count.MONTHS:
        return months_from(since, rate, more)
    return days_from(since, rate) if delay.count == Count.DAYS else days_before(since, rate)


def next_due(planned: tuple[Planned, ...], today: date) -> Planned | None:
    """Return the open stage whose last day comes first, from today on, if any."""
    todo = [p for p in planned if p.done is None and p.deadline and p.deadline.last_day >= today]
    return min(todo, key=_last_day, default=None)


def missed(planned: tuple[Planned, ...], today: date) -> tuple[Planned, ...]:
    """Return the stages not done whose last day has passed."""
    return tuple(
        p for p in planned if p.done is None and p.deadline and p.deadline.last_day < today
    )


def _last_day(planned: Planned) -> date:
    assert planned.deadline is not None
    return planned.deadline.last_day
