"""Self-assessment of the trainees, objective by objective, and what the group gained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.training.positioning import Gain, Moment, Position, StartIsSet, checked, gains
from simulator.services import catalogue
from simulator.services.trainees import Trainee, touch
from simulator.store.positionings import PositioningRow
from simulator.store.trainings import TraineeRow, TrainingRow


@dataclass(frozen=True, slots=True)
class Given:
    """What a person said at a moment."""

    levels: tuple[int, ...]
    texts: Mapping[str, str]
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """A trainee of the training, with what was said before and after."""

    trainee_id: int
    name: str
    company: str
    before: Given | None
    after: Given | None


@dataclass(frozen=True, slots=True)
class GroupPositions:
    """What the trainer reads: each person's line, and the gain by objective."""

    lines: tuple[Line, ...]
    gains: tuple[Gain, ...]


def objectives_of(session: Session, trainee: Trainee) -> tuple[str, ...]:
    """Return the objectives of the programme that a trainee follows."""
    followed = session.get_one(TrainingRow, trainee.training_id).programme
    return catalogue.programme(followed).objectives


def given(session: Session, trainee_id: int, moment: Moment) -> Given | None:
    """Return what a trainee said at a moment."""
    return _given(row) if (row := _row(session, trainee_id, moment)) else None


def answer(
    session: Session,
    trainee: Trainee,
    moment: Moment,
    levels: Sequence[int],
    texts: Mapping[str, str],
    now: datetime,
) -> None:
    """Keep what a trainee says; said again, it replaces what was said at the same moment.

    Raises ``WrongLevels``; ``StartIsSet`` when the beginning is changed after the end was given.
    """
    kept = checked(levels, len(objectives_of(session, trainee)))
    if moment is Moment.BEFORE and _row(session, trainee.id, Moment.AFTER) is not None:
        raise StartIsSet
    row = _row(session, trainee.id, moment)
    if row is None:
        row = PositioningRow(training_id=trainee.training_id, trainee_id=trainee.id, moment=moment)
        session.add(row)
    row.levels, row.texts, row.answered_at = list(kept), dict(texts), now
    session.flush()
    touch(session, trainee.training_id)


def group(session: Session, training: TrainingRow, objectives: int) -> GroupPositions:
    """Return what everybody said, by name, and the gain of the group."""
    rows = session.scalars(
        select(PositioningRow)
        .join(TraineeRow, TraineeRow.id == PositioningRow.trainee_id)
        .where(PositioningRow.training_id == training.id, TraineeRow.removed_at.is_(None))
    ).all()
    said = {(row.trainee_id, row.moment): _given(row) for row in rows}
    lines = tuple(
        Line(
            person.id,
            f"{person.last_name} {person.first_name}",
            person.company,
            said.get((person.id, Moment.BEFORE)),
            said.get((person.id, Moment.AFTER)),
        )
        for person in training.trainees
        if person.removed_at is None
    )
    positions = (Position(row.trainee_id, Moment(row.moment), tuple(row.levels)) for row in rows)
    return GroupPositions(lines, gains(tuple(positions), objectives))


def _row(session: Session, trainee_id: int, moment: Moment) -> PositioningRow | None:
    return session.scalar(
        select(PositioningRow).where(
            PositioningRow.trainee_id == trainee_id, PositioningRow.moment == moment
        )
    )


def _given(row: PositioningRow) -> Given:
    return Given(tuple(row.levels), row.texts, row.answered_at)
