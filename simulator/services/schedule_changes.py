"""Changes of a script: each is remembered with what it replaced, so that it can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.refusals import Refusal
from simulator.services import audit
from simulator.services.trainees import touch
from simulator.services.trainers import Trainer
from simulator.store.schedules import ScheduleChangeRow
from simulator.store.trainings import ActivityRow, HalfDayRow, TrainingRow

_ACTIVITY = ("half_day_id", "position", "minutes", "state", "started_at")
_HALF_DAY = ("finished_at",)


@dataclass(eq=False)
class NothingToUndo(Refusal):
    """The script is as it was written: no change is left to take back."""


Rows = dict[str, dict[str, dict[str, Any]]]


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _picture(training: TrainingRow) -> Rows:
    return {
        "activities": {
            str(row.id): {name: _plain(getattr(row, name)) for name in _ACTIVITY}
            for row in training.activities
        },
        "half_days": {
            str(row.id): {name: _plain(getattr(row, name)) for name in _HALF_DAY}
            for row in training.half_days
        },
    }


def _changed(before: Rows, after: Rows) -> Rows:
    """Return what was, of the fields that are no longer so."""
    found: Rows = {}
    for table, rows in before.items():
        for key, fields in rows.items():
            gone = {name: old for name, old in fields.items() if after[table][key][name] != old}
            if gone:
                found.setdefault(table, {})[key] = gone
    return found


@contextmanager
def changing(
    session: Session,
    trainer: Trainer,
    training: TrainingRow,
    what: str,
    data: dict[str, Any],
    now: datetime,
) -> Iterator[None]:
    """Remember what the block changes in the script; what changes nothing leaves no trace."""
    before = _picture(training)
    yield
    session.flush()
    session.expire(training, ["activities"])
    gone = _changed(before, _picture(training))
    if not gone:
        return
    session.add(
        ScheduleChangeRow(
            training_id=training.id, trainer_id=trainer.id, what=what, before=gone, made_at=now
        )
    )
    touch(session, training.id)
    audit.record(session, trainer.id, training.id, f"schedule.{what}", data, now)


def last(session: Session, training: TrainingRow) -> ScheduleChangeRow | None:
    """Return the last change that was not taken back."""
    return session.scalar(
        select(ScheduleChangeRow)
        .where(ScheduleChangeRow.training_id == training.id, ScheduleChangeRow.undone_at.is_(None))
        .order_by(ScheduleChangeRow.id.desc())
        .limit(1)
    )


def undo(session: Session, trainer: Trainer, training: TrainingRow, now: datetime) -> str:
    """Take back the last change, field by field; return its name, or ``NothingToUndo``."""
    change = last(session, training)
    if change is None:
        raise NothingToUndo
    for kind, table in ((ActivityRow, "activities"), (HalfDayRow, "half_days")):
        for key, fields in change.before.get(table, {}).items():
            row = session.get_one(kind, int(key))
            for name, old in fields.items():
                instant = name.endswith("_at") and old is not None
                setattr(row, name, datetime.fromisoformat(old) if instant else old)
    change.undone_at = now
    session.flush()
    session.expire(training, ["activities"])
    touch(session, training.id)
    audit.record(session, trainer.id, training.id, "schedule.undone", {"what": change.what}, now)
    return change.what
