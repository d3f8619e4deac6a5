"""A dispute solved by hand: somebody answers, gives the credit note asked for, or refuses it.

What it costs and brings is a judgement of the house (November 2026), as all the behaviour of the
year: no published figure was found for French B2B.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulator.domain.dates import NEVER
from simulator.domain.year import blocks
from simulator.domain.year.acts import SETTLING, Act, Intervention
from simulator.domain.year.events import Happening
from simulator.domain.year.exact import Ints
from simulator.domain.year.run import Run
from simulator.domain.year.slots import DISPUTE
from simulator.domain.year.state import Flow

MINUTES = {Act.ANSWER: 25, Act.CREDIT: 10, Act.UPHOLD: 10}
"""Minutes of a collector: to look into the file, to give way, to refuse."""
CENTS_A_MINUTE = 60
"""Cost of these minutes: about 36 € an hour, charges included, that of the calls of the year."""
OFFENDED = 4.0
"""Points of relation lost when a founded claim is refused."""


def by_hand(run: Run, hands: Sequence[Intervention]) -> None:
    """Do what was decided of disputes for this day; what is no longer in dispute is left alone.

    An answer gives the part of the claim that is founded, perhaps nothing. A credit note given
    without looking is at least what such customers ask for (``credit_high``). A refusal settles a
    claim that is not founded; a founded one stays, the desk takes it up again.
    """
    for hand in hands:
        if hand.act in SETTLING and _there(run, hand):
            _settle(run, hand)


def _there(run: Run, hand: Intervention) -> bool:
    """Say whether the invoice is this customer's, blocked, and known to be."""
    stuck, slot = run.stuck.rows, hand.slot
    place = int(np.searchsorted(stuck, slot))
    if place == len(stuck) or int(stuck[place]) != slot:
        return False
    mine = int(run.world.place[run.fixed.customer[slot]]) == hand.customer
    return mine and int(run.state.found[slot]) != NEVER


def _settle(run: Run, hand: Intervention) -> None:
    state, world = run.state, run.world
    rows = np.array([hand.slot], dtype=np.int64)
    who = run.fixed.customer.take(rows)
    minutes = MINUTES[hand.act]
    run.count(Flow.MINUTES, who, np.array([minutes], dtype=np.int64))
    run.count(Flow.DESK, who, np.array([minutes * CENTS_A_MINUTE], dtype=np.int64))
    founded = float(world.slots.credit[hand.slot])
    if int(state.blocked[hand.slot]) != DISPUTE:
        founded = 0.0  # a paper is missing: it is sent, whatever was said
    elif hand.act is Act.UPHOLD and founded > 0:
        _insist(run, rows, who)
        return
    elif hand.act is Act.CREDIT:
        founded = max(founded, world.behaviour.blocks.credit_high)
    state.fixed[rows] = run.day
    run.stuck = run.stuck.of(run.stuck.rows != hand.slot)
    blocks.solve(run, rows, founded, how=1 + SETTLING.index(hand.act))


def _insist(run: Run, rows: Ints, who: Ints) -> None:
    """Let a customer who is right hold on: the relation suffers and the desk begins again."""
    state = run.state
    state.relation[who] -= OFFENDED
    state.fixed[rows] = NEVER
    run.to_take = True
    state.log.write(run.day, Happening.INSISTED, who, slot=rows, amount=state.left[rows])
