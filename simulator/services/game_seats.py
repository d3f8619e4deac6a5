"""The places of a live quiz, as its answers need them: who asks, for whom one answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from simulator.domain.quiz.game import Teams
from simulator.domain.refusals import Refusal
from simulator.services import trainees
from simulator.services.game_people import PlayerRemoved, enter
from simulator.services.games import LiveGame
from simulator.store.games import GamePlayerRow, GameTeamRow
from simulator.store.trainings import TraineeRow


@dataclass(eq=False)
class NotYourPen(Refusal):
    """With one pen a team, another member writes."""


@dataclass(eq=False)
class NoTeam(Refusal):
    """In this game one answers for a team, and this person has none yet."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A trainee with their place in a game; no ``player_id`` before the first visit."""

    trainee_id: int
    training_id: int
    stamp: str
    player_id: int | None
    team_id: int | None
    pen_id: int | None
    removed_at: datetime | None


_SEATS = (
    select(
        TraineeRow.id,
        TraineeRow.training_id,
        TraineeRow.stamp,
        GamePlayerRow.id,
        GamePlayerRow.team_id,
        GameTeamRow.pen_id,
        GamePlayerRow.removed_at,
    )
    .outerjoin(
        GamePlayerRow,
        (GamePlayerRow.trainee_id == TraineeRow.id) & (GamePlayerRow.game_id == bindparam("game")),
    )
    .outerjoin(GameTeamRow, GameTeamRow.id == GamePlayerRow.team_id)
    .where(TraineeRow.id.in_(bindparam("people", expanding=True)), TraineeRow.removed_at.is_(None))
)


def of(session: Session, row: LiveGame, trainee_ids: Sequence[int]) -> dict[int, Seat]:
    """Return the places of several people in one query; who was removed from the room has none."""
    found = session.execute(_SEATS, {"game": row.id, "people": list(trainee_ids)})
    return {values[0]: Seat(*values) for values in found}


def place(session: Session, row: LiveGame, seat: Seat, now: datetime) -> tuple[int, int]:
    """Return the player and whom the answer is for: the player, or with one pen the team.

    Raises ``PlayerRemoved``, ``GameLocked``, ``NoTeam``, ``NotYourPen``.
    """
    player_id = seat.player_id
    if player_id is None:
        person = trainees.signed_in(session, seat.trainee_id, seat.stamp)
        assert person is not None  # the seat was read in this transaction
        player_id = enter(session, row, person, now).id
    if seat.removed_at is not None:
        raise PlayerRemoved
    if row.teams != Teams.PEN:
        return player_id, player_id
    if seat.team_id is None:
        raise NoTeam
    if seat.pen_id != player_id:
        raise NotYourPen
    return player_id, seat.team_id
