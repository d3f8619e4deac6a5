"""Copies: the follow-up of an activity, one copy as it is judged, everybody's figures on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.exercises.question import Grading, Question
from simulator.services import allowances, attempt_rows, corrections, standings, variants
from simulator.services.allowances import Allowance
from simulator.services.corrections import Run
from simulator.services.trainees import trainee_of
from simulator.store.attempts import AttemptRow, BreakageRow, GradingRow, OverrideRow
from simulator.store.trainings import ActivityRow, TraineeRow


@dataclass(frozen=True, slots=True)
class Line:
    """One person in the follow-up of an activity."""

    trainee_id: int
    name: str
    attempt_id: int | None
    submissions: int
    best: Fraction | None
    given: OverrideRow | None
    allowance: Allowance | None


@dataclass(frozen=True, slots=True)
class Breakage:
    """Figures that broke and were replaced: whose, why, when."""

    name: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Follow:
    """The follow-up of an activity."""

    lines: tuple[Line, ...]
    runs: tuple[Run, ...]
    breakages: tuple[Breakage, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """One person's copy: the question, the last answers and how they are judged."""

    trainee_id: int
    name: str
    attempt_id: int
    question: Question | None
    raw: dict[str, str]
    grading: Grading | None
    best: Fraction | None
    engine: Fraction | None
    overrides: tuple[OverrideRow, ...]


def _name(row: TraineeRow) -> str:
    return f"{row.first_name} {row.last_name}"


def _people(session: Session, activity: ActivityRow) -> tuple[TraineeRow, ...]:
    asked = select(TraineeRow).where(
        TraineeRow.training_id == activity.training_id, TraineeRow.removed_at.is_(None)
    )
    return tuple(sorted(session.scalars(asked), key=TraineeRow.by_name))


def follow(session: Session, activity: ActivityRow) -> Follow:
    """Return the follow-up of an activity, everybody in it."""
    attempts = {row.trainee_id: row for row in corrections.of_activity(session, activity)}
    found = standings.of_training(session, activity.training_id)
    times = allowances.of_activity(session, activity)
    lines = []
    for person in _people(session, activity):
        attempt = attempts.get(person.id)
        standing = found.get((person.id, activity.id))
        given = attempt.overrides[-1] if attempt is not None and attempt.overrides else None
        lines.append(
            Line(
                person.id,
                _name(person),
                None if attempt is None else attempt.id,
                0 if standing is None else standing.submissions,
                None if standing is None else standing.best,
                given if given is not None and given.fraction is not None else None,
                times.get(person.id),
            )
        )
    return Follow(tuple(lines), corrections.runs(session, activity), _breakages(session, activity))


def _breakages(session: Session, activity: ActivityRow) -> tuple[Breakage, ...]:
    asked = (
        select(TraineeRow, BreakageRow)
        .join(AttemptRow, AttemptRow.id == BreakageRow.attempt_id)
        .join(TraineeRow, TraineeRow.id == AttemptRow.trainee_id)
        .where(AttemptRow.activity_id == activity.id)
        .order_by(BreakageRow.id.desc())
    )
    return tuple(
        Breakage(_name(person), row.reason, row.seen_at) for person, row in session.execute(asked)
    )


def of_attempt(session: Session, activity: ActivityRow, attempt: AttemptRow, now: datetime) -> Copy:
    """Return one copy: the submission whose mark is the best, as it is judged now."""
    person = session.get_one(TraineeRow, attempt.trainee_id)
    sent = sorted(attempt.submissions, key=lambda one: (_fraction(one.gradings, activity), one.id))
    asked = graded = None
    if activity.kind == "exercise":
        digest = variants.in_force(session, attempt, activity)
        draw = sent[-1].draw if sent else attempt.draw
        asked = variants.as_judged(session, attempt, activity.reference, digest, draw, now)
        graded = asked.grade(sent[-1].raw, sent[-1].hints) if sent else None
    return Copy(
        person.id,
        _name(person),
        attempt.id,
        asked,
        dict(sent[-1].raw) if sent else {},
        graded,
        attempt_rows.best(attempt, activity),
        attempt_rows.engine_best(attempt, activity.run_id),
        tuple(attempt.overrides),
    )


def _fraction(gradings: list[GradingRow], activity: ActivityRow) -> Fraction:
    counted = attempt_rows.effective(gradings, activity.run_id)
    return Fraction(counted.fraction) if counted else Fraction(0)


def paper(
    session: Session, activity: ActivityRow, now: datetime, only: int | None = None
) -> tuple[Copy, ...]:
    """Return everybody's own figures, dealt now to who has not begun (the caller commits)."""
    found = []
    for person in _people(session, activity):
        if only is None or person.id == only:
            attempt = attempt_rows.attempt_of(session, trainee_of(person), activity, now)
            asked = variants.question(session, attempt, activity, now)
            found.append(
                Copy(person.id, _name(person), attempt.id, asked, {}, None, None, None, ())
            )
    return tuple(found)
