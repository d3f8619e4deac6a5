"""Rehearsals: a copy of a training where simulated trainees do what people would.

Each step may be asked again: what a bot has done, it does not do twice. So a rehearsal that was cut
short in the middle of a step goes on where it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Table, delete, or_, select
from sqlalchemy.orm import Session

from simulator.domain.luck import Luck
from simulator.domain.training import rehearsal
from simulator.domain.training.contributions import Kind
from simulator.domain.training.positioning import Moment
from simulator.domain.training.rehearsal import AlreadyARehearsal, Bot, NotARehearsal
from simulator.services import (
    attendances,
    audit,
    contributions,
    games,
    rehearsal_words,
    trainees,
    trainings,
)
from simulator.services.trainees import Trainee
from simulator.services.trainers import Trainer
from simulator.services.trainings import Training
from simulator.store.base import Base
from simulator.store.evaluations import EvaluationRow
from simulator.store.positionings import PositioningRow
from simulator.store.trainings import ActivityRow, HalfDayRow, TraineeRow, TrainingRow

TITLE = "Répétition\u202f: "


@dataclass(frozen=True, slots=True)
class Simulated:
    """A simulated trainee: who it is for the product, and how it behaves."""

    person: Trainee
    bot: Bot


@dataclass(frozen=True, slots=True)
class Step:
    """One half-day of a rehearsal as its page shows it."""

    half_day: HalfDayRow
    opened: int
    activities: int
    signed: int


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a rehearsal is: how many bots did all of the welcome and of the end, each half-day."""

    bots: int
    welcomed: int
    concluded: int
    steps: tuple[Step, ...]
    game: games.LiveGame | None


def start(
    session: Session, trainer: Trainer, training: TrainingRow, people: int, now: datetime
) -> Training:
    """Copy a training, its half-days and activities (all hidden), and let ``people`` bots join it.

    Raises ``BadHeadcount``, and ``AlreadyARehearsal`` on a rehearsal.
    """
    rehearsal.headcount(people)
    if training.rehearsal_of_id is not None:
        raise AlreadyARehearsal(training.title)
    copy = TrainingRow(
        organisation_id=training.organisation_id,
        trainer_id=trainer.id,
        programme=training.programme,
        title=TITLE + training.title,
        place=training.place,
        client=training.client,
        join_code=trainings.free_code(session),
        scenario=training.scenario,
        customers=training.customers,
        seed=training.seed,
        as_of=training.as_of,
        created_at=now,
        rehearsal_of_id=training.id,
    )
    session.add(copy)
    session.flush()
    _copy_plan(session, training, copy)
    for rank, (first, last, company) in enumerate(rehearsal_words.PEOPLE[:people]):
        joined = trainees.join(session, copy.id, first, last, company, now)
        row = session.get_one(TraineeRow, joined.id)
        row.bot, row.confirmed_at = rank, now
    data = {"rehearsal": copy.id, "people": people}
    audit.record(session, trainer.id, training.id, "rehearsal.started", data, now)
    session.flush()
    session.expire(copy)
    return copy


def _copy_plan(session: Session, training: TrainingRow, copy: TrainingRow) -> None:
    halves: dict[int | None, int | None] = {None: None}
    for half in training.half_days:
        made = HalfDayRow(
            training_id=copy.id,
            starts_at=half.starts_at,
            ends_at=half.ends_at,
            minutes=half.minutes,
        )
        session.add(made)
        session.flush()
        halves[half.id] = made.id
    session.add_all(
        ActivityRow(
            training_id=copy.id,
            half_day_id=halves[row.half_day_id],
            position=row.position,
            kind=row.kind,
            reference=row.reference,
            title=row.title,
            minutes=row.minutes,
        )
        for row in training.activities
    )
    session.flush()


def of_training(session: Session, training: TrainingRow) -> tuple[Training, ...]:
    """Return the rehearsals of a training, the last first."""
    found = select(TrainingRow).where(TrainingRow.rehearsal_of_id == training.id)
    return tuple(session.scalars(found.order_by(TrainingRow.id.desc())))


def require(training: TrainingRow) -> None:
    """Raise ``NotARehearsal`` where people are real."""
    if training.rehearsal_of_id is None:
        raise NotARehearsal(training.title)


def simulated(training: TrainingRow) -> tuple[Simulated, ...]:
    """Return the bots of a rehearsal, in the order they came; raises ``NotARehearsal``."""
    require(training)
    luck = Luck(training.seed)
    here = [row for row in training.trainees if row.bot is not None and row.removed_at is None]
    return tuple(
        Simulated(trainees.trainee_of(row), rehearsal.bot(luck, row.bot or 0))
        for row in sorted(here, key=lambda row: row.id)
    )


def progress(session: Session, training: TrainingRow) -> Progress:
    """Return where a rehearsal is."""
    bots = {one.person.id for one in simulated(training)}
    sheets = [attendances.sheet(session, half) for half in training.half_days]
    return Progress(
        len(bots),
        len(
            bots
            & _placed(session, training, Moment.BEFORE)
            & _said(session, training, Kind.WELCOME)
        ),
        len(
            bots
            & _placed(session, training, Moment.AFTER)
            & _said(session, training, Kind.ACTION)
            & _evaluated(session, training)
        ),
        tuple(
            Step(
                sheet.half_day,
                sum(row.state != "hidden" for row in _rows(training, sheet.half_day.id)),
                len(_rows(training, sheet.half_day.id)),
                len(sheet.people) - len(sheet.missing),
            )
            for sheet in sheets
        ),
        games.live(session, training.id),
    )


def _placed(session: Session, training: TrainingRow, moment: Moment) -> set[int]:
    """Return who placed themselves on the objectives at a moment."""
    asked = select(PositioningRow.trainee_id).where(
        PositioningRow.training_id == training.id, PositioningRow.moment == moment
    )
    return set(session.scalars(asked))


def _said(session: Session, training: TrainingRow, kind: Kind) -> set[int]:
    return {said.trainee_id for said in contributions.of_training(session, training, kind)}


def _evaluated(session: Session, training: TrainingRow) -> set[int]:
    asked = select(EvaluationRow.trainee_id).where(EvaluationRow.training_id == training.id)
    return set(session.scalars(asked))


def _rows(training: TrainingRow, half_day_id: int) -> list[ActivityRow]:
    """Return the activities of a half-day that open: a break does not."""
    here = [row for row in training.activities if row.half_day_id == half_day_id]
    return [row for row in here if row.kind != "break"]


def remove(session: Session, trainer: Trainer, training: TrainingRow, now: datetime) -> None:
    """Delete a rehearsal with all that hangs on it; raises ``NotARehearsal`` for a training."""
    require(training)
    original, number = training.rehearsal_of_id, training.id
    session.flush()
    tables = Base.metadata.sorted_tables
    conditions = _conditions(tables, number)
    for table in reversed(tables):
        if table in conditions:
            session.execute(delete(table).where(conditions[table]))
    session.expire_all()
    data = {"rehearsal": number}
    audit.record(session, trainer.id, original, "rehearsal.removed", data, now)


def _conditions(tables: list[Table], training_id: int) -> dict[Table, ColumnElement[bool]]:
    """Return for each table which rows hang on a training, by whatever path of keys."""
    root = TrainingRow.__table__
    found: dict[Table, ColumnElement[bool]] = {}
    for table in tables:
        if table is root:
            found[table] = table.c.id == training_id
            continue
        held = [
            key.parent.in_(select(key.column).where(found[key.column.table]))
            for key in table.foreign_keys
            if key.column.table in found
        ]
        if held:
            found[table] = or_(*held)
    return found
