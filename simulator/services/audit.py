"""The audit log: who did what, kept by addition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.store.audit import AuditRow
from simulator.store.trainers import TrainerRow
from simulator.store.trainings import ActivityRow, HalfDayRow, TraineeRow, TrainingRow


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the log with the names of what it is about, as they are now."""

    at: datetime
    trainer: str
    action: str
    data: Mapping[str, Any]
    activity: str
    person: str
    half_day: datetime | None


def record(
    session: Session,
    trainer_id: int | None,
    training_id: int | None,
    action: str,
    data: dict[str, Any],
    now: datetime,
) -> None:
    """Add one line to the log."""
    session.add(
        AuditRow(trainer_id=trainer_id, training_id=training_id, action=action, data=data, at=now)
    )


_HALF_DAYS = ("half_day.opened", "schedule.finished")
"""What keeps the number of a half-day where others keep that of an activity."""


def told(session: Session, training: TrainingRow) -> tuple[Told, ...]:
    """Return the log of a training with its names, the oldest first."""
    activities = _names(session, select(ActivityRow.id, ActivityRow.title), ActivityRow, training)
    people = _names(
        session,
        select(TraineeRow.id, TraineeRow.first_name + " " + TraineeRow.last_name),
        TraineeRow,
        training,
    )
    halves = _names(session, select(HalfDayRow.id, HalfDayRow.starts_at), HalfDayRow, training)
    rows = session.execute(
        select(AuditRow, TrainerRow.name)
        .outerjoin(TrainerRow, TrainerRow.id == AuditRow.trainer_id)
        .where(AuditRow.training_id == training.id)
        .order_by(AuditRow.id)
    )
    found = []
    for row, name in rows:
        of_half = row.action in _HALF_DAYS
        half = row.data.get("id" if of_half else "half_day")
        activity = "" if of_half else activities.get(row.data.get("id"), "")
        person = people.get(row.data.get("trainee"), "")
        found.append(
            Told(
                row.at,
                row.data.get("by") or name or "",
                row.action,
                row.data,
                activity,
                person,
                halves.get(half),
            )
        )
    return tuple(found)


def _names(session: Session, asked: Any, table: Any, training: TrainingRow) -> dict[Any, Any]:  # noqa: ANN401 - any table and any select of two columns
    return dict(session.execute(asked.where(table.training_id == training.id)).all())
