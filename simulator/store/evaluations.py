"""Hot evaluation: one reply a trainee; and what each acquired, in the trainer's judgement."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from simulator.store.base import Base


class EvaluationRow(Base):
    """The answers of one trainee; the trainer sees them as a group, once released."""

    __tablename__ = "evaluations"

    id: Mapped[int] = mapped_column(primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"), index=True)
    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainees.id"), unique=True)
    answers: Mapped[dict[str, Any]]
    submitted_at: Mapped[datetime]


class AchievementRow(Base):
    """What the trainer says that a trainee acquired of one objective of the programme."""

    __tablename__ = "achievements"
    __table_args__ = (UniqueConstraint("trainee_id", "objective"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainees.id"), index=True)
    objective: Mapped[int]
    level: Mapped[str]
    method: Mapped[str] = mapped_column(default="")
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("trainers.id"))
    decided_at: Mapped[datetime]
