"""Conditions that authors write on the state of a talk: ``irritation >= 60 and not said empathy``.

A conjunction of terms: a number compared, a word compared (``cause == tresorerie``), an intent
already said or not. Parsed once, no ``eval``.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from simulator.domain.negotiation.intents import Intent
from simulator.domain.refusals import Refusal

NUMBERS = frozenset(
    {"trust", "irritation", "understanding", "commitment", "faith", "cash", "turn", "disputed"}
    | {"overdue_days", "broken", "obtained"}
)
WORDS = frozenset({"temper", "cause"})
_COMPARE: Mapping[str, Callable[[int, int], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "==": operator.eq,
}
_NUMBER = re.compile(r"([a-z_]+) *(>=|<=|>|<|==) *(-?[0-9]+)")
_WORD = re.compile(r"(temper|cause) *(==|!=) *([a-z_]+)")
_SAID = re.compile(r"(not )?said ([a-z_]+)")


@dataclass(eq=False)
class BadCondition(Refusal):
    """A text that is not a condition; ``term`` is the part that cannot be read."""

    text: str
    term: str


@dataclass(frozen=True, slots=True)
class Known:
    """What a condition may look at."""

    numbers: Mapping[str, int]
    words: Mapping[str, str]
    said: frozenset[Intent]


Test = Callable[[Known], bool]


@lru_cache(maxsize=2048)
def parse(text: str) -> tuple[Test, ...]:
    """Read a condition; an empty text always holds. Raises ``BadCondition``."""
    terms = [term.strip() for term in text.split(" and ")] if text.strip() else []
    return tuple(_term(text, term) for term in terms)


def holds(text: str, known: Known) -> bool:
    """Say whether every term of a condition holds."""
    return all(test(known) for test in parse(text))


def _term(text: str, term: str) -> Test:
    if (match := _NUMBER.fullmatch(term)) and match[1] in NUMBERS:
        name, compare, bound = match[1], _COMPARE[match[2]], int(match[3])
        return lambda known: compare(known.numbers[name], bound)
    if match := _WORD.fullmatch(term):
        word, value, same = match[1], match[3], match[2] == "=="
        return lambda known: (known.words[word] == value) == same
    if (match := _SAID.fullmatch(term)) and match[2] in set(Intent):
        intent, wanted = Intent(match[2]), not match[1]
        return lambda known: (intent in known.said) == wanted
    raise BadCondition(text, term)
