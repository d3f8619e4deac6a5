"""What a file of questions holds: those understood, those left aside, and what is wrong with it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from simulator.domain.quiz.live_snapshot import frozen, thawed
from simulator.domain.quiz.question import QuizQuestion

MOST_QUESTIONS = 2_000
LONGEST_TEXT = 8_000


@dataclass(frozen=True, slots=True)
class Found:
    """A question understood. ``category`` is its path; ``notices`` are codes of what was changed.

    ``image``, ``file``, ``table``, ``opinion``, ``weights``, ``unit``, ``feedback``, ``encoding``,
    ``language``, ``wildcard``.
    """

    question: QuizQuestion
    title: str
    line: int
    category: str = ""
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """A question left aside because its kind is not ours, or one that is broken.

    ``reason`` is a code, ``detail`` what was seen there.
    """

    line: int
    title: str
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """A file as it was understood: nothing of it is kept anywhere yet."""

    form: str
    encoding: str = ""
    found: tuple[Found, ...] = ()
    skipped: tuple[Trouble, ...] = ()
    faults: tuple[Trouble, ...] = ()


class Broken(Exception):
    """A question that cannot be understood: its line, a code, what was seen."""

    def __init__(self, line: int, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.line, self.reason, self.detail = line, reason, " ".join(detail.split())[:80]


class NotOurs(Broken):
    """A question that is well written, of a kind that is not played here."""


@dataclass(slots=True)
class Reading:
    """A file being read."""

    form: str
    encoding: str = ""
    found: list[Found] = field(default_factory=list)
    skipped: list[Trouble] = field(default_factory=list)
    faults: list[Trouble] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """Say whether the file holds more questions than any bank."""
        return len(self.found) + len(self.skipped) + len(self.faults) >= MOST_QUESTIONS

    def refuse(self, title: str, broken: Broken) -> None:
        """Note a question that is not taken."""
        place = self.skipped if isinstance(broken, NotOurs) else self.faults
        place.append(Trouble(broken.line, title[:120], broken.reason, broken.detail))

    def contents(self) -> Contents:
        """Return what was read."""
        return Contents(
            self.form, self.encoding, tuple(self.found), tuple(self.skipped), tuple(self.faults)
        )


def dump(contents: Contents) -> bytes:
    """Write contents as JSON."""
    plain: dict[str, Any] = {
        "form": contents.form,
        "encoding": contents.encoding,
        "found": [
            [frozen(f.question), f.title, f.line, f.category, list(f.notices)]
            for f in contents.found
        ],
        "skipped": [asdict(each) for each in contents.skipped],
        "faults": [asdict(each) for each in contents.faults],
    }
    return json.dumps(plain, ensure_ascii=False).encode()


def load(content: bytes) -> Contents:
    """Read contents back."""
    plain = json.loads(content)
    return Contents(
        plain["form"],
        plain["encoding"],
        tuple(Found(thawed(q), t, n, c, tuple(x)) for q, t, n, c, x in plain["found"]),
        tuple(Trouble(**each) for each in plain["skipped"]),
        tuple(Trouble(**each) for each in plain["faults"]),
    )
