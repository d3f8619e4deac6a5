"""Calls to one's own debtors: the talk as data, its turn number, its gradings, what was promised.

Gradings are only ever added; a call that the trainer corrects or that is played again is another
row beside the first.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from simulator.store.base import Base
from simulator.store.trainings import TraineeRow


class CallRow(Base):
    """One attempt at a script by a trainee; 0 is the first, replays and corrections follow."""

    __tablename__ = "calls"
    __table_args__ = (
        UniqueConstraint("trainee_id", "script", "attempt"),
        CheckConstraint("state in ('preparing', 'talking', 'over')", name="state"),
        CheckConstraint("origin in ('first', 'replay', 'ruling')", name="origin"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainees.id"), index=True)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activities.id"), index=True)
    script: Mapped[str]
    version: Mapped[int]
    customer: Mapped[int]
    attempt: Mapped[int] = mapped_column(default=0)
    origin: Mapped[str] = mapped_column(default="first")
    counts: Mapped[bool] = mapped_column(default=True)
    """Whether its promise is in the ledger and its mark in the record: one call of each script."""
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("calls.id"))
    from_turn: Mapped[int] = mapped_column(default=0)
    """Lines taken over from the parent."""
    trainer_id: Mapped[int | None] = mapped_column(ForeignKey("trainers.id"))
    reason: Mapped[str] = mapped_column(default="")
    """Who corrected what had been heard, and why."""
    state: Mapped[str] = mapped_column(default="preparing")
    draft: Mapped[dict[str, Any]]
    draft_saved_at: Mapped[datetime | None]
    sheet: Mapped[dict[str, Any]]
    """The preparation as typed, once the call has begun."""
    prepared: Mapped[dict[str, Any]]
    """Its judgement: points by code, level and score; empty when there was none."""
    talk: Mapped[dict[str, Any]]
    turns: Mapped[int] = mapped_column(default=0)
    """How many lines were said: what a form sends back, so that a double click is harmless."""
    engagement: Mapped[dict[str, Any]]
    recap: Mapped[dict[str, Any]]
    """The confirmation mail: its text and items, empty until it is sent."""
    recap_sent_at: Mapped[datetime | None]
    started_at: Mapped[datetime]
    prepared_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    trainee: Mapped[TraineeRow] = relationship()
    gradings: Mapped[list[CallGradingRow]] = relationship(
        order_by="CallGradingRow.id", lazy="selectin"
    )


class CallGradingRow(Base):
    """One judgement of a call; the last one counts, the others stay."""

    __tablename__ = "call_gradings"

    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("calls.id"), index=True)
    score: Mapped[int]
    marks: Mapped[dict[str, Any]]
    """Level from 0 to 3 by criterion."""
    knock_outs: Mapped[list[Any]]
    reason: Mapped[str]
    graded_at: Mapped[datetime]


class CallPromiseRow(Base):
    """A part of an engagement on one document, as the ledger reads it."""

    __tablename__ = "call_promises"
    __table_args__ = (UniqueConstraint("call_id", "number", "due"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("calls.id"), index=True)
    number: Mapped[int] = mapped_column(BigInteger)
    made: Mapped[date]
    due: Mapped[date]
    amount: Mapped[int] = mapped_column(BigInteger)
    quality: Mapped[int]
