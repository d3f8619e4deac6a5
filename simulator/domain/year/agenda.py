"""What the scenarios ask for on a day, put in order and cut at the capacity of the day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.domain.dates import NEVER
from simulator.domain.year.exact import ZERO, Bools, Ints, whole
from simulator.domain.year.fixed import NOTHING
from simulator.domain.year.run import DAY, Run, total
from simulator.domain.year.standing import EARLIEST

PROMISE_GRACE = 2
_NOTHING, _NEVER = whole(NOTHING), whole(NEVER)
_DAY, _EARLIEST = whole(DAY), whole(EARLIEST)


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
    rows = ((late >= steps.offset[here]) & (slot >= ZERO)).nonzero()[0]
    here, late, slot = here[rows], late[rows], slot[rows]
    owed = np.where(late > ZERO, amount[rows], state.left[slot])
    ready = run.now - state.last_contact[rows] >= steps.gap[here]
    ready &= owed >= steps.min_overdue[here]
    # A day that never comes is beyond any other: who promised nothing waits for nothing.
    due = state.promise_due[rows]
    promised = (due != _NEVER) & (due >= run.day - PROMISE_GRACE)
    ready &= ~(promised & steps.waits_promise[here])
    here = here[ready]
    lever = steps.lever[here]
    minutes = run.world.laws.minutes[lever]
    return Asked(rows[ready], here, lever, slot[ready], late[ready], owed[ready], minutes)


def _accounts(run: Run) -> tuple[Ints, Ints, Ints]:
    """Return for each customer its oldest chaseable slot (−1: none), its days late, the amount.

    The amount is what is overdue and not in a known dispute.
    """
    state = run.state
    key, who = run.key.take(run.free), run.free_who
    best = run.fixed.nothing.copy()
    np.minimum.at(best, who, key)
    past = (key < run.today).nonzero()[0]
    payers, owing = who.take(past), run.free.take(past)
    run.late, run.late_who = owing, payers
    stuck = run.stuck
    if len(stuck.rows):
        chased = ~(stuck.known & run.fixed.stops[stuck.who])
        later, owner = stuck.key[chased], stuck.who[chased]
        np.minimum.at(best, owner, later)
        gone = stuck.past[chased]
        payers = np.concatenate([payers, owner[gone]])
        owing = np.concatenate([owing, stuck.rows[chased][gone]])
    there = best != _NOTHING
    # Down again with its sign: the low half of the key of no invoice is −1.
    slot = best << _DAY >> _DAY
    late = (run.now - (best >> _DAY)) * there
    return slot, late, total(run, payers, state.left.take(owing))


def _follow(run: Run, slot: Ints, late: Ints) -> None:
    """Begin a scenario again when the oldest item of an account has changed.

    What was to be said before the due date is no longer said after it.
    """
    state, known = run.state, run.fixed
    if known.foresees:
        first = known.early_steps * (late > ZERO)
        np.maximum(first, state.pointer, out=state.pointer)
    rows = (slot != state.leader).nonzero()[0]
    if not len(rows):
        return
    past = late[rows]
    ago = np.minimum(np.maximum(past, _EARLIEST), ZERO)
    state.pointer[rows] = known.missed[known.missing[rows] + ago]
    state.leader[rows] = slot[rows]
    state.used.T[rows] = 0
    state.threat_on[rows] = NEVER
    if run.agencies:
        state.agency[rows] &= past > ZERO


def order(run: Run, asked: Asked) -> Ints:
    """Return the order of the work: draw by draw, the weightiest first, then by customer."""
    weight = -_weight(run, asked.customer, asked.late, asked.amount)
    if len(run.world.draws) == 1:
        return weight.argsort(kind="stable")
    return np.lexsort((weight, run.fixed.rank[asked.customer]))


def fits(run: Run, asked: Asked) -> tuple[Ints, Bools] | None:
    """Return the order of the work and what the day can hold, in each draw; nothing: all."""
    most = run.standing.policy.capacity_minutes
    if int(np.add.reduce(asked.minutes)) <= most:
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
    return first, held


def _weight(run: Run, rows: Ints, late: Ints, amount: Ints) -> Ints:
    """Return what puts a contact before another, in whole numbers."""
    how = run.standing.policy.priority
    if how == "amount":
        return amount
    if how == "risk":
        return np.asarray(amount * (1 + run.standing.risk[rows]))
    age = np.maximum(late, 0)
    return age if how == "age" else np.asarray(amount * (30 + age))
