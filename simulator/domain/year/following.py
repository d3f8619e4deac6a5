"""What follows from a customer's past: promises judged, threats remembered, moods, failures."""

from __future__ import annotations

import numpy as np

from simulator.domain.dates import NEVER
from simulator.domain.ledger.sums import sums
from simulator.domain.luck import grown, uniform
from simulator.domain.quantiles import normal_table, quantile
from simulator.domain.year.counting import settle
from simulator.domain.year.events import Happening
from simulator.domain.year.exact import ZERO, Ints, add, decay, exp, real, some, unit
from simulator.domain.year.fixed import LEAVES, MOOD
from simulator.domain.year.paying import WRITE_OFF
from simulator.domain.year.run import (
    JUDGED_AFTER,
    OPEN,
    Run,
    kept_without,
    month,
    own_days,
    without,
)
from simulator.domain.year.slots import DISPUTE
from simulator.domain.year.state import Flow, Phase, Status, Stock
from simulator.domain.year.world import NO_FATE

PROMISE_GRACE = JUDGED_AFTER
EMPTY_THREAT_LOSS = 0.15
RELATION_HIGH = 100.0
_LOW, _HIGH = real(0.0), real(RELATION_HIGH)
FAILED, CENT_DAYS = int(Status.FAILED), int(Flow.CENT_DAYS)


def promises(run: Run) -> None:
    """Judge the promises whose day has passed; a broken one not chased teaches the customer."""
    state, law = run.state, run.world.behaviour.promises
    over = (state.promise_due < run.day - PROMISE_GRACE).nonzero()[0]
    if len(over):
        kept = state.promise_paid[over] >= state.promise_amount[over] * law.kept_share
        for rows, kind, flow in (
            (over[kept], Happening.KEPT, Flow.KEPT),
            (over[~kept], Happening.BROKEN, Flow.BROKEN),
        ):
            run.count(flow, rows)
            state.log.write(run.day, kind, rows, amount=state.promise_paid[rows])
        state.broken_on[over[~kept]] = run.day
        state.promise_due[over] = NEVER
        run.to_chase = min(run.to_chase, run.day + law.chase_days)
    if run.to_chase <= run.day:
        _chase(run)


def _chase(run: Run) -> None:
    """Let those whose broken promise nobody chased in time believe less what they are told."""
    state, law = run.state, run.world.behaviour.promises
    unchased = (state.broken_on <= run.day - law.chase_days).nonzero()[0]
    if len(unchased):
        silent = unchased[state.last_contact[unchased] < state.broken_on[unchased]]
        state.belief[silent] *= 1.0 - law.belief_lost
        state.broken_on[unchased] = NEVER
    run.to_chase = int(state.broken_on.min()) + law.chase_days


def threats(run: Run) -> None:
    """Judge announced consequences: a hold or a harder step must have come."""
    state = run.state
    over = (state.threat_on <= run.now).nonzero()[0]
    if len(over):
        empty = over[~state.held[over] & (run.overdue[over] > 0)]
        state.belief[empty] *= 1.0 - EMPTY_THREAT_LOSS
        state.log.write(run.day, Happening.EMPTY_THREAT, empty)
        state.threat_on[over] = NEVER


def fail(run: Run) -> None:
    """Let the risk of default go by; write off what a failed customer owes and will not pay."""
    state, world, chosen = run.state, run.world, run.world.assumptions
    rate = run.hazard
    if chosen.contagion and run.fear:
        rate = rate * (1.0 + state.contagion).take(run.fixed.sector)
    state.wear += rate * run.gap if run.gap > 1 else rate
    if run.fear:
        state.contagion *= decay(chosen.contagion_half_life, run.gap)
    if run.day < run.next_own and not some(state.wear >= run.bears):
        return
    come = np.where(run.fixed.own, run.day, state.wear) >= world.default_at
    failed = (come & (state.status != FAILED)).nonzero()[0]
    _bury(run, failed)
    np.add.at(state.contagion, run.fixed.sector[failed], chosen.contagion_rate)
    run.bears[failed], run.fear = NO_FATE, True
    if run.day >= run.next_own:
        own_days(run)


def _bury(run: Run, failed: Ints) -> None:
    state, world, policy = run.state, run.world, run.standing.policy
    money = world.behaviour.money
    state.status[failed] = Status.FAILED
    first = run.fixed.first
    rows = np.concatenate([np.arange(first[who], first[who + 1]) for who in failed.tolist()])
    rows = rows[state.phase[rows] == OPEN]
    run.free = without(run.free, rows)
    run.stuck = run.stuck.of(kept_without(run.stuck.rows, rows))
    who = world.slots.customer[rows]
    share = money.loss_with_title if policy.retention_of_title else money.loss_given_default
    off = np.rint(state.left[rows] * share).astype(np.int64)
    net = np.rint(off * (state.net[rows] / state.gross[rows])).astype(np.int64)
    state.phase[rows] = Phase.FROZEN
    run.fresh, run.mourning = run.fresh[state.phase[run.fresh] == OPEN], True
    state.left[rows] -= off
    np.subtract.at(state.owed, who, off)
    run.count(Flow.WRITTEN_OFF, who, off)
    run.count(Flow.LOSS, who, net)
    run.count(Flow.FAILED, failed)
    state.receipts.put(len(rows), rows, run.day, off, WRITE_OFF)
    if state.log.keep:
        exposure = sums(who, off, world.size)[failed]
        state.log.write(run.day, Happening.FAILED, failed, amount=exposure)
        state.log.write(run.day, Happening.WRITTEN_OFF, who, slot=rows, amount=off)
    if policy.insurance.on or policy.factoring.without_recourse:
        _indemnify(run, failed, sums(who, net, world.size)[failed])


def _indemnify(run: Run, failed: Ints, loss: Ints) -> None:
    """Pay the insurer's part of a loss excluding VAT, and the factor's when it has no recourse."""
    state, standing, policy = run.state, run.standing, run.standing.policy
    vat = 1.0 + float(run.world.portfolio.supplier.vat_rate)
    cover = np.where(state.uncovered[failed], 0.0, standing.cover[failed] / vat)
    paid = np.minimum(loss, cover) * (policy.insurance.quota if policy.insurance.on else 0.0)
    if policy.factoring.without_recourse:
        paid = np.where(standing.factored[failed], loss, paid)
    amount = np.rint(paid).astype(np.int64)
    given = amount > 0
    run.count(Flow.INDEMNITY, failed[given], amount[given])
    state.log.write(run.day, Happening.INDEMNIFIED, failed[given], amount=amount[given])


def drift(run: Run) -> None:
    """Let stimulus and grievances fade, and count the days of credit given."""
    state, law = run.state, run.world.behaviour.customers
    felt, given = state.stock[: run.levers], state.flow[CENT_DAYS]
    felt *= run.world.laws.fade[run.gap, : run.levers, None]
    back = law.relation_rest - state.relation
    back *= law.relation_return
    days = np.maximum(state.owed, ZERO)
    if run.gap > 1:
        back *= run.gap
        days *= run.gap
    state.relation += back
    np.maximum(state.relation, _LOW, out=state.relation)
    np.minimum(state.relation, _HIGH, out=state.relation)
    given += days


def close_month(run: Run) -> None:
    """Close a month: moods, customers who leave, costs that run by the month, a photograph."""
    state, world, law = run.state, run.world, run.world.behaviour.customers
    period = run.period
    state.belief[(run.overdue > 0) & ~state.pressed] *= 1.0 - law.belief_fade
    state.pressed[:] = False
    noise = unit(quantile(normal_table(), grown(run.fixed.stems[MOOD], period)))
    usual = world.laws.liquidity[run.fixed.archetype]
    state.liquidity += law.liquidity_return * (usual - state.liquidity)
    state.liquidity += law.liquidity_noise * noise
    rate = law.monthly_attrition * exp((law.relation_rest - state.relation) / law.attrition_scale)
    unhappy = uniform(grown(run.fixed.stems[LEAVES], period)) < rate
    there = state.status == Status.ACTIVE
    gone = np.flatnonzero(unhappy & there)
    state.status[gone] = Status.LEFT
    margin = float(world.portfolio.supplier.margin_rate) * world.behaviour.money.lost_years
    value = world.traits.yearly[world.place] * margin
    state.flow[Flow.LOST_VALUE] = np.rint(np.where(there, value * rate, 0.0)).astype(np.int64)
    run.count(Flow.LEFT, gone)
    worth = np.rint(value[gone]).astype(np.int64)
    state.log.write(run.day, Happening.LEFT, gone, amount=worth)
    settle(run)
    _costs(run)
    run.stocks.append(_photograph(run))
    run.period += 1
    state.flow = run.flows[run.period - state.month]
    month(run)


def _costs(run: Run) -> None:
    """Count the month's carry, premium and factoring, in cents a customer."""
    state, standing, policy = run.state, run.standing, run.standing.policy
    carry = run.world.behaviour.money.carry_rate / 365.0
    days, factored = state.flow[Flow.CENT_DAYS], standing.factored
    lent = policy.factoring.advance
    own = np.where(factored, 1.0 - lent, 1.0)
    state.flow[Flow.CARRY] = np.rint(days * own * carry).astype(np.int64)
    interest = days * (lent * policy.factoring.rate / 365.0)
    commission = state.flow[Flow.INVOICED] * policy.factoring.commission
    state.flow[Flow.FACTORING] = np.rint(np.where(factored, interest + commission, 0.0)).astype(
        np.int64
    )
    insured = (standing.cover > 0) & ~state.uncovered
    premium = state.flow[Flow.SALES] * policy.insurance.premium_rate
    state.flow[Flow.PREMIUM] = np.rint(np.where(insured, premium, 0.0)).astype(np.int64)


def _photograph(run: Run) -> Ints:
    state, world = run.state, run.world
    rows = (state.left > 0).nonzero()[0]
    who, left = world.slots.customer[rows], state.left[rows]
    disputed = (state.blocked[rows] == DISPUTE) & (state.found[rows] != NEVER)
    made = np.zeros((len(Stock), world.size), dtype=np.int64)
    made[Stock.OPEN] = state.owed
    late = state.due[rows] < int(world.calendar.closing[run.period])
    add(made[Stock.OVERDUE], who[late].astype(np.intp), left[late])
    add(made[Stock.DISPUTED], who[disputed].astype(np.intp), left[disputed])
    made[Stock.RELATION] = np.rint(state.relation * 1000.0)
    made[Stock.BELIEF] = np.rint(state.belief * 1000.0)
    made[Stock.STATUS] = state.status
    return made
