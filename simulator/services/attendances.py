"""Attendance: opening a half-day, signing it, stating an absence, countersigning, correcting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from simulator.domain.training import attendance
from simulator.domain.training.attendance import (
    AlreadySigned,
    Entry,
    HalfDayAlreadyClosed,
    HalfDayNotOpen,
    MinutesBeyondHalfDay,
)
from simulator.services import audit, secrets
from simulator.services.signatures import STATED, entries, entry_of, last_hash
from simulator.services.trainees import Trainee, touch
from simulator.services.trainers import Trainer
from simulator.store.attendances import SignatureRow
from simulator.store.trainings import HalfDayRow, TraineeRow, TrainingRow

LONGEST_DEVICE = 200


@dataclass(frozen=True, slots=True)
class Presence:
    """What the sheet says of one person in one half-day."""

    trainee_id: int
    name: str
    company: str
    entry: Entry | None
    corrected: bool
    strokes: str
    """The signature that the person drew, which a correction does not take away."""
    signed_as: str = ""
    """The name under which it was stated, when the person has another one in the list today."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of one half-day."""

    half_day: HalfDayRow
    people: tuple[Presence, ...]
    trainer: Entry | None

    @property
    def missing(self) -> tuple[Presence, ...]:
        """Return the people of whom nothing is stated."""
        return tuple(person for person in self.people if person.entry is None)


def _append(
    session: Session,
    half_day: HalfDayRow,
    *,
    kind: str,
    name: str,
    minutes: int,
    now: datetime,
    trainee_id: int | None = None,
    trainer_id: int | None = None,
    strokes: str = "",
    device: str = "",
    note: str = "",
) -> None:
    _lock(session, half_day)
    count = select(func.count()).where(SignatureRow.training_id == half_day.training_id)
    entry = Entry(
        half_day.training_id,
        (session.scalar(count) or 0) + 1,
        half_day.id,
        kind,
        trainee_id,
        trainer_id,
        name,
        minutes,
        strokes,
        device[:LONGEST_DEVICE],
        note,
        now,
        last_hash(session, half_day.training_id),
        half_day.starts_at,
        half_day.ends_at,
    )
    session.add(
        SignatureRow(
            training_id=half_day.training_id,
            half_day_id=half_day.id,
            sequence=entry.sequence,
            kind=kind,
            trainee_id=trainee_id,
            trainer_id=trainer_id,
            name=name,
            minutes=minutes,
            strokes=strokes,
            device=entry.device,
            note=note,
            at=now,
            previous=entry.previous,
            hash=entry.hash,
        )
    )
    session.flush()
    touch(session, half_day.training_id)
    data = {"half_day": half_day.id, "trainee": trainee_id, "hash": entry.hash}
    audit.record(session, trainer_id, half_day.training_id, STATED[kind], data, now)


def _lock(session: Session, half_day: HalfDayRow) -> None:
    """Hold the training's row, and read the half-day again: one entry is added at a time."""
    session.execute(
        select(TrainingRow.id).where(TrainingRow.id == half_day.training_id).with_for_update()
    )
    session.refresh(half_day)


def open_half_day(
    session: Session,
    trainer: Trainer,
    row: HalfDayRow,
    now: datetime,
    *,
    coded: bool = False,
) -> None:
    """Let the room sign a half-day; ``HalfDayAlreadyClosed`` once it was countersigned.

    ``coded`` asks everybody for the code that the room's screen shows.
    """
    if row.closed_at is not None:
        raise HalfDayAlreadyClosed
    if row.opened_at is None:
        row.opened_at = now
        row.code_key = secrets.new_secret() if coded else None
        touch(session, row.training_id)
        audit.record(
            session,
            trainer.id,
            row.training_id,
            "attendance.opened",
            {"half_day": row.id, "coded": coded},
            now,
        )


def open_for(session: Session, trainee: Trainee) -> HalfDayRow | None:
    """Return the first open half-day that a trainee has to sign, else the last one open."""
    rows = session.scalars(
        select(HalfDayRow)
        .where(
            HalfDayRow.training_id == trainee.training_id,
            HalfDayRow.opened_at.is_not(None),
            HalfDayRow.closed_at.is_(None),
        )
        .order_by(HalfDayRow.starts_at)
    ).all()
    unsigned = (row for row in rows if signed(session, row.id, trainee.id) is None)
    return next(unsigned, rows[-1] if rows else None)


def signed(session: Session, half_day_id: int, trainee_id: int) -> Entry | None:
    """Return what is stated of a trainee in a half-day."""
    row = session.scalars(
        select(SignatureRow)
        .where(SignatureRow.half_day_id == half_day_id, SignatureRow.trainee_id == trainee_id)
        .order_by(SignatureRow.sequence.desc())
    ).first()
    return None if row is None else entry_of(row)


def sign(
    session: Session,
    trainee: Trainee,
    half_day: HalfDayRow,
    strokes: str,
    device: str,
    now: datetime,
    code: str = "",
) -> None:
    """Sign a half-day; raises ``HalfDayNotOpen``, ``AlreadySigned`` or ``UnreadableSignature``.

    Where the half-day asks for the code of the room's screen, ``WrongCode`` for another.
    """
    _lock(session, half_day)
    if half_day.training_id != trainee.training_id or half_day.opened_at is None:
        raise HalfDayNotOpen
    if half_day.closed_at is not None:
        raise HalfDayAlreadyClosed
    if signed(session, half_day.id, trainee.id) is not None:
        raise AlreadySigned(trainee.name)
    if half_day.code_key is not None:
        attendance.check_room_code(half_day.code_key, code, now)
    _append(
        session,
        half_day,
        kind="trainee",
        name=trainee.name,
        minutes=half_day.minutes,
        now=now,
        trainee_id=trainee.id,
        strokes=attendance.drawn(strokes),
        device=device,
    )


def state_absence(
    session: Session,
    trainer: Trainer,
    half_day: HalfDayRow,
    trainee: TraineeRow,
    note: str,
    now: datetime,
) -> None:
    """State that a person was absent, with the reason when it is known."""
    _lock(session, half_day)
    if half_day.opened_at is None:
        raise HalfDayNotOpen
    if signed(session, half_day.id, trainee.id) is not None:
        raise AlreadySigned(f"{trainee.first_name} {trainee.last_name}")
    _append(
        session,
        half_day,
        kind="absence",
        name=f"{trainee.first_name} {trainee.last_name}",
        minutes=0,
        now=now,
        trainee_id=trainee.id,
        trainer_id=trainer.id,
        note=note,
    )


def correct(
    session: Session,
    trainer: Trainer,
    half_day: HalfDayRow,
    trainee: TraineeRow,
    minutes: int,
    note: str,
    now: datetime,
) -> None:
    """Add a correction (late arrival, early leave, forgotten signature), with its reason."""
    if half_day.opened_at is None:
        raise HalfDayNotOpen
    if not 0 <= minutes <= half_day.minutes:
        raise MinutesBeyondHalfDay(minutes, half_day.minutes)
    _append(
        session,
        half_day,
        kind="correction",
        name=f"{trainee.first_name} {trainee.last_name}",
        minutes=minutes,
        now=now,
        trainee_id=trainee.id,
        trainer_id=trainer.id,
        note=note,
    )


def countersign(
    session: Session,
    trainer: Trainer,
    half_day: HalfDayRow,
    strokes: str,
    device: str,
    now: datetime,
) -> None:
    """Sign as the trainer and close the half-day; people of whom nothing is stated are absent."""
    _lock(session, half_day)
    if half_day.opened_at is None:
        raise HalfDayNotOpen
    if half_day.closed_at is not None:
        raise HalfDayAlreadyClosed
    drawing = attendance.drawn(strokes)
    for person in sheet(session, half_day).missing:
        row = session.get_one(TraineeRow, person.trainee_id)
        state_absence(session, trainer, half_day, row, "", now)
    _append(
        session,
        half_day,
        kind="trainer",
        name=trainer.name,
        minutes=half_day.minutes,
        now=now,
        trainer_id=trainer.id,
        strokes=drawing,
        device=device,
    )
    half_day.closed_at = now
    session.flush()


def sheet(session: Session, half_day: HalfDayRow) -> Sheet:
    """Return the sheet of a half-day."""
    stated = [
        entry for entry in entries(session, half_day.training_id) if entry.half_day == half_day.id
    ]
    people = tuple(
        _presence(row, attendance.presence(stated, half_day.id, row.id), stated)
        for row in half_day.training.trainees
        if row.removed_at is None or _stated_of(stated, row.id)
    )
    trainer = [entry for entry in stated if entry.kind == "trainer"]
    return Sheet(half_day, people, trainer[-1] if trainer else None)


def _presence(row: TraineeRow, entry: Entry | None, stated: list[Entry]) -> Presence:
    renamed = entry is not None and entry.name != f"{row.first_name} {row.last_name}"
    return Presence(
        row.id,
        f"{row.last_name} {row.first_name}",
        row.company,
        entry,
        any(one.kind == "correction" and one.trainee == row.id for one in stated),
        _drawn_by(stated, row.id),
        entry.name if entry is not None and renamed else "",
    )


def _stated_of(stated: list[Entry], trainee_id: int) -> bool:
    return any(entry.trainee == trainee_id for entry in stated)


def _drawn_by(stated: list[Entry], trainee_id: int) -> str:
    return next((entry.strokes for entry in stated if entry.trainee == trainee_id), "")


def minutes_of(session: Session, training: TrainingRow, trainee_id: int) -> int:
    """Return the minutes of presence of a trainee over the training."""
    return attendance.minutes_present(
        entries(session, training.id), [half.id for half in training.half_days], trainee_id
    )
