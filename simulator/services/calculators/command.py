"""What the command line hands over: pairs ``key=value`` or a JSON object, read without surprise."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from simulator.domain.refusals import Refusal

LONGEST_JSON = 2_000_000


@dataclass(eq=False)
class BadJson(Refusal):
    """A text that is not one JSON object; ``reason`` is what the reader says of it."""

    line: int
    reason: str


@dataclass(eq=False)
class NotAPair(Refusal):
    """An argument that is not ``key=value``."""

    text: str


@dataclass(eq=False)
class GivenTwice(Refusal):
    """A key given twice: neither of its values is chosen in silence."""

    name: str


def pairs(arguments: Sequence[str]) -> dict[str, Any]:
    """Read ``key=value`` arguments; raises ``NotAPair`` or ``GivenTwice``."""
    found: dict[str, Any] = {}
    for argument in arguments:
        key, equals, value = argument.partition("=")
        if not equals or not key.strip():
            raise NotAPair(argument[:80])
        if key.strip() in found:
            raise GivenTwice(key.strip())
        found[key.strip()] = value
    return found


def read_json(text: str) -> dict[str, Any]:
    """Read one JSON object, figures kept exact; raises ``BadJson`` or ``GivenTwice``."""
    if len(text) > LONGEST_JSON:
        raise BadJson(1, "too_long")
    try:
        found = json.loads(text, parse_float=Decimal, parse_constant=str, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise BadJson(error.lineno, error.msg) from error
    except (ValueError, RecursionError) as error:  # a whole number of thousands of digits, a well
        raise BadJson(1, type(error).__name__) from error
    if not isinstance(found, dict):
        raise BadJson(1, "not_an_object")
    return found


def _once(items: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in items:
        if key in found:
            raise GivenTwice(key)
        found[key] = value
    return found
