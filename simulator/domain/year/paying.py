"""Payments of the day: waiting times that have run out, on the customers' payment runs."""

from __future__ import annotations

import numpy as np

from simulator.domain.year.behaviour import LEVERS
from simulator.domain.year.events import Happening, Why
from simulator.domain.year.exact import RAMP_REACH, RAMP_STEP, Bools, Floats, Ints, ramp, real, some
from simulator.domain.year.run import OPEN, Run, pressure
from simulator.domain.year.state import Flow, Phase

CREDIT_NOTE, DISCOUNT, WRITE_OFF = -1, -2, -3
"""Codes of the receipts that are not money, beside those of ``Means``."""
FELT = 0.3
_FELT, _MIDDLE = real(FELT), real(RAMP_REACH * RAMP_STEP)
HABIT, ON_THE_DAY, CASH = int(Why.HABIT), int(Why.ON_THE_DAY), Why.CASH
PROMISE, SOLVED = int(Why.PROMISE), int(Why.SOLVED)
SETTLED = int(Phase.SETTLED)
SOLVED_RECENTLY = 15


def pay(run: Run) -> None:
    """Let waiting go by on payable invoices, and receive those that are ready on a payment run."""
    state, rows = run.state, run.free
    who = run.free_who
    worn = _worn(run, rows, who)
    state.hazard[rows] = worn
    sure = run.sure_on.take(rows) <= run.now
    ready = worn >= state.patience.take(rows)
    ready |= sure
    if run.discounts:
        early = state.early.take(rows)
        ready = np.where(early, state.target.take(rows) <= run.day, ready)
        sure |= early
    near = ready.nonzero()[0]
    today = run.world.calendar.runs[run.row][run.world.run_key[who[near]]]
    near = near[today | sure[near]]
    if len(near):
        paid = rows[near]
        why = _why(run, paid, sure[near]) if state.log.keep else None
        done = receive(run, paid, why)
        left = ready  # its place is taken again rather than made
        left.fill(True)  # noqa: FBT003 - a method of numpy
        left[near if done is None else near[done]] = False
        run.free, run.free_who = rows[left], who[left]


def _worn(run: Run, rows: Ints, who: Ints) -> Floats:
    """Return the waiting gone by on each slot, today included."""
    state, fixed, law = run.state, run.fixed, run.world.behaviour.customers
    rate = pressure(run)
    some = fixed.haggling
    habit = 1.0 + law.belief_on_delay * (law.belief_start - state.belief[some])
    run.delay[some] = fixed.mean[some] * habit
    x = run.now - state.target.take(rows)
    x -= run.delay.take(who)
    x *= fixed.pace.take(who)
    x += _MIDDLE
    # Beyond the ends of the ramp the hazard is that of its ends: what ``clip`` does.
    worn = ramp().take(x.astype(np.int64), mode="clip")
    worn *= rate.take(who)
    if run.gap > 1:
        worn *= run.gap
    worn += state.hazard.take(rows)
    return worn


def _why(run: Run, rows: Ints, sure: Bools) -> Ints:
    """Return what made each payment come: the strongest of what was felt, else habit."""
    state = run.state
    who = run.fixed.customer[rows]
    felt = state.stock[: run.levers].take(who, axis=1)
    best = np.maximum.reduce(felt, axis=0)
    why = np.where(best > _FELT, felt.argmax(axis=0), HABIT)
    if run.held:
        hold = state.held[who] * run.fixed.hold[who]
        why[hold > np.maximum(best, FELT)] = Why.HOLD
    why[run.promised[who] > _FELT] = PROMISE
    # A day to come is a number below zero, which is beyond all others without its sign.
    since = (run.now - state.fixed[rows]).view(np.uint64)
    why[since < SOLVED_RECENTLY] = SOLVED
    why[sure] = ON_THE_DAY
    if run.discounts:
        why[state.early[rows]] = Why.DISCOUNT
    return why


def receive(run: Run, rows: Ints, why: Ints | int | None) -> Bools | None:
    """Receive money on slots, in full or a first part, and say which are paid in full.

    Nothing is said when all of them are. ``why`` is what each payment is due to; nothing when
    events are not kept.
    """
    state, world = run.state, run.world
    who = run.fixed.customer[rows]
    if run.discounts:
        _discount(run, rows, who)
    amount = left = state.left[rows]
    done, part = None, run.splits[rows]
    if why is not CASH and some(part):
        share = world.slots.split[rows]
        amount = np.where(part, np.maximum(np.rint(left * share), 1.0), left).astype(np.int64)
        done = amount >= left
    state.left[rows] = left - amount
    state.phase[rows] = SETTLED
    if done is not None:
        halves = rows[~done]
        state.phase[halves] = OPEN
        state.halved[halves] = True
        run.splits[halves] = False
        state.hazard[halves] = 0.0
        state.patience[halves] = world.slots.second[halves]
    np.subtract.at(state.owed, who, amount)
    np.add.at(state.promise_paid, who, amount)
    late = run.now - state.due[rows]
    run.tally.payments.append((who, amount, late, done))
    if run.agencies:
        _fees(run, who, amount, late)
    state.receipts.put(len(rows), rows, run.day, amount, run.fixed.means[who])
    if why is not None and state.log.keep:
        _tell(run, rows, who, done, why=why, late=late, amount=amount)
    return done


def _tell(
    run: Run,
    rows: Ints,
    who: Ints,
    done: Bools | None,
    *,
    why: Ints | int,
    late: Ints,
    amount: Ints,
) -> None:
    """Note payments: those in full first, then the first parts."""
    log = run.state.log
    if done is None:
        log.write(run.day, Happening.PAID, who, slot=rows, a=why, b=late, amount=amount)
        return
    causes = np.full(len(rows), why) if isinstance(why, int) else why
    for mask, kind in ((done, Happening.PAID), (~done, Happening.PAID_PART)):
        log.write(
            run.day,
            kind,
            who[mask],
            slot=rows[mask],
            a=causes[mask],
            b=late[mask],
            amount=amount[mask],
        )


def _fees(run: Run, who: Ints, amount: Ints, late: Ints) -> None:
    """Count the agency's share of what comes late from those it was given."""
    agency = run.state.agency[who] & (late > 0)
    if not some(agency):
        return
    share = run.world.behaviour.money.agency_fee
    run.count(Flow.FEES, who[agency], np.rint(amount[agency] * share).astype(np.int64))


def _discount(run: Run, rows: Ints, who: Ints) -> None:
    """Take the discount off what is paid in time; its VAT is taken back with it."""
    state, offer = run.state, run.standing.policy.discount
    if not offer.rate:
        return
    early = state.early[rows]
    if not some(early):
        return
    taken, takers = rows[early], who[early]
    off = np.rint(state.left[taken] * offer.rate).astype(np.int64)
    state.left[taken] -= off
    np.subtract.at(state.owed, takers, off)
    run.count(Flow.DISCOUNTED, takers, off)
    net = np.rint(off * (state.net[taken] / state.gross[taken])).astype(np.int64)
    run.count(Flow.DISCOUNTED_NET, takers, net)
    state.receipts.put(len(taken), taken, run.day, off, DISCOUNT)


def lever_name(why: int) -> str:
    """Return the code of a cause of payment: a lever's or a ``Why``'s."""
    return LEVERS[why] if why < len(LEVERS) else Why(why).name.lower()
