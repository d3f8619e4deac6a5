"""What the scenarios ask for on a day, put in order and cut at the capacity of the day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.domain.dates import NEVER
from simulator.domain.year.exact import Bools, Ints
from simulator.domain.year.fixed import NOTHING
from simulator.domain.year.run import DAY, Run, total
from simulator.domain.year.standing import EARLIEST

PROMISE_GRACE = 2
NO_CUSTOMER = -1
SLOT = 2**DAY - 1


@dataclass(slots=True, eq=False)
class Asked:
    """Contacts asked for, by customer: ``here`` is the place of the step in ``Fixed.asked``."""

    customer: Ints
    here: Ints
    lever: Ints
    slot: Ints
    late: Ints
    amount: Ints
    minutes: Ints


def ask(run: Run) -> Asked:
    """Follow the oldest open item of each account, and return the contacts due today."""
    state, steps = run.state, run.fixed.asked
    slot, late, amount = _accounts(run)
    _follow(run, slot, late)
    here = steps.start + state.pointer
    rows = ((late >= steps.offset[here]) & (slot >= 0)).nonzero()[0]
    here, owed = here[rows], amount[rows]
    ready = run.day - state.last_contact[rows] >= steps.gap[here]
    ready &= owed >= steps.min_overdue[here]
    # A day that never comes is beyond any other: who promised nothing waits for nothing.
    due = state.promise_due[rows]
    promised = (due != NEVER) & (due >= run.day - PROMISE_GRACE)
    ready &= ~(promised & steps.waits_promise[here])
    rows, here, owed = rows[ready], here[ready], owed[ready]
    lever = steps.lever[here]
    minutes = run.world.laws.minutes[lever]
    return Asked(rows, here, lever, slot[rows], late[rows], owed, minutes)


def _accounts(run: Run) -> tuple[Ints, Ints, Ints]:
    """Return for each customer its oldest chaseable slot (−1: none), its days late, the amount.

    The amount is what is overdue and not in a known dispute, or the item itself before its day.
    """
    state, today = run.state, run.day << DAY
    key, who = run.key.take(run.free), run.free_who
    best = run.fixed.nothing.copy()
    if len(key):
        starts = _starts(who)
        best[who[starts]] = np.minimum.reduceat(key, starts)
    past = (key < today).nonzero()[0]
    payers, owing = who.take(past), run.free.take(past)
    stuck = run.stuck
    if len(stuck.rows):
        chased = ~(stuck.known & run.fixed.stops[stuck.who])
        later, owner = stuck.key[chased], stuck.who[chased]
        np.minimum.at(best, owner, later)
        gone = stuck.past[chased]
        payers = np.concatenate([payers, owner[gone]])
        owing = np.concatenate([owing, stuck.rows[chased][gone]])
    there = best != NOTHING
    slot = np.where(there, best & SLOT, NO_CUSTOMER)
    late = (run.day - (best >> DAY)) * there
    amount = total(run, payers, state.left.take(owing))
    early = (there & (late <= 0)).nonzero()[0]
    if len(early):
        amount[early] = state.left[slot[early]]
    return slot, late, amount


def _starts(keys: Ints) -> Ints:
    """Return where each run of equal keys begins."""
    new = np.empty(len(keys), dtype=np.bool_)
    new[0] = True
    np.not_equal(keys[1:], keys[:-1], out=new[1:])
    return new.nonzero()[0]


def _follow(run: Run, slot: Ints, late: Ints) -> None:
    """Begin a scenario again when the oldest item of an account has changed.

    What was to be said before the due date is no longer said after it.
    """
    state, standing = run.state, run.standing
    if run.fixed.foresees:
        first = run.fixed.early_steps * (late > 0)
        state.pointer = np.maximum(first, state.pointer)
    rows = (slot != state.leader).nonzero()[0]
    if not len(rows):
        return
    past = late[rows]
    ago = np.minimum(np.maximum(past, EARLIEST), 0)
    state.pointer[rows] = standing.steps.missed[standing.scenario[rows], ago - EARLIEST]
    state.leader[rows] = slot[rows]
    state.used[: run.levers, rows] = 0
    state.threat_on[rows] = NEVER
    if run.agencies:
        state.agency[rows] &= past > 0


def order(run: Run, asked: Asked) -> Ints:
    """Return the order of the work: draw by draw, the weightiest first, then by customer."""
    weight = -_weight(run, asked.customer, asked.late, asked.amount)
    if len(run.world.draws) == 1:
        return weight.argsort(kind="stable")
    return np.lexsort((weight, run.fixed.rank[asked.customer]))


def fits(run: Run, asked: Asked) -> Bools | None:
    """Say which contacts the day can hold, up to its capacity in each draw; nothing: all."""
    most = run.standing.policy.capacity_minutes
    if int(asked.minutes.sum()) <= most:
        return None  # the usual day: whatever the order, all is done
    first = order(run, asked)
    minutes = asked.minutes[first]
    used = minutes.cumsum()
    if len(run.world.draws) > 1:
        draw = run.fixed.rank[asked.customer[first]]
        starts = draw.searchsorted(draw)
        used = used - used[starts] + minutes[starts]
    held = np.empty(len(first), dtype=np.bool_)
    held[first] = (minutes == 0) | (used <= most)
    return held


def _weight(run: Run, rows: Ints, late: Ints, amount: Ints) -> Ints:
    """Return what puts a contact before another, in whole numbers."""
    how = run.standing.policy.priority
    if how == "amount":
        return amount
    if how == "risk":
        return np.asarray(amount * (1 + run.standing.risk[rows]))
    age = np.maximum(late, 0)
    return age if how == "age" else np.asarray(amount * (30 + age))
