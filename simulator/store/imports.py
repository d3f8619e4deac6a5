"""The portfolio of a training when it comes from a real ledger, as one pseudonymised snapshot."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from simulator.store.base import Base


class ImportedLedgerRow(Base):
    """One import, the last of its training; nothing of the file is kept but this."""

    __tablename__ = "imported_ledgers"

    id: Mapped[int] = mapped_column(primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"), unique=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainers.id"))
    customers: Mapped[int]
    documents: Mapped[int]
    lines: Mapped[int]
    """Lines of the file, read or not."""
    rejected: Mapped[int]
    own_names: Mapped[bool]
    """Each trainee has the fictional names in an order of their own."""
    real_names: Mapped[bool]
    digest: Mapped[str]
    snapshot: Mapped[bytes] = mapped_column(deferred=True)
    created_at: Mapped[datetime]
