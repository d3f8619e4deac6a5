"""The day script: activities against the clock, moved, timed, put aside, inserted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from simulator.domain.refusals import NotFound, OutOfRange
from simulator.domain.training.schedule import Item, Slot, Stage, Timed, timed
from simulator.services import catalogue
from simulator.services.schedule_changes import changing
from simulator.services.trainers import Trainer
from simulator.services.trainings import PARIS, Planned
from simulator.store.trainings import ActivityRow, HalfDayRow, TrainingRow

BREAK = "break"
SHORTEST, LONGEST = 1, 480


@dataclass(frozen=True, slots=True)
class Line:
    """One activity of the script and its place on the clock."""

    activity: ActivityRow
    slot: Slot


@dataclass(frozen=True, slots=True)
class HalfDay:
    """A half-day of the script."""

    row: HalfDayRow
    timed: Timed
    lines: tuple[Line, ...]
    lunch: datetime | None = None
    """When the morning of the same day ends, before the lunch that leads to this half-day."""

    @property
    def on(self) -> Line | None:
        """Return the activity that is on."""
        return next((one for one in self.lines if one.slot.stage is Stage.ON), None)

    @property
    def pauses(self) -> int:
        """Return the minutes of its breaks."""
        return sum(one.activity.minutes for one in self.lines if one.activity.kind == BREAK)

    @property
    def work(self) -> int:
        """Return the minutes of its activities, breaks apart."""
        return sum(one.activity.minutes for one in self.lines) - self.pauses

    @property
    def spare(self) -> int:
        """Return the minutes left between the end that is foreseen and that of the half-day."""
        return int((self.row.ends_at - self.timed.ends).total_seconds() / 60)


@dataclass(frozen=True, slots=True)
class Script:
    """The script of a training."""

    half_days: tuple[HalfDay, ...]
    aside: tuple[ActivityRow, ...]
    current: HalfDay | None
    """The half-day whose activity is on, else the one that the clock is in."""


def script(training: TrainingRow, now: datetime) -> Script:
    """Return the script of a training against the clock."""
    halves = tuple(_half_day(training, row, now) for row in training.half_days)
    aside = tuple(row for row in training.activities if row.half_day_id is None)
    going = [half for half in halves if half.on is not None]
    inside = [
        half
        for half in halves
        if half.row.starts_at <= now < half.row.ends_at and not half.timed.over
    ]
    return Script(halves, aside, next(iter((*going, *inside)), None))


def _half_day(training: TrainingRow, row: HalfDayRow, now: datetime) -> HalfDay:
    rows = _of(training, row.id)
    items = [Item(one.id, one.minutes, one.started_at) for one in rows]
    found = timed(items, row.starts_at, row.ends_at, now, _finished(training, row))
    return HalfDay(row, found, tuple(map(Line, rows, found.slots)), _lunch(training, row))


def _lunch(training: TrainingRow, row: HalfDayRow) -> datetime | None:
    day = row.starts_at.astimezone(PARIS).date()
    ends = [half.ends_at for half in training.half_days if half.ends_at < row.starts_at]
    return max((at for at in ends if at.astimezone(PARIS).date() == day), default=None)


def _finished(training: TrainingRow, row: HalfDayRow) -> datetime | None:
    """Return when a half-day ended: said so, or known because a later one has begun."""
    if row.finished_at is not None:
        return row.finished_at
    later = {half.id for half in training.half_days if half.starts_at > row.starts_at}
    begun = [one.started_at for one in training.activities if one.half_day_id in later]
    first = min((at for at in begun if at is not None), default=None)
    return None if first is None else min(first, row.ends_at)


def _of(training: TrainingRow, half_day_id: int | None) -> list[ActivityRow]:
    return [row for row in training.activities if row.half_day_id == half_day_id]


def start(
    session: Session, trainer: Trainer, training: TrainingRow, row: ActivityRow, now: datetime
) -> None:
    """Say that the room begins an activity now: it opens, and the clock counts from here."""
    with changing(session, trainer, training, "started", {"id": row.id}, now):
        row.started_at = now
        if row.kind != BREAK:
            row.state = "open"
        for half in training.half_days:
            if half.id == row.half_day_id:
                half.finished_at = None


def finish(
    session: Session, trainer: Trainer, training: TrainingRow, half: HalfDayRow, now: datetime
) -> None:
    """Say that the script of a half-day is over."""
    with changing(session, trainer, training, "finished", {"id": half.id}, now):
        half.finished_at = now


def move(
    session: Session,
    trainer: Trainer,
    training: TrainingRow,
    row: ActivityRow,
    half: HalfDayRow,
    rank: int,
    now: datetime,
) -> None:
    """Put an activity at a rank (0 is the first) of a half-day; a rank beyond it is its end."""
    with changing(session, trainer, training, "moved", {"id": row.id}, now):
        _place(training, row, half, rank)


def _place(training: TrainingRow, row: ActivityRow, half: HalfDayRow, rank: int) -> None:
    order: list[ActivityRow] = []
    for each in training.half_days:
        rows = [one for one in _of(training, each.id) if one is not row]
        if each.id == half.id:
            rows.insert(max(0, rank), row)
        order += rows
    order += [one for one in _of(training, None) if one is not row]
    for position, one in enumerate(order):
        one.position = position
    row.half_day_id = half.id


def step(
    session: Session,
    trainer: Trainer,
    training: TrainingRow,
    row: ActivityRow,
    by: int,
    now: datetime,
) -> None:
    """Move an activity one place up (-1) or down (1) in its half-day."""
    half = next((each for each in training.half_days if each.id == row.half_day_id), None)
    if half is None:
        raise NotFound("half_day")
    rank = _of(training, half.id).index(row)
    if rank + by >= 0:
        move(session, trainer, training, row, half, rank + by, now)


def set_minutes(
    session: Session,
    trainer: Trainer,
    training: TrainingRow,
    row: ActivityRow,
    minutes: int,
    now: datetime,
) -> None:
    """Change how long an activity lasts; ``OutOfRange`` for a length that is not one."""
    if not SHORTEST <= minutes <= LONGEST:
        raise OutOfRange("minutes", minutes, SHORTEST, LONGEST)
    data = {"id": row.id, "minutes": minutes}
    with changing(session, trainer, training, "minutes", data, now):
        row.minutes = minutes


def put_aside(
    session: Session, trainer: Trainer, training: TrainingRow, row: ActivityRow, now: datetime
) -> None:
    """Take an activity out of the script and off every screen; its work is kept."""
    with changing(session, trainer, training, "aside", {"id": row.id}, now):
        row.half_day_id, row.state, row.started_at = None, "hidden", None


def missing(training: TrainingRow) -> tuple[Planned, ...]:
    """Return the activities of the programme that the training does not have; no break."""
    known = {(row.kind, row.reference) for row in training.activities}
    planned = catalogue.plan(training.programme)
    return tuple(
        one for one in planned if one.kind != BREAK and (one.kind, one.reference) not in known
    )


def reserve(training: TrainingRow) -> tuple[Planned, ...]:
    """Return what neither the programme nor the training has, what suits the programme first."""
    known = {(row.kind, row.reference) for row in training.activities}
    found = catalogue.reserve(training.programme)
    return tuple(one for one in found if (one.kind, one.reference) not in known)


def insert(
    session: Session,
    trainer: Trainer,
    training: TrainingRow,
    half: HalfDayRow,
    wanted: ActivityRow | Planned,
    now: datetime,
) -> ActivityRow:
    """Put at the end of a half-day what was put aside, what the content has, or a break."""
    row = wanted if isinstance(wanted, ActivityRow) else _made(session, training, wanted)
    with changing(session, trainer, training, "inserted", {"id": row.id}, now):
        _place(training, row, half, len(training.activities))
    return row


def pause(title: str, minutes: int) -> Planned:
    """Return a break to insert; ``OutOfRange`` for a length that is not one."""
    if not SHORTEST <= minutes <= LONGEST:
        raise OutOfRange("minutes", minutes, SHORTEST, LONGEST)
    return Planned(0, BREAK, "", title, minutes)


def _made(session: Session, training: TrainingRow, wanted: Planned) -> ActivityRow:
    row = ActivityRow(
        training_id=training.id,
        half_day_id=None,
        position=max((each.position for each in training.activities), default=-1) + 1,
        kind=wanted.kind,
        reference=wanted.reference,
        title=wanted.title,
        minutes=wanted.minutes,
        state="hidden",
    )
    training.activities.append(row)
    session.flush()
    return row
