"""Notes that compare a customer with its peers: the customers of the same portfolio and sector."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from simulator.domain.accounts.ratio import Ratio
from simulator.domain.exercises.world import World
from simulator.domain.portfolio import Customer
from simulator.domain.risk import afdcc3
from simulator.domain.risk.result import Score


def afdcc_note(world: World, customer: Customer) -> Fraction | None:
    """Return the pedagogical note out of 20 among the customers of the same sector.

    It is inspired by the published criteria of the AFDCC and is not its score; ``None`` when it
    does not exist.
    """
    if not customer.statements:
        return None
    population: dict[str, list[Decimal]] = {}
    for peer in world.portfolio.customers:
        if peer.statements and peer.identity.sector == customer.identity.sector:
            found = afdcc3.afdcc3_ratios(afdcc3.inputs_of(peer.statements[-1]))
            for name, ratio in found.items():
                if isinstance(ratio, Ratio):
                    population.setdefault(name, []).append(ratio.value)
    own = afdcc3.afdcc3_ratios(afdcc3.inputs_of(customer.statements[-1]))
    note = afdcc3.pedagogical_note(own, population)
    return Fraction(note.value) if isinstance(note, Score) else None
