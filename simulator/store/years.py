"""Simulated years that people play: policies by revision, positions, acts, comparisons, rounds."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from simulator.store.base import Base


class YearRow(Base):
    """The year of one trainee; ``revision`` grows with all that changes what a play would give."""

    __tablename__ = "years"

    id: Mapped[int] = mapped_column(primary_key=True)
    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainees.id"), unique=True)
    run: Mapped[int] = mapped_column(default=1)
    """How many times it was begun; a new run meets the same luck."""
    revision: Mapped[int] = mapped_column(default=1)
    policy_revision: Mapped[int] = mapped_column(default=1)
    step: Mapped[int] = mapped_column(default=0)
    """Working days played."""
    month: Mapped[int] = mapped_column(default=0)
    """Months closed."""
    benchmark: Mapped[list[Any]]
    """What the standard policy does on the same portfolio under the same luck, month by month."""
    opened_at: Mapped[datetime]
    played_at: Mapped[datetime | None]


class YearPolicyRow(Base):
    """A policy as it was saved; revisions are only ever added."""

    __tablename__ = "year_policies"
    __table_args__ = (UniqueConstraint("year_id", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year_id: Mapped[int] = mapped_column(ForeignKey("years.id"), index=True)
    revision: Mapped[int]
    policy: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]


class YearPositionRow(Base):
    """Where a run stands after some days: the end of each month, and the last day played."""

    __tablename__ = "year_positions"
    __table_args__ = (UniqueConstraint("year_id", "run", "step"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year_id: Mapped[int] = mapped_column(ForeignKey("years.id"), index=True)
    run: Mapped[int]
    step: Mapped[int]
    month: Mapped[int]
    closes: Mapped[bool]
    """Whether it is the last day of a month; only those stay when the run goes on."""
    script: Mapped[list[Any]]
    """Since the end of the month before: pairs of a policy's revision and days under it."""
    figures: Mapped[dict[str, Any]]
    state: Mapped[bytes | None] = mapped_column(deferred=True)
    """Compressed; taken away when the run is begun again."""
    digest: Mapped[str]
    played_at: Mapped[datetime]


class YearActRow(Base):
    """What a person did, in order; only ever added (what is taken back is another act)."""

    __tablename__ = "year_acts"

    id: Mapped[int] = mapped_column(primary_key=True)
    year_id: Mapped[int] = mapped_column(ForeignKey("years.id"), index=True)
    run: Mapped[int]
    step: Mapped[int]
    kind: Mapped[str]
    data: Mapped[dict[str, Any]]
    at: Mapped[datetime]


class YearComparisonRow(Base):
    """The figures of one policy over hidden years, computed once."""

    __tablename__ = "year_comparisons"
    __table_args__ = (UniqueConstraint("year_id", "key", "replications"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year_id: Mapped[int] = mapped_column(ForeignKey("years.id"), index=True)
    key: Mapped[str]
    replications: Mapped[int]
    values: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]


class YearRoundRow(Base):
    """How far the people of a training may play, and how they are ranked."""

    __tablename__ = "year_rounds"
    __table_args__ = (CheckConstraint("months between 0 and 12", name="months"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"), unique=True)
    months: Mapped[int]
    neighbours: Mapped[bool]
    """Whether each person sees only the ones just above and below."""
    changed_at: Mapped[datetime]
