"""The observation grid: eleven criteria, anchors 0 to 3, and the knock-outs that cap the mark.

Weights and anchors: observation sheet of the house, proposed in November 2026 (pedagogical).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from simulator.domain.negotiation.intents import UPSET, Intent, KnockOut
from simulator.domain.negotiation.script import Worth
from simulator.domain.negotiation.talk import Talk, Turn

TOP = 3
CAP = 40
"""A knock-out caps the mark here, whatever the rest."""


class Criterion(StrEnum):
    """What is observed."""

    PREPARATION = "preparation"
    OPENING = "opening"
    LISTENING = "listening"
    REFORMULATION = "reformulation"
    OBJECTIONS = "objections"
    FIRMNESS = "firmness"
    EMPATHY = "empathy"
    NEGOTIATION = "negotiation"
    CLOSE = "close"
    RECAP = "recap"
    RELATION = "relation"


WEIGHTS: Mapping[Criterion, int] = {
    Criterion.PREPARATION: 12,
    Criterion.OPENING: 8,
    Criterion.LISTENING: 12,
    Criterion.REFORMULATION: 8,
    Criterion.OBJECTIONS: 14,
    Criterion.FIRMNESS: 10,
    Criterion.EMPATHY: 8,
    Criterion.NEGOTIATION: 12,
    Criterion.CLOSE: 10,
    Criterion.RECAP: 4,
    Criterion.RELATION: 2,
}
"""Points of each criterion; they add up to 100."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A level from 0 to 3, and the turns (from 0) that show it."""

    criterion: Criterion
    level: int
    turns: tuple[int, ...] = ()

    @property
    def weight(self) -> int:
        """Return the points of the criterion."""
        return WEIGHTS[self.criterion]


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid filled from a call; ``score`` is out of 100, capped by knock-outs."""

    marks: tuple[Mark, ...]
    knock_outs: tuple[KnockOut, ...]

    @property
    def raw(self) -> int:
        """Return the mark before the cap, out of 100, rounded down."""
        return sum(mark.weight * mark.level for mark in self.marks) // TOP

    @property
    def score(self) -> int:
        """Return the mark out of 100."""
        return min(self.raw, CAP) if self.knock_outs else self.raw


def filled_grid(talk: Talk, preparation: int = 0, recap: int | None = None) -> Grid:
    """Fill the grid from a call; ``preparation`` is a level, ``recap`` the mail's mark of 100."""
    marks = [Mark(Criterion.PREPARATION, preparation)]
    marks += [Mark(one, *level(talk)) for one, level in _LEVELS.items()]
    marks.append(_recap(talk, recap))
    marks.append(Mark(Criterion.RELATION, _relation(talk.state.trust)))
    order = list(Criterion)
    return Grid(tuple(sorted(marks, key=lambda one: order.index(one.criterion))), talk.knock_outs)


Level = tuple[int, tuple[int, ...]]
_GOOD_MAIL = 60
_STRONG = frozenset({Intent.CONSEQUENCE, Intent.REFUSAL, Intent.ARGUMENT})
_WEAK = frozenset({Intent.WAIT, Intent.CONCESSION})
_OPTIONS = frozenset({Intent.PLAN, Intent.GUARANTEE, Intent.SOLUTION})
_CRUEL = frozenset(
    {Intent.INSULT, Intent.ILLEGAL_THREAT, Intent.FALSE_IDENTITY, Intent.THIRD_PARTY}
)


def _where(talk: Talk, *intents: Intent) -> tuple[int, ...]:
    wanted = set(intents)
    return tuple(rank for rank, turn in enumerate(talk.turns) if turn.intents & wanted)


def _said(talk: Talk) -> Counter[Intent]:
    return Counter(intent for turn in talk.turns for intent in turn.intents)


def _opening(talk: Talk) -> Level:
    first = frozenset[Intent]().union(*(turn.intents for turn in talk.turns[:2]))
    dated = first & {Intent.DATE, Intent.REFERENCE}
    parts = sum((Intent.IDENTIFICATION in first, Intent.AMOUNT in first, bool(dated)))
    asked = first & {Intent.REQUEST, Intent.OPEN_QUESTION, Intent.SILENCE, Intent.SIGNATORY}
    level = min(1, parts) if parts < TOP else 2 + bool(asked)
    return level, tuple(range(min(2, len(talk.turns)))) if parts else ()


def _listening(talk: Talk) -> Level:
    found = _where(talk, Intent.OPEN_QUESTION)
    isolated = _where(talk, Intent.PROOF, Intent.REFORMULATION)
    if len(found) < 2:
        return len(found), found
    return 2 + bool(isolated and talk.state.understanding >= 30), found


def _reformulation(talk: Talk) -> Level:
    found = _where(talk, Intent.REFORMULATION)
    if not found:
        return 0, ()
    asked = any(rank < found[-1] for rank in _where(talk, Intent.OPEN_QUESTION))
    grew = talk.turns[found[-1]].after.trust > talk.turns[found[-1]].before.trust
    return 1 + asked + (asked and grew), found


def _objections(talk: Talk) -> Level:
    nodes = talk.script.nodes
    met = [rank for rank, turn in enumerate(talk.turns) if nodes[turn.node].objections]
    if not met:
        return 0, ()
    total = sum(_rank(talk.turns[rank]) for rank in met)
    return total // len(met), tuple(met)


def _rank(turn: Turn) -> int:
    return Worth.POOR.rank if turn.worth is None else turn.worth.rank


def _firmness(talk: Talk) -> Level:
    asked = tuple(
        rank
        for rank, turn in enumerate(talk.turns)
        if turn.intents & {Intent.REQUEST, Intent.PLAN, Intent.CONDITIONAL}
    )
    if _where(talk, *_WEAK):
        return 0, _where(talk, *_WEAK)
    if not asked:
        return 1, ()
    clear = any(talk.turns[rank].intents & {Intent.AMOUNT, Intent.DATE} for rank in asked)
    strong = [rank for rank in _where(talk, *_STRONG) if talk.turns[rank].before.irritation < UPSET]
    return 1 + clear + bool(clear and strong), (*asked, *strong)


def _empathy(talk: Talk) -> Level:
    said, start = _said(talk), talk.cast.state().irritation
    harsh = _where(talk, Intent.BLAME, *_CRUEL)
    if _where(talk, *_CRUEL) or said[Intent.BLAME] > 1:
        return 0, harsh
    if talk.state.irritation > start or harsh:
        return 1, harsh
    warm = _where(talk, Intent.EMPATHY)
    return 2 + bool(warm and talk.state.irritation < start), warm


def _negotiation(talk: Talk) -> Level:
    given = _where(talk, Intent.CONCESSION)
    traded = _where(talk, Intent.CONDITIONAL)
    options = _where(talk, *_OPTIONS)
    if given:
        return 0, given
    if traded:
        return 2 + bool(options or len(traded) > 1), traded
    return 1 + bool(options), options


def _close(talk: Talk) -> Level:
    parts = talk.draft.parts
    if parts < TOP:
        return min(1, parts), ()
    held = talk.draft.written or bool(_where(talk, Intent.CONSEQUENCE))
    return 2 + (parts > TOP and held), _where(talk, Intent.CLOSING, Intent.RECAP)


_LEVELS: Mapping[Criterion, Callable[[Talk], Level]] = {
    Criterion.OPENING: _opening,
    Criterion.LISTENING: _listening,
    Criterion.REFORMULATION: _reformulation,
    Criterion.OBJECTIONS: _objections,
    Criterion.FIRMNESS: _firmness,
    Criterion.EMPATHY: _empathy,
    Criterion.NEGOTIATION: _negotiation,
    Criterion.CLOSE: _close,
}


def _recap(talk: Talk, mail: int | None) -> Mark:
    found = _where(talk, Intent.RECAP)
    if mail is not None and mail >= _GOOD_MAIL:
        return Mark(Criterion.RECAP, 3, found)
    if found or mail is not None:
        return Mark(Criterion.RECAP, 2, found)
    closed = _where(talk, Intent.CLOSING)
    return Mark(Criterion.RECAP, int(bool(closed)), closed)


def _relation(trust: int) -> int:
    return sum(trust >= bound for bound in (25, 45, 60))
