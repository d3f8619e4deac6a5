"""Who did what, when: kept by addition."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from simulator.store.base import Base


class AuditRow(Base):
    """One action of a member of staff on a training."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    training_id: Mapped[int | None] = mapped_column(ForeignKey("trainings.id"), index=True)
    trainer_id: Mapped[int | None] = mapped_column(ForeignKey("trainers.id"))
    action: Mapped[str]
    data: Mapped[dict[str, Any]]
    at: Mapped[datetime]
