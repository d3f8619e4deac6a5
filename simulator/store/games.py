"""Live quizzes: the state with its revision, players, teams, answers that are only ever added."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from simulator.store.base import Base
from simulator.store.trainings import TraineeRow


class GameRow(Base):
    """One live quiz; ``revision`` grows with every change that all the screens must show."""

    __tablename__ = "games"
    __table_args__ = (
        CheckConstraint("scoring in ('accuracy', 'pace')", name="scoring"),
        CheckConstraint("teams in ('none', 'mean', 'pen')", name="teams"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"), index=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainers.id"))
    quiz: Mapped[str]
    title: Mapped[str]
    seed: Mapped[int]
    """Secret: it draws the order of the options on the screen."""
    scoring: Mapped[str]
    teams: Mapped[str]
    together: Mapped[bool]
    """Whether people make their teams themselves; else the trainer does."""
    talk_seconds: Mapped[int]
    changes: Mapped[bool]
    position: Mapped[int] = mapped_column(default=-1)
    concealed: Mapped[bool] = mapped_column(default=False)
    locked: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column(default=1)
    reached_at: Mapped[datetime | None]
    """When a device that is not this machine asked for the game the first time."""
    reached_from: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]

    questions: Mapped[list[GameQuestionRow]] = relationship(order_by="GameQuestionRow.position")


class GameQuestionRow(Base):
    """A question as it was when the game was made, and its times."""

    __tablename__ = "game_questions"
    __table_args__ = (UniqueConstraint("game_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    game_id: Mapped[int] = mapped_column(ForeignKey("games.id"), index=True)
    position: Mapped[int]
    frozen: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    seconds: Mapped[int | None]
    asked_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    revealed_at: Mapped[datetime | None]


class GameTeamRow(Base):
    """A team; with one pen, the player who holds it."""

    __tablename__ = "game_teams"
    __table_args__ = (UniqueConstraint("game_id", "name_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    game_id: Mapped[int] = mapped_column(ForeignKey("games.id"), index=True)
    name: Mapped[str]
    name_key: Mapped[str]
    pen_id: Mapped[int | None]
    """Number of a player; not a key, because players already point to their team."""


class GamePlayerRow(Base):
    """A trainee who plays; the name on the screens can be changed or hidden."""

    __tablename__ = "game_players"
    __table_args__ = (UniqueConstraint("game_id", "trainee_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    game_id: Mapped[int] = mapped_column(ForeignKey("games.id"), index=True)
    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainees.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("game_teams.id"))
    name: Mapped[str]
    hidden: Mapped[bool] = mapped_column(default=False)
    joined_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    trainee: Mapped[TraineeRow] = relationship()


class GameAnswerRow(Base):
    """One answer, one row; the last sequence counts. An opinion leaves here only that it came."""

    __tablename__ = "game_answers"
    __table_args__ = (UniqueConstraint("game_id", "position", "subject", "sequence"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    game_id: Mapped[int] = mapped_column(ForeignKey("games.id"), index=True)
    position: Mapped[int]
    subject: Mapped[int]
    """The player, or with one pen the team."""
    sequence: Mapped[int]
    player_id: Mapped[int] = mapped_column(ForeignKey("game_players.id"))
    client_id: Mapped[str]
    raw: Mapped[str]
    fraction: Mapped[str]
    """The exact share of right, ``"3/4"``."""
    elapsed_ms: Mapped[int]
    received_at: Mapped[datetime]


class GameTallyRow(Base):
    """How many chose an option of an opinion: a count, so that no vote has a place or a time."""

    __tablename__ = "game_tallies"
    __table_args__ = (UniqueConstraint("game_id", "position", "option"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    game_id: Mapped[int] = mapped_column(ForeignKey("games.id"), index=True)
    position: Mapped[int]
    option: Mapped[str]
    votes: Mapped[int] = mapped_column(default=0)
