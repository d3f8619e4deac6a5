"""Contacts of the day and what they do: stimulus, blocks found, promises, belief, relation."""

from __future__ import annotations

import numpy as np

from simulator.domain.dates import NEVER, to_day
from simulator.domain.luck import Words
from simulator.domain.year import agenda, blocks
from simulator.domain.year.acts import Act, Intervention
from simulator.domain.year.events import Happening
from simulator.domain.year.exact import ONE, Bools, Floats, Ints, some, whole
from simulator.domain.year.fixed import CONTACT, PROMISED
from simulator.domain.year.run import DAY, Run, Throws, merged, thrown, total
from simulator.domain.year.state import Flow, Status
from simulator.domain.year.world import DICE, MOST_REPEATS

FINDS_AHEAD = 15
"""Days before its due date from which a contact can learn that an invoice is blocked."""
TOO_SOON, TOO_CLOSE = 3, 5
_TOO_SOON, _TOO_CLOSE = whole(TOO_SOON), whole(TOO_CLOSE)
_MOST, _TIMES = whole(MOST_REPEATS), whole(MOST_REPEATS + 1)
THREAT_DAYS = 10
PROMISE_FROM, PROMISE_SPREAD = 3, 9
OUR_FAULT, TOO_HARSH, HARSH_BEFORE = 1.8, 1.5, 10
USUAL_QUALITY = 60
FAILED = int(Status.FAILED)
SHIFTS, BITS = (np.uint64(1), np.uint64(22), np.uint64(43)), np.uint64(2**21 - 1)


def make(run: Run) -> None:
    """Do what the scenarios ask and the day can hold, then what was decided by hand."""
    asked = agenda.ask(run)
    hands = run.plan.get(run.day, ())
    skipped = [_rows(run, hand) for hand in hands if hand.act is Act.SKIP]
    done, limited = None, agenda.fits(run, asked)
    if limited is not None:
        first, done = limited
        _postpone(run, asked, first[~done[first]])
    if skipped:
        there = ~np.isin(asked.customer, np.concatenate(skipped))
        done = there if done is None else done & there
    rows, here, lever, late = asked.customer, asked.here, asked.lever, asked.late
    if done is not None:
        rows, here, lever, late = rows[done], here[done], lever[done], late[done]
    if len(rows):
        run.state.pointer[rows] += 1
        contact(run, rows, lever, late, run.fixed.asked.announces[here])
    for hand in hands:
        _by_hand(run, hand)


def _postpone(run: Run, asked: agenda.Asked, late: Ints) -> None:
    """Note the contacts that the day cannot hold."""
    rows, slot, lever = asked.customer[late], asked.slot[late], asked.lever[late]
    run.count(Flow.POSTPONED, rows)
    run.state.log.write(run.day, Happening.POSTPONED, rows, slot=slot, a=lever)


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
        rows = rows[run.state.status[rows] != FAILED]  # nobody pays what is left of them
        owed = run.overdue[rows]
        amount = np.where(hand.amount > 0, np.minimum(hand.amount, run.state.owed[rows]), owed)
        rows, amount = rows[amount > 0], amount[amount > 0]
        due = np.full(len(rows), to_day(hand.due), dtype=np.int64)
        promise(run, rows, due, amount, hand.quality)


def contact(run: Run, rows: Ints, lever: Ints, late: Ints, announces: Bools) -> None:
    """Make contacts, one a customer: what each costs and what it does if it reaches someone."""
    state, known = run.state, run.fixed
    promising, telling, hearing = thrown(run, CONTACT, rows, _dice)
    reached = hearing < known.heard[lever]
    _move(run, rows, lever, reached)
    run.tally.contacts.append((rows, lever, reached))
    state.log.write(
        run.day,
        Happening.CONTACT,
        rows,
        slot=state.leader[rows],
        a=lever,
        b=reached,
        amount=run.overdue[rows],
    )
    called, harsh = _any(known.calls[lever]), _any(known.harsh[lever])
    trusted, feeds = known.trusted[lever], _any(known.feeds[lever])
    state.relation[rows] += _offence(run, rows, lever, late, called=called, harsh=harsh)
    _discover(run, rows, lever, reached & (telling < known.told[lever]))
    if called is not None:
        _obtain(run, rows, reached & called, promising)
    if feeds is not None:
        state.agency[rows] |= feeds
        run.agencies = True
    state.pressed[rows] |= trusted
    if harsh is not None:
        state.threat_on[rows[harsh]] = NEVER
    if some(announces):
        state.threat_on[rows[announces]] = run.day + THREAT_DAYS
    state.last_contact[rows] = run.day


def _any(mask: Bools) -> Bools | None:
    """Return a mask, or nothing when none is true."""
    return mask if some(mask) else None


def _move(run: Run, rows: Ints, lever: Ints, reached: Bools) -> None:
    """Add the stimulus of contacts that reach someone, weaker each time, and what they teach."""
    state, laws = run.state, run.world.laws
    here = lever * run.size
    here += rows
    used, stock = state.used.reshape(-1), state.stock.reshape(-1)
    known = run.fixed
    times = used[here]
    again = np.minimum(times, _MOST)
    again += lever * _TIMES
    effect = known.effect[known.effects[rows] + lever]
    effect *= known.repeat[again]
    effect *= reached
    stock[here] += effect
    used[here] = times + 1
    belief = state.belief[rows]
    gain = laws.belief[lever]
    gain *= ONE - belief
    gain *= reached
    state.belief[rows] = belief + gain


def _offence(
    run: Run, rows: Ints, lever: Ints, late: Ints, *, called: Bools | None, harsh: Bools | None
) -> Floats:
    """Return what contacts do to the relation: tone, moment, and whose fault the delay is.

    ``called`` and ``harsh`` say which levers are calls or hard ones, nothing when none is.
    """
    state = run.state
    delta = run.world.laws.relation[lever]
    worse = run.fixed.ones.copy()
    worse[run.stuck.who[run.stuck.past]] = OUR_FAULT
    worse = worse[rows]
    if called is not None:
        soon = called & (late <= _TOO_SOON)
        if some(soon):
            delta -= soon & (late > 0) & run.fixed.good[rows]
        delta -= 0.5 * (called & (run.now - state.last_contact[rows] < _TOO_CLOSE))
    if harsh is not None:
        worse[harsh & (late < HARSH_BEFORE)] *= TOO_HARSH
    return np.where(delta < 0, delta * worse, delta)


def _dice(words: Words) -> Throws:
    """Read the three dice of a contact in a word: a promise, what is told, who is reached."""
    return tuple([(words >> shift & BITS).astype(np.int64) for shift in SHIFTS])


def _ahead(words: Words) -> Throws:
    """Read how far a promise goes: as ``Luck.integers``, ``PROMISE_SPREAD`` parts of a word."""
    high = words >> np.uint64(32)
    return ((high * np.uint64(PROMISE_SPREAD) >> np.uint64(32)).astype(np.int64),)


def _discover(run: Run, rows: Ints, lever: Ints, told: Bools) -> None:
    """Learn, from who talks, which of its invoices cannot be paid."""
    if not len(run.stuck.rows) or not some(told):
        return
    stuck = run.stuck
    by = np.zeros(run.size, dtype=np.int64)
    by[rows[told]] = lever[told] + 1
    owner = by[stuck.who]
    told = (owner > 0) & (stuck.key < (run.day + FINDS_AHEAD + 1) << DAY)
    told &= run.state.found[stuck.rows] == NEVER
    slots, used = stuck.rows[told], owner[told] - 1
    order = used.argsort(kind="stable")
    blocks.find(run, slots[order], used[order])


def _obtain(run: Run, rows: Ints, spoken: Bools, promising: Ints) -> None:
    """Obtain dated promises from those who are spoken to and owe something payable."""
    law, quality = run.world.behaviour.promises, run.standing.policy.call_quality
    rows = rows[spoken & (promising < law.obtained * quality * DICE)]
    if not len(rows):
        return
    asked = (run.overdue[rows] > 0) & run.fixed.private[rows]
    asked &= run.state.status[rows] != FAILED
    rows = rows[asked]
    (ahead,) = thrown(run, PROMISED, rows, _ahead)
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
    slots = _owing(run, rows)
    who, left = run.fixed.customer[slots], state.left[slots]
    whole = total(run, who, left)
    share, day = np.zeros(run.size), np.zeros(run.size, dtype=np.int64)
    share[rows], day[rows] = np.minimum(amount / np.maximum(whole[rows], 1), 1.0), due
    part = np.rint(left * share[who]).astype(np.int64)
    made = part > 0
    slots, due, part = slots[made], day[who[made]], part[made]
    state.vows.put(len(slots), slots, run.day, due, part, quality)


def _owing(run: Run, rows: Ints) -> Ints:
    """Return the overdue slots of some customers, in their order."""
    mine, stuck = np.zeros(run.size, dtype=np.bool_), run.stuck
    mine[rows] = True
    blocked = stuck.past & mine.take(stuck.who)
    return merged(run.late[mine.take(run.late_who)], stuck.rows[blocked])
