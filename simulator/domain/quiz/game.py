"""The live quiz as a pure machine: lobby, talking, asking, closed, revealed, finished.

A game is a value; each act returns the next one or raises ``WrongMoment``. Time passes by itself:
the phase is a function of the instant, so that nothing has to run for a question to close.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from simulator.domain.quiz.question import QuizQuestion
from simulator.domain.refusals import Refusal

MORE = timedelta(seconds=15)
"""What one press of « +15 s » gives."""
GRACE = timedelta(milliseconds=1500)
"""How long after the bell an answer on its way is still taken; the key is not out yet."""


class Phase(StrEnum):
    """Where a game is."""

    LOBBY = "lobby"
    TALKING = "talking"
    ASKING = "asking"
    CLOSED = "closed"
    REVEALED = "revealed"
    FINISHED = "finished"


class Scoring(StrEnum):
    """``accuracy`` (*justesse*): no speed; ``pace`` (*rythme*): a right answer keeps half."""

    ACCURACY = "accuracy"
    PACE = "pace"


class Teams(StrEnum):
    """Nobody, the mean of the members, or one answer a team."""

    NONE = "none"
    MEAN = "mean"
    PEN = "pen"


class Act(StrEnum):
    """What the trainer may do with the pace."""

    NEXT = "next"
    BACK = "back"
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"
    CLOSE = "close"
    REVEAL = "reveal"
    CONCEAL = "conceal"
    SHOW = "show"
    LOCK = "lock"
    UNLOCK = "unlock"
    FINISH = "finish"


@dataclass(eq=False)
class WrongMoment(Refusal):
    """An act that has no sense in this phase."""

    act: str
    phase: str


@dataclass(eq=False)
class AnswersClosed(Refusal):
    """An answer to a question that is not being asked, or not any more."""


@dataclass(eq=False)
class BadRules(Refusal):
    """A game that could not be played: ``no_question``, or ``pace`` without a time limit."""

    reason: str


@dataclass(frozen=True, slots=True)
class Rules:
    """How a game is played; ``changes`` lets an answer be changed until the question closes."""

    scoring: Scoring = Scoring.ACCURACY
    teams: Teams = Teams.NONE
    talk: timedelta = timedelta(0)
    changes: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """The times of one question that was asked; a pause moves what is still to come."""

    asked_at: datetime
    opened_at: datetime
    closes_at: datetime | None
    closed_at: datetime | None = None
    paused_at: datetime | None = None
    revealed_at: datetime | None = None

    def phase(self, now: datetime) -> Phase:
        """Return where this question is at an instant."""
        if self.revealed_at is not None:
            return Phase.REVEALED
        moment = self.paused_at or now
        if self.closed_at is not None or (self.closes_at is not None and moment >= self.closes_at):
            return Phase.CLOSED
        return Phase.TALKING if moment < self.opened_at else Phase.ASKING

    def takes(self, now: datetime) -> bool:
        """Say whether an answer received now counts: the bell has a short grace, the key none."""
        if self.paused_at is not None or self.revealed_at is not None or now < self.opened_at:
            return False
        bells = [bell for bell in (self.closes_at, self.closed_at) if bell is not None]
        return not bells or now <= min(bells) + GRACE

    def elapsed(self, now: datetime) -> timedelta:
        """Return the time since answers opened, pauses left out; ``AnswersClosed`` otherwise."""
        if not self.takes(now):
            raise AnswersClosed
        return now - self.opened_at

    def resumed(self, now: datetime) -> Run:
        """Return the run after its pause, its end pushed back by as much."""
        assert self.paused_at is not None
        lost = now - self.paused_at
        opened = self.opened_at + lost
        closes = None if self.closes_at is None else self.closes_at + lost
        return replace(self, opened_at=opened, closes_at=closes, paused_at=None)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a game and its time limit, ``None`` without one."""

    question: QuizQuestion
    limit: timedelta | None


@dataclass(frozen=True, slots=True)
class Game:
    """A live quiz; ``index`` is -1 in the lobby, ``runs`` those of the questions asked so far."""

    questions: tuple[Asked, ...]
    rules: Rules
    index: int = -1
    runs: Mapping[int, Run] = field(default_factory=dict)
    finished_at: datetime | None = None
    concealed: bool = False
    locked: bool = False

    def __post_init__(self) -> None:
        """Refuse a game that could not be played (``BadRules``)."""
        if not self.questions:
            raise BadRules("no_question")
        timed = all(asked.limit is not None for asked in self.questions)
        if self.rules.scoring is Scoring.PACE and not timed:
            raise BadRules("pace")

    @property
    def run(self) -> Run | None:
        """Return the times of the current question."""
        return self.runs.get(self.index)

    @property
    def asked(self) -> Asked:
        """Return the current question; there is none in the lobby."""
        assert self.index >= 0
        return self.questions[self.index]

    def phase(self, now: datetime) -> Phase:
        """Return where the game is at an instant."""
        if self.finished_at is not None:
            return Phase.FINISHED
        return Phase.LOBBY if self.run is None else self.run.phase(now)

    def next_change(self, now: datetime) -> datetime | None:
        """Return when the phase will change by itself, if it will."""
        run = self.run
        if run is None or run.paused_at is not None:
            return None
        phase = self.phase(now)
        if phase is Phase.TALKING:
            return run.opened_at
        return run.closes_at if phase is Phase.ASKING else None

    def revealed(self) -> tuple[int, ...]:
        """Return the questions whose key is out; all those asked once the game is finished."""
        over = self.finished_at is not None
        return tuple(i for i, run in sorted(self.runs.items()) if over or run.revealed_at)

    def possible(self, now: datetime) -> tuple[Act, ...]:
        """Return the acts that have a sense now, for the buttons of the desk."""
        return tuple(act for act, (allowed, _) in _ACTS.items() if allowed(self, now))

    def after(self, act: Act, now: datetime) -> Game:
        """Return the game after an act; ``WrongMoment`` when it has no sense now."""
        allowed, change = _ACTS[act]
        if not allowed(self, now):
            raise WrongMoment(act.value, self.phase(now).value)
        return change(self, now)

    def with_run(self, run: Run) -> Game:
        """Return the game with other times for its current question."""
        return replace(self, runs={**self.runs, self.index: run})


def _held(game: Game) -> Run:
    assert game.run is not None
    return game.run


def _open(game: Game, now: datetime) -> bool:
    return game.phase(now) in {Phase.TALKING, Phase.ASKING}


def _paused(game: Game) -> bool:
    return game.run is not None and game.run.paused_at is not None


def _between(game: Game, now: datetime) -> bool:
    return game.phase(now) in {Phase.CLOSED, Phase.REVEALED}


def _may_extend(game: Game, now: datetime) -> bool:
    timed = game.run is not None and game.run.closes_at is not None
    return timed and not _paused(game) and (_open(game, now) or game.phase(now) is Phase.CLOSED)


def _may_next(game: Game, now: datetime) -> bool:
    more = game.index + 1 < len(game.questions)
    return more and (game.phase(now) is Phase.LOBBY or _between(game, now))


def _may_back(game: Game, now: datetime) -> bool:
    return game.index > 0 and _between(game, now)


def _next(game: Game, now: datetime) -> Game:
    game = replace(game, index=game.index + 1)
    if game.run is not None:  # the trainer had gone back: it was asked already
        return game
    asked = game.asked
    opened = now + game.rules.talk
    return game.with_run(Run(now, opened, None if asked.limit is None else opened + asked.limit))


def _extend(game: Game, now: datetime) -> Game:
    run = _held(game)
    assert run.closes_at is not None
    phase = game.phase(now)
    if phase is Phase.CLOSED:
        return game.with_run(replace(run, closes_at=now + MORE, closed_at=None))
    later = replace(run, closes_at=run.closes_at + MORE)
    if phase is Phase.TALKING:
        later = replace(later, opened_at=run.opened_at + MORE)
    return game.with_run(later)


def _close(game: Game, now: datetime) -> Game:
    return game.with_run(replace(_held(game), closed_at=now, paused_at=None))


def _finish(game: Game, now: datetime) -> Game:
    if _open(game, now):
        game = _close(game, now)
    return replace(game, finished_at=now)


_Test = Callable[[Game, datetime], bool]
_Change = Callable[[Game, datetime], Game]

_ACTS: dict[Act, tuple[_Test, _Change]] = {
    Act.NEXT: (_may_next, _next),
    Act.BACK: (_may_back, lambda game, _: replace(game, index=game.index - 1)),
    Act.PAUSE: (
        lambda game, now: _open(game, now) and not _paused(game),
        lambda game, now: game.with_run(replace(_held(game), paused_at=now)),
    ),
    Act.RESUME: (
        lambda game, now: _open(game, now) and _paused(game),
        lambda game, now: game.with_run(_held(game).resumed(now)),
    ),
    Act.EXTEND: (_may_extend, _extend),
    Act.CLOSE: (_open, _close),
    Act.REVEAL: (
        lambda game, now: game.phase(now) is Phase.CLOSED,
        lambda game, now: game.with_run(replace(_held(game), revealed_at=now)),
    ),
    Act.CONCEAL: (
        lambda game, _: not game.concealed,
        lambda game, _: replace(game, concealed=True),
    ),
    Act.SHOW: (lambda game, _: game.concealed, lambda game, _: replace(game, concealed=False)),
    Act.LOCK: (lambda game, _: not game.locked, lambda game, _: replace(game, locked=True)),
    Act.UNLOCK: (lambda game, _: game.locked, lambda game, _: replace(game, locked=False)),
    Act.FINISH: (lambda game, _: game.finished_at is None, _finish),
}
