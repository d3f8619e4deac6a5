"""Orders of the day: accepted, saved by cash, or lost; then invoiced under the terms in force."""

from __future__ import annotations

import numpy as np

from simulator.domain.dates import NEVER
from simulator.domain.year.basket import Basket
from simulator.domain.year.events import Happening, Why
from simulator.domain.year.exact import Bools, Ints, every, some
from simulator.domain.year.paying import receive
from simulator.domain.year.run import DAY, OPEN, Run
from simulator.domain.year.state import Flow, Phase, Status

ACTIVE = int(Status.ACTIVE)


def place(run: Run) -> None:
    """Take the orders of the day: over the limit or on hold, most of them are lost."""
    if run.basket is None:
        run.basket = _prepare(run)
    month = run.basket
    first, last = month.starts[run.row - month.row : run.row - month.row + 2]
    if first == last:
        return
    basket = month.of(slice(first, last))
    state, who = run.state, basket.who
    refused = state.owed[who] + basket.gross > basket.limit
    held = None
    if run.held:
        held = state.held[who]
        refused |= held
    if run.mourning:
        there = state.status[who] == ACTIVE
        basket, refused = basket.of(there), refused[there]
        held = None if held is None else held[there]
    if not some(refused):
        _invoice(run, basket)
    else:
        _sort(run, basket, refused, np.zeros_like(refused) if held is None else held)


def _sort(run: Run, basket: Basket, refused: Bools, held: Bools) -> None:
    """Tell the orders that are lost from those that are saved, and invoice what is left."""
    state = run.state
    saved = refused & _saved(run, basket.rows, basket.who)
    lost = refused & ~saved
    _lose(run, basket.rows[lost], basket.net[lost], held[lost])
    if every(lost):
        return
    _invoice(run, basket.of(~lost))
    _clear(run, basket.who[saved & held])
    cash = saved & ~held
    if some(cash):
        paid = basket.of(cash)
        run.fresh = basket.rows[~(lost | cash)]
        state.due[paid.rows] = run.day
        state.log.write(run.day, Happening.CASH_SALE, paid.who, slot=paid.rows, amount=paid.gross)
        receive(run, paid.rows, Why.CASH)


def _prepare(run: Run) -> Basket:
    """Return the orders from this day to the end of the month, of the customers who still order."""
    world, known, standing = run.world, run.fixed, run.standing
    end = int(np.searchsorted(world.calendar.period, run.period, side="right"))
    first, last = int(world.day_starts[run.row]), int(world.day_starts[end])
    there = (run.state.status.take(known.order_who[first:last]) == ACTIVE).nonzero()[0] + first
    run.mourning = False
    rows, who = world.by_day.take(there), known.order_who.take(there)
    wanted = np.rint(known.order_net.take(there) * run.demand.take(who))
    net = np.maximum(wanted, 1.0).astype(np.int64)
    on = world.slots.planned.take(rows)
    # A line decided that has expired leaves the rule of the policy in its place.
    expired = standing.expiry.take(who) <= on
    limit = np.where(expired, standing.rule.take(who), standing.limit.take(who))
    due = on + standing.days.take(who)
    ends = world.calendar.ends.take(due - world.first)
    due = np.where(standing.month_end.take(who), ends, due)
    target = due.astype(np.float64)
    if world.assumptions.slow_months:
        target += np.where(known.late_payer.take(who), known.extra.take(due - world.first), 0.0)
    early = np.zeros(len(rows), dtype=np.bool_)
    offer = standing.policy.discount
    if offer.rate:
        early = standing.discounted[who] & (run.state.liquidity[who] > 0)
        target = np.where(early, on + offer.within_days, target)
    # Nobody looks at these two before the order is invoiced.
    run.key[rows] = (due << DAY) | rows
    run.sure_on[rows] = np.where(world.slots.exact.take(rows), due, NEVER)
    return Basket(
        rows=rows,
        who=who,
        net=net,
        gross=net + (net * known.vat + 5_000) // 10_000,
        limit=limit,
        due=due,
        early=early,
        target=target,
        row=run.row,
        starts=there.searchsorted(world.day_starts[run.row : end + 1]).tolist(),
    )


def _clear(run: Run, who: Ints) -> None:
    """Let customers pay all their payable arrears so that their order may leave."""
    if not len(who):
        return
    state = run.state
    paying = np.zeros(run.size, dtype=np.bool_)
    paying[who] = True
    late = (state.due.take(run.free) < run.day) & paying.take(run.free_who)
    rows = run.free[late]
    if len(rows):
        state.halved[rows] = True
        run.splits[rows] = False
        receive(run, rows, Why.HOLD)
        run.free, run.free_who = run.free[~late], run.free_who[~late]


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


def _invoice(run: Run, basket: Basket) -> None:
    state, rows, who, gross = run.state, basket.rows, basket.who, basket.gross
    state.phase[rows] = OPEN
    state.net[rows], state.gross[rows], state.left[rows] = basket.net, gross, gross
    state.due[rows], state.target[rows] = basket.due, basket.target
    if run.standing.policy.discount.rate:
        state.early[rows] = basket.early
    run.fresh = rows
    np.add.at(state.owed, who, gross)
    run.count(Flow.SALES, who, basket.net)
    run.count(Flow.INVOICED, who, gross)
    state.log.write(run.day, Happening.INVOICED, who, slot=rows, amount=gross)
    if run.standing.policy.insurance.on:
        _stopped(run, who)


def _stopped(run: Run, who: Ints) -> None:
    """Lose the cover of those who are delivered after the insurer's stop."""
    state, standing = run.state, run.standing
    late = (run.oldest[who] > standing.policy.insurance.stop_days) & (standing.cover[who] > 0)
    newly = np.unique(who[late & ~state.uncovered[who]])
    state.uncovered[newly] = True
    state.log.write(run.day, Happening.COVER_LOST, newly)
