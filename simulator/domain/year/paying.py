"""Payments of the day: waiting times that have run out, on the customers' payment runs."""

from __future__ import annotations

import numpy as np

from simulator.domain.year.behaviour import LEVERS
from simulator.domain.year.events import Happening, Why
from simulator.domain.year.exact import RAMP_REACH, RAMP_STEP, Bools, Ints, ramp
from simulator.domain.year.run import Run, pressure
from simulator.domain.year.state import Flow, Phase

CREDIT_NOTE, DISCOUNT, WRITE_OFF = -1, -2, -3
"""Codes of the receipts that are not money, beside those of ``Means``."""
FELT = 0.3
SOLVED_RECENTLY = 15


def pay(run: Run) -> None:
    """Let waiting go by on payable invoices, and receive those that are ready on a payment run."""
    state, world = run.state, run.world
    payable = state.blocked[run.live] == 0
    rows, who = run.live[payable], run.who[payable]
    rate = pressure(run)
    delay = run.mean * np.where(
        run.bargains,
        1.0
        + world.behaviour.customers.belief_on_delay
        * (world.behaviour.customers.belief_start - state.belief),
        1.0,
    )
    x = (run.day - state.target[rows] - delay[who]) * run.scale[who]
    cell = ((np.minimum(np.maximum(x, -RAMP_REACH), RAMP_REACH) + RAMP_REACH) * RAMP_STEP).astype(
        np.int64
    )
    worn = state.hazard[rows] + ramp()[cell] * rate[who] * run.gap
    state.hazard[rows] = worn
    ready = worn >= state.patience[rows]
    sure = world.slots.exact[rows] & (state.due[rows] <= run.day)
    early = state.early[rows]
    ready = np.where(early, state.target[rows] <= run.day, ready | sure)
    now = ready & (world.calendar.runs[run.row][world.run_key[who]] | sure | early)
    if now.any():
        paid = rows[now]
        receive(run, paid, _why(run, paid, sure[now]))


def _why(run: Run, rows: Ints, sure: Bools) -> Ints:
    """Return what made each payment come: the strongest of what was felt, else habit."""
    state = run.state
    who = run.world.slots.customer[rows]
    felt = state.stock[:, who]
    best = felt.max(axis=0)
    why = np.where(best > FELT, felt.argmax(axis=0), int(Why.HABIT))
    law = run.world.behaviour.customers
    hold = np.where(state.held[who], law.hold_base + law.hold_dependence * run.lean[who], 0.0)
    why = np.where(hold > np.maximum(best, FELT), int(Why.HOLD), why)
    why = np.where(run.promised[who] > FELT, int(Why.PROMISE), why)
    solved = (run.day - state.fixed[rows] >= 0) & (run.day - state.fixed[rows] < SOLVED_RECENTLY)
    why = np.where(solved, int(Why.SOLVED), why)
    why = np.where(sure, int(Why.ON_THE_DAY), why)
    return np.where(state.early[rows], int(Why.DISCOUNT), why)


def receive(run: Run, rows: Ints, why: Ints) -> None:
    """Receive money on slots: in full, or a first part of it."""
    state, world = run.state, run.world
    who = world.slots.customer[rows]
    _discount(run, rows, who)
    left = state.left[rows]
    part = (world.slots.split[rows] > 0) & ~state.halved[rows] & (why != Why.CASH)
    amount = np.where(part, np.maximum(np.rint(left * world.slots.split[rows]), 1.0), left).astype(
        np.int64
    )
    rest = left - amount
    again = rest > 0
    state.left[rows] = rest
    state.phase[rows] = np.where(again, Phase.OPEN, Phase.SETTLED)
    halves = rows[again]
    state.halved[halves] = True
    state.hazard[halves] = 0.0
    state.patience[halves] = world.slots.second[halves]
    np.subtract.at(state.owed, who, amount)
    np.add.at(state.promise_paid, who, amount)
    run.count(Flow.CASH, who, amount)
    late = run.day - state.due[rows]
    done = ~again
    run.count(Flow.PAID_COUNT, who[done])
    run.count(Flow.LATE_DAYS, who[done], np.maximum(late[done], 0))
    run.count(Flow.LATE_COUNT, who[done], (late[done] > 0).astype(np.int64))
    share = world.behaviour.money.agency_fee
    agency = state.agency[who] & (late > 0)
    if agency.any():
        fee = np.rint(amount[agency] * share).astype(np.int64)
        run.count(Flow.FEES, who[agency], fee)
    means = world.traits.means[world.place[who]]
    state.receipts.put(len(rows), rows, run.day, amount, means)
    for mask, kind in ((done, Happening.PAID), (again, Happening.PAID_PART)):
        state.log.write(
            run.day,
            kind,
            who[mask],
            slot=rows[mask],
            a=why[mask],
            b=late[mask],
            amount=amount[mask],
        )


def _discount(run: Run, rows: Ints, who: Ints) -> None:
    """Take the discount off what is paid in time; its VAT is taken back with it."""
    state, offer = run.state, run.standing.policy.discount
    early = state.early[rows]
    if not early.any() or not offer.rate:
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
