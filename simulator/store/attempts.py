"""Work done: drafts, submissions, gradings and what a trainer decides of them: only ever added."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from simulator.store.base import Base


class AttemptRow(Base):
    """What one trainee does in one activity: the variant, the draft, the hints taken."""

    __tablename__ = "attempts"
    __table_args__ = (UniqueConstraint("trainee_id", "activity_id", "variant"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainees.id"), index=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), index=True)
    variant: Mapped[int] = mapped_column(default=0)
    """0 is the graded one; more are « another set of figures » for practice."""
    draw: Mapped[int] = mapped_column(default=0)
    """How many times its figures were replaced because they broke."""
    content_digest: Mapped[str]
    """The version of the exercise when it was started; it is kept as it was."""
    draft: Mapped[dict[str, Any]]
    draft_saved_at: Mapped[datetime | None]
    hints: Mapped[list[Any]]
    started_at: Mapped[datetime]
    revealed_at: Mapped[datetime | None]
    """When the person asked for the worked solution: what comes after is practice."""

    submissions: Mapped[list[SubmissionRow]] = relationship(
        order_by="SubmissionRow.id", back_populates="attempt"
    )
    overrides: Mapped[list[OverrideRow]] = relationship(order_by="OverrideRow.id")


class SubmissionRow(Base):
    """Raw answers as typed; the client's id makes a retry harmless."""

    __tablename__ = "submissions"
    __table_args__ = (UniqueConstraint("attempt_id", "client_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id"), index=True)
    client_id: Mapped[str]
    raw: Mapped[dict[str, Any]]
    hints: Mapped[list[Any]]
    draw: Mapped[int] = mapped_column(default=0)
    sender_id: Mapped[int | None] = mapped_column(ForeignKey("trainees.id"))
    """Who held the pen, when a team works on one file."""
    submitted_at: Mapped[datetime]

    attempt: Mapped[AttemptRow] = relationship(back_populates="submissions")
    gradings: Mapped[list[GradingRow]] = relationship(order_by="GradingRow.id", lazy="selectin")


class GradingRow(Base):
    """One judgement of a submission; that of the run in force counts, the others stay."""

    __tablename__ = "gradings"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), index=True)
    fraction: Mapped[str]
    """The exact share of the mark, ``"3/4"``."""
    outcomes: Mapped[dict[str, Any]]
    """Outcome code by part, for the room's mistakes by name."""
    content_digest: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    run_id: Mapped[int | None] = mapped_column(ForeignKey("grading_runs.id"), index=True)
    """The regrade that made it; none for the first judgement."""
    graded_at: Mapped[datetime]


class ExerciseVersionRow(Base):
    """An exercise as it was when somebody first worked on it: what is graded stays readable."""

    __tablename__ = "exercise_versions"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    reference: Mapped[str]
    frozen: Mapped[dict[str, Any]]
    frozen_at: Mapped[datetime]


class GradingRunRow(Base):
    """A regrade of an activity by one version; which run is in force is said by the activity."""

    __tablename__ = "grading_runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), index=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainers.id"))
    content_digest: Mapped[str]
    keeps_points: Mapped[bool]
    """Whether nobody loses a point by it."""
    reason: Mapped[str]
    made_at: Mapped[datetime]


class OverrideRow(Base):
    """A mark that the trainer gives in place of the engine's; the last row counts."""

    __tablename__ = "overrides"

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id"), index=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainers.id"))
    fraction: Mapped[str | None]
    """The exact share, ``"3/4"``; none gives the mark back to the engine."""
    reason: Mapped[str]
    given_at: Mapped[datetime]


class AllowanceRow(Base):
    """More time for one person in one activity; the last row counts."""

    __tablename__ = "allowances"

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), index=True)
    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainees.id"), index=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainers.id"))
    until: Mapped[datetime]
    reason: Mapped[str]
    given_at: Mapped[datetime]


class BreakageRow(Base):
    """Figures that broke and were replaced at no cost: what the trainer is told."""

    __tablename__ = "breakages"

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id"), index=True)
    draw: Mapped[int]
    content_digest: Mapped[str]
    reason: Mapped[str]
    seen_at: Mapped[datetime]


class ResetRow(Base):
    """An attempt that was put aside for another draw: it stays, under a variant below zero."""

    __tablename__ = "resets"

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id"), index=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainers.id"))
    reason: Mapped[str]
    made_at: Mapped[datetime]
