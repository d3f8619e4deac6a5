"""What the screens of a live quiz show: the same for every phone, and what is one person's own."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from threading import Lock

from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.quiz import live_view
from simulator.domain.quiz.game import Game, Phase, Teams
from simulator.domain.quiz.live_scoring import (
    Given,
    Member,
    Standing,
    ranking,
    scores,
    team_scores,
)
from simulator.domain.quiz.live_view import Role, Room, View
from simulator.services import game_answers, game_people, games
from simulator.services.game_people import Player, Team
from simulator.services.games import LiveGame
from simulator.store.games import GameAnswerRow, GameTallyRow

_KEPT = 32
_standings: OrderedDict[tuple[int, int, datetime, int], Standings] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Standings:
    """The rankings at one revision; only questions whose key is out count."""

    people: tuple[Standing, ...]
    teams: tuple[Standing, ...]

    def of(self, subject: int) -> Standing | None:
        """Return the line of a player."""
        return next((line for line in self.people if line.subject == subject), None)

    def of_team(self, subject: int | None) -> Standing | None:
        """Return the line of a team."""
        return next((line for line in self.teams if line.subject == subject), None)


@dataclass(frozen=True, slots=True)
class Screen:
    """A page's worth: the view of a role, with the names behind its numbers."""

    game: LiveGame
    view: View
    players: tuple[Player, ...]
    teams: tuple[Team, ...]
    limit: int | None
    answered_by: frozenset[int]

    def name(self, subject: int) -> str:
        """Return the name of a player, hidden or not: for the trainer."""
        return next((p.name for p in self.players if p.id == subject), "?")

    def alias(self, subject: int) -> str:
        """Return the name of a player as the room may read it."""
        found = next((p for p in self.players if p.id == subject), None)
        return "Nom masqué" if found is None or found.hidden else found.name

    def team_name(self, subject: int | None) -> str:
        """Return the name of a team."""
        return next((team.name for team in self.teams if team.id == subject), "")

    def subject_name(self, subject: int) -> str:
        """Return who answered: a player, or with one pen a team."""
        return self.team_name(subject) if self.game.teams == Teams.PEN else self.name(subject)


@dataclass(frozen=True, slots=True)
class Mine:
    """What one phone adds to what they all show."""

    player: Player
    team: Team | None
    holds_pen: bool
    pen_name: str
    tokens: tuple[str, ...]
    received_at: datetime | None
    changeable: bool
    verdict: Fraction | None
    standing: Standing | None
    team_standing: Standing | None
    players: int


def given(session: Session, row: LiveGame, game: Game, position: int | None = None) -> list[Given]:
    """Return the answers that count, of one question or of all."""
    query = select(
        GameAnswerRow.position,
        GameAnswerRow.subject,
        GameAnswerRow.fraction,
        GameAnswerRow.elapsed_ms,
        GameAnswerRow.raw,
    ).where(GameAnswerRow.game_id == row.id)
    if position is not None:
        query = query.where(GameAnswerRow.position == position)
    last: dict[tuple[int, int], Given] = {}
    for place, subject, fraction, elapsed, raw in session.execute(
        query.order_by(GameAnswerRow.sequence)
    ):
        question = game.questions[place].question
        tokens = live_view.tokens(question, row.seed, raw) if position is not None else ()
        last[place, subject] = Given(
            place, subject, Fraction(fraction), timedelta(milliseconds=elapsed), tokens
        )
    return list(last.values())


def standings(session: Session, row: LiveGame, game: Game) -> Standings:
    """Return the rankings, kept for one revision: a revealed answer does not change any more."""
    key = (row.id, row.seed, row.created_at, row.revision)
    with _lock:  # held while they are made: three hundred phones ask, one of them computes
        known = _standings.get(key)
        if known is None:
            known = _standings[key] = _ranked(session, row, game)
            while len(_standings) > _KEPT:
                _standings.popitem(last=False)
    return known


def _ranked(session: Session, row: LiveGame, game: Game) -> Standings:
    answers = given(session, row, game)
    people = game_people.players(session, row.id)
    members = [Member(p.id, p.team_id, p.joined_at, p.removed_at) for p in people]
    here = [p.id for p in people if p.removed_at is None]
    if game.rules.teams is Teams.NONE:
        return Standings(ranking(game, here, scores(game, answers)), ())
    known = [team.id for team in game_people.teams(session, row.id)]
    teams = ranking(game, known, team_scores(game, answers, members))
    if game.rules.teams is Teams.PEN:
        return Standings((), teams)
    return Standings(ranking(game, here, scores(game, answers)), teams)


def _tallies(session: Session, row: LiveGame) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    for each in session.scalars(select(GameTallyRow).where(GameTallyRow.game_id == row.id)):
        found.setdefault(each.position, {})[each.option] = each.votes
    return found


def screen(session: Session, row: LiveGame, role: Role, now: datetime) -> Screen:
    """Return what a role sees; what every phone sees does not read the answers."""
    game = games.load(session, row)
    limit = None if game.run is None else game.asked.limit
    seconds = None if limit is None else round(limit.total_seconds())
    teams = tuple(game_people.teams(session, row.id))
    if role is Role.PLAYER:
        seen = live_view.view(game, role, now, Room(row.seed, 0))
        return Screen(row, seen, (), teams, seconds, frozenset())
    people = tuple(game_people.players(session, row.id))
    here = [player for player in people if player.removed_at is None]
    lines = standings(session, row, game)
    answers = given(session, row, game, row.position) if game.run is not None else []
    room = Room(
        row.seed,
        _expected(game, here),
        tuple(answers),
        _tallies(session, row),
        lines.people,
        lines.teams,
    )
    seen = live_view.view(game, role, now, room)
    return Screen(row, seen, people, teams, seconds, frozenset(each.subject for each in answers))


def _expected(game: Game, here: list[Player]) -> int:
    if game.rules.teams is Teams.PEN:
        return len({player.team_id for player in here} - {None})
    return len(here)


def mine(session: Session, row: LiveGame, player: Player, now: datetime) -> Mine:
    """Return what is one person's own: team, answer kept, points once the key is out."""
    game = games.load(session, row)
    team = None if player.team_id is None else game_people.get_team(session, row, player.team_id)
    pen = game.rules.teams is Teams.PEN
    subject = player.id if not pen else (0 if team is None else team.id)
    kept = (
        game_answers.last_answer(session, row.id, row.position, subject)
        if game.run is not None
        else None
    )
    found = None if kept is None else game_answers.receipt(row, game.asked, kept)
    out = row.position in game.revealed()
    scored = game.run is not None and game.asked.question.scored
    lines = standings(session, row, game) if game.runs else Standings((), ())
    return Mine(
        player,
        team,
        not pen or (team is not None and team.pen_id == player.id),
        _pen_name(session, row, team) if pen else "",
        () if found is None else found.tokens,
        None if found is None else found.received_at,
        row.changes and scored and game.phase(now) is Phase.ASKING,
        Fraction(kept.fraction) if kept is not None and out and scored else None,
        lines.of(player.id),
        lines.of_team(player.team_id),
        len(lines.people),
    )


def _pen_name(session: Session, row: LiveGame, team: Team | None) -> str:
    if team is None or team.pen_id is None:
        return ""
    return game_people.get_player(session, row, team.pen_id).name
