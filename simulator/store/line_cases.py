"""The practical case of a trainee: lines typed, then sent once with the files as they were."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from simulator.store.base import Base


class LineCaseRow(Base):
    """One a trainee; ``files`` are frozen when it is sent, and judged from then on as they are."""

    __tablename__ = "line_cases"

    id: Mapped[int] = mapped_column(primary_key=True)
    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainees.id"), unique=True)
    typed: Mapped[dict[str, Any]]
    files: Mapped[list[Any]]
    saved_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
