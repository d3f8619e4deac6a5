"""Until when answers are taken: the deadline of all, more time for one person."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.refusals import OutOfRange, WrongOrder
from simulator.services import audit
from simulator.services.corrections import said
from simulator.services.trainees import touch
from simulator.services.trainers import Trainer
from simulator.store.attempts import AllowanceRow
from simulator.store.trainings import ActivityRow, TraineeRow

LONGEST = timedelta(days=60)

Allowance = AllowanceRow
"""More time given to somebody, as pages read it."""


def set_deadline(
    session: Session,
    trainer: Trainer,
    activity: ActivityRow,
    at: datetime | None,
    now: datetime,
) -> None:
    """Say until when answers are taken, or with nothing that only the trainer closes.

    ``WrongOrder`` for a moment that is over.
    """
    if at is not None and at <= now:
        raise WrongOrder("maintenant", now.date(), "échéance", at.date())
    activity.closes_at = at
    touch(session, activity.training_id)
    data = {"id": activity.id, "at": None if at is None else at.isoformat()}
    audit.record(session, trainer.id, activity.training_id, "activity.deadline", data, now)


def give(
    session: Session,
    trainer: Trainer,
    activity: ActivityRow,
    person: TraineeRow,
    minutes: int,
    reason: str,
    now: datetime,
) -> datetime:
    """Give somebody more time, counted from the end that holds or from now; return until when.

    ``ReasonMissing`` without a reason, ``OutOfRange`` for a time that is not one.
    """
    if not 1 <= minutes <= LONGEST // timedelta(minutes=1):
        raise OutOfRange("minutes", minutes, 1, LONGEST // timedelta(minutes=1))
    reason = said(reason)
    last = of_activity(session, activity).get(person.id)
    ends = [activity.closes_at, None if last is None else last.until]
    end = max((at for at in ends if at is not None and at > now), default=now)
    until = end + timedelta(minutes=minutes)
    session.add(
        AllowanceRow(
            activity_id=activity.id,
            trainee_id=person.id,
            trainer_id=trainer.id,
            until=until,
            reason=reason,
            given_at=now,
        )
    )
    touch(session, activity.training_id)
    data = {"id": activity.id, "trainee": person.id, "minutes": minutes, "reason": reason}
    audit.record(session, trainer.id, activity.training_id, "activity.more_time", data, now)
    return until


def of_activity(session: Session, activity: ActivityRow) -> dict[int, AllowanceRow]:
    """Return the time given to each person, the last one given."""
    asked = select(AllowanceRow).where(AllowanceRow.activity_id == activity.id)
    return {row.trainee_id: row for row in session.scalars(asked.order_by(AllowanceRow.id))}
