"""Live quizzes: making one, moving it on, and what each screen shows.

The truth is in the rows; what is kept in memory (questions that never change, standings of one
revision) can be lost at any time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from sqlalchemy import bindparam, func, literal, select, update
from sqlalchemy.orm import Session

from simulator.domain.quiz.game import Act, Asked, Game, Phase, Rules, Run, Scoring, Teams
from simulator.domain.quiz.live_snapshot import frozen, thawed
from simulator.domain.quiz.question import Quiz, QuizQuestion
from simulator.domain.refusals import NotFound, Refusal
from simulator.services import audit, quizzes, secrets
from simulator.services.trainees import touch
from simulator.services.trainers import Trainer
from simulator.store.games import (
    GameAnswerRow,
    GamePlayerRow,
    GameQuestionRow,
    GameRow,
    GameTallyRow,
)
from simulator.store.trainings import TrainingRow

LONGEST_TALK = 600
LONGEST_LIMIT = 1800
_KEPT = 32
_questions: OrderedDict[tuple[int, int, datetime], tuple[Asked, ...]] = OrderedDict()
_lock = Lock()

# Made once: three hundred phones ask, and making a statement costs more than its answer.
_TIMES = tuple(getattr(GameQuestionRow, name) for name in Run.__slots__)
_RUNS = (
    select(GameQuestionRow.position, *_TIMES)
    .where(GameQuestionRow.game_id == bindparam("game"), GameQuestionRow.asked_at.is_not(None))
    .order_by(GameQuestionRow.position)
)
_ANSWERED = (
    select(func.count(func.distinct(GameAnswerRow.subject)))
    .where(GameAnswerRow.game_id == GameRow.id, GameAnswerRow.position == GameRow.position)
    .correlate(GameRow)
    .scalar_subquery()
)
_PLAYERS = (
    select(func.count())
    .where(GamePlayerRow.game_id == GameRow.id, GamePlayerRow.removed_at.is_(None))
    .correlate(GameRow)
    .scalar_subquery()
)
_PULSE, _BEAT = (
    select(GameRow.revision, GameRow.finished_at, answered, players, *_TIMES)
    .outerjoin(
        GameQuestionRow,
        (GameQuestionRow.game_id == GameRow.id) & (GameQuestionRow.position == GameRow.position),
    )
    .where(GameRow.id == bindparam("game"))
    for answered, players in ((_ANSWERED, _PLAYERS), (literal(0), literal(0)))
)

LiveGame = GameRow
"""A live quiz, as pages read it."""


@dataclass(eq=False)
class GameRunning(Refusal):
    """One live quiz at a time: another is not finished."""

    title: str


@dataclass(eq=False)
class StaleScreen(Refusal):
    """The button was on a screen that showed another question."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The settings of a new game; ``seconds`` is 0 without limit, ``None`` for the content's."""

    scoring: Scoring = Scoring.ACCURACY
    teams: Teams = Teams.NONE
    together: bool = False
    talk_seconds: int = 0
    changes: bool = False
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Pulse:
    """All that tells whether a screen is out of date, in one query."""

    revision: int
    phase: Phase
    changes_at: datetime | None
    answered: int
    players: int

    @property
    def phones(self) -> str:
        """Return the version of what every phone shows."""
        return f"{self.revision}.{self.phase}"

    @property
    def staff(self) -> str:
        """Return the version of what the projector and the trainer see."""
        return f"{self.revision}.{self.phase}.{self.answered}.{self.players}"


def create(
    session: Session,
    trainer: Trainer,
    training: TrainingRow,
    quiz: Quiz,
    chosen: Sequence[str],
    wanted: Wanted,
    now: datetime,
) -> GameRow:
    """Make a game of the chosen questions, in the lobby.

    Raises ``BadRules`` when it could not be played, ``GameRunning`` when another is not finished.
    """
    session.refresh(training, with_for_update=True)  # two windows make one game, not two
    running = live(session, training.id)
    if running is not None:
        raise GameRunning(running.title)
    wished = set(chosen)
    questions = [q for q in quizzes.playable(quiz).questions if q.id in wished]
    limits = [_limit(question, wanted.seconds) for question in questions]
    Game(
        tuple(
            Asked(question, None if limit is None else timedelta(seconds=limit))
            for question, limit in zip(questions, limits, strict=True)
        ),
        Rules(wanted.scoring, wanted.teams),
    )  # refuses what could not be played
    row = GameRow(
        training_id=training.id,
        trainer_id=trainer.id,
        quiz=quiz.id,
        title=quiz.title,
        seed=secrets.new_seed(),
        scoring=wanted.scoring.value,
        teams=wanted.teams.value,
        together=wanted.together,
        talk_seconds=wanted.talk_seconds,
        changes=wanted.changes,
        created_at=now,
    )
    session.add(row)
    session.flush()
    for place, (question, limit) in enumerate(zip(questions, limits, strict=True)):
        _add_question(session, row.id, place, question, limit)
    quizzes.in_use(session, quiz.id, now)
    audit.record(session, trainer.id, training.id, "game.created", {"quiz": quiz.id}, now)
    touch(session, training.id)
    session.flush()
    return row


def _limit(question: QuizQuestion, seconds: int | None) -> int | None:
    if seconds is None:
        return max(10, round(question.minutes * 60))
    return seconds or None


def _add_question(
    session: Session, game_id: int, place: int, question: QuizQuestion, seconds: int | None
) -> None:
    session.add(
        GameQuestionRow(game_id=game_id, position=place, frozen=frozen(question), seconds=seconds)
    )
    if not question.scored:
        for option in question.options:
            session.add(GameTallyRow(game_id=game_id, position=place, option=option.name))


def live(session: Session, training_id: int) -> GameRow | None:
    """Return the game of a training that is not finished."""
    return session.scalar(
        select(GameRow)
        .where(GameRow.training_id == training_id, GameRow.finished_at.is_(None))
        .order_by(GameRow.id.desc())
        .limit(1)
    )


def of_training(session: Session, training_id: int) -> Sequence[GameRow]:
    """Return the games of a training, the last first."""
    return session.scalars(
        select(GameRow).where(GameRow.training_id == training_id).order_by(GameRow.id.desc())
    ).all()


def get(session: Session, training_id: int, game_id: int) -> GameRow:
    """Return a game of this training; ``NotFound`` otherwise."""
    row = session.get(GameRow, game_id)
    if row is None or row.training_id != training_id:
        raise NotFound("game")
    return row


def questions(session: Session, row: GameRow) -> tuple[Asked, ...]:
    """Return the questions of a game as they were when it was made."""
    key = (row.id, row.seed, row.created_at)
    with _lock:
        known = _questions.get(key)
    if known is None:
        known = _thawed(session, row.id)
        with _lock:
            _questions[key] = known
            while len(_questions) > _KEPT:
                _questions.popitem(last=False)
    return known


def _thawed(session: Session, game_id: int) -> tuple[Asked, ...]:
    rows = session.execute(
        select(GameQuestionRow.frozen, GameQuestionRow.seconds)
        .where(GameQuestionRow.game_id == game_id)
        .order_by(GameQuestionRow.position)
    )
    return tuple(
        Asked(thawed(data), None if seconds is None else timedelta(seconds=seconds))
        for data, seconds in rows
    )


def _run(times: Sequence[datetime | None]) -> Run | None:
    """Return the times of a question, ``None`` when it was not asked yet."""
    asked, opened, *others = times
    return None if asked is None or opened is None else Run(asked, opened, *others)


def load(session: Session, row: GameRow) -> Game:
    """Return the machine of a game from its rows."""
    found = session.execute(_RUNS, {"game": row.id})
    runs = {place: _run(times) for place, *times in found}
    return Game(
        questions(session, row),
        Rules(
            Scoring(row.scoring),
            Teams(row.teams),
            timedelta(seconds=row.talk_seconds),
            row.changes,
        ),
        row.position,
        {place: run for place, run in runs.items() if run is not None},
        row.finished_at,
        row.concealed,
        row.locked,
    )


def act(session: Session, row: GameRow, wanted: Act, seen: int, now: datetime) -> None:
    """Move a game on; ``seen`` is the question the button stood beside (-1 in the lobby).

    Raises ``StaleScreen`` on an old screen and ``WrongMoment`` when the act has no sense now.
    """
    session.refresh(row, with_for_update=True)
    if row.position != seen:
        raise StaleScreen
    game = load(session, row).after(wanted, now)
    row.position, row.concealed, row.locked = game.index, game.concealed, game.locked
    row.finished_at = game.finished_at
    if game.run is not None:
        kept = row.questions[game.index]
        for name in Run.__slots__:
            setattr(kept, name, getattr(game.run, name))
    changed(row)
    if wanted is Act.FINISH:
        touch(session, row.training_id)


def changed(row: GameRow) -> None:
    """Say that every screen of a game is out of date."""
    row.revision = GameRow.revision + 1


def reached(row: GameRow, address: str, own: Callable[[], tuple[str, ...]], now: datetime) -> bool:
    """Remember the first device of the room that reached this machine; say whether it is new.

    ``own`` lists the addresses of this machine, which prove nothing; it is asked only when needed.
    """
    if row.reached_at is not None or address.startswith("127.") or address in {"", "::1", *own()}:
        return False
    row.reached_at, row.reached_from = now, address
    changed(row)
    return True


def pulse(session: Session, game_id: int, now: datetime, *, counts: bool = True) -> Pulse:
    """Return what tells whether a screen is out of date; ``NotFound`` without such a game.

    Phones show no count: theirs is asked without ``counts``.
    """
    found = session.execute(_PULSE if counts else _BEAT, {"game": game_id}).one_or_none()
    if found is None:
        raise NotFound("game")
    revision, finished_at, count, people, *times = found
    phase, changes_at = _moment(_run(times), finished_at, now)
    return Pulse(revision, phase, changes_at, count, people)


def _moment(
    run: Run | None, finished_at: datetime | None, now: datetime
) -> tuple[Phase, datetime | None]:
    if finished_at is not None:
        return Phase.FINISHED, None
    if run is None:
        return Phase.LOBBY, None
    phase = run.phase(now)
    if run.paused_at is not None:
        return phase, None
    waiting = {Phase.TALKING: run.opened_at, Phase.ASKING: run.closes_at}
    return phase, waiting.get(phase)


def bump(session: Session, game_id: int) -> None:
    """Say that every screen is out of date, without reading the row first."""
    session.execute(
        update(GameRow).where(GameRow.id == game_id).values(revision=GameRow.revision + 1)
    )
