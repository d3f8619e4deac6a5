"""What would have happened: one thing changed under the same luck, and what is worth asking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from sqlalchemy.orm import Session

from simulator.domain.dates import from_day, next_working_day, to_day
from simulator.domain.money import Cents
from simulator.domain.portfolio import Portfolio
from simulator.domain.refusals import NotFound, OutOfRange
from simulator.domain.year import story
from simulator.domain.year.engine import advance
from simulator.domain.year.report import report
from simulator.domain.year.state import Phase, State
from simulator.domain.year.story import Change, Event
from simulator.services import played_years, year_debriefs, year_figures, year_hands, year_policies
from simulator.services.year_hands import Choice, Hand
from simulator.store.years import YearRow


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One thing changed under the same luck: what it did to each customer, and to the profit.

    ``profit`` is after − before over the year, in cents, and ``parts`` what it is made of, the
    widest first. ``gone`` and ``come`` are what is no more
    in the story of the customer, and what is there instead.

    While the year goes on, an answer would tell what an invoice not paid yet hides (a dispute that
    nobody has found, who pays when called). It is then ``veiled``: it keeps to the invoices already
    settled and to the act itself, without changes nor profit.
    """

    on: date
    customer: int
    choice: Choice
    changes: tuple[Change, ...]
    profit: Cents | None
    parts: tuple[tuple[str, int], ...]
    gone: tuple[Event, ...]
    come: tuple[Event, ...]
    veiled: bool = False


_ACT = ("contact", "postponed", "held", "released")


def what_if(
    session: Session,
    year: YearRow,
    portfolio: Portfolio,
    on: date,
    customer: int,
    choice: Choice,
) -> WhatIf:
    """Play again from the end of the month before a day, with one thing more decided by hand.

    Raises ``NotFound`` on an unknown customer, ``OutOfRange`` on a day that is not played yet.
    """
    world = year_policies.world_of(portfolio)
    now = played_years.state_of(session, year, world)
    if not 0 <= customer < world.count:
        raise NotFound("customer")
    if not world.first < to_day(on) <= now.day:
        raise OutOfRange("on", on, from_day(world.first + 1), from_day(now.day))
    row = int(np.searchsorted(world.calendar.days, to_day(on)))
    ends = [item.step for item in played_years.closed(session, year) if item.step <= row]
    state = played_years.state_of(session, year, world, ends[-1] if ends else 0)
    hands = year_hands.of_run(session, year)
    extra = Hand(0, on, customer, choice, year.run)
    changed = tuple(sorted((*hands, extra), key=lambda hand: (hand.on, hand.id)))
    known = year_debriefs.policies(session, year)
    after = state
    for number, days in _rest(played_years.script(session, year), state.step):
        acts = played_years.interventions(after, changed)
        after = advance(after, known[number], days=days, by_hand=acts)
    gone, come = _told(now, after, customer)
    if not now.over:
        gone, come = (_veiled(events, now, on) for events in (gone, come))
        return WhatIf(on, customer, choice, (), None, (), gone, come, veiled=True)
    parts = _parts(now, after)
    return WhatIf(
        on,
        customer,
        choice,
        story.differences(now, after),
        Cents(sum(amount for _, amount in parts)),
        parts,
        gone,
        come,
    )


def _veiled(events: Sequence[Event], now: State, on: date) -> tuple[Event, ...]:
    """Return the events that hide nothing: of invoices settled, and the act of the day."""
    return tuple(
        event
        for event in events
        if (event.kind in _ACT and event.on == on)
        or (event.slot >= 0 and now.phase[event.slot] == Phase.SETTLED and event.kind not in _ACT)
    )


def _rest(script: Sequence[tuple[int, int]], step: int) -> list[tuple[int, int]]:
    """Return what was played after a position that ends a play."""
    made, done = [], 0
    for number, days in script:
        if done >= step:
            made.append((number, days))
        done += days
    return made


def _parts(before: State, after: State) -> tuple[tuple[str, int], ...]:
    """Return what changed in the profit of the year, by part, the widest first."""
    old, new = (
        dict(year_figures.breakdown(year_figures.of_outcome(report(state).year)))
        for state in (before, after)
    )
    gaps = {name: new.get(name, 0) - old.get(name, 0) for name in {**old, **new}}
    return tuple(sorted(((n, gap) for n, gap in gaps.items() if gap), key=lambda p: -abs(p[1])))


def _told(
    before: State, after: State, customer: int
) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """Return the events of a customer that are in one story and not in the other."""
    old, new = (story.story(state, customer) for state in (before, after))
    return tuple((Counter(old) - Counter(new)).elements()), tuple(
        (Counter(new) - Counter(old)).elements()
    )


@dataclass(frozen=True, slots=True)
class Question:
    """Something worth asking: an invoice that was paid late, and the days to ask about.

    ``called`` is two days after its due date, ``held`` ten (on a day off, the next working day);
    nothing when it was paid by then.
    """

    due: date
    amount: Cents
    days_late: int
    paid: bool
    called: date | None
    held: date | None


SHOWN = 6
CALLED, HELD = 2, 10
"""Days late at which a call, an order held, are worth asking about."""


def questions(state: State, customer: int) -> tuple[Question, ...]:
    """Return the invoices of a customer that were late the most (amount × days), paid or not.

    ``NotFound`` on an unknown customer. Those that fell due before the year began are left out:
    no decision of the year could have come in time; so are, until the year is over, those not paid
    yet, of which nothing can be answered.
    """
    world = state.world
    if not 0 <= customer < world.count:
        raise NotFound("customer")
    late: dict[int, tuple[int, int, bool]] = {}
    for event in story.story(state, customer):
        if event.kind in ("paid", "paid_part") and event.detail > 0:
            amount, days, _ = late.get(event.slot, (0, 0, True))
            late[event.slot] = (amount + event.amount, max(days, event.detail), True)
    for reason in story.why_unpaid(state, customer):
        late[reason.slot] = (reason.amount, state.day - int(state.due[reason.slot]), False)
    found = [
        (int(state.due[slot]), amount, days, paid)
        for slot, (amount, days, paid) in late.items()
        if int(state.due[slot]) > world.first and (paid or state.over)
    ]
    found.sort(key=lambda row: (-row[1] * row[2], row[0]))
    made = [
        Question(
            from_day(due),
            Cents(amount),
            days,
            paid,
            _in_time(due + CALLED, due + days),
            _in_time(due + HELD, due + days),
        )
        for due, amount, days, paid in found
    ]
    return tuple(each for each in made if each.called is not None)[:SHOWN]


def _in_time(day: int, end: int) -> date | None:
    """Return a day, or the next working one, if it comes before the end of the lateness."""
    on = next_working_day(from_day(day))
    return on if to_day(on) < end else None
