"""How complete the evidence of a training is, and the trace of each time it was taken out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from simulator.domain.training.positioning import Moment
from simulator.services import audit, evaluations, follow_ups
from simulator.services.trainers import Trainer
from simulator.store.certificates import CertificateRow
from simulator.store.positionings import PositioningRow
from simulator.store.trainings import TrainingRow


@dataclass(frozen=True, slots=True)
class State:
    """Counts of what an auditor will look for in one training."""

    people: int
    half_days: int
    closed: int
    before: int
    after: int
    certificates: int
    hot: int
    hot_released: bool
    cold: int
    cold_released: bool

    @property
    def complete(self) -> bool:
        """Say whether all that is due when a training ends is there (cold evaluation is later)."""
        everybody = min(self.before, self.after, self.hot) >= self.people > 0
        papers = self.certificates >= 2 * self.people and self.closed == self.half_days
        return everybody and papers and self.hot_released


def state(session: Session, training: TrainingRow) -> State:
    """Return how complete the evidence is."""
    counted = session.execute(
        select(PositioningRow.moment, func.count())
        .where(PositioningRow.training_id == training.id)
        .group_by(PositioningRow.moment)
    )
    said = {moment: number for moment, number in counted}  # noqa: C416 - rows, not pairs
    issued = select(func.count()).where(
        CertificateRow.training_id == training.id, CertificateRow.replaced_by_id.is_(None)
    )
    return State(
        sum(row.removed_at is None for row in training.trainees),
        len(training.half_days),
        sum(half.closed_at is not None for half in training.half_days),
        said.get(Moment.BEFORE, 0),
        said.get(Moment.AFTER, 0),
        session.scalar(issued) or 0,
        evaluations.count(session, training.id),
        training.evaluations_released_at is not None,
        follow_ups.count(session, training.id),
        follow_ups.group(session, training) is not None,
    )


def taken(session: Session, trainer: Trainer, training_id: int, now: datetime) -> None:
    """Log that the evidence, which has people's names in it, was taken out."""
    audit.record(session, trainer.id, training_id, "qualiopi.taken", {}, now)
