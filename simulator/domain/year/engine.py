"""The year played: day after day under a policy, by months or whole."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulator.domain.dates import to_day
from simulator.domain.refusals import NotPositive, OutOfRange
from simulator.domain.year import (
    blocks,
    contacts,
    counting,
    following,
    orders,
    paying,
    settling,
)
from simulator.domain.year.acts import Act, Intervention
from simulator.domain.year.exact import Ints
from simulator.domain.year.policy import Policy
from simulator.domain.year.run import Run, look, make
from simulator.domain.year.standing import apply
from simulator.domain.year.state import State, open_year
from simulator.domain.year.world import World


def advance(
    state: State,
    policy: Policy,
    *,
    months: int | None = None,
    days: int | None = None,
    by_hand: Sequence[Intervention] = (),
) -> State:
    """Return the state some months (or working days) later, all that is left by default.

    The state given is not changed. Raises ``NotPositive`` on no month or day, ``OutOfRange`` on
    more than is left, or on an intervention about an unknown customer.
    """
    world = state.world
    end = _end(state, months, days)
    known = range(world.count)
    for hand in by_hand:
        if hand.customer not in known:
            raise OutOfRange("customer", hand.customer, 0, world.count - 1)
    later = state.copy()
    run = make(later, apply(world, policy), _plan(world, by_hand))
    run.flows = _tables(later, end)
    later.flow = run.flows[0]
    for row in range(state.step, end):
        run.row = row
        run.day = int(world.calendar.days[row])
        run.gap = int(world.calendar.gaps[row])
        _one_day(run)
        later.step = row + 1
        period = world.calendar.period
        if row + 1 == len(period) or period[row + 1] != period[row]:
            following.close_month(run)
    counting.settle(run)
    if run.stocks:
        closed = run.flows[:-1]
        later.months = np.concatenate([later.months, closed]) if later.month else closed
        later.stocks = np.stack([*later.stocks, *run.stocks])
    return later


def _tables(state: State, end: int) -> Ints:
    """Return the tables of flows of the months to play, the first as it is; one more to begin."""
    period = state.world.calendar.period
    last = int(period[end]) if end < len(period) else state.world.months
    tables = np.zeros((last - state.month + 1, *state.flow.shape), dtype=np.int64)
    tables[0] = state.flow
    return tables


def _end(state: State, months: int | None, days: int | None) -> int:
    """Return the row of the calendar after the last day to play."""
    period = state.world.calendar.period
    whole = len(period)
    for name, value in (("months", months), ("days", days)):
        if value is not None and value <= 0:
            raise NotPositive(name, value)
    if days is not None:
        if state.step + days > whole:
            raise OutOfRange("days", days, 1, whole - state.step)
        return state.step + days
    if months is None:
        return whole
    if state.month + months > state.world.months:
        raise OutOfRange("months", months, 1, state.world.months - state.month)
    return int(np.searchsorted(period, state.month + months))


def _plan(world: World, by_hand: Sequence[Intervention]) -> dict[int, tuple[Intervention, ...]]:
    """Put interventions on working days, the next one when theirs is not."""
    days, plan = world.calendar.days, dict[int, tuple[Intervention, ...]]()
    for hand in by_hand:
        row = int(np.searchsorted(days, to_day(hand.on)))
        if row < len(days):
            day = int(days[row])
            plan[day] = (*plan.get(day, ()), hand)
    return plan


def _one_day(run: Run) -> None:
    hands = run.plan.get(run.day, ())
    for hand in hands:
        if hand.act in (Act.HOLD, Act.RELEASE):
            for row in np.flatnonzero(run.world.place == hand.customer).tolist():
                run.forced[row] = hand.act is Act.HOLD
    look(run)
    orders.place(run)
    blocks.advance(run)
    if hands:
        settling.by_hand(run, hands)
    paying.pay(run)
    contacts.make(run)
    following.promises(run)
    following.threats(run)
    following.fail(run)
    following.drift(run)


def play(world: World, policy: Policy, *, events: bool = True) -> State:
    """Return the state at the end of the whole year under one policy."""
    return advance(open_year(world, events=events), policy)
