"""What a room's answers say of an exercise: for the trainer in private, or without names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy.orm import Session

from simulator.domain.exercises import statistics
from simulator.domain.exercises.question import Grading, Question
from simulator.domain.exercises.statistics import Answered, Item
from simulator.services import attempt_rows, corrections, variants
from simulator.store.attempts import AttemptRow, SubmissionRow
from simulator.store.trainings import ActivityRow, TraineeRow

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One part: its label, what the first answers say, and the share earned in the end."""

    name: str
    label: str
    first: Item
    in_the_end: Fraction


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something got wrong by several people: where, the outcome code, who."""

    label: str
    code: str
    people: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The statistics of an exercise in a room; ``bests`` are the marks that count, sorted."""

    people: int
    submissions: int
    bests: tuple[Fraction, ...]
    rows: tuple[Row, ...]
    mistakes: tuple[Mistake, ...]

    @property
    def median(self) -> Fraction | None:
        """Return the mark that splits the room in two."""
        if not self.bests:
            return None
        half, odd = divmod(len(self.bests), 2)
        return self.bests[half] if odd else (self.bests[half - 1] + self.bests[half]) / 2


@dataclass(frozen=True, slots=True)
class _Worked:
    """One person's submissions, the question that judges each, and the judgement."""

    name: str
    attempt: AttemptRow
    graded: tuple[tuple[SubmissionRow, Question, Grading], ...]


def of_activity(session: Session, activity: ActivityRow, now: datetime) -> Figures:
    """Return the statistics of an exercise as it is judged now."""
    every = [
        worked
        for attempt in corrections.of_activity(session, activity)
        if (worked := _worked(session, activity, attempt, now)).graded
    ]
    firsts = statistics.items([_sheet(one.graded[0][2]) for one in every])
    ends = {
        item.name: item.facility
        for item in statistics.items(
            [_sheet(max(one.graded, key=lambda each: each[2].fraction)[2]) for one in every]
        )
    }
    labels = {
        part.name: _label(part.label, part.row, part.column)
        for one in reversed(every)
        for part in one.graded[0][1].parts
    }
    marks = [attempt_rows.best(one.attempt, activity) for one in every]
    return Figures(
        len(every),
        sum(len(one.graded) for one in every),
        tuple(sorted(mark for mark in marks if mark is not None)),
        tuple(Row(item.name, labels[item.name], item, ends[item.name]) for item in firsts),
        _mistakes(every, labels),
    )


def _label(label: str, row: str, column: str) -> str:
    return f"{row}, {column}" if row else label


def _worked(session: Session, activity: ActivityRow, attempt: AttemptRow, now: datetime) -> _Worked:
    person = session.get_one(TraineeRow, attempt.trainee_id)
    digest = variants.in_force(session, attempt, activity)
    graded = []
    for sent in attempt.submissions:
        asked = variants.as_judged(session, attempt, activity.reference, digest, sent.draw, now)
        graded.append((sent, asked, asked.grade(sent.raw, sent.hints)))
    return _Worked(f"{person.first_name} {person.last_name}", attempt, tuple(graded))


def _sheet(grading: Grading) -> dict[str, Answered]:
    return {part.name: Answered(part.fraction, part.points, part.code) for part in grading.parts}


def _mistakes(every: list[_Worked], labels: Mapping[str, str]) -> tuple[Mistake, ...]:
    sent = [
        (rank, grading.outcomes) for rank, one in enumerate(every) for _, _, grading in one.graded
    ]

    def names(part: str, code: str) -> tuple[str, ...]:
        ranks = sorted({rank for rank, outcomes in sent if outcomes.get(part) == code})
        return tuple(every[rank].name for rank in ranks)

    return tuple(
        Mistake(labels[part], code, people, names(part, code))
        for part, code, people in statistics.mistakes(sent)[:_SHOWN]
    )
