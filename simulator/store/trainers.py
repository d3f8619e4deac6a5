"""Organisations, their trainers, and the links by which trainers sign in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from simulator.store.base import Base


class OrganisationRow(Base):
    """A training organisation and what its documents say of it."""

    __tablename__ = "organisations"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    siret: Mapped[str] = mapped_column(default="")
    activity_number: Mapped[str] = mapped_column(default="")
    signatory: Mapped[str] = mapped_column(default="")
    signatory_role: Mapped[str] = mapped_column(default="")
    logo: Mapped[bytes | None]
    """A drawing (SVG) ready to be printed, checked when it was sent."""
    legal_mentions: Mapped[str] = mapped_column(default="")
    """Further lines of the letterhead."""
    convocation: Mapped[str] = mapped_column(default="")
    """What the organisation says in its convocations, in its own words."""


class TrainerRow(Base):
    """A member of staff: trainer or administrator of an organisation."""

    __tablename__ = "trainers"
    __table_args__ = (CheckConstraint("role in ('trainer', 'administrator')", name="role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str] = mapped_column(default="trainer")
    password_hash: Mapped[str | None]
    stamp: Mapped[str]
    """Changes when every open session of this person must end."""
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]

    organisation: Mapped[OrganisationRow] = relationship()


class SignInLinkRow(Base):
    """A one-time link: only the digest of its secret is kept."""

    __tablename__ = "sign_in_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainers.id"), index=True)
    digest: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class FailureRow(Base):
    """A refused sign-in or an unknown code: what the limits count."""

    __tablename__ = "failures"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]
