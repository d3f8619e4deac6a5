"""Work done: drafts, submissions and their gradings. Gradings are only ever added."""

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
    content_digest: Mapped[str]
    draft: Mapped[dict[str, Any]]
    draft_saved_at: Mapped[datetime | None]
    hints: Mapped[list[Any]]
    started_at: Mapped[datetime]
    revealed_at: Mapped[datetime | None]
    """When the person asked for the worked solution: what comes after is practice."""

    submissions: Mapped[list[SubmissionRow]] = relationship(
        order_by="SubmissionRow.id", back_populates="attempt"
    )


class SubmissionRow(Base):
    """Raw answers as typed; the client's id makes a retry harmless."""

    __tablename__ = "submissions"
    __table_args__ = (UniqueConstraint("attempt_id", "client_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id"), index=True)
    client_id: Mapped[str]
    raw: Mapped[dict[str, Any]]
    hints: Mapped[list[Any]]
    submitted_at: Mapped[datetime]

    attempt: Mapped[AttemptRow] = relationship(back_populates="submissions")
    gradings: Mapped[list[GradingRow]] = relationship(order_by="GradingRow.id", lazy="selectin")


class GradingRow(Base):
    """One judgement of a submission; the last one counts, the others stay."""

    __tablename__ = "gradings"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), index=True)
    fraction: Mapped[str]
    """The exact share of the mark, ``"3/4"``."""
    outcomes: Mapped[dict[str, Any]]
    """Outcome code by part, for the room's mistakes by name."""
    content_digest: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    graded_at: Mapped[datetime]
