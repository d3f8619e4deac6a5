"""Answers of a live quiz: one row each, under a unique key, acknowledged once committed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from simulator.domain.quiz import live_view
from simulator.domain.quiz.game import AnswersClosed, Asked, Run, Teams
from simulator.domain.quiz.grading import QuizGrading, QuizVerdict, grade
from simulator.domain.refusals import Refusal
from simulator.services import games
from simulator.services.game_people import Player, enter
from simulator.services.games import LiveGame
from simulator.services.trainees import Trainee
from simulator.store.games import GameAnswerRow, GameQuestionRow, GameTallyRow, GameTeamRow

LONGEST = 200
_LONGEST_ID = 64
_TRIES = 3
_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_TIMES = tuple(getattr(GameQuestionRow, name) for name in Run.__slots__)


@dataclass(eq=False)
class AlreadyGiven(Refusal):
    """An answer is there, and this game does not let it be changed."""


@dataclass(eq=False)
class NotYourPen(Refusal):
    """With one pen a team, another member writes."""


@dataclass(eq=False)
class NoTeam(Refusal):
    """In this game one answers for a team, and this person has none yet."""


@dataclass(eq=False)
class UnreadableAnswer(Refusal):
    """Nothing chosen, or a figure that is not one: nothing was kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was kept: the moment, and the choice in the tokens of the screen."""

    received_at: datetime
    tokens: tuple[str, ...]


def answer(
    session: Session,
    row: LiveGame,
    trainee: Trainee,
    position: int,
    typed: str,
    client_id: str,
    now: datetime,
) -> Receipt:
    """Keep an answer to the question being asked; the same client id again is the same answer.

    Raises ``AnswersClosed``, ``AlreadyGiven``, ``UnreadableAnswer``, ``NoTeam``, ``NotYourPen``.
    """
    player = enter(session, row, trainee, now)
    subject = _subject(session, row, player)
    known = games.questions(session, row)
    if not 0 <= position < len(known):
        raise AnswersClosed
    asked = known[position]
    try:
        elapsed = _elapsed(session, row, position, now)
    except AnswersClosed:  # unless it was kept, and only its acknowledgement was lost
        return _again(session, row, asked, position, subject, client_id)
    raw = live_view.names(asked.question, row.seed, typed[:LONGEST])
    graded = grade(asked.question, raw)
    if graded.verdict in {QuizVerdict.BLANK, QuizVerdict.UNREADABLE}:
        raise UnreadableAnswer(typed[:LONGEST])
    scored = asked.question.scored
    values = {
        "game_id": row.id,
        "position": position,
        "subject": subject,
        "sequence": 1,
        "player_id": player.id,
        "client_id": client_id[:_LONGEST_ID],
        "raw": raw if scored else "",
        "fraction": str(graded.fraction),
        "elapsed_ms": elapsed // timedelta(milliseconds=1) if scored else 0,
        "received_at": now,
    }
    if _kept(session, values) or (row.changes and scored and _changed(session, values)):
        if not scored:
            _count_opinion(session, row, position, graded)
        return Receipt(now, live_view.tokens(asked.question, row.seed, raw) if scored else ())
    return _again(session, row, asked, position, subject, client_id, AlreadyGiven)


def _kept(session: Session, values: dict[str, Any]) -> bool:
    """Add a row unless its key is taken: by the other tab, or another member of the team."""
    insert = _INSERTS[session.get_bind().dialect.name](GameAnswerRow)
    made = insert.values(**values).on_conflict_do_nothing().returning(GameAnswerRow.id)
    return session.scalar(made) is not None


def _changed(session: Session, values: dict[str, Any]) -> bool:
    """Add the next row of a subject; the same client id again adds nothing."""
    for _ in range(_TRIES):
        last = last_answer(session, values["game_id"], values["position"], values["subject"])
        if last is None or last.client_id == values["client_id"]:
            return False
        if _kept(session, {**values, "sequence": last.sequence + 1}):
            return True
    return False


def _again(
    session: Session,
    row: LiveGame,
    asked: Asked,
    position: int,
    subject: int,
    client_id: str,
    refusal: type[Refusal] = AnswersClosed,
) -> Receipt:
    """Acknowledge once more an answer that was kept; raise the refusal for any other."""
    before = last_answer(session, row.id, position, subject)
    if before is None or before.client_id != client_id[:_LONGEST_ID]:
        raise refusal()
    return receipt(row, asked, before)


def _count_opinion(session: Session, row: LiveGame, position: int, graded: QuizGrading) -> None:
    session.execute(
        update(GameTallyRow)
        .where(
            GameTallyRow.game_id == row.id,
            GameTallyRow.position == position,
            GameTallyRow.option == graded.given[0],
        )
        .values(votes=GameTallyRow.votes + 1)
    )


def _subject(session: Session, row: LiveGame, player: Player) -> int:
    if row.teams != Teams.PEN:
        return player.id
    if player.team_id is None:
        raise NoTeam
    team = session.get_one(GameTeamRow, player.team_id)
    if team.pen_id != player.id:
        raise NotYourPen
    return team.id


def _elapsed(session: Session, row: LiveGame, position: int, now: datetime) -> timedelta:
    run = current_run(session, row)
    if row.position != position or row.finished_at is not None or run is None:
        raise AnswersClosed
    return run.elapsed(now)


def current_run(session: Session, row: LiveGame) -> Run | None:
    """Return the times of the current question of a game."""
    found = session.execute(
        select(*_TIMES).where(
            GameQuestionRow.game_id == row.id, GameQuestionRow.position == row.position
        )
    ).one_or_none()
    return None if found is None or found[0] is None else Run(*found)


def last_answer(
    session: Session, game_id: int, position: int, subject: int
) -> GameAnswerRow | None:
    """Return the answer that counts for a subject, if there is one."""
    return session.scalar(
        select(GameAnswerRow)
        .where(
            GameAnswerRow.game_id == game_id,
            GameAnswerRow.position == position,
            GameAnswerRow.subject == subject,
        )
        .order_by(GameAnswerRow.sequence.desc())
        .limit(1)
    )


def receipt(row: LiveGame, asked: Asked, kept: GameAnswerRow) -> Receipt:
    """Return what may be said of an answer to who gave it; of an opinion, only that it came."""
    if not asked.question.scored:
        return Receipt(kept.received_at, ())
    return Receipt(kept.received_at, live_view.tokens(asked.question, row.seed, kept.raw))
