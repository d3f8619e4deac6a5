"""What a line of a collector does, and what it does by default to the person at the other end."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Intent(StrEnum):
    """What a line says or asks; a line may have several."""

    GREETING = "greeting"
    IDENTIFICATION = "identification"
    OPEN_QUESTION = "open_question"
    CLOSED_QUESTION = "closed_question"
    REFORMULATION = "reformulation"
    EMPATHY = "empathy"
    AMOUNT = "amount"
    DATE = "date"
    MEANS = "means"
    SIGNATORY = "signatory"
    REFERENCE = "reference"
    PROOF = "proof"
    REQUEST = "request"
    PLAN = "plan"
    CONCESSION = "concession"
    CONDITIONAL = "conditional"
    REFUSAL = "refusal"
    ARGUMENT = "argument"
    GUARANTEE = "guarantee"
    SOLUTION = "solution"
    ESCALATION = "escalation"
    CONSEQUENCE = "consequence"
    ILLEGAL_THREAT = "illegal_threat"
    FALSE_IDENTITY = "false_identity"
    THIRD_PARTY = "third_party"
    INSULT = "insult"
    BLAME = "blame"
    SILENCE = "silence"
    CLOSING = "closing"
    RECAP = "recap"
    WAIT = "wait"


class KnockOut(StrEnum):
    """A fault that caps the mark, whatever the rest of the call."""

    ILLEGAL_THREAT = "illegal_threat"
    FALSE_IDENTITY = "false_identity"
    THIRD_PARTY = "third_party"
    INSULT = "insult"
    INSOLVENCY_PRESSURE = "insolvency_pressure"
    BEYOND_MANDATE = "beyond_mandate"
    NO_COUNTERPART = "no_counterpart"
    FRAUD_EXPOSED = "fraud_exposed"


BY_INTENT = {
    Intent.ILLEGAL_THREAT: KnockOut.ILLEGAL_THREAT,
    Intent.FALSE_IDENTITY: KnockOut.FALSE_IDENTITY,
    Intent.THIRD_PARTY: KnockOut.THIRD_PARTY,
    Intent.INSULT: KnockOut.INSULT,
}
"""The intents that are knock-outs wherever they are said."""


@dataclass(frozen=True, slots=True)
class State:
    """How the other person stands, each from 0 to 100.

    ``understanding`` is how much of the real cause is on the table; ``commitment`` how far the
    person has gone towards paying.
    """

    trust: int = 50
    irritation: int = 20
    understanding: int = 0
    commitment: int = 0

    def moved(self, by: Effects) -> State:
        """Return the state after an effect, kept between 0 and 100."""
        return State(
            _kept(self.trust + by.trust),
            _kept(self.irritation + by.irritation),
            _kept(self.understanding + by.understanding),
            _kept(self.commitment + by.commitment),
        )


def _kept(value: int) -> int:
    return max(0, min(100, value))


@dataclass(frozen=True, kw_only=True, slots=True)
class Effects:
    """What a line adds to each side of the state, in points."""

    trust: int = 0
    irritation: int = 0
    understanding: int = 0
    commitment: int = 0

    def __add__(self, other: Effects) -> Effects:
        """Add two effects."""
        return Effects(
            trust=self.trust + other.trust,
            irritation=self.irritation + other.irritation,
            understanding=self.understanding + other.understanding,
            commitment=self.commitment + other.commitment,
        )


def _e(trust: int, irritation: int, understanding: int, commitment: int) -> Effects:
    return Effects(
        trust=trust, irritation=irritation, understanding=understanding, commitment=commitment
    )


DEFAULTS = {
    Intent.GREETING: _e(2, 0, 0, 0),
    Intent.IDENTIFICATION: _e(4, 0, 0, 0),
    Intent.OPEN_QUESTION: _e(3, -1, 14, 0),
    Intent.CLOSED_QUESTION: _e(0, 0, 4, 1),
    Intent.REFORMULATION: _e(8, -6, 10, 0),
    Intent.EMPATHY: _e(6, -10, 0, 0),
    Intent.AMOUNT: _e(0, 0, 0, 6),
    Intent.DATE: _e(0, 0, 0, 8),
    Intent.MEANS: _e(0, 0, 0, 5),
    Intent.SIGNATORY: _e(0, 0, 2, 6),
    Intent.REFERENCE: _e(3, 0, 2, 0),
    Intent.PROOF: _e(2, 0, 5, 2),
    Intent.REQUEST: _e(0, 1, 0, 6),
    Intent.PLAN: _e(2, 0, 0, 6),
    Intent.CONCESSION: _e(2, -4, 0, -8),
    Intent.CONDITIONAL: _e(4, 0, 0, 8),
    Intent.REFUSAL: _e(0, 5, 0, 2),
    Intent.ARGUMENT: _e(0, 2, 0, 4),
    Intent.GUARANTEE: _e(0, 2, 0, 4),
    Intent.SOLUTION: _e(8, -6, 2, 0),
    Intent.ESCALATION: _e(-1, 5, 0, 4),
    Intent.CONSEQUENCE: _e(-1, 5, 0, 10),
    Intent.ILLEGAL_THREAT: _e(-40, 40, 0, -10),
    Intent.FALSE_IDENTITY: _e(-40, 30, 0, -10),
    Intent.THIRD_PARTY: _e(-30, 30, 0, 0),
    Intent.INSULT: _e(-50, 50, 0, -20),
    Intent.BLAME: _e(-8, 14, 0, 0),
    Intent.SILENCE: _e(0, 0, 5, 2),
    Intent.CLOSING: _e(1, 0, 0, 4),
    Intent.RECAP: _e(3, 0, 0, 4),
    Intent.WAIT: _e(0, -4, 0, -10),
}
"""Points by intent: a pedagogical judgement of November 2026, not a measured law."""

UPSET = 60
"""Irritation from which pressure lowers cooperation (Gibson & Fichman): calm first."""
_UPSET_CONSEQUENCE = _e(-10, 15, 0, -5)
_FULL_TIMES = 2


def effect_of(intent: Intent, state: State, times: int) -> Effects:
    """Return what a line does; ``times`` is how often the same was already done in the call.

    What helps stops helping after the second time; what harms always harms.
    """
    if intent is Intent.CONSEQUENCE and state.irritation >= UPSET:
        return _UPSET_CONSEQUENCE
    found = DEFAULTS[intent]
    if times < _FULL_TIMES:
        return found
    return Effects(
        trust=min(0, found.trust),
        irritation=max(0, found.irritation),
        commitment=min(0, found.commitment),
    )
