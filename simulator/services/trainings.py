"""Trainings: creating a run of a programme, its half-days and activities, closing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from simulator.domain.dates import next_working_day
from simulator.domain.refusals import NotFound, Refusal
from simulator.services import audit, secrets
from simulator.services.trainees import touch
from simulator.services.trainers import Trainer
from simulator.store.trainings import ActivityRow, HalfDayRow, TraineeRow, TrainingRow

PARIS = ZoneInfo("Europe/Paris")
HALF_DAY_MINUTES = 210

Training = TrainingRow
"""A training, as pages read it."""
HalfDay = HalfDayRow
"""A half-day, as pages read it."""


@dataclass(eq=False)
class HalfDayHasSignatures(Refusal):
    """A half-day that people have signed keeps its date and hours."""


@dataclass(eq=False)
class NotAScreen(Refusal):
    """A break has no page: nobody can be sent there."""

    title: str


@dataclass(frozen=True, slots=True)
class Planned:
    """One activity of a programme, placed in a half-day (0 is the first)."""

    half_day: int
    kind: str
    reference: str
    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class TrainingLine:
    """One line of a trainer's list."""

    id: int
    title: str
    programme: str
    client: str
    place: str
    first_day: date
    last_day: date
    state: str
    join_code: str
    trainees: int


def create(
    session: Session,
    trainer: Trainer,
    *,
    programme: str,
    title: str,
    days: int,
    planned: Sequence[Planned],
    first_day: date,
    morning: time,
    afternoon: time,
    place: str,
    client: str,
    scenario: str,
    customers: int,
    now: datetime,
    seed: int | None = None,
) -> TrainingRow:
    """Create a training with its half-days on working days and its activities, all hidden."""
    training = TrainingRow(
        organisation_id=trainer.organisation_id,
        trainer_id=trainer.id,
        programme=programme,
        title=title,
        place=place,
        client=client,
        join_code=free_code(session),
        scenario=scenario,
        customers=customers,
        seed=secrets.new_seed() if seed is None else seed,
        as_of=first_day,
        created_at=now,
    )
    session.add(training)
    session.flush()
    half_days = _half_days(session, training, _starts(first_day, days, morning, afternoon))
    _activities(session, training, half_days, planned)
    audit.record(session, trainer.id, training.id, "training.created", {"title": title}, now)
    return training


def _half_days(
    session: Session, training: TrainingRow, starts: Sequence[datetime]
) -> list[HalfDayRow]:
    rows = [
        HalfDayRow(
            training_id=training.id,
            starts_at=start,
            ends_at=start + timedelta(minutes=HALF_DAY_MINUTES),
            minutes=HALF_DAY_MINUTES,
        )
        for start in starts
    ]
    session.add_all(rows)
    session.flush()
    return rows


def _activities(
    session: Session,
    training: TrainingRow,
    half_days: Sequence[HalfDayRow],
    planned: Sequence[Planned],
) -> None:
    session.add_all(
        ActivityRow(
            training_id=training.id,
            half_day_id=half_days[min(item.half_day, len(half_days) - 1)].id,
            position=position,
            kind=item.kind,
            reference=item.reference,
            title=item.title,
            minutes=item.minutes,
        )
        for position, item in enumerate(planned)
    )
    session.flush()


def _starts(first_day: date, days: int, morning: time, afternoon: time) -> list[datetime]:
    starts: list[datetime] = []
    day = next_working_day(first_day)
    for _ in range(days):
        starts += [datetime.combine(day, at, PARIS) for at in (morning, afternoon)]
        day = next_working_day(day + timedelta(days=1))
    return starts


def free_code(session: Session) -> str:
    """Return a code that no training has."""
    while True:
        code = secrets.new_code()
        if session.scalar(select(TrainingRow.id).where(TrainingRow.join_code == code)) is None:
            return code


def of_organisation(session: Session, trainer: Trainer) -> tuple[TrainingLine, ...]:
    """Return the trainings of the trainer's organisation, the newest first; no rehearsal."""
    counted = (
        select(TraineeRow.training_id, func.count().label("trainees"))
        .where(TraineeRow.removed_at.is_(None))
        .group_by(TraineeRow.training_id)
        .subquery()
    )
    span = (
        select(
            HalfDayRow.training_id,
            func.min(HalfDayRow.starts_at).label("first"),
            func.max(HalfDayRow.ends_at).label("last"),
        )
        .group_by(HalfDayRow.training_id)
        .subquery()
    )
    rows = session.execute(
        select(TrainingRow, func.coalesce(counted.c.trainees, 0), span.c.first, span.c.last)
        .join(span, span.c.training_id == TrainingRow.id)
        .outerjoin(counted, counted.c.training_id == TrainingRow.id)
        .where(
            TrainingRow.organisation_id == trainer.organisation_id,
            TrainingRow.rehearsal_of_id.is_(None),
        )
        .order_by(span.c.first.desc(), TrainingRow.id.desc())
    )
    return tuple(
        TrainingLine(
            row.id,
            row.title,
            row.programme,
            row.client,
            row.place,
            first.astimezone(PARIS).date(),
            last.astimezone(PARIS).date(),
            row.state,
            row.join_code,
            trainees,
        )
        for row, trainees, first, last in rows
    )


def get(session: Session, trainer: Trainer, training_id: int) -> TrainingRow:
    """Return a training of the trainer's organisation; ``NotFound`` for any other."""
    row = session.get(TrainingRow, training_id)
    if row is None or row.organisation_id != trainer.organisation_id:
        raise NotFound("training")
    return row


def activity(session: Session, training: TrainingRow, activity_id: int) -> ActivityRow:
    """Return an activity of this training; ``NotFound`` otherwise."""
    row = session.get(ActivityRow, activity_id)
    if row is None or row.training_id != training.id:
        raise NotFound("activity")
    return row


def half_day(session: Session, training: TrainingRow, half_day_id: int) -> HalfDayRow:
    """Return a half-day of this training; ``NotFound`` otherwise."""
    row = session.get(HalfDayRow, half_day_id)
    if row is None or row.training_id != training.id:
        raise NotFound("half_day")
    return row


def set_activity(
    session: Session,
    trainer: Trainer,
    training: TrainingRow,
    row: ActivityRow,
    state: str,
    now: datetime,
) -> None:
    """Open, close or hide an activity on every screen; ``NotAScreen`` for a break."""
    if row.kind == "break":
        raise NotAScreen(row.title)
    row.state = state
    touch(session, training.id)
    audit.record(session, trainer.id, training.id, f"activity.{state}", {"id": row.id}, now)


def open_half_day(
    session: Session, trainer: Trainer, training: TrainingRow, half_day_id: int, now: datetime
) -> int:
    """Open at once every hidden activity of a half-day; return how many."""
    rows = [
        row
        for row in training.activities
        if row.half_day_id == half_day_id and row.state == "hidden" and row.kind != "break"
    ]
    for row in rows:
        row.state = "open"
    touch(session, training.id)
    audit.record(session, trainer.id, training.id, "half_day.opened", {"id": half_day_id}, now)
    return len(rows)


def move_half_day(
    session: Session,
    training: TrainingRow,
    row: HalfDayRow,
    starts_at: datetime,
    ends_at: datetime,
    minutes: int,
) -> None:
    """Change the date and hours of a half-day; ``HalfDayHasSignatures`` once it was signed."""
    if row.opened_at is not None:
        raise HalfDayHasSignatures
    row.starts_at, row.ends_at, row.minutes = starts_at, ends_at, minutes
    touch(session, training.id)


def close(session: Session, trainer: Trainer, training: TrainingRow, now: datetime) -> None:
    """Close a training: nobody joins any more, trainees keep reading."""
    training.state = "closed"
    training.closed_at = now
    touch(session, training.id)
    audit.record(session, trainer.id, training.id, "training.closed", {}, now)


def reopen(session: Session, trainer: Trainer, training: TrainingRow, now: datetime) -> None:
    """Open a training again."""
    training.state = "open"
    training.closed_at = None
    touch(session, training.id)
    audit.record(session, trainer.id, training.id, "training.reopened", {}, now)
