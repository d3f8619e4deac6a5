"""Round table, wall of experiences, action plans, advice and notes of the oral review."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from simulator.store.base import Base


class ContributionRow(Base):
    """One thing said by a trainee, or by the trainer about one."""

    __tablename__ = "contributions"
    __table_args__ = (Index("ix_contributions_training_kind", "training_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainees.id"), index=True)
    """Whom it is by, or about when the trainer wrote it."""
    kind: Mapped[str]
    fields: Mapped[dict[str, Any]]
    written_at: Mapped[datetime]
    hidden_at: Mapped[datetime | None]
    """When its author or the trainer took it away."""
