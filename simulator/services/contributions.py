"""Round table, wall of experiences, action plans, advice: written, read by whom they are for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from simulator.domain.refusals import NotFound
from simulator.domain.training.contributions import (
    MOST_EACH,
    ONE_EACH,
    READERS,
    Kind,
    Reader,
    TooMany,
)
from simulator.services import audit
from simulator.services.trainees import Trainee, touch
from simulator.services.trainers import Trainer
from simulator.store.contributions import ContributionRow
from simulator.store.trainings import TraineeRow, TrainingRow


@dataclass(frozen=True, slots=True)
class Said:
    """A contribution as a page shows it."""

    id: int
    trainee_id: int
    name: str
    company: str
    fields: Mapping[str, str]
    written_at: datetime
    hidden: bool


def mine(session: Session, trainee: Trainee, kind: Kind) -> tuple[Said, ...]:
    """Return what a trainee wrote, or was written for them; nothing of what is not theirs."""
    if Reader.SELF not in READERS[kind]:
        return ()
    return _read(session, trainee.training_id, kind, trainee.id)


def of_room(session: Session, training_id: int, kind: Kind) -> tuple[Said, ...]:
    """Return what the room shares; nothing of a kind that is personal."""
    return _read(session, training_id, kind) if Reader.ROOM in READERS[kind] else ()


def of_training(session: Session, training: TrainingRow, kind: Kind) -> tuple[Said, ...]:
    """Return what the trainer reads of a training, what was taken away from the wall included."""
    return _read(session, training.id, kind, hidden=Reader.ROOM in READERS[kind])


def write(
    session: Session,
    trainee_id: int,
    training_id: int,
    kind: Kind,
    fields: Mapping[str, str],
    now: datetime,
) -> None:
    """Keep a contribution; a kind of which there is one each is replaced. Raises ``TooMany``."""
    kept = select(ContributionRow).where(
        ContributionRow.trainee_id == trainee_id,
        ContributionRow.kind == kind,
        ContributionRow.hidden_at.is_(None),
    )
    row = session.scalar(kept) if kind in ONE_EACH else None
    if row is None:
        count = session.scalar(select(func.count()).select_from(kept.subquery())) or 0
        if count >= MOST_EACH:
            raise TooMany(MOST_EACH)
        row = ContributionRow(training_id=training_id, trainee_id=trainee_id, kind=kind)
        session.add(row)
    row.fields, row.written_at = dict(fields), now
    session.flush()
    touch(session, training_id)


def take_away(session: Session, trainee: Trainee, contribution_id: int, now: datetime) -> None:
    """Take one's own contribution away; ``NotFound`` for somebody else's."""
    row = session.get(ContributionRow, contribution_id)
    if row is None or row.trainee_id != trainee.id or row.kind == Kind.ADVICE:
        raise NotFound("contribution")
    row.hidden_at = row.hidden_at or now


def hide(
    session: Session, trainer: Trainer, training: TrainingRow, contribution_id: int, now: datetime
) -> None:
    """Take a contribution off the wall, or put it back; ``NotFound`` outside the training."""
    row = session.get(ContributionRow, contribution_id)
    if row is None or row.training_id != training.id or Reader.ROOM not in READERS[Kind(row.kind)]:
        raise NotFound("contribution")
    row.hidden_at = None if row.hidden_at else now
    data = {"contribution": row.id, "hidden": row.hidden_at is not None}
    audit.record(session, trainer.id, training.id, "contribution.hidden", data, now)
    touch(session, training.id)


def _read(
    session: Session,
    training_id: int,
    kind: Kind,
    trainee_id: int | None = None,
    *,
    hidden: bool = False,
) -> tuple[Said, ...]:
    asked = (
        select(ContributionRow, TraineeRow)
        .join(TraineeRow, TraineeRow.id == ContributionRow.trainee_id)
        .where(
            ContributionRow.training_id == training_id,
            ContributionRow.kind == kind,
            TraineeRow.removed_at.is_(None),
        )
        .order_by(ContributionRow.id)
    )
    if trainee_id is not None:
        asked = asked.where(ContributionRow.trainee_id == trainee_id)
    if not hidden:
        asked = asked.where(ContributionRow.hidden_at.is_(None))
    return tuple(
        Said(
            row.id,
            person.id,
            f"{person.first_name} {person.last_name}",
            person.company,
            row.fields,
            row.written_at,
            row.hidden_at is not None,
        )
        for row, person in session.execute(asked)
    )
