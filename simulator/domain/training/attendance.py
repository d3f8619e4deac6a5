"""Attendance by half-day: entries chained by hash, corrected by addition, and hours counted.

No text requires a qualified signature (eIDAS art. 25; C. civ. 1366-1367): what counts is who
signed, when, and that nothing can be changed unnoticed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from simulator.domain.refusals import Refusal

GENESIS = "0" * 64
"""What the first entry of a chain follows."""

MAX_STROKES = 20_000
"""Longest drawn signature accepted, in characters of path."""

_DRAWN = re.compile(r"(?:M\d{1,3} \d{1,3}(?:L\d{1,3} \d{1,3})*)+")
"""What the pad draws: moves and lines in whole numbers, nothing that another reader could run."""
_POINT = re.compile(r"\d+ \d+")


@dataclass(eq=False)
class HalfDayNotOpen(Refusal):
    """Nobody signs a half-day that is not open for signature."""


@dataclass(eq=False)
class HalfDayAlreadyClosed(Refusal):
    """A countersigned half-day is corrected by addition, not signed again."""


@dataclass(eq=False)
class AlreadySigned(Refusal):
    """This person has already signed this half-day."""

    name: str


@dataclass(eq=False)
class UnreadableSignature(Refusal):
    """The drawing is empty, too long, or not a drawing."""


@dataclass(eq=False)
class WrongCode(Refusal):
    """The code is not the one that the room's screen shows, nor the one just before."""


@dataclass(eq=False)
class MinutesBeyondHalfDay(Refusal):
    """A presence longer than the half-day itself."""

    minutes: int
    planned: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the chain; ``minutes`` is the presence that it states.

    ``trainee`` is the person of whom presence is stated, ``trainer`` the one who states it.
    """

    training: int
    sequence: int
    half_day: int
    kind: str  # "trainee", "trainer", "absence", "correction"
    trainee: int | None
    trainer: int | None
    name: str
    minutes: int
    strokes: str
    device: str
    note: str
    at: datetime
    previous: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    """The hours of the half-day; entries of before December 2026 name it by its number alone."""

    @property
    def hash(self) -> str:
        """Return the SHA-256 of the entry, in hexadecimal."""
        facts: list[object] = [
            self.training,
            self.sequence,
            self.half_day,
            self.kind,
            self.trainee,
            self.trainer,
            self.name,
            self.minutes,
            self.strokes,
            self.device,
            self.note,
            self.at.isoformat(timespec="microseconds"),
            self.previous,
        ]
        if self.starts_at is not None and self.ends_at is not None:
            facts += [_instant(self.starts_at), _instant(self.ends_at)]
        text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A number that an imported entry was signed under, and the one it is shown under here."""

    sequence: int
    what: str
    signed: int
    shown: int


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain no longer holds, and how."""

    sequence: int
    reason: str  # "gap", "link", "content", "moved"


CODE_SECONDS = 60
"""How long the room's screen shows a code; it is taken for as long again, to be typed."""


def room_code(key: str, at: datetime) -> str:
    """Return the four digits that the room's screen shows at an instant, drawn from a secret key.

    They prove that somebody was where the screen is, not who: that is what the signature says.
    """
    return _digits(key, int(at.timestamp()) // CODE_SECONDS)


def check_room_code(key: str, typed: str, at: datetime) -> None:
    """Raise ``WrongCode`` unless the digits typed are those of now or of just before."""
    now = int(at.timestamp()) // CODE_SECONDS
    given = "".join(typed.split())
    if given not in {_digits(key, now), _digits(key, now - 1)}:
        raise WrongCode


def _digits(key: str, period: int) -> str:
    mixed = hmac.digest(key.encode(), str(period).encode(), hashlib.sha256)
    return f"{int.from_bytes(mixed[:8]) % 10_000:04d}"


def drawn(strokes: str) -> str:
    """Return a drawn signature once checked; ``UnreadableSignature`` otherwise.

    A signature has at least one line between two different points: a tap is not one.
    """
    strokes = strokes.strip()
    if len(strokes) > MAX_STROKES or _DRAWN.fullmatch(strokes) is None:
        raise UnreadableSignature
    if "L" not in strokes or len(set(_POINT.findall(strokes))) < 2:
        raise UnreadableSignature
    return strokes


def verify(chain: Iterable[tuple[Entry, str]]) -> Break | None:
    """Check a chain of (entry, stored hash) in order; return the first break, or nothing."""
    previous, expected = GENESIS, 1
    for entry, stored in chain:
        if entry.sequence != expected:
            return Break(expected, "gap")
        if entry.previous != previous:
            return Break(entry.sequence, "link")
        if stored not in {entry.hash, replace(entry, starts_at=None, ends_at=None).hash}:
            return Break(entry.sequence, "content")
        previous, expected = stored, expected + 1
    return None


def moved(numbers: Iterable[Renumbered]) -> Break | None:
    """Return the first imported entry that is shown where it was not signed, or nothing.

    A training comes in in the order of its numbers, so what was signed under a smaller number is
    shown under a smaller one: whoever swaps two people, or two half-days, breaks that order.
    """
    known: dict[str, dict[int, int]] = {}
    for number in numbers:
        same = known.setdefault(number.what, {})
        for signed, shown in same.items():
            before = (signed > number.signed) - (signed < number.signed)
            if before != (shown > number.shown) - (shown < number.shown):
                return Break(number.sequence, "moved")
        same[number.signed] = number.shown
    return None


def presence(entries: Sequence[Entry], half_day: int, person: int) -> Entry | None:
    """Return what is stated of a person's presence in a half-day: the last entry counts."""
    stated = [entry for entry in entries if entry.half_day == half_day and entry.trainee == person]
    return stated[-1] if stated else None


def minutes_present(entries: Sequence[Entry], half_days: Sequence[int], person: int) -> int:
    """Add the minutes of presence of a person over half-days."""
    stated = (presence(entries, half_day, person) for half_day in half_days)
    return sum(entry.minutes for entry in stated if entry is not None)
