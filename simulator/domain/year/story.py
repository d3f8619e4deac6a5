"""The debrief: what happened to a customer and why, and what one change would have changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from simulator.domain.dates import NEVER, from_day
from simulator.domain.money import Cents
from simulator.domain.refusals import OutOfRange
from simulator.domain.year.acts import SETTLING, Intervention
from simulator.domain.year.behaviour import ARCHETYPES, LEVERS
from simulator.domain.year.engine import advance
from simulator.domain.year.events import Happening, events_of
from simulator.domain.year.paying import lever_name
from simulator.domain.year.policy import Policy
from simulator.domain.year.run import SHORT_OF_CASH
from simulator.domain.year.slots import ADMIN, NO_BLOCK
from simulator.domain.year.state import Flow, Phase, State, Status, open_year
from simulator.domain.year.world import World

_LEVER_IN_A = (Happening.CONTACT, Happening.FOUND, Happening.POSTPONED)
_WHY_IN_A = (Happening.PAID, Happening.PAID_PART)
_DAY_IN_B = (Happening.PROMISED,)


@dataclass(frozen=True, slots=True)
class Event:
    """One event in words' reach: ``cause`` is a code (a lever, a reason), or nothing."""

    on: date
    kind: str
    customer: int
    slot: int
    cause: str
    detail: int
    amount: Cents


def story(state: State, customer: int | None = None, row: int = 0) -> tuple[Event, ...]:
    """Return the events of a customer (or of all) in one draw, in the order of time.

    ``detail`` is 1 or 0 for a contact that reached or not, days late for a payment, the day
    number of a promise, the kind of block found (1 administrative, 2 dispute).
    """
    events, world = events_of(state.log), state.world
    first = row * world.count
    kept = (events.customer >= first) & (events.customer < first + world.count)
    if customer is not None:
        kept &= events.customer == first + customer
    told = events.of(np.flatnonzero(kept))
    columns = (told.day, told.customer, told.kind, told.slot, told.a, told.b, told.amount)
    return tuple(
        Event(
            from_day(day),
            Happening(kind).name.lower(),
            who - first,
            slot,
            _cause(Happening(kind), a),
            b,
            Cents(amount),
        )
        for day, who, kind, slot, a, b, amount in zip(*(c.tolist() for c in columns), strict=True)
    )


def _cause(kind: Happening, a: int) -> str:
    if kind in _LEVER_IN_A:
        return LEVERS[a] if a >= 0 else "customer"
    if kind in _WHY_IN_A:
        return lever_name(a)
    if kind is Happening.SOLVED:
        return SETTLING[a - 1].value if a else "desk"
    if kind is Happening.REFUSED:
        return "hold" if a else "limit"
    return ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one overdue invoice is not paid: a code; hidden ones are for the debrief only.

    ``seen`` is the first reason that nobody had to guess, ``unknown`` when there is none: it does
    not depend on what is hidden, so that it does not tell it by leaving it out.
    """

    slot: int
    due: date
    amount: Cents
    code: str
    hidden: bool
    seen: str


def why_unpaid(state: State, customer: int, row: int = 0) -> tuple[Reason, ...]:
    """Return why each overdue invoice of a customer is not paid at the end of the day.

    Codes: ``insolvent``, ``in_hand`` (a known block being fixed), ``admin_block`` and ``dispute``
    (not yet found), ``promise``, ``payment_run`` (decided, waits for the run), ``no_cash``,
    ``habit`` (later than due is their custom), ``not_chased``, ``patience`` (nothing yet moved
    them). ``OutOfRange`` on an unknown customer.
    """
    world = state.world
    if not 0 <= customer < world.count:
        raise OutOfRange("customer", customer, 0, world.count - 1)
    who = row * world.count + customer
    mine = (world.slots.customer == who) & (state.left > 0) & (state.due < state.day)
    rows = np.flatnonzero(mine & np.isin(state.phase, (Phase.OPEN, Phase.FROZEN)))
    found = []
    for slot in rows.tolist():
        due = from_day(int(state.due[slot]))
        found.append(Reason(slot, due, Cents(int(state.left[slot])), *_reason(state, who, slot)))
    return tuple(found)


def _reason(state: State, who: int, slot: int) -> tuple[str, bool, str]:
    """Return the first reason that holds, whether it is hidden, and the first that is not."""
    world = state.world
    block = int(state.blocked[slot])
    habit = float(world.traits.delay[world.place[who]])
    reasons = (
        ("insolvent", False, state.status[who] == Status.FAILED),
        ("in_hand", False, block != NO_BLOCK and state.found[slot] != NEVER),
        ("admin_block", True, block == ADMIN),
        ("dispute", True, block != NO_BLOCK),
        ("promise", False, state.promise_due[who] != NEVER),
        ("payment_run", True, state.hazard[slot] >= state.patience[slot]),
        ("no_cash", True, state.liquidity[who] < SHORT_OF_CASH),
        ("habit", True, state.day - state.due[slot] <= habit),
        ("not_chased", False, not state.used[:, who].any()),
        ("patience", True, True),
    )
    code, hidden = next((code, hidden) for code, hidden, holds in reasons if holds)
    known = (code for code, hidden, holds in reasons if holds and not hidden)
    return code, hidden, next(known, "unknown")


@dataclass(frozen=True, slots=True)
class Unveiled:
    """What was hidden of a customer, for the debrief: its way of answering and its state."""

    customer: int
    archetype: str
    usual_delay: float
    dependence: float
    liquidity: float
    relation: float
    belief: float


def unveil(state: State, customer: int, row: int = 0) -> Unveiled:
    """Return what nobody saw of a customer during the year."""
    who, found = row * state.world.count + customer, state.world.traits
    return Unveiled(
        customer,
        ARCHETYPES[int(found.archetype[customer])],
        float(found.delay[customer]),
        float(found.dependence[customer]),
        float(state.liquidity[who]),
        float(state.relation[who]),
        float(state.belief[who]),
    )


def replay(world: World, script: Sequence[Policy], by_hand: Sequence[Intervention] = ()) -> State:
    """Play months again from the start, one policy a month (the last one goes on to the end)."""
    state = open_year(world)
    for policy in script[:-1]:
        state = advance(state, policy, months=1, by_hand=by_hand)
    return advance(state, script[-1], by_hand=by_hand)


@dataclass(frozen=True, slots=True)
class Change:
    """What a change did to one customer, after − before: cents, cent·days of credit, points."""

    customer: int
    cash: Cents
    sales: Cents
    written_off: Cents
    cent_days: int
    relation: float


def differences(before: State, after: State) -> tuple[Change, ...]:
    """Return the customers whose year is not the same, after − before, in the first draw."""
    size = before.world.count
    gap = (after.months.sum(axis=0) - before.months.sum(axis=0))[:, :size]
    relation = (after.relation - before.relation)[:size]
    touched = np.flatnonzero(gap.any(axis=0) | (relation != 0))
    return tuple(
        Change(
            who,
            Cents(int(gap[Flow.CASH, who])),
            Cents(int(gap[Flow.SALES, who])),
            Cents(int(gap[Flow.WRITTEN_OFF, who])),
            int(gap[Flow.CENT_DAYS, who]),
            float(relation[who]),
        )
        for who in touched.tolist()
    )


def what_if(
    world: World,
    script: Sequence[Policy],
    by_hand: Sequence[Intervention],
    change: Sequence[Intervention],
) -> tuple[Change, ...]:
    """Play a year again with more (or fewer, by ``SKIP``) contacts under the same luck."""
    before = replay(world, script, by_hand)
    return differences(before, replay(world, script, (*by_hand, *change)))
