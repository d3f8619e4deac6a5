"""The report of a training for the company that asked for it: what it says, and what it hides.

Nothing shows a person's results unless the trainer asks for it, and no figure of a group of fewer
than three, which would show one person's answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from simulator.domain.training.certificates import Level
from simulator.domain.training.evaluation import SMALLEST_GROUP, GroupResult
from simulator.domain.training.positioning import Gain


@dataclass(frozen=True, slots=True)
class HalfDay:
    """One half-day: planned minutes, how many people signed it, and their minutes added."""

    starts_at: datetime
    ends_at: datetime
    planned: int
    present: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Work:
    """A graded activity: how many answered, and the mean of their best marks, from three people."""

    title: str
    kind: str
    people: int
    mean: Fraction | None


@dataclass(frozen=True, slots=True)
class Objective:
    """An objective: how many people are at each level, and the gain of the group.

    ``levels`` and ``gain`` are ``None`` where they would show one person.
    """

    text: str
    judged: int
    levels: Mapping[Level, int] | None
    gain: Gain | None


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of one person: minutes, levels by objective, self-assessments, best marks."""

    name: str
    company: str
    minutes: int
    levels: tuple[Level | None, ...] = ()
    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    marks: tuple[tuple[str, Fraction], ...] = ()

    def attendance(self) -> Person:
        """Return the person without results."""
        return Person(self.name, self.company, self.minutes)


@dataclass(frozen=True, slots=True)
class Report:
    """A training as its client reads it; ``planned`` is in minutes, for one person."""

    title: str
    programme: str
    reference: str
    client: str
    place: str
    trainer: str
    planned: int
    half_days: tuple[HalfDay, ...]
    objectives: tuple[Objective, ...]
    works: tuple[Work, ...]
    opinions: GroupResult | None
    opinions_sent: int
    people: tuple[Person, ...]
    personal: bool

    @property
    def minutes(self) -> int:
        """Return the minutes of presence of everybody."""
        return sum(person.minutes for person in self.people)

    @property
    def rate(self) -> Fraction | None:
        """Return the share of the planned time that was followed; nothing with nobody."""
        planned = self.planned * len(self.people)
        return Fraction(self.minutes, planned) if planned else None


def work(title: str, kind: str, marks: Sequence[Fraction]) -> Work:
    """Return a graded activity; the mean is given from three people."""
    enough = len(marks) >= SMALLEST_GROUP
    return Work(title, kind, len(marks), sum(marks, Fraction(0)) / len(marks) if enough else None)


def objective(
    text: str, levels: Sequence[Level | None], gain: Gain, *, personal: bool
) -> Objective:
    """Return an objective; what would show one person is left out unless persons are asked for."""
    counts = Counter(level for level in levels if level is not None)
    judged = sum(counts.values())
    shown = personal or judged >= SMALLEST_GROUP
    return Objective(
        text,
        judged,
        {level: counts[level] for level in Level} if shown else None,
        gain if personal or gain.pairs >= SMALLEST_GROUP else None,
    )
