"""Changes of a training's script, kept so that the last one can be taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from simulator.store.base import Base


class ScheduleChangeRow(Base):
    """One change: what the rows were before it, field by field."""

    __tablename__ = "schedule_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"), index=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainers.id"))
    what: Mapped[str]
    before: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
