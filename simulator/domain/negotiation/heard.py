"""What was understood of a typed line: intents with their words, amounts, day, means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from simulator.domain.ledger.columns import Means
from simulator.domain.money import Cents
from simulator.domain.negotiation.intents import Intent

SURE = 50
"""Confidence from which an intent counts, out of 100."""


@dataclass(frozen=True, slots=True)
class Found:
    """An intent, how sure (0 to 100) and the words that show it: start and end in the text."""

    intent: Intent
    confidence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heard:
    """A line as understood; ``found`` is in order of place, the unsure ones included."""

    text: str
    found: tuple[Found, ...] = ()
    amounts: tuple[Cents, ...] = ()
    day: date | None = None
    means: Means | None = None

    @property
    def intents(self) -> frozenset[Intent]:
        """Return the intents that count."""
        return frozenset(one.intent for one in self.found if one.confidence >= SURE)

    @property
    def unsure(self) -> bool:
        """Say that nothing was understood for sure: the other person asks back."""
        return not self.intents
