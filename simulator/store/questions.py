"""An organisation's own questions: what is searched, and every version that a quiz may hold."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from simulator.store.base import Base


class BankQuestionRow(Base):
    """A question of the bank as it is searched; what it asks is in its versions."""

    __tablename__ = "bank_questions"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    title: Mapped[str]
    category: Mapped[str] = mapped_column(default="")
    kind: Mapped[str]
    level: Mapped[int]
    tags: Mapped[str] = mapped_column(default="")
    """Each between bars: ``|DSO|trésorerie|``."""
    words: Mapped[str]
    """Title, text and tags folded, for the search."""
    digest: Mapped[str] = mapped_column(index=True)
    """Of what is asked, so that the same file brought in twice adds nothing."""
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    archived_at: Mapped[datetime | None]

    versions: Mapped[list[BankVersionRow]] = relationship(order_by="BankVersionRow.number")


class BankVersionRow(Base):
    """A question as it was; once a quiz holds it, it does not change any more."""

    __tablename__ = "bank_versions"
    __table_args__ = (UniqueConstraint("question_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("bank_questions.id"), index=True)
    number: Mapped[int]
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainers.id"))
    frozen: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
