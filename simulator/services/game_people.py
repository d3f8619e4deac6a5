"""The people of a live quiz: entering it, coming back, names, teams, the pen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from simulator.domain.luck import Luck
from simulator.domain.quiz.game import Teams
from simulator.domain.refusals import NotFound, Refusal
from simulator.services import games, secrets
from simulator.services.games import LiveGame
from simulator.services.trainees import Trainee
from simulator.store.games import GamePlayerRow, GameTeamRow

LONGEST_NAME = 40
MOST_TEAMS = 60

Player = GamePlayerRow
"""A player, as pages read one."""
Team = GameTeamRow
"""A team, as pages read one."""
_PLACE = select(Player).where(
    Player.game_id == bindparam("game"), Player.trainee_id == bindparam("who")
)


@dataclass(eq=False)
class GameLocked(Refusal):
    """The trainer has locked the entrance: those who are in stay in."""

    title: str


@dataclass(eq=False)
class PlayerRemoved(Refusal):
    """The trainer has taken this person out of the game."""


@dataclass(eq=False)
class TeamsFixed(Refusal):
    """Teams are made by the trainer, or the game has none."""


@dataclass(eq=False)
class TeamNameTaken(Refusal):
    """Two teams cannot have the same name."""

    name: str


@dataclass(eq=False)
class TooManyTeams(Refusal):
    """More teams than any room has."""

    most: int


def game_for(session: Session, trainee: Trainee, game_id: int) -> LiveGame:
    """Return a game of this trainee's training; ``NotFound`` otherwise."""
    return games.get(session, trainee.training_id, game_id)


def player_of(session: Session, row: LiveGame, trainee: Trainee) -> Player | None:
    """Return the place of a trainee in a game, if they have one."""
    return session.scalar(_PLACE, {"game": row.id, "who": trainee.id})


def enter(session: Session, row: LiveGame, trainee: Trainee, now: datetime) -> Player:
    """Return the place of a trainee, made the first time; coming back is the same act.

    Raises ``PlayerRemoved``, and ``GameLocked`` for who was not in yet.
    """
    found = player_of(session, row, trainee)
    if found is None:
        if row.locked or row.finished_at is not None:
            raise GameLocked(row.title)
        found = _seated(session, row, trainee, now)
    if found.removed_at is not None:
        raise PlayerRemoved
    return found


def _seated(session: Session, row: LiveGame, trainee: Trainee, now: datetime) -> Player:
    made = Player(
        game_id=row.id,
        trainee_id=trainee.id,
        name=_short_name(session, row, trainee),
        joined_at=now,
    )
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError:  # the same person in another tab was first
        again = player_of(session, row, trainee)
        assert again is not None  # the unique key says so
        return again
    return made


def _short_name(session: Session, row: LiveGame, trainee: Trainee) -> str:
    """Return the first name and an initial, or the whole name when somebody has that already."""
    short = f"{trainee.first_name} {trainee.last_name[:1]}."
    taken = select(Player.id).where(Player.game_id == row.id, Player.name == short)
    return trainee.name if session.scalar(taken.limit(1)) is not None else short


def players(session: Session, game_id: int) -> Sequence[Player]:
    """Return everybody who entered, removed or not, by name."""
    return session.scalars(
        select(Player).where(Player.game_id == game_id).order_by(Player.name, Player.id)
    ).all()


def teams(session: Session, game_id: int) -> Sequence[Team]:
    """Return the teams in the order they were made."""
    return session.scalars(select(Team).where(Team.game_id == game_id).order_by(Team.id)).all()


def get_player(session: Session, row: LiveGame, player_id: int) -> Player:
    """Return a player of this game; ``NotFound`` otherwise."""
    found = session.get(Player, player_id)
    if found is None or found.game_id != row.id:
        raise NotFound("player")
    return found


def get_team(session: Session, row: LiveGame, team_id: int) -> Team:
    """Return a team of this game; ``NotFound`` otherwise."""
    found = session.get(Team, team_id)
    if found is None or found.game_id != row.id:
        raise NotFound("team")
    return found


def rename(row: LiveGame, player: Player, name: str) -> None:
    """Change the name on the screens; an empty one changes nothing."""
    player.name = name[:LONGEST_NAME] or player.name
    games.changed(row)


def hide(row: LiveGame, player: Player, *, hidden: bool) -> None:
    """Take a name off the projector, or put it back."""
    player.hidden = hidden
    games.changed(row)


def remove(session: Session, row: LiveGame, player: Player, now: datetime) -> None:
    """Take somebody out of the game; answers stay, and the pen goes to another member."""
    player.removed_at = now
    _leave_pen(session, row, player)
    games.changed(row)


def readmit(row: LiveGame, player: Player) -> None:
    """Let somebody back in."""
    player.removed_at = None
    games.changed(row)


def new_team(session: Session, row: LiveGame, name: str) -> Team:
    """Make a team; ``TeamNameTaken``, ``TooManyTeams`` or ``TeamsFixed`` without teams."""
    if row.teams == Teams.NONE:
        raise TeamsFixed
    name = name[:LONGEST_NAME]
    if len(teams(session, row.id)) >= MOST_TEAMS:
        raise TooManyTeams(MOST_TEAMS)
    made = Team(game_id=row.id, name=name, name_key=secrets.fold(name) or name)
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError as error:
        raise TeamNameTaken(name) from error
    games.changed(row)
    return made


def place(session: Session, row: LiveGame, player: Player, team: Team | None) -> None:
    """Put a player in a team; the first to come holds the pen."""
    if row.teams == Teams.NONE:
        raise TeamsFixed
    _leave_pen(session, row, player)
    player.team_id = None if team is None else team.id
    if team is not None and team.pen_id is None:
        team.pen_id = player.id
    games.changed(row)


def choose(session: Session, row: LiveGame, player: Player, team_id: int | None, name: str) -> None:
    """Join a team, or make one and join it, where people make teams together.

    Once questions have begun only those without a team choose: nobody carries points away.
    """
    settled = row.position >= 0 and player.team_id is not None
    if not row.together or settled:
        raise TeamsFixed
    team = new_team(session, row, name) if team_id is None else get_team(session, row, team_id)
    place(session, row, player, team)


def take_pen(session: Session, row: LiveGame, player: Player) -> None:
    """Take the pen of one's team: a phone that died must not silence four people."""
    if row.teams != Teams.PEN or player.team_id is None:
        raise TeamsFixed
    get_team(session, row, player.team_id).pen_id = player.id
    games.changed(row)


def deal(session: Session, row: LiveGame, count: int) -> None:
    """Spread everybody over ``count`` teams of equal size, drawn by lot."""
    if row.teams == Teams.NONE or row.position >= 0:
        raise TeamsFixed
    if not 1 <= count <= MOST_TEAMS:
        raise TooManyTeams(MOST_TEAMS)
    here = [player for player in players(session, row.id) if player.removed_at is None]
    for player in here:
        player.team_id = None
    known = list(teams(session, row.id))
    for team in known:
        team.pen_id = None
    while len(known) < count:
        known.append(_numbered(session, row))
    order = Luck(row.seed).order(len(here), "game:teams", len(here), count)
    for seat, rank in enumerate(order):
        place(session, row, here[rank], known[seat % count])


def _numbered(session: Session, row: LiveGame) -> Team:
    taken = {team.name_key for team in teams(session, row.id)}
    number = 1
    while secrets.fold(f"Équipe {number}") in taken:
        number += 1
    return new_team(session, row, f"Équipe {number}")


def _leave_pen(session: Session, row: LiveGame, player: Player) -> None:
    if player.team_id is None:
        return
    team = get_team(session, row, player.team_id)
    if team.pen_id == player.id:
        others = select(Player.id).where(
            Player.team_id == team.id, Player.id != player.id, Player.removed_at.is_(None)
        )
        team.pen_id = session.scalar(others.order_by(Player.id).limit(1))
