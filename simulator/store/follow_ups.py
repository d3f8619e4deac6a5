"""Cold evaluation: one reply a person, months after the training, and when a group was opened."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from simulator.store.base import Base


class FollowUpRow(Base):
    """When the trainer asked to read the cold evaluations of a training as a group."""

    __tablename__ = "follow_ups"

    id: Mapped[int] = mapped_column(primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"), unique=True)
    released_at: Mapped[datetime]


class FollowUpReplyRow(Base):
    """The answers of one person; ``actions`` are the states of the actions of their plan."""

    __tablename__ = "follow_up_replies"

    id: Mapped[int] = mapped_column(primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"), index=True)
    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainees.id"), unique=True)
    answers: Mapped[dict[str, Any]]
    actions: Mapped[list[Any]]
    submitted_at: Mapped[datetime]
