"""Contacts of the day and what they do: stimulus, blocks found, promises, belief, relation."""

from __future__ import annotations

import numpy as np

from simulator.domain.dates import NEVER, to_day
from simulator.domain.luck import Words
from simulator.domain.year import agenda, blocks
from simulator.domain.year.events import Happening
from simulator.domain.year.exact import Bools, Floats, Ints
from simulator.domain.year.run import (
    CONTACT,
    PROMISED,
    Act,
    Intervention,
    Run,
    merged,
    total,
    words,
)
from simulator.domain.year.state import Flow, Status
from simulator.domain.year.world import CALLED, DICE, FEED, HARSH, MOST_REPEATS, TRUSTED

FINDS_AHEAD = 15
"""Days before its due date from which a contact can learn that an invoice is blocked."""
TOO_SOON, TOO_CLOSE = 3, 5
THREAT_DAYS = 10
PROMISE_FROM, PROMISE_SPREAD = 3, 9
OUR_FAULT, TOO_HARSH, HARSH_BEFORE = 1.8, 1.5, 10
USUAL_QUALITY = 60
FAILED = int(Status.FAILED)
SHIFTS, BITS = (np.uint64(1), np.uint64(22), np.uint64(43)), np.uint64(2**21 - 1)


def make(run: Run) -> None:
    """Do what the scenarios ask and the day can hold, then what was decided by hand."""
    state, asked = run.state, agenda.ask(run)
    hands = run.plan.get(run.day, ())
    skipped = [_rows(run, hand) for hand in hands if hand.act is Act.SKIP]
    done = asked.fits
    if skipped:
        done = done & ~np.isin(asked.customer, np.concatenate(skipped))
    if not asked.fits.all():
        late = (~asked.fits).nonzero()[0]
        run.count(Flow.POSTPONED, asked.customer[late])
        state.log.write(
            run.day,
            Happening.POSTPONED,
            asked.customer[late],
            slot=asked.slot[late],
            a=asked.lever[late],
        )
    rows, lever = asked.customer[done], asked.lever[done]
    if len(rows):
        announces = run.standing.steps.announces[run.standing.scenario[rows], asked.step[done]]
        state.pointer[rows] += 1
        order = rows.argsort()
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
    drawn = words(run, CONTACT, rows)
    reached = (drawn >> SHIFTS[2]) < laws.heard.take(lever)
    _move(run, rows, lever, reached)
    run.tally.contacts.append((rows, lever, reached))
    state.log.write(
        run.day,
        Happening.CONTACT,
        rows,
        slot=state.leader.take(rows),
        a=lever,
        b=reached,
        amount=run.overdue.take(rows),
    )
    flags = laws.flags.take(lever)
    kinds = int(np.bitwise_or.reduce(flags))
    state.relation[rows] += _offence(
        run, rows, lever, late, flags if kinds & (CALLED | HARSH) else None
    )
    _discover(run, rows, lever, reached, drawn)
    if kinds & CALLED:
        _obtain(run, rows, reached & ((flags & CALLED) > 0), drawn)
    if kinds & FEED:
        state.agency[rows] |= (flags & FEED) > 0
        run.agencies = True
    if kinds & TRUSTED:
        state.pressed[rows] |= (flags & TRUSTED) > 0
    if kinds & HARSH:
        state.threat_on[rows[(flags & HARSH) > 0]] = NEVER
    if announces.any():
        state.threat_on[rows[announces]] = run.day + THREAT_DAYS
    state.last_contact[rows] = run.day


def _move(run: Run, rows: Ints, lever: Ints, reached: Bools) -> None:
    """Add the stimulus of contacts that reach someone, weaker each time, and what they teach."""
    state, laws = run.state, run.world.laws
    here = lever * run.world.size
    here += rows
    used, stock = state.used.reshape(-1), state.stock.reshape(-1)
    times = used.take(here)
    again = np.minimum(times, MOST_REPEATS)
    again += lever * (MOST_REPEATS + 1)
    effect = laws.effect.reshape(-1).take(run.fixed.effects.take(rows) + lever)
    effect *= laws.repeat.reshape(-1).take(again)
    effect *= reached
    stock[here] += effect
    used[here] = times + 1
    run.levers = max(run.levers, 1 + int(lever.max()))
    belief = state.belief.take(rows)
    gain = laws.belief.take(lever)
    gain *= 1.0 - belief
    gain *= reached
    state.belief[rows] = belief + gain


def _offence(run: Run, rows: Ints, lever: Ints, late: Ints, flags: Ints | None) -> Floats:
    """Return what contacts do to the relation: tone, moment, and whose fault the delay is.

    ``flags`` are those of the levers when one of them is a call or a hard one.
    """
    state = run.state
    delta = run.world.laws.relation.take(lever)
    contested = run.stuck[state.due.take(run.stuck) < run.day]
    worse = np.ones(run.world.size)
    worse[run.fixed.customer.take(contested)] = OUR_FAULT
    worse = worse.take(rows)
    if flags is not None:
        call = flags & CALLED
        delta -= call * ((late > 0) & (late <= TOO_SOON) & run.fixed.good.take(rows))
        delta -= 0.5 * (call * (run.day - state.last_contact.take(rows) < TOO_CLOSE))
        worse *= np.where(((flags & HARSH) > 0) & (late < HARSH_BEFORE), TOO_HARSH, 1.0)
    return np.where(delta < 0, delta * worse, delta)


def _discover(run: Run, rows: Ints, lever: Ints, reached: Bools, drawn: Words) -> None:
    """Learn, from who was reached, which of its invoices cannot be paid."""
    state = run.state
    hidden = state.found.take(run.stuck) == NEVER
    hidden &= state.due.take(run.stuck) <= run.day + FINDS_AHEAD
    if not hidden.any():
        return
    told = reached & ((drawn >> SHIFTS[1] & BITS) < run.world.laws.told.take(lever))
    by = np.full(run.world.size, -1)
    by[rows[told]] = lever[told]
    slots = run.stuck[hidden]
    owner = by.take(run.fixed.customer.take(slots))
    for used in sorted(set(owner[owner >= 0].tolist())):
        blocks.find(run, slots[owner == used], used)


def _obtain(run: Run, rows: Ints, spoken: Bools, drawn: Words) -> None:
    """Obtain dated promises from those who are spoken to and owe something payable."""
    asked = spoken & (run.overdue.take(rows) > 0) & run.fixed.private.take(rows)
    asked &= run.state.status.take(rows) != FAILED
    if not asked.any():
        return
    law, quality = run.world.behaviour.promises, run.standing.policy.call_quality
    rows = rows[asked & ((drawn >> SHIFTS[0] & BITS) < law.obtained * quality * DICE)]
    # As ``Luck.integers``: the high half of the word, in ``PROMISE_SPREAD`` parts.
    high = words(run, PROMISED, rows) >> np.uint64(32)
    ahead = (high * np.uint64(PROMISE_SPREAD) >> np.uint64(32)).astype(np.int64)
    due = run.day + PROMISE_FROM + ahead
    promise(run, rows, due, run.overdue.take(rows), round(USUAL_QUALITY * quality))


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
    day = np.full(run.world.size, NEVER)
    day[rows] = due
    free = run.free[day.take(run.free_who) != NEVER]
    slots = merged(free, run.stuck[day.take(run.fixed.customer.take(run.stuck)) != NEVER])
    slots = slots[state.due.take(slots) < run.day]
    who, left = run.fixed.customer.take(slots), state.left.take(slots)
    whole = total(run, who, left)
    share = np.zeros(run.world.size)
    share[rows] = np.minimum(amount / np.maximum(whole[rows], 1), 1.0)
    part = np.rint(left * share[who]).astype(np.int64)
    some = part > 0
    state.vows.put(int(some.sum()), slots[some], run.day, day[who[some]], part[some], quality)
