"""Credit lines decided by trainees or by their committee: only added, the last one counts."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from simulator.store.base import Base


class LineRow(Base):
    """A line decided on a customer of a trainee's portfolio; ``amount`` in cents, 0 a refusal."""

    __tablename__ = "lines"
    __table_args__ = (CheckConstraint("origin in ('committee', 'case')", name="origin"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainees.id"), index=True)
    customer: Mapped[int]
    amount: Mapped[int] = mapped_column(BigInteger)
    origin: Mapped[str]
    conditions: Mapped[str] = mapped_column(default="")
    expires_on: Mapped[date | None]
    decided_at: Mapped[datetime]
