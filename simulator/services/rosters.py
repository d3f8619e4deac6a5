"""The people of a training: those on the list, those who came by themselves and are confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.exchange import rosters
from simulator.exchange.rosters import Expected, Roster
from simulator.services import audit, imports, secrets
from simulator.services.trainees import touch
from simulator.services.trainers import Trainer
from simulator.store.trainings import TraineeRow, TrainingRow


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What a list changed: who was added, who was there already."""

    added: tuple[str, ...]
    known: tuple[str, ...]


def read(text: str, content: bytes) -> Roster:
    """Read a list that was pasted, or sent as a CSV or a workbook; ``UploadRefused``."""
    return rosters.of_grid(imports.read(content)) if content else rosters.of_text(text)


def enrol(
    session: Session,
    trainer: Trainer,
    training: TrainingRow,
    people: Iterable[Expected],
    now: datetime,
) -> Enrolled:
    """Add those who are not there yet; complete the company and the address of the others."""
    asked = select(TraineeRow).where(
        TraineeRow.training_id == training.id, TraineeRow.removed_at.is_(None)
    )
    there = {row.name_key: row for row in session.scalars(asked)}
    added, known = [], []
    for one in people:
        name = f"{one.first_name} {one.last_name}"
        key = secrets.fold(one.first_name + one.last_name)
        row = there.get(key)
        if row is None:
            there[key] = _added(session, training, one, key, now)
            added.append(name)
            continue
        row.company, row.email = row.company or one.company, row.email or one.email
        row.confirmed_at = row.confirmed_at or now
        known.append(name)
    session.flush()
    touch(session, training.id)
    data = {"added": len(added), "known": len(known)}
    audit.record(session, trainer.id, training.id, "trainees.enrolled", data, now)
    return Enrolled(tuple(added), tuple(known))


def _added(
    session: Session, training: TrainingRow, one: Expected, key: str, now: datetime
) -> TraineeRow:
    row = TraineeRow(
        training_id=training.id,
        first_name=one.first_name,
        last_name=one.last_name,
        company=one.company,
        email=one.email,
        name_key=key,
        stamp=secrets.new_stamp(),
        joined_at=now,
        seen_at=now,
        confirmed_at=now,
    )
    session.add(row)
    return row


def confirm(
    session: Session,
    trainer: Trainer,
    training: TrainingRow,
    people: Iterable[TraineeRow],
    now: datetime,
) -> int:
    """Say that people who came by themselves are expected; return how many were not yet."""
    waiting = [row for row in people if row.confirmed_at is None]
    for row in waiting:
        row.confirmed_at = now
        data = {"trainee": row.id}
        audit.record(session, trainer.id, training.id, "trainee.confirmed", data, now)
    if waiting:
        touch(session, training.id)
    return len(waiting)


def waiting(training: TrainingRow) -> list[TraineeRow]:
    """Return those who came by themselves and whom nobody has confirmed."""
    return [row for row in training.trainees if row.removed_at is None and not row.confirmed_at]
