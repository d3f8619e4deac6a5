"""The log of complaints, difficulties and incidents of an organisation."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from simulator.store.base import Base


class ComplaintRow(Base):
    """One thing that went wrong, what was done about it, and when it was settled."""

    __tablename__ = "complaints"
    __table_args__ = (
        CheckConstraint("nature in ('complaint', 'difficulty', 'incident')", name="nature"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    training_id: Mapped[int | None] = mapped_column(ForeignKey("trainings.id"), index=True)
    trainee_id: Mapped[int | None] = mapped_column(ForeignKey("trainees.id"), index=True)
    """Who sent it from their page; nothing when the staff wrote it down."""
    nature: Mapped[str]
    source: Mapped[str]
    received_on: Mapped[date]
    what: Mapped[str]
    treatment: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
