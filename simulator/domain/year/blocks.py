"""Invoices that cannot be paid: found by a contact or by chance, then fixed by the desk."""

from __future__ import annotations

import numpy as np

from simulator.domain.dates import NEVER
from simulator.domain.year.events import Happening
from simulator.domain.year.exact import Ints
from simulator.domain.year.paying import CREDIT_NOTE
from simulator.domain.year.run import Run
from simulator.domain.year.slots import ADMIN, DISPUTE
from simulator.domain.year.state import Flow, Phase

SAID_BY_THE_CUSTOMER = -1


def advance(run: Run) -> None:
    """Let blocks be found by chance, be handled, and be solved."""
    state, slots = run.state, run.world.slots
    rows = run.live[state.blocked[run.live] > 0]
    if not len(rows):
        return
    unknown = state.found[rows] == NEVER
    said = rows[unknown & (slots.planned[rows] + slots.unfound_days[rows] <= run.day)]
    find(run, said, SAID_BY_THE_CUSTOMER)
    _take_in_hand(run, rows[(state.found[rows] != NEVER) & (state.fixed[rows] == NEVER)])
    law = run.world.behaviour.blocks
    disputed = rows[(state.blocked[rows] == DISPUTE) & (state.due[rows] < run.day)]
    np.add.at(state.relation, slots.customer[disputed], law.relation_per_day * run.gap)
    _solve(run, rows[state.fixed[rows] <= run.day])


def find(run: Run, rows: Ints, lever: int) -> None:
    """Note that blocks are now known."""
    if not len(rows):
        return
    state = run.state
    who = run.world.slots.customer[rows]
    state.found[rows] = run.day
    run.count(Flow.FOUND, who)
    state.log.write(
        run.day,
        Happening.FOUND,
        who,
        slot=rows,
        a=lever,
        b=state.blocked[rows],
        amount=state.left[rows],
    )


def _take_in_hand(run: Run, rows: Ints) -> None:
    """Give the day on which a block will be solved, by the speed of the desk in force."""
    if not len(rows):
        return
    state, world, law = run.state, run.world, run.world.behaviour.blocks
    disputes = state.blocked[rows] == DISPUTE
    mean = np.where(disputes, float(run.standing.policy.dispute_days), law.admin_days)
    days = np.maximum(np.ceil(mean * world.slots.fix[rows]), 1.0).astype(np.int64)
    state.fixed[rows] = run.day + days
    if world.assumptions.desk_cost and disputes.any():
        speed = law.desk_reference_days / run.standing.policy.dispute_days
        cost = round(100.0 * law.desk_cost * speed)
        run.count(Flow.DESK, world.slots.customer[rows[disputes]], cost)


def _solve(run: Run, rows: Ints) -> None:
    if not len(rows):
        return
    state, slots, law = run.state, run.world.slots, run.world.behaviour.blocks
    who = slots.customer[rows]
    credit = np.rint(state.left[rows] * slots.credit[rows]).astype(np.int64)
    disputes = state.blocked[rows] != ADMIN
    state.blocked[rows] = 0
    np.add.at(state.relation, who[disputes], law.relation_solved)
    run.count(Flow.SOLVED, who)
    state.log.write(run.day, Happening.SOLVED, who, slot=rows, amount=credit)
    given = credit > 0
    if given.any():
        rows, who, credit = rows[given], who[given], credit[given]
        state.left[rows] -= credit
        state.phase[rows] = np.where(state.left[rows] > 0, Phase.OPEN, Phase.SETTLED)
        np.subtract.at(state.owed, who, credit)
        run.count(Flow.CREDITED, who, credit)
        net = np.rint(credit * (state.net[rows] / state.gross[rows])).astype(np.int64)
        run.count(Flow.CREDITED_NET, who, net)
        state.receipts.put(len(rows), rows, run.day, credit, CREDIT_NOTE)
