"""A script: the graph of a call that authors write, as frozen records; the loader fills them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from simulator.domain.ledger.columns import Means
from simulator.domain.negotiation.intents import Effects, Intent, KnockOut

END = "@"
"""What leads to an ending is written ``@name``; what stays at the same node is written ``.``."""
STAY = "."


class Written:
    """Base of what authors write; an unknown key is refused by the loader (pydantic reads this)."""

    __slots__ = ()
    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}


class Worth(StrEnum):
    """How good a line is for the trade, told at the debrief."""

    EXCELLENT = "excellent"
    GOOD = "good"
    POOR = "poor"
    BAD = "bad"

    @property
    def rank(self) -> int:
        """Return 3 for the best to 0 for the worst."""
        return (Worth.BAD, Worth.POOR, Worth.GOOD, Worth.EXCELLENT).index(self)


class Outcome(StrEnum):
    """How a call ends."""

    PROMISE = "promise"
    PLAN = "plan"
    PARTIAL = "partial"
    MEETING = "meeting"
    ESCALATION = "escalation"
    VAGUE = "vague"
    REFUSAL = "refusal"
    HANG_UP = "hang_up"
    TIME = "time"


class Success(StrEnum):
    """Whether an ending is what a good collector comes for."""

    GOOD = "good"
    FAIR = "fair"
    BAD = "bad"


@dataclass(frozen=True, kw_only=True, slots=True)
class Line(Written):
    """What the other person says, when a condition holds; the first that holds are drawn from."""

    text: str
    when: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Branch(Written):
    """Where a line leads when a condition holds; the last branch has none."""

    to: str
    when: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Commits(Written):
    """What a line obtains if the other person follows: each part may be missing.

    ``amount`` names a fact (``overdue``, ``undisputed``, ``half``, ``third``, ``oldest``…);
    ``date`` is ``tomorrow``, ``friday``, ``month_end``, ``next_month`` or a number of working days;
    ``instalments`` counts the monthly payments that follow the first for the rest of the overdue.
    """

    amount: str = ""
    date: str = ""
    means: str = ""
    signatory: bool = False
    written: bool = False
    instalments: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Option(Written):
    """A line that the trainee may say, or a shared reaction to what was said (``say`` is empty).

    ``intents`` are what it does, the first one being its heart: a typed line is only taken for this
    option when its heart was heard.
    """

    id: str
    intents: tuple[Intent, ...]
    to: str | tuple[Branch, ...]
    worth: Worth
    why: str
    say: str = ""
    reply: tuple[Line, ...] = ()
    effects: Effects = field(default_factory=Effects)
    commits: Commits | None = None
    knock_out: KnockOut | None = None
    when: str = ""

    def branches(self) -> tuple[Branch, ...]:
        """Return where it may lead, in the order of the conditions."""
        return (Branch(to=self.to),) if isinstance(self.to, str) else self.to


@dataclass(frozen=True, kw_only=True, slots=True)
class Node(Written):
    """A moment of the call: what the other person says, and what can be answered."""

    says: tuple[Line, ...]
    options: tuple[Option, ...]
    objections: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Ending(Written):
    """How a call may end; ``text`` tells what happened, for the debrief."""

    outcome: Outcome
    success: Success
    text: str
    says: tuple[Line, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Cause(Written):
    """A real cause that may hide behind the words; revealed at the debrief."""

    id: str
    text: str
    weight: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Span(Written):
    """Bounds of a hidden figure, in percent."""

    low: int
    high: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Casting(Written):
    """What is drawn by named chance: temper by weights, good faith, cash in % of the overdue."""

    tempers: Mapping[str, int]
    faith: Span
    cash: Span
    causes: tuple[Cause, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet(Written):
    """What a good preparation says of this call: texts for the debrief."""

    stake: str
    objective: str
    fallback: str
    walk_away: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Commons(Written):
    """What every script shares: reactions to lines it did not foresee, endings, asking back."""

    reactions: tuple[Option, ...]
    endings: Mapping[str, Ending]
    unsure: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Script(Written):
    """A whole call. ``where`` says which customers suit it (a formula of exercises).

    ``turns`` is the patience of the other person; ``minutes`` the length of the call.
    """

    id: str
    title: str
    version: int
    difficulty: int
    covers: tuple[str, ...]
    objections: tuple[str, ...]
    where: str
    contact: str
    brief: str
    secret: str
    sheet: Sheet
    casting: Casting
    start: str
    nodes: Mapping[str, Node]
    endings: Mapping[str, Ending] = field(default_factory=dict)
    minutes: int = 8
    turns: int = 14
    insolvent: bool = False
    reactions: tuple[Option, ...] = ()
    unsure: tuple[Line, ...] = ()

    def node_option(self, node: str, option: str) -> Option | None:
        """Return an option of a node, or a shared reaction, by its id."""
        known = (*self.nodes[node].options, *self.reactions)
        return next((one for one in known if one.id == option), None)

    def edges(self) -> Iterator[tuple[str, Option, str]]:
        """Yield (node, option, where it may lead) for the options, as a map of the script."""
        for name, node in self.nodes.items():
            for option in node.options:
                for branch in option.branches():
                    yield name, option, name if branch.to == STAY else branch.to


MEANS = {
    "virement": Means.TRANSFER,
    "prelevement": Means.DIRECT_DEBIT,
    "lcr": Means.BILL,
    "cheque": Means.CHEQUE,
    "carte": Means.CARD,
}
"""Means of payment by the word that authors write."""
