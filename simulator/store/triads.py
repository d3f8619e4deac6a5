"""Role-plays in pairs and triads: rounds, groups, seats, timed notes, assessments only added."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from simulator.store.base import Base
from simulator.store.trainings import TraineeRow, TrainingRow


class TriadRoundRow(Base):
    """One round of a training; ``revision`` grows with every change that screens must show."""

    __tablename__ = "triad_rounds"
    __table_args__ = (
        UniqueConstraint("training_id", "number"),
        CheckConstraint("form in ('triads', 'pairs')", name="form"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"), index=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainers.id"))
    number: Mapped[int]
    script: Mapped[str]
    title: Mapped[str]
    form: Mapped[str]
    seed: Mapped[int]
    preparation_seconds: Mapped[int]
    play_seconds: Mapped[int]
    prepared_at: Mapped[datetime | None]
    played_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]

    training: Mapped[TrainingRow] = relationship()
    groups: Mapped[list[TriadGroupRow]] = relationship(
        order_by="TriadGroupRow.number", back_populates="round"
    )


class TriadGroupRow(Base):
    """A group and its call, frozen when the groups were made: facts and hidden side as data."""

    __tablename__ = "triad_groups"
    __table_args__ = (UniqueConstraint("round_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("triad_rounds.id"), index=True)
    number: Mapped[int]
    case: Mapped[dict[str, Any]]
    dissolved: Mapped[bool] = mapped_column(default=False)

    round: Mapped[TriadRoundRow] = relationship(back_populates="groups")
    seats: Mapped[list[TriadSeatRow]] = relationship(
        order_by="TriadSeatRow.rank", back_populates="group"
    )
    notes: Mapped[list[TriadNoteRow]] = relationship(order_by="TriadNoteRow.id")
    assessments: Mapped[list[TriadAssessmentRow]] = relationship(order_by="TriadAssessmentRow.id")
    agreement: Mapped[TriadAgreementRow | None] = relationship()


class TriadSeatRow(Base):
    """Somebody's seat; one a round. ``rank`` orders the observers of a group."""

    __tablename__ = "triad_seats"
    __table_args__ = (
        UniqueConstraint("round_id", "trainee_id"),
        CheckConstraint("role in ('collector', 'customer', 'observer')", name="role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("triad_rounds.id"), index=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("triad_groups.id"), index=True)
    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainees.id"), index=True)
    role: Mapped[str]
    rank: Mapped[int]

    group: Mapped[TriadGroupRow] = relationship(back_populates="seats")
    trainee: Mapped[TraineeRow] = relationship()


class TriadNoteRow(Base):
    """What an observer noted, with the second of the call."""

    __tablename__ = "triad_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("triad_groups.id"), index=True)
    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainees.id"))
    seconds: Mapped[int]
    criterion: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    noted_at: Mapped[datetime]

    trainee: Mapped[TraineeRow] = relationship()


class TriadAssessmentRow(Base):
    """One assessment of a group's call, given once; ``passed``: the trainer did not wait for it."""

    __tablename__ = "triad_assessments"
    __table_args__ = (
        UniqueConstraint("group_id", "author", "subject"),
        CheckConstraint("author in ('self', 'customer', 'observer', 'trainer')", name="author"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("triad_groups.id"), index=True)
    author: Mapped[str]
    subject: Mapped[int]
    """The trainee who gave it, 0 for the trainer: a key that is never empty."""
    trainer_id: Mapped[int | None] = mapped_column(ForeignKey("trainers.id"))
    passed: Mapped[bool] = mapped_column(default=False)
    levels: Mapped[dict[str, Any]]
    knock_outs: Mapped[list[Any]]
    kept: Mapped[str] = mapped_column(default="")
    """What was good and stays."""
    changed: Mapped[str] = mapped_column(default="")
    """What would be done otherwise."""
    commitment: Mapped[str] = mapped_column(default="")
    """What was agreed on the phone, or what one commits to for next time."""
    given_at: Mapped[datetime]


class TriadAgreementRow(Base):
    """What a collector says was obtained: in their ledger unless the trainer strikes it out."""

    __tablename__ = "triad_agreements"
    __table_args__ = (UniqueConstraint("group_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("triad_groups.id"))
    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainees.id"), index=True)
    customer: Mapped[int]
    amount: Mapped[int] = mapped_column(BigInteger)
    due: Mapped[date]
    """The last day promised."""
    quality: Mapped[int]
    engagement: Mapped[dict[str, Any]]
    """The whole agreement: instalments, means, who confirms."""
    vows: Mapped[list[Any]]
    """Its parts as the ledger reads them: number, made, due, amount."""
    made_at: Mapped[datetime]
    struck_at: Mapped[datetime | None]
    struck_by: Mapped[int | None] = mapped_column(ForeignKey("trainers.id"))
