"""What is asked of a workbook and what it answers, as records that cross to the child and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from simulator.exchange.guard import MEBIBYTE, Bounds

BOUNDS = Bounds(
    size=4 * MEBIBYTE,
    inflated=48 * MEBIBYTE,
    parts=400,
    seconds=12,
    memory=1024 * MEBIBYTE,
    answer=4 * MEBIBYTE,
)
"""What a filled workbook may cost: ours weigh some tens of kilobytes."""

Value = str | float | bool | None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an answer is: its defined name, and its place when the name is lost."""

    name: str
    sheet: str
    address: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for: answers by part, data as they were, where the reference is written."""

    answers: Mapping[str, Spot]
    originals: Mapping[str, Mapping[str, str | float]]
    sheet: str
    reference: Spot
    property: str

    def dump(self) -> str:
        """Return the record as a text."""
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, text: str) -> Wanted:
        """Return the record of a text."""
        given = json.loads(text)
        given["answers"] = {part: Spot(**one) for part, one in given["answers"].items()}
        given["reference"] = Spot(**given["reference"])
        return cls(**given)


@dataclass(frozen=True, slots=True)
class Filled:
    """One answer: ``value`` (dates are ISO texts, ``date`` says so), ``formula`` with its sign.

    ``reads`` are the cells that the formula reaches through other formulas.
    """

    value: Value
    formula: str = ""
    date: bool = False
    reads: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A workbook as read; ``missing`` are sheets that are gone, ``changed`` data put back."""

    reference: str
    answers: Mapping[str, Filled] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    def dump(self) -> bytes:
        """Return the record as bytes."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def load(cls, content: bytes) -> Sent:
        """Return the record of bytes."""
        given = json.loads(content)
        answers = {part: Filled(**one) for part, one in given["answers"].items()}
        return cls(given["reference"], answers, tuple(given["missing"]), tuple(given["changed"]))
