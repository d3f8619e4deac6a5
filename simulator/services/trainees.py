"""Trainees: joining with a code, coming back with a link, being renamed or removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from simulator.domain.refusals import NotFound, Refusal
from simulator.services import limits, secrets
from simulator.store.trainings import ActivityRow, TraineeRow, TrainingRow

SEEN_EVERY = timedelta(seconds=15)


@dataclass(eq=False)
class UnknownCode(Refusal):
    """No training has this code."""

    code: str


@dataclass(eq=False)
class TrainingClosed(Refusal):
    """The training is over: nobody joins it any more."""

    title: str


@dataclass(eq=False)
class NameTaken(Refusal):
    """Somebody of this name is already in the training."""

    name: str


@dataclass(eq=False)
class ResumeLinkDead(Refusal):
    """A resume link that was never given, or was replaced, or whose person was removed."""


@dataclass(frozen=True, slots=True)
class Trainee:
    """A person in a training, as pages know them."""

    id: int
    training_id: int
    first_name: str
    last_name: str
    company: str
    stamp: str

    @property
    def name(self) -> str:
        """Return first and last name."""
        return f"{self.first_name} {self.last_name}"


def trainee_of(row: TraineeRow) -> Trainee:
    """Return what pages know of a row."""
    return Trainee(row.id, row.training_id, row.first_name, row.last_name, row.company, row.stamp)


def signed_in(session: Session, trainee_id: int, stamp: str) -> Trainee | None:
    """Return the trainee of an open session, or nothing when it must end."""
    row = session.get(TraineeRow, trainee_id)
    if row is None or row.stamp != stamp or row.removed_at is not None:
        return None
    return trainee_of(row)


def find_training(session: Session, code: str, address: str, now: datetime) -> TrainingRow:
    """Return the open training of a typed code.

    Raises ``UnknownCode`` (counted by address: the caller commits), ``TrainingClosed`` or
    ``TooManyTries``.
    """
    place = f"code:{address}"
    limits.check(session, place, limits.BY_ADDRESS, now)
    read = secrets.read_code(code)
    training = session.scalar(select(TrainingRow).where(TrainingRow.join_code == read))
    if training is None:
        limits.failed(session, (place,), now)
        raise UnknownCode(code.strip().upper())
    if training.state != "open":
        raise TrainingClosed(training.title)
    return training


def join(
    session: Session,
    training_id: int,
    first_name: str,
    last_name: str,
    company: str,
    now: datetime,
    *,
    listed: bool = False,
) -> Trainee:
    """Add a person to a training; ``NameTaken`` when somebody there has this name.

    ``listed`` is for a person whom the trainer adds. Who is on the list and has never come enters
    under this name.
    """
    key = secrets.fold(first_name + last_name)
    taken = select(TraineeRow).where(
        TraineeRow.training_id == training_id, TraineeRow.name_key == key
    )
    known = session.scalar(taken)
    if known is not None:
        if listed or not _awaited(known):
            raise NameTaken(f"{first_name} {last_name}")
        known.seen_at, known.company = now, known.company or company
        touch(session, training_id)
        return trainee_of(known)
    row = TraineeRow(
        training_id=training_id,
        first_name=first_name,
        last_name=last_name,
        company=company,
        name_key=key,
        stamp=secrets.new_stamp(),
        joined_at=now,
        seen_at=now,
        confirmed_at=now if listed else None,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as error:  # the same name, entered in the same second
        raise NameTaken(f"{first_name} {last_name}") from error
    touch(session, training_id)
    return trainee_of(row)


def _awaited(row: TraineeRow) -> bool:
    """Say whether somebody on the list has never come: not seen since the trainer wrote them."""
    return row.confirmed_at == row.joined_at == row.seen_at


def touch(session: Session, training_id: int) -> None:
    """Say that something a screen shows has changed."""
    training = session.get_one(TrainingRow, training_id)
    training.revision = TrainingRow.revision + 1


def resume_token(secret_key: str, trainee: Trainee) -> str:
    """Return the token of a trainee's resume link; a new stamp makes it dead."""
    return _serializer(secret_key).dumps([trainee.id, trainee.stamp])


def resume(session: Session, secret_key: str, token: str) -> Trainee:
    """Return the trainee of a resume link; ``ResumeLinkDead`` otherwise."""
    try:
        trainee_id, stamp = _serializer(secret_key).loads(token)
    except (BadSignature, ValueError, TypeError) as error:
        raise ResumeLinkDead from error
    trainee = signed_in(session, trainee_id, stamp)
    if trainee is None:
        raise ResumeLinkDead
    return trainee


def _serializer(secret_key: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret_key, salt="resume")


def seen(session: Session, trainee_id: int, activity_id: int | None, now: datetime) -> bool:
    """Remember where a trainee is; return whether something was written.

    An activity that is not of this training is not a place where this person can be.
    """
    row = session.get_one(TraineeRow, trainee_id)
    if activity_id is not None:
        place = session.get(ActivityRow, activity_id) if 0 < activity_id < 2**31 else None
        if place is None or place.training_id != row.training_id:
            activity_id = None
    moved = activity_id is not None and row.seen_activity_id != activity_id
    if not moved and now - row.seen_at < SEEN_EVERY:
        return False
    row.seen_at = now
    if activity_id is not None:
        row.seen_activity_id = activity_id
    return True


def seen_together(session: Session, trainee_ids: Sequence[int], now: datetime) -> None:
    """Remember that people are there, a whole room in one statement."""
    session.execute(
        update(TraineeRow)
        .where(TraineeRow.id.in_(trainee_ids), TraineeRow.seen_at <= now - SEEN_EVERY)
        .values(seen_at=now)
    )


def of_training(session: Session, training_id: int, trainee_id: int) -> TraineeRow:
    """Return a trainee of this training; ``NotFound`` otherwise."""
    row = session.get(TraineeRow, trainee_id)
    if row is None or row.training_id != training_id or row.removed_at is not None:
        raise NotFound("trainee")
    return row


def rename(
    session: Session, row: TraineeRow, first_name: str, last_name: str, company: str
) -> None:
    """Correct a name; ``NameTaken`` when somebody else has it."""
    key = secrets.fold(first_name + last_name)
    taken = select(TraineeRow.id).where(
        TraineeRow.training_id == row.training_id,
        TraineeRow.name_key == key,
        TraineeRow.id != row.id,
    )
    if session.scalar(taken) is not None:
        raise NameTaken(f"{first_name} {last_name}")
    row.first_name, row.last_name, row.company, row.name_key = first_name, last_name, company, key
    touch(session, row.training_id)


def remove(session: Session, row: TraineeRow, now: datetime) -> None:
    """Take a person out of a training; their work stays, their name becomes free again."""
    row.removed_at = now
    row.name_key = f"{row.name_key}#{row.id}"
    row.stamp = secrets.new_stamp()
    touch(session, row.training_id)


def new_link(row: TraineeRow) -> Trainee:
    """Replace a resume link: the old one, and sessions opened with it, end."""
    row.stamp = secrets.new_stamp()
    return trainee_of(row)
