"""A credit committee as a pure machine: what a file holds, who votes, what the room decides.

A file is prepared by one person, voted by the others, closed by the chair. The vote is on the
proposal of its author: granted, the chair may only tighten it; refused, the line in force stands.
Ballots are secret: counts are read once the vote is closed, names never.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from simulator.domain.measures import MEASURES
from simulator.domain.money import Cents
from simulator.domain.reading import Unreadable, read, read_date
from simulator.domain.refusals import Refusal

LONGEST = 1500
HIGHEST = Cents(10_000_000_000)
"""No line of a training is above a hundred million euros: a longer figure is a slip."""


class Stage(StrEnum):
    """Where a file is."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    VOTING = "voting"
    CLOSED = "closed"


class Choice(StrEnum):
    """A vote."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Outcome(StrEnum):
    """What the committee decided of a proposal."""

    GRANTED = "granted"
    REFUSED = "refused"


class Viewer(StrEnum):
    """Who looks at a file."""

    AUTHOR = "author"
    MEMBER = "member"
    CHAIR = "chair"
    SCREEN = "screen"


class Part(StrEnum):
    """What there is to see of a file."""

    FILE = "file"
    BALLOT = "ballot"
    TURNOUT = "turnout"
    COUNTS = "counts"
    MINUTES = "minutes"


GUARANTEES = (
    "none",
    "insurance",
    "surety",
    "first_demand",
    "retention",
    "delegation",
    "bill",
    "deposit",
)


@dataclass(eq=False)
class WrongStage(Refusal):
    """An act that has no sense at this stage of a file."""

    stage: str


@dataclass(eq=False)
class AuthorVotes(Refusal):
    """The author of a file votes on it."""


@dataclass(eq=False)
class NoQuorum(Refusal):
    """Too few seats of the committee have voted."""

    present: int
    needed: int


@dataclass(eq=False)
class CastingVoteNeeded(Refusal):
    """As many for as against: the chair must decide between them."""

    votes: int


@dataclass(eq=False)
class AboveProposal(Refusal):
    """A line above the one that the room voted."""

    amount: Cents
    proposal: Cents


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes of a file."""

    in_favour: int = 0
    against: int = 0
    abstained: int = 0

    @property
    def cast(self) -> int:
        """Return how many voted, abstentions included."""
        return self.in_favour + self.against + self.abstained


@dataclass(frozen=True, slots=True)
class Decision:
    """What the minutes say; ``amount`` is ``None`` when the proposal was refused."""

    outcome: Outcome
    amount: Cents | None
    casting: Choice | None


def parts(stage: Stage, viewer: Viewer) -> frozenset[Part]:
    """Return what somebody may see of a file at a stage; a draft is its author's alone."""
    if stage is Stage.DRAFT:
        return frozenset({Part.FILE}) if viewer is Viewer.AUTHOR else frozenset()
    if stage is Stage.SUBMITTED:
        return frozenset({Part.FILE})
    if stage is Stage.VOTING:
        own = {Part.BALLOT} if viewer is Viewer.MEMBER else set()
        return frozenset({Part.FILE, Part.TURNOUT} | own)
    return frozenset({Part.FILE, Part.TURNOUT, Part.COUNTS, Part.MINUTES})


def seats(voters: Sequence[int], members: Sequence[str], turn: int) -> dict[int, str]:
    """Return the seat of each voter: the members of the rule in turn, another with each file."""
    return {
        voter: members[(rank + turn) % len(members)] for rank, voter in enumerate(sorted(voters))
    }


def quorum(voters: int, needed: int) -> int:
    """Return the seats that must vote: those of the rule, or all in a room that is too small."""
    return min(needed, voters)


def may_vote(stage: Stage, author: int, voter: int) -> None:
    """Raise ``WrongStage`` when no vote is open, ``AuthorVotes`` for one's own file."""
    if stage is not Stage.VOTING:
        raise WrongStage(stage.value)
    if voter == author:
        raise AuthorVotes


def tally(votes: Collection[Choice]) -> Tally:
    """Count votes."""
    counts = {choice: sum(vote is choice for vote in votes) for choice in Choice}
    return Tally(counts[Choice.FOR], counts[Choice.AGAINST], counts[Choice.ABSTAIN])


def decide(
    votes: Tally,
    present: int,
    needed: int,
    proposal: Cents,
    amount: Cents,
    casting: Choice | None = None,
) -> Decision:
    """Return what the committee decides, by a majority of the votes for and against.

    ``present`` counts the seats that voted. On a tie ``casting`` is the chair's vote, for or
    against; it counts for nothing otherwise. Raises ``NoQuorum``, ``CastingVoteNeeded``, or
    ``AboveProposal`` when the chair grants more than was voted.
    """
    if present < needed:
        raise NoQuorum(present, needed)
    won, used = votes.in_favour > votes.against, None
    if votes.in_favour == votes.against:
        if casting not in {Choice.FOR, Choice.AGAINST}:
            raise CastingVoteNeeded(votes.in_favour)
        won, used = casting is Choice.FOR, casting
    if not won:
        return Decision(Outcome.REFUSED, None, used)
    if amount > proposal:
        raise AboveProposal(amount, proposal)
    return Decision(Outcome.GRANTED, amount, used)


AMOUNTS = {"request", "need", "proposal", "amount"}
DAYS = {"expiry"}
CHOICES = {"guarantee": GUARANTEES}
OF_FILE = ("request", "need", "proposal", "guarantee", "conditions", "justification")
OF_MINUTES = ("amount", "conditions", "reasons", "expiry")


@dataclass(frozen=True, slots=True)
class Entry:
    """What was understood of a form: amounts, texts, days, and a code by field that is faulty."""

    amounts: Mapping[str, Cents]
    texts: Mapping[str, str]
    days: Mapping[str, date]
    faults: Mapping[str, str]


def understand(names: Sequence[str], typed: Mapping[str, str], after: date) -> Entry:
    """Read the fields of a file or of minutes.

    Codes: ``missing``, ``long``, ``figure`` (not an amount from zero on), ``day`` (not a date),
    ``past`` (a day that is not after ``after``), ``choice``.
    """
    amounts: dict[str, Cents] = {}
    texts: dict[str, str] = {}
    days: dict[str, date] = {}
    faults: dict[str, str] = {}
    for name in names:
        text = typed.get(name, "").strip()
        if not text:
            faults[name] = "missing"
        elif len(text) > LONGEST:
            faults[name] = "long"
        elif name in AMOUNTS:
            _amount(name, text, amounts, faults)
        elif name in DAYS:
            _day(name, text, after, days, faults)
        elif text not in CHOICES.get(name, (text,)):
            faults[name] = "choice"
        else:
            texts[name] = text
    return Entry(amounts, texts, days, faults)


def _amount(name: str, text: str, amounts: dict[str, Cents], faults: dict[str, str]) -> None:
    try:
        found = read(text, MEASURES["euro"])
    except Unreadable:
        faults[name] = "figure"
        return
    if found.foreign or found.value.denominator != 1 or not 0 <= found.value <= HIGHEST:
        faults[name] = "figure"
    else:
        amounts[name] = Cents(int(found.value))


def _day(name: str, text: str, after: date, days: dict[str, date], faults: dict[str, str]) -> None:
    try:
        found = date.fromisoformat(text)  # what a date field of a page sends
    except ValueError:
        try:
            found = read_date(text)
        except Unreadable:
            faults[name] = "day"
            return
    if found <= after:
        faults[name] = "past"
    else:
        days[name] = found
