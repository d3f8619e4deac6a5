"""Invoices that cannot be paid: found by a contact or by chance, then fixed by the desk."""

from __future__ import annotations

import numpy as np

from simulator.domain.dates import NEVER
from simulator.domain.year.events import Happening
from simulator.domain.year.exact import Ints
from simulator.domain.year.paying import CREDIT_NOTE
from simulator.domain.year.run import Run, merged
from simulator.domain.year.slots import ADMIN, DISPUTE
from simulator.domain.year.state import Flow, Phase

SAID_BY_THE_CUSTOMER = -1


def advance(run: Run) -> None:
    """Let blocks be found by chance, be handled, and be solved."""
    state, rows, day = run.state, run.stuck, run.day
    if not len(rows):
        return
    unknown = state.found.take(rows) == NEVER
    find(run, rows[unknown & (run.fixed.unfound.take(rows) <= day)], SAID_BY_THE_CUSTOMER)
    known = state.found.take(rows) != NEVER
    _take_in_hand(run, rows[known & (state.fixed.take(rows) == NEVER)])
    law = run.world.behaviour.blocks
    disputed = rows[(state.blocked.take(rows) == DISPUTE) & (state.due.take(rows) < day)]
    who = run.fixed.customer.take(disputed)
    np.add.at(state.relation, who, law.relation_per_day * run.gap)
    over = state.fixed.take(rows) <= day
    if over.any():
        solved = rows[over]
        _solve(run, solved)
        # What a credit note has settled whole is no longer to be paid.
        run.free = merged(run.free, solved[state.left.take(solved) > 0])
        run.stuck = rows[~over]


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
        who = run.fixed.customer.take(rows[disputes])
        run.count(Flow.DESK, who, np.full(len(who), cost))


def _solve(run: Run, rows: Ints) -> None:
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
        state.phase[rows[state.left[rows] <= 0]] = Phase.SETTLED
        np.subtract.at(state.owed, who, credit)
        run.count(Flow.CREDITED, who, credit)
        net = np.rint(credit * (state.net[rows] / state.gross[rows])).astype(np.int64)
        run.count(Flow.CREDITED_NET, who, net)
        state.receipts.put(len(rows), rows, run.day, credit, CREDIT_NOTE)
