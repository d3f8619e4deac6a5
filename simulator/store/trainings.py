"""Trainings: dated runs of a programme, their half-days, activities and trainees."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from simulator.domain.names import alphabetical
from simulator.store.base import Base
from simulator.store.trainers import OrganisationRow, TrainerRow

ByName = tuple[tuple[str, ...], tuple[str, ...], int]
"""What people are sorted by: last name, first name, and their number between namesakes."""


class TrainingRow(Base):
    """One run of a programme; ``revision`` grows with every change that a screen must show."""

    __tablename__ = "trainings"
    __table_args__ = (CheckConstraint("state in ('open', 'closed')", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainers.id"), index=True)
    programme: Mapped[str]
    title: Mapped[str]
    place: Mapped[str] = mapped_column(default="")
    client: Mapped[str] = mapped_column(default="")
    join_code: Mapped[str] = mapped_column(unique=True)
    state: Mapped[str] = mapped_column(default="open")
    scenario: Mapped[str]
    customers: Mapped[int]
    seed: Mapped[int]
    as_of: Mapped[date]
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    evaluations_released_at: Mapped[datetime | None]
    """When the trainer asked to read the hot evaluations as a group."""
    pushed_id: Mapped[int | None]
    """The activity sent to every screen; not a key, because activities already point here."""
    pushed_at: Mapped[datetime | None]
    pushed_on: Mapped[bool] = mapped_column(default=False)
    """Whether those who are elsewhere are moved on too."""
    rehearsal_of_id: Mapped[int | None] = mapped_column(ForeignKey("trainings.id"), index=True)
    """The training that this one rehearses with simulated trainees; it certifies nothing."""

    organisation: Mapped[OrganisationRow] = relationship()
    trainer: Mapped[TrainerRow] = relationship()
    half_days: Mapped[list[HalfDayRow]] = relationship(
        order_by="HalfDayRow.starts_at", back_populates="training"
    )
    activities: Mapped[list[ActivityRow]] = relationship(
        order_by="ActivityRow.position", back_populates="training"
    )
    enrolled: Mapped[list[TraineeRow]] = relationship(
        order_by="TraineeRow.id", back_populates="training"
    )

    @property
    def trainees(self) -> list[TraineeRow]:
        """Return the people of this training by name, those who left included."""
        return sorted(self.enrolled, key=TraineeRow.by_name)


class HalfDayRow(Base):
    """A half-day of a training; it is what people sign for."""

    __tablename__ = "half_days"

    id: Mapped[int] = mapped_column(primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    minutes: Mapped[int]
    """Training time without the breaks."""
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    code_key: Mapped[str | None]
    """Secret of the code that the room's screen shows, when signing asks for one."""
    finished_at: Mapped[datetime | None]
    """When the trainer said that its script was over."""

    training: Mapped[TrainingRow] = relationship(back_populates="half_days")


class ActivityRow(Base):
    """One thing to do: a lesson, an exercise, a quiz, a tool; opened and closed by the trainer."""

    __tablename__ = "activities"
    __table_args__ = (CheckConstraint("state in ('hidden', 'open', 'closed')", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"), index=True)
    half_day_id: Mapped[int | None] = mapped_column(ForeignKey("half_days.id"), index=True)
    position: Mapped[int]
    kind: Mapped[str]
    reference: Mapped[str]
    title: Mapped[str]
    minutes: Mapped[int]
    state: Mapped[str] = mapped_column(default="hidden")
    started_at: Mapped[datetime | None]
    """When the trainer said that the room begins it, by the server's clock."""
    corrected_at: Mapped[datetime | None]
    """When the correction was released to all."""
    closes_at: Mapped[datetime | None]
    """Answers are taken until then, by the server's clock."""
    run_id: Mapped[int | None]
    """The regrade in force; not a key, because regrades already point to their activity."""
    teams: Mapped[str] = mapped_column(default="none")
    """``none``, ``trainer`` when the trainer makes them, ``together`` when people do."""

    training: Mapped[TrainingRow] = relationship(back_populates="activities")


class TraineeRow(Base):
    """A person in a training: a name, no account."""

    __tablename__ = "trainees"
    __table_args__ = (UniqueConstraint("training_id", "name_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"), index=True)
    first_name: Mapped[str]
    last_name: Mapped[str]
    company: Mapped[str] = mapped_column(default="")
    name_key: Mapped[str]
    """First and last name folded, so that a second « Élodie Martin » is noticed."""
    stamp: Mapped[str]
    joined_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    email: Mapped[str] = mapped_column(default="")
    confirmed_at: Mapped[datetime | None]
    """When the trainer said that this person is expected; who is on the list is at once."""
    seen_activity_id: Mapped[int | None] = mapped_column(ForeignKey("activities.id"))
    removed_at: Mapped[datetime | None]
    bot: Mapped[int | None]
    """Rank of a simulated trainee, in a rehearsal only."""

    training: Mapped[TrainingRow] = relationship(back_populates="enrolled")

    def by_name(self) -> ByName:
        """Return what lists of people are sorted by, on every database alike."""
        return alphabetical(self.last_name), alphabetical(self.first_name), self.id
