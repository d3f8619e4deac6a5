"""The complaints log of an organisation: kept by its staff, and fed by the trainees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from simulator.domain.refusals import NotFound
from simulator.domain.training.complaints import (
    MOST_OPEN,
    Nature,
    TooManyComplaints,
    check_close,
)
from simulator.services import audit, trainings
from simulator.services.trainees import Trainee
from simulator.services.trainers import Trainer
from simulator.store.complaints import ComplaintRow
from simulator.store.trainings import TrainingRow

PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log, with the title of its training when it has one."""

    id: int
    nature: Nature
    source: str
    received_on: date
    what: str
    treatment: str
    training_id: int | None
    title: str
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Written:
    """What the staff writes of an entry."""

    nature: Nature
    source: str
    received_on: date
    what: str
    treatment: str
    training_id: int | None = None


def _entry(row: ComplaintRow, title: str | None) -> Entry:
    return Entry(
        row.id,
        Nature(row.nature),
        row.source,
        row.received_on,
        row.what,
        row.treatment,
        row.training_id,
        title or "",
        row.closed_at,
    )


def of_organisation(
    session: Session, trainer: Trainer, training_id: int | None = None
) -> tuple[Entry, ...]:
    """Return the log of the trainer's organisation, or of one training, the newest first."""
    query = (
        select(ComplaintRow, TrainingRow.title)
        .outerjoin(TrainingRow, TrainingRow.id == ComplaintRow.training_id)
        .where(ComplaintRow.organisation_id == trainer.organisation_id)
        .order_by(ComplaintRow.received_on.desc(), ComplaintRow.id.desc())
    )
    if training_id is not None:
        query = query.where(ComplaintRow.training_id == training_id)
    return tuple(_entry(row, title) for row, title in session.execute(query))


def get(session: Session, trainer: Trainer, complaint_id: int) -> Entry:
    """Return an entry of the trainer's organisation; ``NotFound`` otherwise."""
    row = _row(session, trainer, complaint_id)
    training = session.get(TrainingRow, row.training_id) if row.training_id else None
    return _entry(row, training.title if training else None)


def _row(session: Session, trainer: Trainer, complaint_id: int) -> ComplaintRow:
    row = session.get(ComplaintRow, complaint_id)
    if row is None or row.organisation_id != trainer.organisation_id:
        raise NotFound("complaint")
    return row


def write(session: Session, trainer: Trainer, written: Written, now: datetime) -> int:
    """Add an entry; its training, when there is one, must be of the same organisation."""
    if written.training_id is not None:
        trainings.get(session, trainer, written.training_id)
    row = ComplaintRow(
        organisation_id=trainer.organisation_id,
        training_id=written.training_id,
        nature=written.nature,
        source=written.source,
        received_on=written.received_on,
        what=written.what,
        treatment=written.treatment,
        created_at=now,
    )
    session.add(row)
    session.flush()
    audit.record(
        session, trainer.id, row.training_id, "complaint.written", {"complaint": row.id}, now
    )
    return row.id


def treat(
    session: Session,
    trainer: Trainer,
    complaint_id: int,
    treatment: str,
    now: datetime,
    *,
    closed: bool,
) -> None:
    """Write what was done about an entry, and close or reopen it; ``NotTreated``."""
    row = _row(session, trainer, complaint_id)
    if closed:
        check_close(treatment)
    row.treatment = treatment
    row.closed_at = (row.closed_at or now) if closed else None
    data = {"complaint": row.id, "closed": closed}
    audit.record(session, trainer.id, row.training_id, "complaint.treated", data, now)


def send(session: Session, trainee: Trainee, nature: Nature, what: str, now: datetime) -> None:
    """Add what a trainee reports; ``TooManyComplaints`` beyond any real use."""
    waiting = select(func.count()).where(
        ComplaintRow.trainee_id == trainee.id, ComplaintRow.closed_at.is_(None)
    )
    if (session.scalar(waiting) or 0) >= MOST_OPEN:
        raise TooManyComplaints(MOST_OPEN)
    training = session.get_one(TrainingRow, trainee.training_id)
    session.add(
        ComplaintRow(
            organisation_id=training.organisation_id,
            training_id=training.id,
            trainee_id=trainee.id,
            nature=nature,
            source=trainee.name,
            received_on=now.astimezone(PARIS).date(),
            what=what,
            created_at=now,
        )
    )
    session.flush()


def of_trainee(session: Session, trainee: Trainee) -> tuple[Entry, ...]:
    """Return what a trainee reported, with the answer once it is written."""
    rows = session.scalars(
        select(ComplaintRow)
        .where(ComplaintRow.trainee_id == trainee.id)
        .order_by(ComplaintRow.id.desc())
    )
    return tuple(_entry(row, None) for row in rows)
