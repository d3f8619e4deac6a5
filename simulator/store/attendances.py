"""Signatures by half-day, chained by hash; corrections are added, nothing is changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from simulator.store.base import Base


class SignatureRow(Base):
    """One entry of the chain: a signature, an absence, a countersignature or a correction."""

    __tablename__ = "signatures"
    __table_args__ = (
        UniqueConstraint("training_id", "sequence"),
        CheckConstraint("kind in ('trainee', 'trainer', 'absence', 'correction')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"), index=True)
    half_day_id: Mapped[int] = mapped_column(ForeignKey("half_days.id"), index=True)
    sequence: Mapped[int]
    kind: Mapped[str]
    trainee_id: Mapped[int | None] = mapped_column(ForeignKey("trainees.id"), index=True)
    trainer_id: Mapped[int | None] = mapped_column(ForeignKey("trainers.id"))
    name: Mapped[str]
    minutes: Mapped[int]
    """Minutes of presence that this entry states (a late arrival has fewer)."""
    strokes: Mapped[str]
    """The drawn signature as the ``d`` of an SVG path in a 600 × 200 box; empty when not drawn."""
    device: Mapped[str]
    note: Mapped[str]
    at: Mapped[datetime]
    previous: Mapped[str]
    hash: Mapped[str]
    sealed: Mapped[list[Any] | None] = mapped_column(JSON)
    """The numbers of the training, half-day, trainee and trainer when it was signed elsewhere."""
