"""What was meant by a typed line: intents with the words that show them, by rules and no model.

Deterministic, offline, explainable. When nothing is sure the other person asks back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from simulator.domain.ledger.columns import Means
from simulator.domain.money import ZERO, Cents
from simulator.domain.negotiation import extraction, scope
from simulator.domain.negotiation import lexicon_guards as guards
from simulator.domain.negotiation.heard import SURE, Found, Heard
from simulator.domain.negotiation.intents import Intent
from simulator.domain.negotiation.lexicon import PATTERNS
from simulator.domain.negotiation.normalise import Sentence, corrected, sentences

_STRONG, _WEAK, _AWAITED = 90, 40, 20


@lru_cache(maxsize=1)
def _compiled() -> dict[Intent, tuple[tuple[int, re.Pattern[str]], ...]]:
    found: dict[Intent, tuple[tuple[int, re.Pattern[str]], ...]] = {}
    for intent, lines in PATTERNS.items():
        patterns = []
        for line in filter(None, (one.strip() for one in lines.splitlines())):
            weak = line.startswith("?")
            body = re.sub(r"(?<=[a-z])\*", "[a-z]*", line.lstrip("?")).removesuffix(" ~")
            body = body.replace("~ ", guards.GAP)
            ends = r"(?= $)" if body.endswith("$") else r"(?= )"
            body = body.removesuffix("$")
            patterns.append((_WEAK if weak else _STRONG, re.compile(f"(?<= )(?:{body}){ends}")))
        found[intent] = tuple(patterns)
    return found


@lru_cache(maxsize=1)
def _unless() -> dict[Intent, re.Pattern[str]]:
    return {intent: re.compile(pattern) for intent, pattern in guards.UNLESS.items()}


def ready() -> None:
    """Compile every pattern now: half a second that the first line should not wait for."""
    _compiled()
    _unless()
    for word in ("virement", "virment"):
        corrected(word)


def hear(
    text: str, on: date, awaited: frozenset[Intent] = frozenset(), owed: Cents = ZERO
) -> Heard:
    """Return what a line means on a day; ``owed`` is what « la moitié » is half of.

    ``awaited`` are the intents that make sense at this moment: a weak sign of one of them counts.
    """
    if guards.NO_WORD.fullmatch(text):
        return Heard(text, (Found(Intent.SILENCE, _STRONG, 0, len(text)),))
    found: dict[Intent, Found] = {}
    sums: list[Cents] = []
    due: list[date] = []
    paid_by: list[Means] = []
    for sentence in sentences(text):
        for one in (*_intents(sentence), *_values(sentence, on, owed, sums, due, paid_by)):
            sure = one.confidence + (_AWAITED if one.intent in awaited else 0)
            kept = Found(one.intent, min(100, sure), one.start, one.end)
            if one.intent not in found or found[one.intent].confidence < kept.confidence:
                found[one.intent] = kept
    _settle(found)
    order = sorted(found.values(), key=lambda one: (one.start, one.intent))
    return Heard(
        text,
        tuple(order),
        tuple(sums),
        due[0] if due else None,
        paid_by[0] if paid_by else None,
    )


def _intents(sentence: Sentence) -> Iterator[Found]:
    text = sentence.text
    for intent, patterns in _compiled().items():
        refused = _unless().get(intent)
        if refused is not None and refused.search(text):
            continue
        for confidence, pattern in patterns:
            if match := _own(intent, pattern, text):
                yield Found(intent, confidence, *sentence.span(match.start(), match.end()))
                break
    yield from _questions(sentence)


def _own(intent: Intent, pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return where a pattern is said; of a threat, where it is the speaker's own."""
    if intent not in scope.SCOPED:
        return pattern.search(text)
    said = pattern.finditer(text)
    return next((one for one in said if not scope.disowned(text, one)), None)


def _questions(sentence: Sentence) -> Iterator[Found]:
    """Tell open questions (who, what, why…) from closed ones (yes or no)."""
    text = sentence.text
    told = guards.TELL_ME.search(text)
    start = None if guards.NOT_OPEN.search(text) else guards.OPEN_START.search(text)
    inside = guards.OPEN_INSIDE.search(text) if sentence.question else None
    told = None if guards.NO_TELL.search(text) else told
    closed = guards.CLOSED_START.search(text)
    if closed and not guards.INDIRECT.search(text):
        inside = None
    spoken = guards.SPOKEN.search(text) if not closed else None
    found = start or inside or told or spoken
    whole = (sentence.starts[0], sentence.ends[-1])
    if found is not None:
        yield Found(Intent.OPEN_QUESTION, _STRONG, *whole)
    elif sentence.question or closed:
        yield Found(Intent.CLOSED_QUESTION, _STRONG, *whole)


def _values(
    sentence: Sentence,
    on: date,
    owed: Cents,
    sums: list[Cents],
    due: list[date],
    paid_by: list[Means],
) -> Iterator[Found]:
    """Yield amount, date and means where a value is said, and collect the values."""
    for piece in _ordered(extraction.amounts(sentence, owed)):
        sums.append(Cents(int(piece.value)))  # type: ignore[arg-type]
        yield Found(Intent.AMOUNT, _STRONG, *sentence.span(piece.start, piece.end))
    for piece in _ordered(extraction.days(sentence, on)):
        if isinstance(piece.value, date):
            due.append(piece.value)
        yield Found(Intent.DATE, _STRONG, *sentence.span(piece.start, piece.end))
    for piece in extraction.means(sentence):
        paid_by.append(Means(int(piece.value)))  # type: ignore[arg-type]
        yield Found(Intent.MEANS, _STRONG, *sentence.span(piece.start, piece.end))


def _ordered(pieces: Iterator[extraction.Piece]) -> list[extraction.Piece]:
    return sorted(pieces, key=lambda one: one.start)


_YIELDS = (
    (Intent.ILLEGAL_THREAT, Intent.CONSEQUENCE),
    (Intent.CONSEQUENCE, Intent.CONDITIONAL),
    (Intent.CONDITIONAL, Intent.CONCESSION),
    (Intent.REFUSAL, Intent.CONCESSION),
    (Intent.FALSE_IDENTITY, Intent.IDENTIFICATION),
    (Intent.INSULT, Intent.BLAME),
    (Intent.RECAP, Intent.PROOF),
)
"""The first, when sure, takes the place of the second: a condition makes a gift an exchange."""


def _settle(found: dict[Intent, Found]) -> None:
    for strong, weak in _YIELDS:
        if strong in found and found[strong].confidence >= SURE:
            found.pop(weak, None)
