"""Orders of the day: accepted, saved by cash, or lost; then invoiced under the terms in force."""

from __future__ import annotations

import numpy as np

from simulator.domain.dates import NEVER
from simulator.domain.year.events import Happening, Why
from simulator.domain.year.exact import Bools, Ints
from simulator.domain.year.paying import receive
from simulator.domain.year.run import OPEN, Run
from simulator.domain.year.state import Flow, Phase, Status

ACTIVE = int(Status.ACTIVE)


def place(run: Run) -> None:
    """Take the orders of the day: over the limit or on hold, most of them are lost."""
    world, state = run.world, run.state
    today = slice(world.day_starts[run.row], world.day_starts[run.row + 1])
    rows, who, net = world.by_day[today], run.fixed.order_who[today], run.fixed.order_net[today]
    there = state.status.take(who) == ACTIVE
    if not there.any():
        return
    rows, who = rows[there], who[there]
    net = np.maximum(np.rint(net[there] * run.demand.take(who)), 1.0).astype(np.int64)
    gross = net + (net * run.fixed.vat + 5_000) // 10_000
    held = state.held.take(who)
    refused = held | (state.owed.take(who) + gross > run.standing.limit.take(who))
    if not refused.any():
        _invoice(run, rows, who, net, gross)
        return
    saved = refused & _saved(run, rows, who)
    lost = refused & ~saved
    _lose(run, rows[lost], net[lost], held[lost])
    kept = ~lost
    _invoice(run, rows[kept], who[kept], net[kept], gross[kept])
    _clear(run, who[saved & held])
    cash = saved & ~held
    if cash.any():
        state.due[rows[cash]] = run.day
        state.log.write(
            run.day, Happening.CASH_SALE, who[cash], slot=rows[cash], amount=gross[cash]
        )
        receive(run, rows[cash], Why.CASH)


def _clear(run: Run, who: Ints) -> None:
    """Let customers pay all their payable arrears so that their order may leave."""
    if not len(who):
        return
    state = run.state
    paying = np.zeros(run.world.size, dtype=np.bool_)
    paying[who] = True
    late = (state.due.take(run.free) < run.day) & paying.take(run.fixed.customer.take(run.free))
    rows = run.free[late]
    if len(rows):
        state.halved[rows] = True
        receive(run, rows, Why.HOLD)
        run.free = run.free[~late]


def _saved(run: Run, rows: Ints, who: Ints) -> Bools:
    """Say which refused customers pay cash, or their arrears, rather than go elsewhere."""
    law, slots = run.world.behaviour.customers, run.world.slots
    willing = slots.asks[rows] < law.asks_base + law.asks_dependence * run.fixed.lean[who]
    able = run.state.liquidity[who] > 0
    return np.asarray(willing & able & (slots.saved[rows] < law.sale_saved))


def _lose(run: Run, rows: Ints, net: Ints, held: Bools) -> None:
    if not len(rows):
        return
    state, law = run.state, run.world.behaviour.customers
    who = run.world.slots.customer[rows]
    state.phase[rows] = Phase.REFUSED
    run.count(Flow.LOST_SALES, who, net)
    run.count(Flow.REFUSED, who)
    np.add.at(state.relation, who, np.where(held, law.relation_hold, law.relation_limit))
    state.log.write(run.day, Happening.REFUSED, who, slot=rows, a=held, amount=net)


def _invoice(run: Run, rows: Ints, who: Ints, net: Ints, gross: Ints) -> None:
    world, state, standing = run.world, run.state, run.standing
    calendar, fixed = world.calendar, run.fixed
    due = standing.days.take(who)
    due += run.day
    ends = calendar.ends.take(due - world.first)
    due = np.where(standing.month_end.take(who), ends, due)
    state.phase[rows] = OPEN
    state.net[rows], state.gross[rows], state.left[rows] = net, gross, gross
    state.due[rows] = due
    run.sure_on[rows] = np.where(world.slots.exact.take(rows), due, NEVER)
    target = due.astype(np.float64)
    if world.assumptions.slow_months:
        target += np.where(fixed.late_payer.take(who), fixed.extra.take(due - world.first), 0.0)
    offer = standing.policy.discount
    if offer.rate:
        early = standing.discounted[who] & (state.liquidity[who] > 0)
        state.early[rows] = early
        target = np.where(early, run.day + offer.within_days, target)
    state.target[rows] = target
    run.fresh.append(rows)
    np.add.at(state.owed, who, gross)
    run.count(Flow.SALES, who, net)
    run.count(Flow.INVOICED, who, gross)
    state.log.write(run.day, Happening.INVOICED, who, slot=rows, amount=gross)
    _stopped(run, who)


def _stopped(run: Run, who: Ints) -> None:
    """Lose the cover of those who are delivered after the insurer's stop."""
    state, standing = run.state, run.standing
    insurance = standing.policy.insurance
    if not insurance.on:
        return
    late = (run.oldest[who] > insurance.stop_days) & (standing.cover[who] > 0)
    newly = np.unique(who[late & ~state.uncovered[who]])
    state.uncovered[newly] = True
    state.log.write(run.day, Happening.COVER_LOST, newly)
