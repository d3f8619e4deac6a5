"""Teams that work on one file: who is in it, who holds the pen."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from simulator.store.base import Base
from simulator.store.trainings import TraineeRow


class TeamRow(Base):
    """A team in one activity: it works on the file of one of its members."""

    __tablename__ = "teams"
    __table_args__ = (UniqueConstraint("activity_id", "name_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), index=True)
    name: Mapped[str]
    name_key: Mapped[str]
    anchor_id: Mapped[int | None] = mapped_column(ForeignKey("trainees.id"))
    """Whose portfolio the team works on: the first to come in."""
    pen_id: Mapped[int | None] = mapped_column(ForeignKey("trainees.id"))
    made_at: Mapped[datetime]

    members: Mapped[list[TeamMemberRow]] = relationship(
        order_by="TeamMemberRow.id", back_populates="team"
    )


class TeamMemberRow(Base):
    """A person in a team."""

    __tablename__ = "team_members"
    __table_args__ = (UniqueConstraint("activity_id", "trainee_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"), index=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), index=True)
    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainees.id"), index=True)

    team: Mapped[TeamRow] = relationship(back_populates="members")
    trainee: Mapped[TraineeRow] = relationship()
