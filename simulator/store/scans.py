"""Scans of the sheets that people signed on paper, attached to a half-day."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from simulator.store.base import Base


class ScanRow(Base):
    """One file, set again as a PDF; the log has its digest, even once it was taken away."""

    __tablename__ = "scans"

    id: Mapped[int] = mapped_column(primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"), index=True)
    half_day_id: Mapped[int] = mapped_column(ForeignKey("half_days.id"), index=True)
    trainer_id: Mapped[int | None] = mapped_column(ForeignKey("trainers.id"))
    name: Mapped[str]
    """The name of the file as it was sent."""
    pages: Mapped[int]
    body: Mapped[bytes] = mapped_column(deferred=True)
    digest: Mapped[str]
    added_at: Mapped[datetime]
