"""Beginning again: one person's work on an activity is put aside, with a reason, never erased."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from simulator.domain.refusals import Refusal
from simulator.services import attempt_rows, audit, variants
from simulator.services.corrections import said
from simulator.services.trainees import touch, trainee_of
from simulator.services.trainers import Trainer
from simulator.store.attempts import AttemptRow, ResetRow
from simulator.store.trainings import ActivityRow, TraineeRow

KINDS = ("exercise", "quiz")


@dataclass(eq=False)
class NothingToReset(Refusal):
    """This person has not begun this activity."""

    title: str


@dataclass(frozen=True, slots=True)
class PutAside:
    """An attempt that was put aside: what it was worth, why, when."""

    submissions: int
    best: Fraction | None
    reason: str
    at: datetime


def current(session: Session, activity: ActivityRow, person: TraineeRow) -> AttemptRow | None:
    """Return the attempt that counts, that of the team when the person works in one."""
    return attempt_rows.find(session, trainee_of(person), activity, 0)


def reset(
    session: Session,
    trainer: Trainer,
    activity: ActivityRow,
    person: TraineeRow,
    reason: str,
    now: datetime,
) -> AttemptRow:
    """Put somebody's attempt aside and deal another draw; return the new attempt.

    What was sent stays readable and counts no more. ``ReasonMissing`` without a reason,
    ``NothingToReset`` when nothing was begun.
    """
    reason = said(reason)
    old = attempt_rows.find(session, trainee_of(person), activity, 0, held=True)
    if old is None or activity.kind not in KINDS:
        raise NothingToReset(activity.title)
    lowest = session.scalar(
        select(func.min(AttemptRow.variant)).where(
            AttemptRow.trainee_id == old.trainee_id, AttemptRow.activity_id == activity.id
        )
    )
    old.variant = min(lowest or 0, 0) - 1
    session.flush()
    session.add(ResetRow(attempt_id=old.id, trainer_id=trainer.id, reason=reason, made_at=now))
    new = AttemptRow(
        trainee_id=old.trainee_id,
        activity_id=activity.id,
        variant=0,
        draw=old.draw + 1,
        content_digest=variants.starting(session, activity, now),
        draft={},
        hints=[],
        started_at=now,
    )
    session.add(new)
    session.flush()
    touch(session, activity.training_id)
    data = {"id": activity.id, "trainee": person.id, "attempt": old.id, "reason": reason}
    audit.record(session, trainer.id, activity.training_id, "attempt.reset", data, now)
    return new


def history(session: Session, activity: ActivityRow, person: TraineeRow) -> tuple[PutAside, ...]:
    """Return what was put aside for this person in this activity, the oldest first."""
    rows = session.execute(
        select(AttemptRow, ResetRow)
        .join(ResetRow, ResetRow.attempt_id == AttemptRow.id)
        .where(
            AttemptRow.activity_id == activity.id,
            AttemptRow.trainee_id == attempt_rows.subject(session, trainee_of(person), activity, 0),
        )
        .order_by(ResetRow.id)
    )
    return tuple(
        PutAside(
            len(attempt.submissions), attempt_rows.best(attempt, activity), row.reason, row.made_at
        )
        for attempt, row in rows
    )
