"""A trainee's monthly dashboard: what was chosen, each formula as it was typed, each judgement."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from simulator.store.base import Base


class DashboardRow(Base):
    """The dashboard of one trainee; it follows the portfolio it was made on."""

    __tablename__ = "dashboards"

    id: Mapped[int] = mapped_column(primary_key=True)
    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainees.id"), unique=True)
    conventions: Mapped[dict[str, Any]]
    summary: Mapped[str] = mapped_column(default="")
    """The sentence at its head, for the direction."""
    changed_at: Mapped[datetime]

    lines: Mapped[list[DashboardLineRow]] = relationship(
        order_by="DashboardLineRow.id", back_populates="dashboard"
    )


class DashboardLineRow(Base):
    """One indicator of a dashboard; taken away, it keeps what was typed and judged."""

    __tablename__ = "dashboard_lines"
    __table_args__ = (UniqueConstraint("dashboard_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dashboard_id: Mapped[int] = mapped_column(ForeignKey("dashboards.id"), index=True)
    code: Mapped[str]
    shown: Mapped[bool] = mapped_column(default=True)
    formula: Mapped[str] = mapped_column(default="")
    chart: Mapped[str] = mapped_column(default="")
    target: Mapped[str] = mapped_column(default="")
    """As it was typed."""
    counter: Mapped[str] = mapped_column(default="")
    """The indicator to read beside the target."""
    cause: Mapped[str] = mapped_column(default="")
    decision: Mapped[str] = mapped_column(default="")

    dashboard: Mapped[DashboardRow] = relationship(back_populates="lines")
    gradings: Mapped[list[DashboardGradingRow]] = relationship(
        order_by="DashboardGradingRow.id", lazy="selectin"
    )


class DashboardGradingRow(Base):
    """One judgement of a formula; only ever added."""

    __tablename__ = "dashboard_gradings"

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("dashboard_lines.id"), index=True)
    formula: Mapped[str]
    conventions: Mapped[dict[str, Any]]
    verdict: Mapped[str]
    code: Mapped[str] = mapped_column(default="")
    value: Mapped[str] = mapped_column(default="")
    """The exact value on one's own data, ``"1271/30"``, or the error of the cell."""
    graded_at: Mapped[datetime]
