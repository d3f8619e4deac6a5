"""After the call: the transcript annotated, what was hidden, what else could have been said."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.domain.money import Cents
from simulator.domain.negotiation.engagement import Engagement
from simulator.domain.negotiation.facts import filled
from simulator.domain.negotiation.grid import Grid, filled_grid
from simulator.domain.negotiation.intents import Effects, KnockOut
from simulator.domain.negotiation.script import Ending, Option, Worth
from simulator.domain.negotiation.talk import Talk, Turn


@dataclass(frozen=True, slots=True)
class Other:
    """A line that could have been said at that moment."""

    option: str
    text: str
    worth: Worth
    why: str


@dataclass(frozen=True, slots=True)
class Note:
    """One exchange annotated; ``others`` go from the best to the worst, ``expert`` is the first.

    ``understood`` is false when the line was not understood; ``moved`` is what it changed.
    """

    rank: int
    text: str
    reply: str
    worth: Worth | None
    why: str
    understood: bool
    moved: Effects
    knock_outs: tuple[KnockOut, ...]
    others: tuple[Other, ...]

    @property
    def expert(self) -> Other | None:
        """Return what an expert would have said, ``None`` when it was said."""
        ranked = self.others[:1]
        mine = -1 if self.worth is None else self.worth.rank
        return ranked[0] if ranked and ranked[0].worth.rank > mine else None


@dataclass(frozen=True, slots=True)
class Hidden:
    """What the trainee could not see: the cause, the temper, the real cash, the good faith."""

    secret: str
    cause: str
    temper: str
    faith: int
    cash: Cents


@dataclass(frozen=True, slots=True)
class Debrief:
    """The whole debrief of a call; ``best`` and ``worst`` are turns (from 0), ``None`` without."""

    opening: str
    notes: tuple[Note, ...]
    grid: Grid
    hidden: Hidden
    ending: Ending | None
    engagement: Engagement | None
    best: int | None
    worst: int | None

    @property
    def roads_not_taken(self) -> tuple[Note, ...]:
        """Return the moments when something better could have been said: points to replay from."""
        return tuple(note for note in self.notes if note.expert is not None)


def debrief(talk: Talk, preparation: int = 0, recap: int | None = None) -> Debrief:
    """Return the debrief of a call, over or not; marks as in ``grid.filled_grid``."""
    notes = tuple(_note(talk, rank, turn) for rank, turn in enumerate(talk.turns))
    cast = talk.cast
    cause = next(one.text for one in talk.script.casting.causes if one.id == cast.cause)
    hidden = Hidden(
        filled(talk.script.secret, talk.facts),
        filled(cause, talk.facts),
        cast.temper,
        cast.faith,
        cast.cash,
    )
    order = sorted(range(len(notes)), key=lambda rank: (_value(talk.turns[rank]), -rank))
    return Debrief(
        opening=talk.opening,
        notes=notes,
        grid=filled_grid(talk, preparation, recap),
        hidden=hidden,
        ending=talk.ended,
        engagement=talk.engagement(),
        best=order[-1] if order else None,
        worst=order[0] if order else None,
    )


def _value(turn: Turn) -> int:
    """Order lines by worth first, then by what they moved; a knock-out is worst of all."""
    worth = 1 if turn.worth is None else turn.worth.rank
    before, after = turn.before, turn.after
    gained = after.trust - before.trust - after.irritation + before.irritation
    gained += after.understanding - before.understanding + after.commitment - before.commitment
    return 1000 * worth + gained - 10_000 * len(turn.knock_outs)


def _note(talk: Talk, rank: int, turn: Turn) -> Note:
    node = talk.script.nodes[turn.node]
    others = [_other(talk, one) for one in node.options if one.id != turn.move.option]
    before, after = turn.before, turn.after
    return Note(
        rank=rank,
        text=turn.move.text,
        reply=turn.reply,
        worth=turn.worth,
        why=filled(turn.why, talk.facts),
        understood=bool(turn.move.option),
        moved=Effects(
            trust=after.trust - before.trust,
            irritation=after.irritation - before.irritation,
            understanding=after.understanding - before.understanding,
            commitment=after.commitment - before.commitment,
        ),
        knock_outs=turn.knock_outs,
        others=tuple(sorted(others, key=lambda one: -one.worth.rank)),
    )


def _other(talk: Talk, option: Option) -> Other:
    return Other(option.id, talk.wording(option), option.worth, filled(option.why, talk.facts))
