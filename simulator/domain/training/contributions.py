"""What people say in the course of a training besides their work, and who may read it.

The round table and the wall of experiences belong to the room; an action plan to its author and
the trainer; a piece of advice to the person it is for; a note of the oral review to the trainer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from simulator.domain.refusals import Refusal


class Kind(StrEnum):
    """What a contribution is."""

    WELCOME = "welcome"
    EXPERIENCE = "experience"
    ACTION = "action"
    ADVICE = "advice"
    REVIEW = "review"


class Reader(StrEnum):
    """Who reads, seen from the person that a contribution is by or about."""

    SELF = "self"
    ROOM = "room"
    TRAINER = "trainer"


READERS: dict[Kind, frozenset[Reader]] = {
    Kind.WELCOME: frozenset(Reader),
    Kind.EXPERIENCE: frozenset(Reader),
    Kind.ACTION: frozenset({Reader.SELF, Reader.TRAINER}),
    Kind.ADVICE: frozenset({Reader.SELF, Reader.TRAINER}),
    Kind.REVIEW: frozenset({Reader.TRAINER}),
}

BY_TRAINEE = frozenset({Kind.WELCOME, Kind.EXPERIENCE, Kind.ACTION})
ONE_EACH = frozenset({Kind.WELCOME, Kind.ADVICE, Kind.REVIEW})
"""Kinds that a person has one of: said again, it replaces what was said."""

LONGEST = 1500
MOST_EACH = 40
"""Contributions of one kind by one person, beyond any real use."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing asked; its French wording belongs to the page."""

    name: str
    required: bool = True
    day: bool = False


FIELDS: dict[Kind, tuple[Field, ...]] = {
    Kind.WELCOME: (Field("role"), Field("context", required=False), Field("expectations")),
    Kind.EXPERIENCE: (Field("title"), Field("story"), Field("lesson", required=False)),
    Kind.ACTION: (
        Field("action"),
        Field("where", required=False),
        Field("first_step", required=False),
        Field("by", required=False, day=True),
        Field("sign", required=False),
    ),
    Kind.ADVICE: (Field("advice"),),
    Kind.REVIEW: (Field("review"),),
}


@dataclass(eq=False)
class TooMany(Refusal):
    """More contributions of a kind than anybody would make."""

    most: int


def faults(kind: Kind, typed: dict[str, str]) -> dict[str, str]:
    """Return a code by field that does not hold: ``missing``, ``long`` or ``day``."""
    found = {}
    for field in FIELDS[kind]:
        text = typed.get(field.name, "")
        if field.required and not text:
            found[field.name] = "missing"
        elif len(text) > LONGEST:
            found[field.name] = "long"
        elif field.day and text and not _is_day(text):
            found[field.name] = "day"
    return found


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
