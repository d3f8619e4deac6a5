"""Self-assessments: where each trainee says to stand, before and after."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from simulator.store.base import Base


class PositioningRow(Base):
    """What one trainee says at one moment: a level for each objective, and a few words."""

    __tablename__ = "positionings"
    __table_args__ = (UniqueConstraint("trainee_id", "moment"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"), index=True)
    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainees.id"), index=True)
    moment: Mapped[str]
    levels: Mapped[list[Any]]
    texts: Mapped[dict[str, Any]]
    answered_at: Mapped[datetime]
