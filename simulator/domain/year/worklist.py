"""What a person looks at during the year: the day's work, promises, disputes, one account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from simulator.domain.dates import NEVER, from_day
from simulator.domain.ledger.columns import Cause
from simulator.domain.money import Cents
from simulator.domain.refusals import NotFound
from simulator.domain.year import agenda
from simulator.domain.year.behaviour import Lever
from simulator.domain.year.policy import CLASSES, STAKES, Policy
from simulator.domain.year.run import Run, look, make
from simulator.domain.year.slots import NO_BLOCK
from simulator.domain.year.standing import apply
from simulator.domain.year.state import State, Status


@dataclass(frozen=True, slots=True)
class Task:
    """One contact of a day: why it is there (codes), in the order of the work.

    ``reasons``: the step of the scenario first, then what makes it urgent.
    """

    customer: int
    lever: Lever
    scenario: str
    step: int
    template: str
    days_late: int
    overdue: Cents
    minutes: int
    fits: bool
    reasons: tuple[str, ...]


def worklist(state: State, policy: Policy, row: int = 0) -> tuple[date, tuple[Task, ...]]:
    """Return the next working day and its contacts in order, ``fits`` up to the capacity.

    ``row`` is the rank of the draw. Payments and orders of that day come before the contacts, so
    that some will fall. Raises ``NotFound`` when the year is over.
    """
    run = _tomorrow(state, policy)
    asked = agenda.ask(run)
    limited, order = agenda.fits(run, asked), agenda.order(run, asked)
    standing, start, tasks = run.standing, run.fixed.asked.start, []
    for i in order[asked.customer[order] // state.world.count == row].tolist():
        who, step = int(asked.customer[i]), int(asked.here[i] - start[asked.customer[i]])
        scenario = standing.scenarios[int(standing.scenario[who])]
        tasks.append(
            Task(
                customer=int(state.world.place[who]),
                lever=Lever(int(asked.lever[i])),
                scenario=scenario.code,
                step=step,
                template=scenario.steps[step].template,
                days_late=int(asked.late[i]),
                overdue=Cents(int(asked.amount[i])),
                minutes=int(asked.minutes[i]),
                fits=limited is None or bool(limited[1][i]),
                reasons=_reasons(run, who, step, int(asked.late[i])),
            )
        )
    return from_day(run.day), tuple(tasks)


def _tomorrow(state: State, policy: Policy) -> Run:
    calendar = state.world.calendar
    if state.step == len(calendar.days):
        raise NotFound("working day")
    later = state.copy()
    run = make(later, apply(state.world, policy), {})
    run.row = state.step
    run.day, run.gap = int(calendar.days[state.step]), int(calendar.gaps[state.step])
    look(run)
    return run


def _reasons(run: Run, who: int, step: int, late: int) -> tuple[str, ...]:
    state, world = run.state, run.world
    place = int(world.place[who])
    said = {
        "before_due": late <= 0,
        "first_contact": step == 0,
        "broken_promise": bool(state.broken_on[who] != NEVER),
        "key_account": STAKES[int(world.traits.stake[place])] == "A",
        "risky": CLASSES[int(run.standing.risk[who])] in ("C", "D"),
        "orders_held": bool(state.held[who]),
        "over_limit": bool(state.owed[who] > run.standing.limit_on(run.day)[who]),
        "long_overdue": late > 60,
    }
    return ("step", *(code for code, holds in said.items() if holds))


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise: status ``pending``, ``due`` (its day has come) or ``late``."""

    customer: int
    made: date
    due: date
    amount: Cents
    paid: Cents
    quality: int
    status: str


def promises(state: State, row: int = 0) -> tuple[Promise, ...]:
    """Return the promises not yet judged, the nearest first; kept and broken ones are events."""
    first = row * state.world.count
    rows = first + np.flatnonzero(state.promise_due[first : first + state.world.count] != NEVER)
    found = []
    for who in rows.tolist():
        due, paid = int(state.promise_due[who]), int(state.promise_paid[who])
        status = "pending" if due > state.day else "due" if due == state.day else "late"
        found.append(
            Promise(
                who - first,
                from_day(int(state.promise_made[who])),
                from_day(due),
                Cents(int(state.promise_amount[who])),
                Cents(paid),
                int(state.promise_quality[who]),
                status,
            )
        )
    return tuple(sorted(found, key=lambda promise: (promise.due, promise.customer)))


@dataclass(frozen=True, slots=True)
class Dispute:
    """A blocked invoice that is known, in the hands of the desk; ``slot`` names the invoice."""

    customer: int
    slot: int
    cause: Cause
    found: date
    expected: date | None
    amount: Cents
    days_late: int


def disputes(state: State, row: int = 0) -> tuple[Dispute, ...]:
    """Return the known blocks still open, oldest first; ``expected`` is the desk's own date."""
    world = state.world
    mine = world.slots.customer // world.count == row
    rows = np.flatnonzero(
        mine & (state.blocked != NO_BLOCK) & (state.found != NEVER) & (state.left > 0)
    )
    found = [
        Dispute(
            int(world.place[world.slots.customer[slot]]),
            slot,
            Cause(int(world.slots.cause[slot])),
            from_day(int(state.found[slot])),
            None if state.fixed[slot] == NEVER else from_day(int(state.fixed[slot])),
            Cents(int(state.left[slot])),
            state.day - int(state.due[slot]),
        )
        for slot in rows.tolist()
        if state.status[world.slots.customer[slot]] != Status.FAILED
    ]
    return tuple(sorted(found, key=lambda dispute: (dispute.found, dispute.slot)))
