"""Invoices that cannot be paid: found by a contact or by chance, then fixed by the desk."""

from __future__ import annotations

import numpy as np

from simulator.domain.dates import NEVER
from simulator.domain.year.events import Happening
from simulator.domain.year.exact import Floats, Ints, some
from simulator.domain.year.paying import CREDIT_NOTE
from simulator.domain.year.run import Run, merged
from simulator.domain.year.slots import ADMIN, DISPUTE
from simulator.domain.year.state import Flow, Phase

SAID_BY_THE_CUSTOMER = -1


def advance(run: Run) -> None:
    """Let blocks be found by chance, be handled, and be solved."""
    state, stuck, day = run.state, run.stuck, run.day
    rows = stuck.rows
    if not len(rows):
        return
    if run.to_find <= day:
        _speak(run, rows)
    if run.to_take:
        known = state.found[rows] != NEVER
        _take_in_hand(run, rows[known & (state.fixed[rows] == NEVER)])
        run.to_take = False
    disputed = stuck.who[stuck.disputed & stuck.past]
    np.add.at(state.relation, disputed, run.world.behaviour.blocks.relation_per_day * run.gap)
    if run.to_solve <= day:
        _finish(run)


def _speak(run: Run, rows: Ints) -> None:
    """Let customers say what nobody asked them."""
    hidden = rows[run.state.found[rows] == NEVER]
    days = run.fixed.unfound[hidden]
    now = days <= run.day
    find(run, hidden[now], SAID_BY_THE_CUSTOMER)
    run.to_find = int(days[~now].min(initial=NEVER))


def _finish(run: Run) -> None:
    """Solve what the desk has done with, and make it payable."""
    state, stuck = run.state, run.stuck
    days = state.fixed[stuck.rows]
    over = days <= run.day
    run.to_solve = int(days[~over].min(initial=NEVER))
    if not some(over):
        return
    rows = stuck.rows[over]
    run.stuck = stuck.of(~over)
    solve(run, rows, run.world.slots.credit[rows])


def find(run: Run, rows: Ints, lever: Ints | int) -> None:
    """Note that blocks are now known, each by a lever."""
    if not len(rows):
        return
    state = run.state
    who = run.world.slots.customer[rows]
    state.found[rows] = run.day
    run.stuck.known = run.stuck.disputed & (state.found[run.stuck.rows] != NEVER)
    run.to_take = True
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
    run.to_solve = min(run.to_solve, run.day + int(days.min()))
    if world.assumptions.desk_cost and some(disputes):
        speed = law.desk_reference_days / run.standing.policy.dispute_days
        cost = round(100.0 * law.desk_cost * speed)
        who = run.fixed.customer[rows[disputes]]
        run.count(Flow.DESK, who, np.full(len(who), cost))


def solve(run: Run, rows: Ints, share: Floats | float, how: int = 0) -> None:
    """Solve blocks with a credit note on a share of what is left, and make the rest payable.

    The caller takes them off those that are stuck.
    ``how`` is 0 for the desk, else the rank of what was done by hand.
    """
    state, slots, law = run.state, run.world.slots, run.world.behaviour.blocks
    who, solved = slots.customer[rows], rows
    credit = np.rint(state.left[rows] * share).astype(np.int64)
    disputes = state.blocked[rows] != ADMIN
    state.blocked[rows] = 0
    np.add.at(state.relation, who[disputes], law.relation_solved)
    run.count(Flow.SOLVED, who)
    state.log.write(run.day, Happening.SOLVED, who, slot=rows, a=how, amount=credit)
    given = credit > 0
    if some(given):
        rows, who, credit = rows[given], who[given], credit[given]
        state.left[rows] -= credit
        state.phase[rows[state.left[rows] <= 0]] = Phase.SETTLED
        np.subtract.at(state.owed, who, credit)
        run.count(Flow.CREDITED, who, credit)
        net = np.rint(credit * (state.net[rows] / state.gross[rows])).astype(np.int64)
        run.count(Flow.CREDITED_NET, who, net)
        state.receipts.put(len(rows), rows, run.day, credit, CREDIT_NOTE)
    # What a credit note has settled whole is no longer to be paid.
    run.free = merged(run.free, solved[state.left[solved] > 0])
    run.free_who = run.fixed.customer.take(run.free)
