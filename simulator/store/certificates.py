"""Certificates: frozen facts, printed on demand."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from simulator.store.base import Base


class CertificateRow(Base):
    """One issue of a document; a new issue replaces an older one, which stays readable."""

    __tablename__ = "certificates"
    __table_args__ = (CheckConstraint("kind in ('attestation', 'certificat')", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"), index=True)
    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainees.id"), index=True)
    kind: Mapped[str]
    number: Mapped[str] = mapped_column(unique=True)
    facts: Mapped[dict[str, Any]]
    issued_at: Mapped[datetime]
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("certificates.id"))
