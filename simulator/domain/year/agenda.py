"""What the scenarios ask for on a day, put in order and cut at the capacity of the day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.domain.dates import NEVER
from simulator.domain.year.exact import Bools, Ints
from simulator.domain.year.run import Run, known_dispute, total
from simulator.domain.year.standing import EARLIEST

PROMISE_GRACE = 2
NO_CUSTOMER = -1
NOTHING = 2**62


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
    state, standing, steps = run.state, run.standing, run.standing.steps
    slot, late, amount = _accounts(run)
    _follow(run, slot, late)
    here = standing.scenario * steps.offset.shape[1]
    here += state.pointer
    rows = ((late >= steps.offset.ravel().take(here)) & (slot >= 0)).nonzero()[0]
    here, owed = here.take(rows), amount.take(rows)
    ready = run.day - state.last_contact.take(rows) >= steps.gap.ravel().take(here)
    ready &= owed >= steps.min_overdue.ravel().take(here)
    # A day that never comes is beyond any other: who promised nothing waits for nothing.
    due = state.promise_due.take(rows)
    promised = (due != NEVER) & (due >= run.day - PROMISE_GRACE)
    ready &= ~(promised & steps.waits_promise.ravel().take(here))
    rows, here = rows[ready], here[ready]
    lever = steps.lever.ravel().take(here)
    return _ordered(run, rows, lever, slot.take(rows), late.take(rows), owed[ready])


def _accounts(run: Run) -> tuple[Ints, Ints, Ints]:
    """Return for each customer its oldest chaseable slot (−1: none), its days late, the amount.

    The amount is what is overdue and not in a known dispute, or the item itself before its day.
    """
    state, size, customer = run.state, run.world.size, run.fixed.customer
    free, stuck = run.free, run.stuck
    run.free_who = who = customer.take(free)
    owner = customer.take(stuck)
    chased = ~(known_dispute(run, stuck) & run.fixed.stops.take(owner))
    stuck, owner = stuck[chased], owner[chased]
    due, later = state.due.take(free), state.due.take(stuck)
    best = np.full(size, NOTHING)
    if len(free):
        starts = _starts(who)
        best[who.take(starts)] = np.minimum.reduceat((due << 32) | free, starts)
    np.minimum.at(best, owner, (later << 32) | stuck)
    there = best != NOTHING
    slot = np.where(there, best & (2**32 - 1), NO_CUSTOMER)
    late = np.where(there, run.day - (best >> 32), 0)
    past, gone = due < run.day, later < run.day
    payers = np.concatenate([who[past], owner[gone]])
    amount = total(run, payers, state.left.take(np.concatenate([free[past], stuck[gone]])))
    early = (there & (late <= 0)).nonzero()[0]
    amount[early] = state.left.take(slot.take(early))
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
        first = np.where(late > 0, run.fixed.early_steps, 0)
        state.pointer = np.maximum(first, state.pointer)
    rows = (slot != state.leader).nonzero()[0]
    if not len(rows):
        return
    past = late.take(rows)
    ago = np.minimum(np.maximum(past, EARLIEST), 0)
    state.pointer[rows] = standing.steps.missed[standing.scenario.take(rows), ago - EARLIEST]
    state.leader[rows] = slot.take(rows)
    state.used[:, rows] = 0
    state.threat_on[rows] = NEVER
    state.agency[rows] &= past > 0


def _ordered(run: Run, rows: Ints, lever: Ints, slot: Ints, late: Ints, amount: Ints) -> Asked:
    """Put contacts in order within their draw: the weightiest first, then by customer."""
    minutes = run.world.laws.minutes.take(lever)
    weight = -_weight(run, rows, late, amount)
    if len(run.world.draws) == 1:
        order = weight.argsort(kind="stable")
    else:
        order = np.lexsort((weight, run.fixed.rank.take(rows)))
    rows, lever, slot = rows.take(order), lever.take(order), slot.take(order)
    late, amount, minutes = late.take(order), amount.take(order), minutes.take(order)
    fits = _fits(run, run.fixed.rank.take(rows), minutes)
    return Asked(rows, run.state.pointer.take(rows), lever, slot, late, amount, minutes, fits)


def _fits(run: Run, draw: Ints, minutes: Ints) -> Bools:
    """Say which contacts the day can hold, up to its capacity in each draw."""
    used = minutes.cumsum()
    most = run.standing.policy.capacity_minutes
    if not len(used) or used[-1] <= most:
        return np.ones(len(used), dtype=np.bool_)
    if len(run.world.draws) > 1:
        starts = np.searchsorted(draw, draw)
        used = used - used.take(starts) + minutes.take(starts)
    return np.asarray((minutes == 0) | (used <= most))


def _weight(run: Run, rows: Ints, late: Ints, amount: Ints) -> Ints:
    """Return what puts a contact before another, in whole numbers."""
    how = run.standing.policy.priority
    if how == "amount":
        return amount
    if how == "risk":
        return np.asarray(amount * (1 + run.standing.risk.take(rows)))
    age = np.maximum(late, 0)
    return age if how == "age" else np.asarray(amount * (30 + age))
