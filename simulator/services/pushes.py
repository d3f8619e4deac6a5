"""Sending an activity to every screen, and moving on those who are still elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from simulator.domain.refusals import Refusal
from simulator.services import audit, rooms
from simulator.services.trainees import touch
from simulator.services.trainers import Trainer
from simulator.services.trainings import NotAScreen
from simulator.store.trainings import ActivityRow, TraineeRow, TrainingRow

LASTS = timedelta(hours=4)
"""A push that nobody took back is over with its half-day."""


@dataclass(eq=False)
class NothingPushed(Refusal):
    """No activity is sent to the screens at the moment."""


@dataclass(frozen=True, slots=True)
class Push:
    """An activity that the trainer sends to the screens."""

    activity: ActivityRow
    at: datetime
    everybody: bool
    """Whether those who are elsewhere are moved on, not only those on their agenda."""

    @property
    def key(self) -> str:
        """Return what tells this push from any other; moving people on does not make a new one."""
        return f"{self.activity.id}-{int(self.at.timestamp())}"


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Who has reached the pushed activity, and who has not, of those whose screen is here."""

    push: Push
    there: tuple[str, ...]
    elsewhere: tuple[str, ...]


def current(session: Session, training: TrainingRow, now: datetime) -> Push | None:
    """Return the push in force: its activity is still open and it is not of another half-day."""
    if training.pushed_id is None or training.pushed_at is None:
        return None
    row = session.get(ActivityRow, training.pushed_id)
    if row is None or row.state != "open" or now - training.pushed_at > LASTS:
        return None
    return Push(row, training.pushed_at, training.pushed_on)


def of_trainee(session: Session, training_id: int, now: datetime) -> Push | None:
    """Return the push in force in a person's training."""
    return current(session, session.get_one(TrainingRow, training_id), now)


def push(
    session: Session, trainer: Trainer, training: TrainingRow, row: ActivityRow, now: datetime
) -> None:
    """Open an activity and send it to every screen; ``NotAScreen`` for a break."""
    if row.kind == "break":
        raise NotAScreen(row.title)
    row.state = "open"
    training.pushed_id, training.pushed_at, training.pushed_on = row.id, now, False
    touch(session, training.id)
    audit.record(session, trainer.id, training.id, "activity.pushed", {"id": row.id}, now)


def move_on(session: Session, trainer: Trainer, training: TrainingRow, now: datetime) -> None:
    """Move on those who are elsewhere; ``NothingPushed`` when nothing is sent."""
    found = current(session, training, now)
    if found is None:
        raise NothingPushed
    training.pushed_on = True
    touch(session, training.id)
    data = {"id": found.activity.id}
    audit.record(session, trainer.id, training.id, "activity.moved_on", data, now)


def stop(session: Session, trainer: Trainer, training: TrainingRow, now: datetime) -> None:
    """Stop sending an activity; what is open stays open."""
    training.pushed_id, training.pushed_at, training.pushed_on = None, None, False
    touch(session, training.id)
    audit.record(session, trainer.id, training.id, "activity.push_stopped", {}, now)


def arrivals(session: Session, training: TrainingRow, now: datetime) -> Arrivals | None:
    """Return who has arrived, by name, of the people whose screen is on."""
    found = current(session, training, now)
    if found is None:
        return None
    here = [
        row
        for row in training.trainees
        if row.removed_at is None and now - row.seen_at < rooms.PRESENT
    ]
    there = [row for row in here if row.seen_activity_id == found.activity.id]
    elsewhere = [row for row in here if row.seen_activity_id != found.activity.id]
    return Arrivals(found, tuple(map(_name, there)), tuple(map(_name, elsewhere)))


def _name(row: TraineeRow) -> str:
    return f"{row.first_name} {row.last_name}"
