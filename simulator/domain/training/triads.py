"""A round of role-play as a pure machine: its clock, its order of assessments, who sees what.

The round is a value; each act returns the next one or raises ``WrongAct``. Time passes by itself:
the phase is a function of the server's instant, so that nothing has to run for a call to end.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from simulator.domain.refusals import Refusal
from simulator.domain.training.rotation import Role

MINUTE = timedelta(minutes=1)
ZERO = timedelta(0)


class Phase(StrEnum):
    """Where a round is."""

    FORMING = "forming"
    PREPARING = "preparing"
    PLAYING = "playing"
    ASSESSING = "assessing"
    CLOSED = "closed"


class Act(StrEnum):
    """What the trainer may do with the clock."""

    PREPARE = "prepare"
    PLAY = "play"
    PAUSE = "pause"
    RESUME = "resume"
    MINUTE = "minute"
    END = "end"
    CLOSE = "close"


@dataclass(eq=False)
class WrongAct(Refusal):
    """An act that has no sense in this phase."""

    act: str
    phase: str


@dataclass(frozen=True, slots=True)
class Round:
    """The times of a round. ``ends_at`` is that of the phase on the clock, moved by pauses."""

    preparation: timedelta
    play: timedelta
    prepared_at: datetime | None = None
    played_at: datetime | None = None
    ends_at: datetime | None = None
    paused_at: datetime | None = None
    ended_at: datetime | None = None
    closed_at: datetime | None = None

    def phase(self, now: datetime) -> Phase:
        """Return where the round is at an instant; a call whose time is over is assessed."""
        if self.closed_at is not None:
            return Phase.CLOSED
        if self.ended_at is not None:
            return Phase.ASSESSING
        if self.played_at is not None:
            return Phase.PLAYING if self.left(now) else Phase.ASSESSING
        return Phase.FORMING if self.prepared_at is None else Phase.PREPARING

    def left(self, now: datetime) -> timedelta:
        """Return the time left on the clock, none when nothing runs."""
        if self.ends_at is None or self.ended_at is not None:
            return ZERO
        return max(ZERO, self.ends_at - (self.paused_at or now))

    def elapsed(self, now: datetime) -> timedelta | None:
        """Return how long the call has lasted, pauses left out; ``None`` before it begins."""
        if self.played_at is None:
            return None
        until = self.ended_at or self.paused_at or now
        return max(ZERO, until - self.played_at)

    def possible(self, now: datetime) -> tuple[Act, ...]:
        """Return the acts that have a sense now, for the buttons of the desk."""
        return tuple(act for act, (allowed, _) in _ACTS.items() if allowed(self, now))

    def after(self, act: Act, now: datetime) -> Round:
        """Return the round after an act; ``WrongAct`` when it has no sense now."""
        allowed, done = _ACTS[act]
        if not allowed(self, now):
            raise WrongAct(act.value, self.phase(now).value)
        return done(self, now)


def _prepare(round_: Round, now: datetime) -> Round:
    return replace(round_, prepared_at=now, ends_at=now + round_.preparation)


def _play(round_: Round, now: datetime) -> Round:
    ready = round_.prepared_at or now
    ends = now + round_.play
    return replace(round_, prepared_at=ready, played_at=now, ends_at=ends, paused_at=None)


def _pause(round_: Round, now: datetime) -> Round:
    return replace(round_, paused_at=now)


def _resume(round_: Round, now: datetime) -> Round:
    assert round_.paused_at is not None  # what makes the act possible
    assert round_.ends_at is not None
    lost = now - round_.paused_at
    played = None if round_.played_at is None else round_.played_at + lost
    return replace(round_, ends_at=round_.ends_at + lost, played_at=played, paused_at=None)


def _minute(round_: Round, now: datetime) -> Round:
    assert round_.ends_at is not None  # what makes the act possible
    moment = round_.paused_at or now
    late = max(ZERO, moment - round_.ends_at)
    # Time that passed after the bell is not part of the call: the observer's notes are timed on it.
    played = None if round_.played_at is None else round_.played_at + late
    return replace(round_, ends_at=round_.ends_at + late + MINUTE, played_at=played)


def _end(round_: Round, now: datetime) -> Round:
    return replace(round_, ended_at=round_.paused_at or now, paused_at=None)


def _close(round_: Round, now: datetime) -> Round:
    return replace(round_, ended_at=round_.ended_at or round_.ends_at, closed_at=now)


def _runs(round_: Round, now: datetime) -> bool:
    return round_.phase(now) in {Phase.PREPARING, Phase.PLAYING} and round_.paused_at is None


def _before_play(round_: Round, now: datetime) -> bool:
    return round_.phase(now) in {Phase.FORMING, Phase.PREPARING}


def _on_the_clock(round_: Round, _now: datetime) -> bool:
    return round_.ends_at is not None and round_.ended_at is None


Moment = Callable[[Round, datetime], bool]
Change = Callable[[Round, datetime], Round]

_ACTS: Mapping[Act, tuple[Moment, Change]] = {
    Act.PREPARE: (lambda one, now: one.phase(now) is Phase.FORMING, _prepare),
    Act.PLAY: (_before_play, _play),
    Act.PAUSE: (_runs, _pause),
    Act.RESUME: (lambda one, _: one.paused_at is not None, _resume),
    Act.MINUTE: (_on_the_clock, _minute),
    Act.END: (lambda one, now: one.phase(now) is Phase.PLAYING, _end),
    Act.CLOSE: (lambda one, now: one.phase(now) is Phase.ASSESSING, _close),
}


class Author(StrEnum):
    """Who gives an assessment; the customer tells how the call felt, without a grid."""

    SELF = "self"
    CUSTOMER = "customer"
    OBSERVER = "observer"
    TRAINER = "trainer"


ORDER = (Author.SELF, Author.OBSERVER, Author.TRAINER)
"""The order of the grids: one's own analysis first, what was seen next, the trainer last."""

AUTHORS: Mapping[Role, Author] = {
    Role.COLLECTOR: Author.SELF,
    Role.CUSTOMER: Author.CUSTOMER,
    Role.OBSERVER: Author.OBSERVER,
}


@dataclass(eq=False)
class NotYourTurn(Refusal):
    """An assessment before the one that must come first; ``waits`` is its author, a code."""

    author: str
    waits: str


@dataclass(eq=False)
class NotAssessing(Refusal):
    """An assessment while nothing is assessed: before the end of the call, or after the debrief."""

    phase: str


def waited(given: Collection[Author], *, observed: bool) -> Author | None:
    """Return whose grid comes next; ``given`` those that are in (every observer's) or passed."""
    expected = [one for one in ORDER if observed or one is not Author.OBSERVER]
    return next((one for one in expected if one not in given), None)


def check_turn(author: Author, given: Collection[Author], phase: Phase, *, observed: bool) -> None:
    """Refuse an assessment out of its moment (``NotAssessing``) or order (``NotYourTurn``)."""
    if phase is not Phase.ASSESSING:
        raise NotAssessing(phase.value)
    if author is Author.CUSTOMER:
        return
    first = waited(given, observed=observed)
    if first is not None and ORDER.index(first) < ORDER.index(author):
        raise NotYourTurn(author.value, first.value)


def readable(
    viewer: Author, given: Collection[Author], phase: Phase, *, mine: bool
) -> frozenset[Author]:
    """Return whose assessments a person may read; ``mine``: theirs was given.

    Nobody reads another's before giving their own: trainees read the others at the debrief, the
    trainer once the trainer's own is in.
    """
    if phase is Phase.CLOSED:
        return frozenset(given)
    if viewer is Author.TRAINER and mine:
        return frozenset(given)
    return frozenset({viewer}) if mine else frozenset()


class Part(StrEnum):
    """A part of the case that is shown to some."""

    SITUATION = "situation"
    FILE = "file"
    BRIEF = "brief"
    GRID = "grid"
    NOTES = "notes"


_SEES: Mapping[Role, frozenset[Part]] = {
    Role.COLLECTOR: frozenset({Part.SITUATION, Part.FILE}),
    Role.CUSTOMER: frozenset({Part.SITUATION, Part.BRIEF}),
    Role.OBSERVER: frozenset({Part.SITUATION, Part.GRID, Part.NOTES}),
}


def sees(role: Role | None, phase: Phase) -> frozenset[Part]:
    """Return the parts of the case that a role is served; ``None`` is the trainer, who sees all.

    The secret brief is the customer's alone until the debrief reveals it. While groups are being
    formed nobody is served anything: people may still change seats.
    """
    if role is None or phase is Phase.CLOSED:
        return frozenset(Part)
    return frozenset() if phase is Phase.FORMING else _SEES[role]
