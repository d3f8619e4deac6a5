"""A call as an immutable value: what was said, how the other person stands, what was obtained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import reduce

from simulator.domain.luck import Luck
from simulator.domain.negotiation import condition
from simulator.domain.negotiation.casting import Cast
from simulator.domain.negotiation.engagement import Draft, Engagement, drafted, engagement
from simulator.domain.negotiation.facts import Facts, filled
from simulator.domain.negotiation.heard import Heard
from simulator.domain.negotiation.hearing import hear
from simulator.domain.negotiation.intents import (
    BY_INTENT,
    Effects,
    Intent,
    KnockOut,
    State,
    effect_of,
)
from simulator.domain.negotiation.matching import best
from simulator.domain.negotiation.script import END, STAY, Ending, Line, Option, Script, Worth
from simulator.domain.refusals import Refusal, UnknownChoice

HANG_UP, TIME = "hang_up", "time"
"""Endings that every script has: irritation at its height, patience or time at an end."""
_SILENT = "…"
_MOST = 100
_WORDS_A_SECOND = 2.5
_PAUSE = 2
_NOT_UNDERSTOOD = Effects(irritation=3)


@dataclass(eq=False)
class TalkOver(Refusal):
    """A line after the end of the call; ``ending`` is its name."""

    ending: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An option taken as it is written."""

    option: str


@dataclass(frozen=True, slots=True)
class Words:
    """A line in one's own words; ``option`` is what the trainer says it was, when overruled."""

    text: str
    option: str = ""


Answer = Choice | Words


@dataclass(frozen=True, slots=True)
class Move:
    """A line as taken: an option or a reaction by its id, empty when it was not understood."""

    option: str
    text: str
    heard: Heard | None = None
    overruled: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """A line and what it did; ``reply`` is what the other person answered."""

    move: Move
    node: str
    intents: frozenset[Intent]
    worth: Worth | None
    why: str
    before: State
    after: State
    reply: str
    knock_outs: tuple[KnockOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Talk:
    """A call so far; ``ending`` is empty while it lasts, ``seconds`` is how long it would last."""

    script: Script
    facts: Facts
    cast: Cast
    node: str
    state: State
    opening: str
    turns: tuple[Turn, ...] = ()
    draft: Draft = field(default_factory=Draft)
    ending: str = ""
    seconds: int = 0

    @property
    def over(self) -> bool:
        """Say whether the call is over."""
        return bool(self.ending)

    @property
    def ended(self) -> Ending | None:
        """Return how the call ended."""
        return self.script.endings[self.ending] if self.ending else None

    @property
    def said(self) -> str:
        """Return the last thing that the other person said."""
        return self.turns[-1].reply if self.turns else self.opening

    @property
    def knock_outs(self) -> tuple[KnockOut, ...]:
        """Return the knock-outs, in order, each once."""
        return tuple(dict.fromkeys(one for turn in self.turns for one in turn.knock_outs))

    def known(self) -> condition.Known:
        """Return what conditions look at."""
        facts, state, cast = self.facts, self.state, self.cast
        numbers = {
            "trust": state.trust,
            "irritation": state.irritation,
            "understanding": state.understanding,
            "commitment": state.commitment,
            "faith": cast.faith,
            "cash": cast.cash_share,
            "turn": len(self.turns),
            "disputed": facts.disputed * 100 // facts.overdue,
            "overdue_days": facts.days_late,
            "broken": facts.broken,
            "obtained": self.draft.parts,
        }
        said = frozenset(intent for turn in self.turns for intent in turn.intents)
        return condition.Known(numbers, {"temper": cast.temper, "cause": cast.cause}, said)

    def options(self) -> tuple[Option, ...]:
        """Return the lines that may be chosen now, shuffled by named chance; none once over."""
        if self.over:
            return ()
        known = self.known()
        found = [
            one for one in self.script.nodes[self.node].options if condition.holds(one.when, known)
        ]
        order = Luck(self.cast.seed).order(len(found), f"negotiation:options:{self.node}")
        return tuple(found[rank] for rank in order)

    def wording(self, option: Option) -> str:
        """Return an option with the customer's figures."""
        return filled(option.say, self.facts)

    def engagement(self) -> Engagement | None:
        """Return what was obtained, as the ledger and the year will know it."""
        return engagement(self.draft, self.facts, self.cast, self.state)


def begin(script: Script, facts: Facts, who: Cast) -> Talk:
    """Return a call at the moment when the phone is picked up."""
    talk = Talk(script, facts, who, script.start, who.state(), "")
    opening = _line(talk, script.nodes[script.start].says)
    return replace(talk, opening=opening, seconds=_seconds(opening))


def listen(talk: Talk, text: str) -> Heard:
    """Return what is understood of a line, before anything is done with it."""
    return hear(text, talk.facts.on, _awaits(talk), talk.facts.overdue)


def answer(talk: Talk, given: Answer) -> Talk:
    """Return the call after a line, chosen or typed.

    Raises ``TalkOver`` after the end and ``UnknownChoice`` for an option that is not there.
    """
    if talk.over:
        raise TalkOver(talk.ending)
    if isinstance(given, Choice):
        option = next((one for one in talk.options() if one.id == given.option), None)
        if option is None:
            raise UnknownChoice("option", given.option, tuple(o.id for o in talk.options()))
        return played(talk, Move(option.id, talk.wording(option)))
    heard = listen(talk, given.text)
    if given.option:
        return played(talk, Move(given.option, given.text, heard, overruled=True))
    found = best(heard, talk.options(), talk.script.reactions, talk.wording)
    return played(talk, Move(found.id if found else "", given.text, heard))


def played(talk: Talk, move: Move) -> Talk:
    """Return the call after a move already decided: the way back from what was stored."""
    option = talk.script.node_option(talk.node, move.option) if move.option else None
    if move.option and option is None:
        known = tuple(one.id for one in talk.script.nodes[talk.node].options)
        raise UnknownChoice("option", move.option, known)
    intents = _intents(option, move)
    after = talk.state.moved(_effects(talk, option, intents))
    turn = Turn(
        move,
        talk.node,
        intents,
        option.worth if option else None,
        option.why if option else "",
        talk.state,
        after,
        "",
        _knock_outs(talk, option, intents),
    )
    if option is not None and option.commits is not None:
        heard = None if move.overruled else move.heard
        talk = replace(talk, draft=drafted(talk.draft, option.commits, talk.facts, heard))
    talk = replace(talk, state=after, turns=(*talk.turns, turn))
    return _replied(talk, option, move)


def replayed(talk: Talk, moves: Sequence[Move]) -> Talk:
    """Play moves one after the other, as far as the call lasts."""
    return reduce(lambda at, move: at if at.over else played(at, move), moves, talk)


def rewound(talk: Talk, turns: int) -> Talk:
    """Return the call as it was after its first lines: the point to play again from."""
    start = begin(talk.script, talk.facts, talk.cast)
    return replayed(start, [turn.move for turn in talk.turns[:turns]])


def overruled(talk: Talk, turn: int, option: str) -> Talk:
    """Return the call with another understanding of a line (from 0), what followed dropped."""
    return answer(rewound(talk, turn), Words(talk.turns[turn].move.text, option))


def _intents(option: Option | None, move: Move) -> frozenset[Intent]:
    chosen = frozenset(option.intents) if option else frozenset()
    if move.heard is None or move.overruled:
        return chosen
    return move.heard.intents


def _effects(talk: Talk, option: Option | None, intents: frozenset[Intent]) -> Effects:
    if option is None:
        return _NOT_UNDERSTOOD
    times = Counter(intent for turn in talk.turns for intent in turn.intents)
    return sum((effect_of(one, talk.state, times[one]) for one in sorted(intents)), option.effects)


def _knock_outs(
    talk: Talk, option: Option | None, intents: frozenset[Intent]
) -> tuple[KnockOut, ...]:
    found = [BY_INTENT[one] for one in sorted(intents) if one in BY_INTENT]
    if option is not None and option.knock_out is not None:
        found.append(option.knock_out)
    if talk.script.insolvent and Intent.CONSEQUENCE in intents:
        found.append(KnockOut.INSOLVENCY_PRESSURE)
    return tuple(dict.fromkeys(found))


def _replied(talk: Talk, option: Option | None, move: Move) -> Talk:
    """Let the other person answer, move to where the line leads, end what must end."""
    if option is None:
        parts, target = [_line(talk, talk.script.unsure)], STAY
    else:
        known = talk.known()
        target = next(one.to for one in option.branches() if condition.holds(one.when, known))
        parts = [_line(talk, option.reply)]
    if talk.state.irritation >= _MOST:
        target, parts = END + HANG_UP, []
    seconds = talk.seconds + _seconds(move.text) + _seconds(" ".join(parts))
    late = len(talk.turns) >= talk.script.turns or seconds >= talk.script.minutes * 60
    if late and not target.startswith(END):
        target, parts = END + TIME, []
    if target.startswith(END):
        ending = target.removeprefix(END)
        talk = replace(talk, ending=ending)
        parts.append(_line(talk, talk.script.endings[ending].says))
    elif target != STAY:
        talk = replace(talk, node=target)
        parts.append(_line(talk, talk.script.nodes[target].says))
    reply = " ".join(part for part in parts if part) or _SILENT
    last = replace(talk.turns[-1], reply=reply)
    return replace(talk, turns=(*talk.turns[:-1], last), seconds=seconds)


def _line(talk: Talk, lines: Sequence[Line]) -> str:
    """Draw a line among those whose condition holds, the particular before the general."""
    known = talk.known()
    fit = [one for one in lines if one.when and condition.holds(one.when, known)]
    fit = fit or [one for one in lines if not one.when]
    if not fit:
        return ""
    rank = Luck(talk.cast.seed).below(
        len(fit), f"negotiation:line:{talk.node}", len(talk.turns), len(lines)
    )
    return filled(fit[rank].text, talk.facts)


def _seconds(text: str) -> int:
    return _PAUSE + round(len(text.split()) / _WORDS_A_SECOND)


def _awaits(talk: Talk) -> frozenset[Intent]:
    """Return the intents that make sense here: they settle what a short answer means."""
    return frozenset(one for option in talk.options() for one in option.intents)
