"""From what was heard to a line of the script: nearest option, shared reaction, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rapidfuzz import fuzz

from simulator.domain.negotiation.heard import Heard
from simulator.domain.negotiation.intents import BY_INTENT, Intent
from simulator.domain.negotiation.script import Option

LIKELY = 0.42
"""Score from which an option is taken; under it the other person asks back."""
_SAME = 88
"""Likeness from which the words are simply those of the option."""
_LIGHT = frozenset({Intent.GREETING, Intent.AMOUNT, Intent.DATE, Intent.MEANS, Intent.REFERENCE})
"""Intents that come with almost any line: they weigh less in a match."""


def best(
    heard: Heard,
    options: Sequence[Option],
    reactions: Sequence[Option],
    wording: Callable[[Option], str],
) -> Option | None:
    """Return what the line is taken for, ``None`` when it is better to ask back.

    A knock-out goes first, to what foresees it; then the option of which most was heard, with the
    likeness of the words to settle; then the first reaction whose heart was heard.
    """
    severe = [one for one in heard.intents if one in BY_INTENT]
    if severe:
        return _reaction(frozenset(severe), (*options, *reactions))
    likeness = [fuzz.token_sort_ratio(heard.text, wording(one)) for one in options]
    scores = [_score(heard.intents, one, like) for one, like in zip(options, likeness, strict=True)]
    top = max(scores, default=0.0)
    if top >= LIKELY:
        return options[scores.index(top)]
    return _reaction(heard.intents, reactions)


def _score(heard: frozenset[Intent], option: Option, likeness: float) -> float:
    if likeness >= _SAME:
        return 1.0 + likeness / 100
    if option.intents[0] not in heard:
        return 0.0
    wanted = frozenset(option.intents)
    common = _weight(heard & wanted)
    return 0.5 * common / _weight(wanted) + 0.3 * common / _weight(heard) + 0.2 * likeness / 100


def _weight(intents: frozenset[Intent]) -> int:
    """Return what intents weigh, in fifths: whole, for a set is added up in any order."""
    return sum(2 if one in _LIGHT else 5 for one in intents)


def _reaction(heard: frozenset[Intent], reactions: Sequence[Option]) -> Option | None:
    return next((one for one in reactions if one.intents[0] in heard), None)
