"""The trainer's guide of a training: its activities, half-day by half-day, and what helps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simulator.content.notes import LessonNotes
from simulator.services import catalogue
from simulator.store.trainings import ActivityRow, HalfDayRow, TrainingRow


@dataclass(frozen=True, slots=True)
class Line:
    """One activity: the notes of its lesson, or what its exercise is for."""

    activity: ActivityRow
    notes: LessonNotes | None
    objectives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HalfGuide:
    """A half-day and its activities, in their order."""

    half_day: HalfDayRow
    lines: tuple[Line, ...]
    debriefs: Mapping[str, tuple[str, ...]]
    """What to ask the group at the end, by title of module."""

    @property
    def minutes(self) -> int:
        """Return the minutes that its activities take."""
        return sum(line.activity.minutes for line in self.lines)


def guide(training: TrainingRow) -> Sequence[HalfGuide]:
    """Return the guide of a training, half-day by half-day."""
    return tuple(
        HalfGuide(
            half,
            tuple(_line(row) for row in rows),
            _debriefs(rows),
        )
        for half in training.half_days
        for rows in [_work(training, half)]
    )


def _work(training: TrainingRow, half: HalfDayRow) -> list[ActivityRow]:
    rows = [row for row in training.activities if row.half_day_id == half.id]
    return [row for row in rows if row.kind != "break"]


def _debriefs(rows: Sequence[ActivityRow]) -> Mapping[str, tuple[str, ...]]:
    """Return the debriefs of the modules whose lessons are opened, in their order."""
    known = catalogue.content().debriefs
    named = [
        (catalogue.module_of(row.reference), row.reference) for row in rows if row.kind == "lesson"
    ]
    return {module.title: known[lesson] for module, lesson in named if module and known.get(lesson)}


def _line(row: ActivityRow) -> Line:
    content = catalogue.content()
    notes = content.notes.get(row.reference) if row.kind == "lesson" else None
    exercise = content.exercises.get(row.reference) if row.kind == "exercise" else None
    return Line(row, notes, exercise.objectives if exercise else ())
