"""Quizzes that an organisation composes: questions in order, as they were when they were taken."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from simulator.store.base import Base


class OwnQuizRow(Base):
    """A quiz composed here; once a room has it, it does not change any more."""

    __tablename__ = "own_quizzes"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainers.id"))
    title: Mapped[str]
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    archived_at: Mapped[datetime | None]

    items: Mapped[list[OwnQuizItemRow]] = relationship(
        order_by="OwnQuizItemRow.position", cascade="all, delete-orphan"
    )


class OwnQuizItemRow(Base):
    """A question of a quiz: from the bank in one of its versions, or from the content."""

    __tablename__ = "own_quiz_items"
    __table_args__ = (UniqueConstraint("quiz_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    quiz_id: Mapped[int] = mapped_column(ForeignKey("own_quizzes.id"), index=True)
    position: Mapped[int]
    key: Mapped[str]
    """The question's name inside the quiz: ``b12`` for the bank, else that of the content."""
    version_id: Mapped[int | None] = mapped_column(ForeignKey("bank_versions.id"), index=True)
    frozen: Mapped[dict[str, Any]] = mapped_column(deferred=True)
