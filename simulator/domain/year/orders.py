"""Orders of the day: accepted, saved by cash, or lost; then invoiced under the terms in force."""

from __future__ import annotations

import numpy as np

from simulator.domain.year.events import Happening, Why
from simulator.domain.year.exact import Bools, Ints
from simulator.domain.year.paying import receive
from simulator.domain.year.run import Run
from simulator.domain.year.state import Flow, Phase, Status


def place(run: Run) -> None:
    """Take the orders of the day: over the limit or on hold, most of them are lost."""
    world, state, standing = run.world, run.state, run.standing
    rows = world.by_day[world.day_starts[run.row] : world.day_starts[run.row + 1]]
    rows = rows[state.status[world.slots.customer[rows]] == Status.ACTIVE]
    if not len(rows):
        return
    who = world.slots.customer[rows]
    factor = standing.volume[who] * run.adverse[who]
    net = np.maximum(np.rint(world.slots.net[rows] * factor), 1.0).astype(np.int64)
    vat = round(world.portfolio.supplier.vat_rate * 10_000)
    gross = net + (net * vat + 5_000) // 10_000
    held = state.held[who]
    refused = held | (state.owed[who] + gross > standing.limit[who])
    saved = refused & _saved(run, rows, who)
    lost = refused & ~saved
    _lose(run, rows[lost], net[lost], held[lost])
    kept = ~lost
    _invoice(run, rows[kept], net[kept], gross[kept])
    _clear(run, who[saved & held])
    cash = saved & ~held
    if cash.any():
        state.due[rows[cash]] = run.day
        state.log.write(
            run.day, Happening.CASH_SALE, who[cash], slot=rows[cash], amount=gross[cash]
        )
        receive(run, rows[cash], np.full(int(cash.sum()), Why.CASH, dtype=np.int64))


def _clear(run: Run, who: Ints) -> None:
    """Let customers pay all their payable arrears so that their order may leave."""
    if not len(who):
        return
    state = run.state
    paying = np.zeros(run.world.size, dtype=np.bool_)
    paying[who] = True
    late = (state.due[run.live] < run.day) & (state.blocked[run.live] == 0) & paying[run.who]
    rows = run.live[late]
    if len(rows):
        state.halved[rows] = True
        receive(run, rows, np.full(len(rows), Why.HOLD, dtype=np.int64))
        run.live = run.live[~late]
        run.who = run.who[~late]


def _saved(run: Run, rows: Ints, who: Ints) -> Bools:
    """Say which refused customers pay cash, or their arrears, rather than go elsewhere."""
    law, slots = run.world.behaviour.customers, run.world.slots
    willing = slots.asks[rows] < law.asks_base + law.asks_dependence * run.lean[who]
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


def _invoice(run: Run, rows: Ints, net: Ints, gross: Ints) -> None:
    world, state, standing = run.world, run.state, run.standing
    who, calendar = world.slots.customer[rows], run.world.calendar
    due = run.day + standing.days[who]
    due = np.where(standing.month_end[who], calendar.ends[due - world.first], due)
    state.phase[rows] = Phase.OPEN
    state.net[rows], state.gross[rows], state.left[rows] = net, gross, gross
    state.due[rows] = due
    state.target[rows] = due
    if world.assumptions.slow_months:
        extra = np.array(world.population.slow_months)[calendar.due_month[due - world.first]]
        state.target[rows] += np.where(run.mean[who] > 0, extra, 0.0)
    offer = standing.policy.discount
    if offer.rate:
        early = standing.discounted[who] & (state.liquidity[who] > 0)
        state.early[rows] = early
        state.target[rows] = np.where(early, run.day + offer.within_days, state.target[rows])
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
