"""Every chain of signatures of an installation, checked at once."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from simulator.domain.training.attendance import Break
from simulator.services.signatures import broken
from simulator.store.attendances import SignatureRow
from simulator.store.trainings import TrainingRow


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """What a check of every chain says of one training."""

    training_id: int
    title: str
    entries: int
    broken: Break | None


def checks(session: Session) -> tuple[ChainCheck, ...]:
    """Check the chain of every training of the installation where something was signed."""
    rows = session.execute(
        select(TrainingRow.id, TrainingRow.title, func.count(SignatureRow.id))
        .join(SignatureRow, SignatureRow.training_id == TrainingRow.id)
        .group_by(TrainingRow.id, TrainingRow.title)
        .order_by(TrainingRow.id)
    )
    return tuple(
        ChainCheck(number, title, count, broken(session, number)) for number, title, count in rows
    )
