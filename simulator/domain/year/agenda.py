"""What the scenarios ask for on a day, put in order and cut at the capacity of the day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.domain.dates import NEVER
from simulator.domain.ledger.sums import sums
from simulator.domain.year.exact import Bools, Ints
from simulator.domain.year.policy import Priority
from simulator.domain.year.run import Run, known_dispute
from simulator.domain.year.state import Phase

PROMISE_GRACE = 2
NO_CUSTOMER = -1


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Contacts asked for, best first within a draw; ``fits`` says which the day can hold."""

    customer: Ints
    step: Ints
    lever: Ints
    slot: Ints
    late: Ints
    amount: Ints
    minutes: Ints
    fits: Bools


def ask(run: Run) -> Asked:
    """Follow the oldest open item of each account, and return the contacts due today."""
    state, standing = run.state, run.standing
    slot, late, amount = _accounts(run)
    _follow(run, slot, late)
    steps, scenario = standing.steps, standing.scenario
    here = (scenario, state.pointer)
    ready = (slot >= 0) & (late >= steps.offset[here])
    ready &= run.day - state.last_contact >= steps.gap[here]
    ready &= amount >= steps.min_overdue[here]
    promised = (state.promise_due != NEVER) & (run.day <= state.promise_due + PROMISE_GRACE)
    ready &= ~(promised & steps.waits_promise[here])
    rows = np.flatnonzero(ready)
    lever = steps.lever[scenario[rows], state.pointer[rows]]
    return _ordered(run, rows, lever, slot[rows], late[rows], amount[rows])


def _accounts(run: Run) -> tuple[Ints, Ints, Ints]:
    """Return for each customer its oldest chaseable slot (−1: none), its days late, the amount.

    The amount is what is overdue and not in a known dispute, or the item itself before its day.
    """
    state, size = run.state, run.world.size
    run.live = live = run.live[state.phase[run.live] == Phase.OPEN]
    run.who = who = run.world.slots.customer[live]
    chased = ~known_dispute(run, live)
    chased |= ~run.standing.steps.waits_dispute[run.standing.scenario[who]]
    rows, owner = live[chased], who[chased]
    slot = np.full(size, NO_CUSTOMER, dtype=np.int64)
    late = np.zeros(size, dtype=np.int64)
    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    first = np.minimum.reduceat((state.due[rows] << 32) | rows, starts) & (2**32 - 1)
    accounts = owner[starts]
    slot[accounts] = first
    late[accounts] = run.day - state.due[first]
    past = state.due[rows] < run.day
    amount = sums(owner[past], state.left[rows[past]], size)
    early = accounts[late[accounts] <= 0]
    amount[early] = state.left[slot[early]]
    return slot, late, amount


def _follow(run: Run, slot: Ints, late: Ints) -> None:
    """Begin a scenario again when the oldest item of an account has changed.

    What was to be said before the due date is no longer said after it; a policy that has changed
    since may have fewer steps.
    """
    state, standing = run.state, run.standing
    steps = standing.steps
    first = np.where(late > 0, steps.spontaneous[standing.scenario], 0)
    end = steps.offset.shape[1] - 1
    state.pointer = np.minimum(np.maximum(state.pointer, first), end)
    rows = np.flatnonzero(slot != state.leader)
    if not len(rows):
        return
    scenario = standing.scenario[rows]
    missed = (steps.offset[scenario] < late[rows][:, None]).sum(axis=1)
    state.pointer[rows] = np.where(late[rows] > 0, first[rows], missed)
    state.leader[rows] = slot[rows]
    state.used[:, rows] = 0
    state.threat_on[rows] = NEVER
    state.agency[rows] &= late[rows] > 0


def _ordered(run: Run, rows: Ints, lever: Ints, slot: Ints, late: Ints, amount: Ints) -> Asked:
    minutes = run.world.laws.minutes[lever]
    draw = rows // run.world.count
    order = np.lexsort((rows, -_weight(run, rows, late, amount), draw))
    rows, lever, slot = rows[order], lever[order], slot[order]
    late, amount, minutes, draw = late[order], amount[order], minutes[order], draw[order]
    used = np.cumsum(minutes)
    starts = np.searchsorted(draw, draw)
    before = np.append(0, used)[starts]
    fits = (minutes == 0) | (used - before <= run.standing.policy.capacity_minutes)
    step = run.state.pointer[rows]
    return Asked(rows, step, lever, slot, late, amount, minutes, fits)


def _weight(run: Run, rows: Ints, late: Ints, amount: Ints) -> Ints:
    """Return what puts a contact before another, in whole numbers."""
    age = np.maximum(late, 0)
    how = run.standing.policy.priority
    if how is Priority.AMOUNT:
        return amount
    if how is Priority.AGE:
        return age
    if how is Priority.RISK:
        return np.asarray(amount * (1 + run.standing.risk[rows]))
    return np.asarray(amount * (30 + age))
