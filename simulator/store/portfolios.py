"""The portfolio of each trainee, as one compressed snapshot."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from simulator.store.base import Base


class PortfolioRow(Base):
    """The generated snapshot is the truth; seed and version only say how it was made."""

    __tablename__ = "portfolios"

    id: Mapped[int] = mapped_column(primary_key=True)
    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainees.id"), unique=True)
    scenario: Mapped[str]
    seed: Mapped[int]
    version: Mapped[str]
    digest: Mapped[str]
    snapshot: Mapped[bytes] = mapped_column(deferred=True)
    created_at: Mapped[datetime]
