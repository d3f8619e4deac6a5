"""Staff: adding a trainer, signing in by password or by a one-time link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.refusals import NotFound, Refusal
from simulator.services import limits, secrets
from simulator.store.trainers import OrganisationRow, SignInLinkRow, TrainerRow

LINK_LIFE = timedelta(hours=12)
SHORTEST_PASSWORD = 10

_HASHER = PasswordHasher()


@dataclass(eq=False)
class BadCredentials(Refusal):
    """Unknown address or wrong password; which one is not said."""


@dataclass(eq=False)
class LinkExpired(Refusal):
    """A sign-in link that is unknown, already used or too old."""


@dataclass(eq=False)
class EmailTaken(Refusal):
    """A trainer already has this address."""

    email: str


@dataclass(eq=False)
class PasswordTooShort(Refusal):
    """A password under the shortest length accepted."""

    shortest: int


@dataclass(frozen=True, slots=True)
class Trainer:
    """A member of staff, as pages know them."""

    id: int
    organisation_id: int
    name: str
    email: str
    role: str
    stamp: str
    has_password: bool


def _trainer(row: TrainerRow) -> Trainer:
    return Trainer(
        row.id,
        row.organisation_id,
        row.name,
        row.email,
        row.role,
        row.stamp,
        row.password_hash is not None,
    )


def signed_in(session: Session, trainer_id: int, stamp: str) -> Trainer | None:
    """Return the trainer of an open session, or nothing when it must end."""
    row = session.get(TrainerRow, trainer_id)
    if row is None or row.stamp != stamp or row.disabled_at is not None:
        return None
    return _trainer(row)


def add(
    session: Session,
    name: str,
    email: str,
    password: str | None,
    now: datetime,
    *,
    role: str = "trainer",
    organisation: str = "Mon organisme de formation",
) -> Trainer:
    """Add a trainer, and the organisation when it is new.

    Raises ``EmailTaken`` or ``PasswordTooShort``.
    """
    email = email.strip().lower()
    if session.scalar(select(TrainerRow.id).where(TrainerRow.email == email)):
        raise EmailTaken(email)
    home = session.scalar(select(OrganisationRow).where(OrganisationRow.name == organisation))
    if home is None:
        home = OrganisationRow(name=organisation)
        session.add(home)
        session.flush()
    row = TrainerRow(
        organisation_id=home.id,
        name=name.strip(),
        email=email,
        role=role,
        password_hash=_hash(password) if password is not None else None,
        stamp=secrets.new_stamp(),
        created_at=now,
    )
    session.add(row)
    session.flush()
    return _trainer(row)


def _hash(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise PasswordTooShort(SHORTEST_PASSWORD)
    return _HASHER.hash(password)


def sign_in(session: Session, email: str, password: str, address: str, now: datetime) -> Trainer:
    """Return the trainer of an address and a password.

    Raises ``BadCredentials`` (counted: the caller commits) or ``TooManyTries``.
    """
    email = email.strip().lower()
    account, place = f"account:{email}", f"address:{address}"
    limits.check(session, account, limits.BY_ACCOUNT, now)
    limits.check(session, place, limits.BY_ADDRESS, now)
    row = session.scalar(
        select(TrainerRow).where(TrainerRow.email == email, TrainerRow.disabled_at.is_(None))
    )
    right = _verified(row.password_hash if row else None, password)
    if row is None or not right:
        limits.failed(session, (account, place), now)
        raise BadCredentials
    limits.forget(session, account)
    return _trainer(row)


def _verified(hashed: str | None, password: str) -> bool:
    """Compare; an unknown account costs the same time as a wrong password."""
    try:
        _HASHER.verify(hashed or _DECOY, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return hashed is not None


_DECOY = _HASHER.hash(secrets.new_secret())


def change_password(session: Session, trainer_id: int, password: str) -> Trainer:
    """Set a password; other open sessions of this person end."""
    row = session.get_one(TrainerRow, trainer_id)
    row.password_hash = _hash(password)
    row.stamp = secrets.new_stamp()
    return _trainer(row)


def one_time_link(session: Session, trainer_id: int, now: datetime) -> str:
    """Return the secret of a new sign-in link, valid once and for twelve hours."""
    secret = secrets.new_secret()
    session.add(
        SignInLinkRow(
            trainer_id=trainer_id, digest=secrets.digest(secret), expires_at=now + LINK_LIFE
        )
    )
    return secret


def use_link(session: Session, secret: str, now: datetime) -> Trainer:
    """Use a one-time link; ``LinkExpired`` when it is unknown, used or too old."""
    link = session.scalar(
        select(SignInLinkRow)
        .where(SignInLinkRow.digest == secrets.digest(secret))
        .with_for_update()  # two browsers with one link: the second waits, and is refused
    )
    if link is None or link.used_at is not None or link.expires_at < now:
        raise LinkExpired
    row = session.get_one(TrainerRow, link.trainer_id)
    if row.disabled_at is not None:
        raise LinkExpired
    link.used_at = now
    return _trainer(row)


def by_email(session: Session, email: str) -> Trainer:
    """Return the trainer of an address; ``NotFound`` when nobody has it."""
    row = session.scalar(select(TrainerRow).where(TrainerRow.email == email.strip().lower()))
    if row is None or row.disabled_at is not None:
        raise NotFound("trainer")
    return _trainer(row)


def administrator(session: Session) -> Trainer | None:
    """Return the first administrator: on a laptop, the person who starts the server."""
    row = session.scalar(
        select(TrainerRow)
        .where(TrainerRow.role == "administrator", TrainerRow.disabled_at.is_(None))
        .order_by(TrainerRow.id)
    )
    return None if row is None else _trainer(row)
