"""Cold evaluation by link: no account, one reply a person, read as a group once released."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from simulator.domain.training import evaluation, follow_up
from simulator.domain.training.contributions import Kind
from simulator.domain.training.evaluation import GroupResult
from simulator.domain.training.follow_up import Actions, AlreadyFollowedUp, FollowUpLinkDead
from simulator.services import audit, contributions
from simulator.services.trainees import Trainee, trainee_of
from simulator.services.trainers import Trainer
from simulator.store.follow_ups import FollowUpReplyRow, FollowUpRow
from simulator.store.trainings import TraineeRow, TrainingRow


@dataclass(frozen=True, slots=True)
class Link:
    """The link of one person, to be sent by the trainer."""

    name: str
    company: str
    token: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a link opens: the person, the training, the actions of their plan."""

    trainee: Trainee
    title: str
    actions: tuple[str, ...]
    done: bool


@dataclass(frozen=True, slots=True)
class Group:
    """What a group said, and what became of its plans."""

    result: GroupResult
    actions: Actions


def _serializer(secret_key: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret_key, salt="follow-up")


def links(training: TrainingRow, secret_key: str) -> tuple[Link, ...]:
    """Return the link of each person of a training; it says nothing of who has replied."""
    return tuple(
        Link(
            f"{row.first_name} {row.last_name}",
            row.company,
            _serializer(secret_key).dumps([row.id, row.training_id]),
        )
        for row in training.trainees
        if row.removed_at is None
    )


def ends_at(training: TrainingRow) -> datetime:
    """Return the instant from which a training is over."""
    return max(half.ends_at for half in training.half_days)


def asked(session: Session, secret_key: str, token: str, now: datetime) -> Asked:
    """Return what a link opens.

    Raises ``FollowUpLinkDead``; ``TooEarly`` before the end of the training.
    """
    try:
        trainee_id, training_id = _serializer(secret_key).loads(token)
    except (BadSignature, ValueError, TypeError) as error:
        raise FollowUpLinkDead from error
    row = session.get(TraineeRow, trainee_id)
    if row is None or row.removed_at is not None or row.training_id != training_id:
        raise FollowUpLinkDead
    follow_up.check_time(ends_at(row.training), now)
    person = trainee_of(row)
    plan = contributions.mine(session, person, Kind.ACTION)
    actions = tuple(one.fields["action"] for one in plan)
    return Asked(person, row.training.title, actions, _done(session, row.id))


def _done(session: Session, trainee_id: int) -> bool:
    query = select(FollowUpReplyRow.id).where(FollowUpReplyRow.trainee_id == trainee_id)
    return session.scalar(query) is not None


def reply(
    session: Session,
    found: Asked,
    answers: Mapping[str, object],
    states: Sequence[str],
    now: datetime,
) -> None:
    """Keep a reply; ``AlreadyFollowedUp`` the second time, ``WrongActions``."""
    if found.done:
        raise AlreadyFollowedUp
    row = FollowUpReplyRow(
        training_id=found.trainee.training_id,
        trainee_id=found.trainee.id,
        answers=dict(answers),
        actions=list(follow_up.checked(states, len(found.actions))),
        submitted_at=now,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as error:  # the same link, open on two screens
        raise AlreadyFollowedUp from error


def count(session: Session, training_id: int) -> int:
    """Return how many have replied."""
    counted = select(func.count()).where(FollowUpReplyRow.training_id == training_id)
    return session.scalar(counted) or 0


def release(session: Session, trainer: Trainer, training: TrainingRow, now: datetime) -> None:
    """Open the group's result; ``GroupTooSmall`` under three replies. It is opened once."""
    replies = _replies(session, training.id)
    evaluation.group_result([row.answers for row in replies], follow_up.QUESTIONS)
    if _released(session, training.id) is None:
        session.add(FollowUpRow(training_id=training.id, released_at=now))
        session.flush()
        audit.record(session, trainer.id, training.id, "follow_up.released", {}, now)


def group(session: Session, training: TrainingRow) -> Group | None:
    """Return what the group said once released, late replies by whole groups only."""
    at = _released(session, training.id)
    if at is None:
        return None
    every = _replies(session, training.id)
    read = every[: evaluation.released([row.submitted_at for row in every], at)]
    result = evaluation.group_result([row.answers for row in read], follow_up.QUESTIONS)
    return Group(result, follow_up.added(row.actions for row in read))


def _released(session: Session, training_id: int) -> datetime | None:
    return session.scalar(
        select(FollowUpRow.released_at).where(FollowUpRow.training_id == training_id)
    )


def _replies(session: Session, training_id: int) -> list[FollowUpReplyRow]:
    rows = session.scalars(
        select(FollowUpReplyRow)
        .where(FollowUpReplyRow.training_id == training_id)
        .order_by(FollowUpReplyRow.submitted_at, FollowUpReplyRow.id)
    )
    return list(rows)
