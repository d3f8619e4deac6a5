"""Credit committees of a training: sittings, files, votes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from simulator.store.base import Base
from simulator.store.trainings import TraineeRow, TrainingRow


class CommitteeRow(Base):
    """One sitting, chaired by the trainer; one is open at a time."""

    __tablename__ = "committees"
    __table_args__ = (UniqueConstraint("training_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"), index=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainers.id"))
    number: Mapped[int]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    training: Mapped[TrainingRow] = relationship()
    files: Mapped[list[CommitteeFileRow]] = relationship(
        order_by="CommitteeFileRow.id", back_populates="committee"
    )


class CommitteeFileRow(Base):
    """A file on one customer of its author; ``facts`` are what the portfolio said of it then."""

    __tablename__ = "committee_files"
    __table_args__ = (
        UniqueConstraint("committee_id", "trainee_id", "customer"),
        CheckConstraint("stage in ('draft', 'submitted', 'voting', 'closed')", name="stage"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"), index=True)
    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainees.id"), index=True)
    customer: Mapped[int]
    stage: Mapped[str]
    typed: Mapped[dict[str, Any]]
    facts: Mapped[dict[str, Any]]
    minutes: Mapped[dict[str, Any]]
    """Empty until the chair closes the vote."""
    saved_at: Mapped[datetime]
    voted_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    committee: Mapped[CommitteeRow] = relationship(back_populates="files")
    trainee: Mapped[TraineeRow] = relationship()
    votes: Mapped[list[CommitteeVoteRow]] = relationship(order_by="CommitteeVoteRow.id")


class CommitteeVoteRow(Base):
    """Somebody's vote on a file, changed until the vote is closed; ``seat`` is whom it is for."""

    __tablename__ = "committee_votes"
    __table_args__ = (
        UniqueConstraint("file_id", "trainee_id"),
        CheckConstraint("choice in ('for', 'against', 'abstain')", name="choice"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("committee_files.id"), index=True)
    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainees.id"))
    choice: Mapped[str]
    seat: Mapped[str]
    voted_at: Mapped[datetime]
