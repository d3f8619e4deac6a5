"""Who answers the phone today: temper, good faith, real cash and real cause, by named chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.domain.luck import Luck
from simulator.domain.money import Cents
from simulator.domain.negotiation.facts import Facts
from simulator.domain.negotiation.intents import State
from simulator.domain.negotiation.script import Casting, Script, Span
from simulator.domain.portfolio import Hidden

TEMPERS: Mapping[str, State] = {
    "calme": State(50, 15),
    "jovial": State(58, 8),
    "presse": State(45, 28),
    "fuyant": State(42, 20),
    "hautain": State(36, 32),
    "agressif": State(34, 46),
    "inquiet": State(52, 24),
}
"""How each temper picks up the phone: trust and irritation (judgement of November 2026)."""

HABITS: Mapping[str, int] = {
    "anticipateur": 95,
    "ponctuel": 90,
    "glissement_court": 70,
    "procedural_long": 55,
    "retard_chronique": 35,
    "en_tension": 45,
}
"""Reliability of each hidden payment profile, 0 to 100; 50 for another."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The hidden side of a call: ``faith`` 0 to 100, ``cash`` what can be paid now, in cents."""

    seed: int
    temper: str
    faith: int
    cash: Cents
    cash_share: int
    cause: str

    def state(self) -> State:
        """Return how the call starts."""
        return TEMPERS[self.temper]


def cast(script: Script, facts: Facts, hidden: Hidden, seed: int, take: int = 0) -> Cast:
    """Draw the hidden side of a call; ``take`` numbers the calls to the same person.

    Half of good faith and cash is luck, half what the portfolio already hides: the payment habit
    and the health of the customer. A call replayed with the same ``take`` meets the same person.
    """
    luck, name = Luck(seed), script.id
    keys = (facts.customer, take)

    def part(purpose: str) -> int:
        return luck.below(101, f"negotiation:{name}:{purpose}", *keys)

    health = max(0, min(100, round((hidden.health + 1.5) * 100 / 3)))
    share = _within(script.casting.cash, (part("cash") + health) // 2)
    return Cast(
        seed=luck.word(f"negotiation:{name}:lines", *keys),
        temper=_drawn(script.casting.tempers, part("temper")),
        faith=_within(script.casting.faith, (part("faith") + HABITS.get(hidden.profile, 50)) // 2),
        cash=Cents(facts.overdue * share // 100),
        cash_share=share,
        cause=_drawn(_causes(script.casting), part("cause")),
    )


def _causes(casting: Casting) -> dict[str, int]:
    return {one.id: one.weight for one in casting.causes}


def _within(span: Span, percent: int) -> int:
    return span.low + (span.high - span.low) * percent // 100


def _drawn(weights: Mapping[str, int], percent: int) -> str:
    """Return the name whose share of the whole holds a percentage from 0 to 100."""
    names = list(weights)
    bound, added = percent * sum(weights.values()), 0
    for name in names:
        added += weights[name] * 100
        if bound < added:
            return name
    return names[-1]
