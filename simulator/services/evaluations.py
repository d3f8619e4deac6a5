"""Hot evaluation by the trainees; judgement of what each acquired, by the trainer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from simulator.domain.training import certificates, evaluation
from simulator.domain.training.certificates import Level
from simulator.domain.training.evaluation import AlreadyEvaluated, GroupResult
from simulator.services import audit, rooms, triad_results
from simulator.services.trainees import Trainee, touch
from simulator.services.trainers import Trainer
from simulator.store.evaluations import AchievementRow, EvaluationRow
from simulator.store.trainings import TraineeRow, TrainingRow


@dataclass(frozen=True, slots=True)
class Judged:
    """A trainee's line: what is suggested by the marks, what the trainer decided."""

    trainee_id: int
    name: str
    marks: int
    suggestion: Level | None
    levels: tuple[Level | None, ...]


def done(session: Session, trainee_id: int) -> bool:
    """Say whether a trainee has sent the evaluation."""
    return (
        session.scalar(select(EvaluationRow.id).where(EvaluationRow.trainee_id == trainee_id))
        is not None
    )


def submit(
    session: Session, trainee: Trainee, answers: Mapping[str, object], now: datetime
) -> None:
    """Keep a trainee's evaluation; ``AlreadyEvaluated`` the second time."""
    if done(session, trainee.id):
        raise AlreadyEvaluated
    row = EvaluationRow(
        training_id=trainee.training_id,
        trainee_id=trainee.id,
        answers=dict(answers),
        submitted_at=now,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as error:  # the same person, by another connection
        raise AlreadyEvaluated from error
    touch(session, trainee.training_id)


def count(session: Session, training_id: int) -> int:
    """Return how many evaluations were sent."""
    counted = select(func.count()).where(EvaluationRow.training_id == training_id)
    return session.scalar(counted) or 0


def release(session: Session, trainer: Trainer, training: TrainingRow, now: datetime) -> None:
    """Open the group's result to the trainer; it stays open, and is opened once."""
    evaluation.group_result(_replies(session, training.id))
    training.evaluations_released_at = training.evaluations_released_at or now
    audit.record(session, trainer.id, training.id, "evaluations.released", {}, now)


def group(session: Session, training: TrainingRow) -> GroupResult | None:
    """Return the group's result once released.

    What comes after the release joins it by whole groups: a result that is read again after each
    reply would tell, by difference, what that reply was.
    """
    released = training.evaluations_released_at
    if released is None:
        return None
    submitted = session.scalars(
        select(EvaluationRow.submitted_at)
        .where(EvaluationRow.training_id == training.id)
        .order_by(EvaluationRow.submitted_at, EvaluationRow.id)
    ).all()
    read = evaluation.released(submitted, released)
    return evaluation.group_result(_replies(session, training.id)[:read])


def _replies(session: Session, training_id: int) -> list[dict[str, object]]:
    rows = session.scalars(
        select(EvaluationRow.answers)
        .where(EvaluationRow.training_id == training_id)
        .order_by(EvaluationRow.submitted_at, EvaluationRow.id)
    )
    return list(rows)


def judged(session: Session, training: TrainingRow, objectives: int) -> tuple[Judged, ...]:
    """Return for each trainee the suggestion and the decisions, objective by objective."""
    decided = {
        (row.trainee_id, row.objective): Level(row.level)
        for row in session.scalars(
            select(AchievementRow)
            .join(TraineeRow, TraineeRow.id == AchievementRow.trainee_id)
            .where(TraineeRow.training_id == training.id)
        )
    }
    marks = rooms.marks(session, training.id)
    for person, given in triad_results.marks(session, training.id).items():
        marks[person] = (*marks.get(person, ()), *given)
    return tuple(
        Judged(
            row.id,
            f"{row.last_name} {row.first_name}",
            len(marks.get(row.id, ())),
            certificates.suggested(marks.get(row.id, ())),
            tuple(decided.get((row.id, index)) for index in range(objectives)),
        )
        for row in training.trainees
        if row.removed_at is None
    )


def levels_of(session: Session, trainee_id: int) -> dict[int, Level]:
    """Return the decided level by objective number."""
    rows = session.scalars(select(AchievementRow).where(AchievementRow.trainee_id == trainee_id))
    return {row.objective: Level(row.level) for row in rows}


def judge(
    session: Session,
    trainer: Trainer,
    trainee: TraineeRow,
    levels: Mapping[int, Level],
    now: datetime,
) -> None:
    """Write the trainer's judgement of a trainee, objective by objective."""
    kept = {
        row.objective: row
        for row in session.scalars(
            select(AchievementRow).where(AchievementRow.trainee_id == trainee.id)
        )
    }
    for objective, level in levels.items():
        row = kept.get(objective)
        if row is None:
            row = AchievementRow(trainee_id=trainee.id, objective=objective)
            session.add(row)
        elif row.level == level:
            continue
        row.level, row.decided_by_id, row.decided_at = level, trainer.id, now
        audit.record(
            session,
            trainer.id,
            trainee.training_id,
            "objective.judged",
            {"trainee": trainee.id, "objective": objective, "level": level},
            now,
        )
    session.flush()
