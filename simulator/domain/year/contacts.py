"""Contacts of the day and what they do: stimulus, blocks found, promises, belief, relation."""

from __future__ import annotations

import numpy as np

from simulator.domain.dates import NEVER, to_day
from simulator.domain.ledger.sums import sums
from simulator.domain.year import agenda, blocks
from simulator.domain.year.behaviour import Archetype, Lever
from simulator.domain.year.events import Happening
from simulator.domain.year.exact import Bools, Floats, Ints
from simulator.domain.year.run import Act, Intervention, Run, keys
from simulator.domain.year.slots import NO_BLOCK
from simulator.domain.year.state import Flow, Status
from simulator.domain.year.world import MOST_REPEATS

FINDS_AHEAD = 15
"""Days before its due date from which a contact can learn that an invoice is blocked."""
TOO_SOON, TOO_CLOSE, GOOD_PAYER = 3, 5, 5
THREAT_DAYS = 10
PROMISE_FROM, PROMISE_SPREAD = 3, 9
OUR_FAULT, TOO_HARSH, HARSH_BEFORE = 1.8, 1.5, 10
USUAL_QUALITY = 60


def make(run: Run) -> None:
    """Do what the scenarios ask and the day can hold, then what was decided by hand."""
    state, asked = run.state, agenda.ask(run)
    hands = run.plan.get(run.day, ())
    skipped = [_rows(run, hand) for hand in hands if hand.act is Act.SKIP]
    done = asked.fits
    if skipped:
        done = done & ~np.isin(asked.customer, np.concatenate(skipped))
    late = np.flatnonzero(~asked.fits)
    if len(late):
        run.count(Flow.POSTPONED, asked.customer[late])
        state.log.write(
            run.day,
            Happening.POSTPONED,
            asked.customer[late],
            slot=asked.slot[late],
            a=asked.lever[late],
        )
    rows, lever = asked.customer[done], asked.lever[done]
    announces = run.standing.steps.announces[run.standing.scenario[rows], asked.step[done]]
    state.pointer[rows] += 1
    if len(rows):
        order = np.argsort(rows)
        contact(run, rows[order], lever[order], asked.late[done][order], announces[order])
    for hand in hands:
        _by_hand(run, hand)


def _rows(run: Run, hand: Intervention) -> Ints:
    return np.flatnonzero(run.world.place == hand.customer)


def _by_hand(run: Run, hand: Intervention) -> None:
    rows = _rows(run, hand)
    if hand.act is Act.CONTACT:
        owing = rows[run.state.leader[rows] >= 0]
        if len(owing):
            lever = np.full(len(owing), int(hand.lever), dtype=np.int64)
            late = run.day - run.state.due[run.state.leader[owing]]
            contact(run, owing, lever, late, np.zeros(len(owing), dtype=np.bool_))
    elif hand.act is Act.PROMISE and hand.due is not None:
        owed = run.overdue[rows]
        amount = np.where(hand.amount > 0, np.minimum(hand.amount, run.state.owed[rows]), owed)
        some = amount > 0
        due = np.full(int(some.sum()), to_day(hand.due), dtype=np.int64)
        promise(run, rows[some], due, amount[some], hand.quality)


def contact(run: Run, rows: Ints, lever: Ints, late: Ints, announces: Bools) -> None:
    """Make contacts, one a customer: what each costs and what it does if it reaches someone."""
    state, laws = run.state, run.world.laws
    heard, told, given = _dice(run, rows)
    reached = heard < laws.reach[lever]
    again = np.minimum(state.used[lever, rows], MOST_REPEATS)
    effect = laws.effect[run.archetype[rows], lever] * laws.repeat[lever, again]
    state.stock[lever, rows] += np.where(reached, effect, 0.0)
    state.used[lever, rows] += 1
    run.count(Flow.CONTACTS, rows)
    run.count(Flow.TALKS, rows, reached.astype(np.int64))
    run.count(Flow.ACTIONS, rows, laws.cost[lever] + laws.talk_cost[lever] * reached)
    run.count(Flow.MINUTES, rows, laws.minutes[lever] + laws.talk_minutes[lever] * reached)
    state.log.write(
        run.day,
        Happening.CONTACT,
        rows,
        slot=state.leader[rows],
        a=lever,
        b=reached,
        amount=run.overdue[rows],
    )
    state.relation[rows] += _offence(run, rows, lever, late)
    state.belief[rows] += np.where(reached, laws.belief[lever] * (1.0 - state.belief[rows]), 0.0)
    _discover(run, rows, lever, reached & (told < laws.discovery[lever]))
    _obtain(run, rows, lever, reached, given)
    state.agency[rows] |= lever == Lever.AGENCY
    state.pressed[rows] |= laws.credible[lever]
    threat = np.where(laws.hard[lever], NEVER, state.threat_on[rows])
    state.threat_on[rows] = np.where(announces, run.day + THREAT_DAYS, threat)
    state.last_contact[rows] = run.day


def _dice(run: Run, rows: Ints) -> tuple[Floats, Floats, Floats]:
    """Return three uniform numbers a contact, of 21 bits each, from one word of luck."""
    words = run.luck.words("year contact", *keys(run, rows))
    low, middle, high = (
        (words >> np.uint64(shift) & np.uint64(2**21 - 1)).astype(np.float64) * 2.0**-21
        for shift in (1, 22, 43)
    )
    return high, middle, low


def _offence(run: Run, rows: Ints, lever: Ints, late: Ints) -> Floats:
    """Return what contacts do to the relation: tone, moment, and whose fault the delay is."""
    state, found = run.state, run.world.traits
    delta = run.world.laws.relation[lever].copy()
    call = (lever == Lever.CALL) | (lever == Lever.DIRECTOR)
    good = found.late_days[run.world.place[rows]] < GOOD_PAYER
    delta -= (call & (late > 0) & (late <= TOO_SOON) & good).astype(np.float64)
    delta -= 0.5 * (call & (run.day - state.last_contact[rows] < TOO_CLOSE))
    contested = (state.blocked[run.live] != NO_BLOCK) & (state.due[run.live] < run.day)
    ours = np.zeros(run.world.size, dtype=np.bool_)
    ours[run.who[contested]] = True
    worse = np.where(ours[rows], OUR_FAULT, 1.0)
    worse *= np.where(run.world.laws.hard[lever] & (late < HARSH_BEFORE), TOO_HARSH, 1.0)
    return np.asarray(np.where(delta < 0, delta * worse, delta))


def _discover(run: Run, rows: Ints, lever: Ints, told: Bools) -> None:
    """Learn, from who was reached, which of its invoices cannot be paid."""
    state = run.state
    hidden = (state.blocked[run.live] != NO_BLOCK) & (state.found[run.live] == NEVER)
    hidden &= state.due[run.live] <= run.day + FINDS_AHEAD
    if not hidden.any():
        return
    by = np.full(run.world.size, -1, dtype=np.int64)
    by[rows[told]] = lever[told]
    slots, owner = run.live[hidden], by[run.who[hidden]]
    for used in np.unique(owner[owner >= 0]).tolist():
        blocks.find(run, slots[owner == used], used)


def _obtain(run: Run, rows: Ints, lever: Ints, reached: Bools, dice: Floats) -> None:
    """Obtain dated promises from those who are spoken to and owe something payable."""
    asked = reached & ((lever == Lever.CALL) | (lever == Lever.DIRECTOR)) & (run.overdue[rows] > 0)
    asked &= run.state.status[rows] != Status.FAILED
    asked &= run.archetype[rows] != Archetype.PUBLIC
    if not asked.any():
        return
    law, quality = run.world.behaviour.promises, run.standing.policy.call_quality
    rows = rows[asked & (dice < law.obtained * quality)]
    ahead = run.luck.integers(PROMISE_SPREAD, "year promised day", *keys(run, rows))
    due = run.day + PROMISE_FROM + ahead
    promise(run, rows, due, run.overdue[rows], round(USUAL_QUALITY * quality))


def promise(run: Run, rows: Ints, due: Ints, amount: Ints, quality: int) -> None:
    """Note promises, one a customer, and on which of its overdue invoices they bear."""
    if not len(rows):
        return
    state = run.state
    state.promise_made[rows], state.promise_due[rows] = run.day, due
    state.promise_amount[rows], state.promise_paid[rows] = amount, 0
    state.promise_quality[rows] = quality
    run.count(Flow.PROMISES, rows)
    state.log.write(run.day, Happening.PROMISED, rows, a=quality, b=due, amount=amount)
    day = np.full(run.world.size, NEVER, dtype=np.int64)
    day[rows] = due
    late = (state.due[run.live] < run.day) & (day[run.who] != NEVER) & (state.left[run.live] > 0)
    slots, who = run.live[late], run.who[late]
    whole = sums(who, state.left[slots], run.world.size)
    share = np.zeros(run.world.size)
    share[rows] = np.minimum(amount / np.maximum(whole[rows], 1), 1.0)
    part = np.rint(state.left[slots] * share[who]).astype(np.int64)
    some = part > 0
    state.vows.put(int(some.sum()), slots[some], run.day, day[who[some]], part[some], quality)
