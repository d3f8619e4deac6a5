"""Answers of a live quiz: one row each, under a unique key, acknowledged once committed.

Those of a room come together; they are read, judged and written together too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from simulator.domain.quiz import live_view
from simulator.domain.quiz.game import AnswersClosed, Asked, Run
from simulator.domain.quiz.grading import QuizGrading, QuizVerdict, grade
from simulator.domain.refusals import NotFound, Refusal
from simulator.services import game_seats, games
from simulator.services.game_seats import Seat
from simulator.services.games import LiveGame
from simulator.services.trainees import Trainee
from simulator.store.games import GameAnswerRow, GameQuestionRow, GameTallyRow

LONGEST = 200
_LONGEST_ID = 64
_TRIES = 3
# Made once: a room repeats them every few milliseconds, and making one costs more than its answer.
_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_ROWS = GameAnswerRow.__table__
_ADD = {
    name: insert(_ROWS).on_conflict_do_nothing().returning(_ROWS.c.subject)
    for name, insert in _INSERTS.items()
}
_RUN = select(*(getattr(GameQuestionRow, name) for name in Run.__slots__)).where(
    GameQuestionRow.game_id == bindparam("game"),
    GameQuestionRow.position == bindparam("place"),
)


_LAST = (
    select(GameAnswerRow)
    .where(
        GameAnswerRow.game_id == bindparam("game"),
        GameAnswerRow.position == bindparam("place"),
        GameAnswerRow.subject == bindparam("who"),
    )
    .order_by(GameAnswerRow.sequence.desc())
    .limit(1)
)
_SAME = (
    select(GameAnswerRow.id)
    .where(
        *(
            getattr(GameAnswerRow, name) == bindparam(name)
            for name in ("game_id", "position", "subject", "client_id")
        )
    )
    .limit(1)
)


@dataclass(eq=False)
class AlreadyGiven(Refusal):
    """An answer is there, and this game does not let it be changed."""


@dataclass(eq=False)
class UnreadableAnswer(Refusal):
    """Nothing chosen, or a figure that is not one: nothing was kept."""

    text: str


@dataclass(eq=False)
class NotSignedIn(Refusal):
    """The place that a browser holds was closed: the person was removed, or the link replaced."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was kept: the moment, and the choice in the tokens of the screen."""

    received_at: datetime
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer as it came; ``stamp`` is that of the session, ``at`` the server's clock."""

    game_id: int
    trainee_id: int
    stamp: str
    position: int
    typed: str
    client_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class _Ready:
    """An answer that was understood: all that remains is to write it."""

    sent: Sent
    asked: Asked
    subject: int
    player_id: int
    raw: str
    graded: QuizGrading
    elapsed: timedelta

    def values(self) -> dict[str, Any]:
        """Return the row: of an opinion, only that it came."""
        scored = self.asked.question.scored
        return {
            "game_id": self.sent.game_id,
            "position": self.sent.position,
            "subject": self.subject,
            "sequence": 1,
            "player_id": self.player_id,
            "client_id": self.sent.client_id[:_LONGEST_ID],
            "raw": self.raw if scored else "",
            "fraction": str(self.graded.fraction),
            "elapsed_ms": self.elapsed // timedelta(milliseconds=1) if scored else 0,
            "received_at": self.sent.at,
        }


Outcome = Receipt | Refusal
"""What became of an answer."""
Keep = Callable[[Session, Sequence[Sent]], list[Outcome]]
"""What keeps answers that came together, in one transaction."""


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
    sent = Sent(row.id, trainee.id, trainee.stamp, position, typed, client_id, now)
    (outcome,) = keep(session, [sent])
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome


def keep(session: Session, sent: Sequence[Sent]) -> list[Outcome]:
    """Keep the answers that a room sends together, in as few statements as one of them.

    What is refused is an outcome like another: it takes nothing from the others.
    """
    turns: Counter[tuple[int, int]] = Counter()
    rounds: dict[tuple[int, int], list[int]] = {}
    for place, each in enumerate(sent):
        who = each.game_id, each.trainee_id  # a thumb that insists waits for its first answer
        rounds.setdefault((turns[who], each.game_id), []).append(place)
        turns[who] += 1
    outcomes: dict[int, Outcome] = {}
    for (_, game_id), places in sorted(rounds.items()):
        found = _together(session, game_id, [sent[place] for place in places])
        outcomes.update(zip(places, found, strict=True))
    return [outcomes[place] for place in range(len(sent))]


def _together(session: Session, game_id: int, sent: list[Sent]) -> list[Outcome]:
    """Keep one answer of each of several people to one game."""
    # Shared, and before the run is read: whoever reveals or finishes waits for these answers.
    row = session.get(LiveGame, game_id, with_for_update={"read": True}, populate_existing=True)
    if row is None:
        return [NotFound("game") for _ in sent]
    seats = game_seats.of(session, row, [each.trainee_id for each in sent])
    run = current_run(session, row)
    read = [_read(session, row, run, seats.get(each.trainee_id), each) for each in sent]
    ready = [each for each in read if isinstance(each, _Ready)]
    added = _added(session, [each.values() for each in ready])
    _count_opinions(session, row, [each for each in ready if each.subject in added])
    return [
        _written(session, row, each, added) if isinstance(each, _Ready) else each for each in read
    ]


def _read(
    session: Session, row: LiveGame, run: Run | None, seat: Seat | None, sent: Sent
) -> _Ready | Outcome:
    """Return an answer ready to be written, or what is said of it at once."""
    try:
        return _understood(session, row, run, seat, sent)
    except Refusal as refusal:
        return refusal


def _understood(
    session: Session, row: LiveGame, run: Run | None, seat: Seat | None, sent: Sent
) -> _Ready | Outcome:
    if seat is None or seat.stamp != sent.stamp:
        raise NotSignedIn
    if seat.training_id != row.training_id:
        raise NotFound("game")
    player_id, subject = game_seats.place(session, row, seat, sent.at)
    known = games.questions(session, row)
    if not 0 <= sent.position < len(known):
        raise AnswersClosed
    asked = known[sent.position]
    if row.position != sent.position or row.finished_at or run is None or not run.takes(sent.at):
        # Closed, unless it was kept and only its acknowledgement was lost.
        return _again(session, row, asked, sent, subject)
    raw = live_view.names(asked.question, row.seed, sent.typed[:LONGEST])
    graded = grade(asked.question, raw)
    if graded.verdict in {QuizVerdict.BLANK, QuizVerdict.UNREADABLE}:
        raise UnreadableAnswer(sent.typed[:LONGEST])
    return _Ready(sent, asked, subject, player_id, raw, graded, run.elapsed(sent.at))


def _written(session: Session, row: LiveGame, ready: _Ready, added: set[int]) -> Outcome:
    """Return what became of an answer once the new rows are there."""
    question = ready.asked.question
    changes = row.changes and question.scored
    if ready.subject in added or (changes and _changed(session, ready.values())):
        shown = live_view.tokens(question, row.seed, ready.raw) if question.scored else ()
        return Receipt(ready.sent.at, shown)
    return _again(session, row, ready.asked, ready.sent, ready.subject, AlreadyGiven)


def _added(session: Session, rows: list[dict[str, Any]]) -> set[int]:
    """Add rows but those whose key is taken (the other tab's); return the subjects added.

    Rows go in the order of their subjects, so that two servers never wait for each other.
    """
    if not rows:
        return set()
    add = _ADD[session.get_bind().dialect.name]
    return set(session.scalars(add, sorted(rows, key=itemgetter("subject"))))


def _changed(session: Session, values: dict[str, Any]) -> bool:
    """Add the next row of a subject; a client id that came before adds nothing, even if late."""
    for _ in range(_TRIES):
        last = last_answer(session, values["game_id"], values["position"], values["subject"])
        if last is None or _sent_before(session, values):
            return False
        if _added(session, [{**values, "sequence": last.sequence + 1}]):
            return True
    return False


def _again(
    session: Session,
    row: LiveGame,
    asked: Asked,
    sent: Sent,
    subject: int,
    refusal: type[Refusal] = AnswersClosed,
) -> Outcome:
    """Acknowledge once more an answer that was kept, by the one that counts; refuse any other."""
    before = last_answer(session, row.id, sent.position, subject)
    key = {"game_id": row.id, "position": sent.position, "subject": subject}
    named = {**key, "client_id": sent.client_id[:_LONGEST_ID]}
    if before is None or not _sent_before(session, named):
        return refusal()
    return receipt(row, asked, before)


def _sent_before(session: Session, values: dict[str, Any]) -> bool:
    """Say whether this subject's answer under this client id was kept."""
    named = {name: values[name] for name in ("game_id", "position", "subject", "client_id")}
    return session.scalar(_SAME, named) is not None


def _count_opinions(session: Session, row: LiveGame, ready: list[_Ready]) -> None:
    votes = Counter(
        (each.sent.position, each.graded.given[0])
        for each in ready
        if not each.asked.question.scored
    )
    for (position, option), count in sorted(votes.items()):
        session.execute(
            update(GameTallyRow)
            .where(
                GameTallyRow.game_id == row.id,
                GameTallyRow.position == position,
                GameTallyRow.option == option,
            )
            .values(votes=GameTallyRow.votes + count)
        )


def current_run(session: Session, row: LiveGame) -> Run | None:
    """Return the times of the current question of a game."""
    found = session.execute(_RUN, {"game": row.id, "place": row.position}).one_or_none()
    return None if found is None or found[0] is None else Run(*found)


def last_answer(
    session: Session, game_id: int, position: int, subject: int
) -> GameAnswerRow | None:
    """Return the answer that counts for a subject, if there is one."""
    return session.scalar(_LAST, {"game": game_id, "place": position, "who": subject})


def receipt(row: LiveGame, asked: Asked, kept: GameAnswerRow) -> Receipt:
    """Return what may be said of an answer to who gave it; of an opinion, only that it came."""
    if not asked.question.scored:
        return Receipt(kept.received_at, ())
    return Receipt(kept.received_at, live_view.tokens(asked.question, row.seed, kept.raw))
