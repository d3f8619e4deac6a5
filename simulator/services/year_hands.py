"""What is decided by hand on one customer and one day, beside what the policy asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.dates import from_day, to_day
from simulator.domain.refusals import NotFound, OutOfRange, Refusal
from simulator.domain.year.behaviour import Lever
from simulator.domain.year.policy import Policy
from simulator.domain.year.run import Act, Intervention
from simulator.domain.year.state import State
from simulator.domain.year.worklist import Task, worklist
from simulator.store.years import YearActRow, YearRow


@dataclass(eq=False)
class DayFull(Refusal):
    """The day has no room for this contact: minutes wanted, and minutes left."""

    minutes: int
    left: int


class Choice(StrEnum):
    """What a person may do by hand."""

    CALL = "call"
    EMAIL = "email"
    SMS = "sms"
    LETTER = "letter"
    REGISTERED = "registered"
    SALES = "sales"
    DIRECTOR = "director"
    AGENCY = "agency"
    COURT = "court"
    SKIP = "skip"
    HOLD = "hold"
    RELEASE = "release"


_PLAIN = {Choice.SKIP: Act.SKIP, Choice.HOLD: Act.HOLD, Choice.RELEASE: Act.RELEASE}


@dataclass(frozen=True, slots=True)
class Hand:
    """One decision by hand: its number, its day, its customer, what it is."""

    id: int
    on: date
    customer: int
    choice: Choice
    run: int

    @property
    def lever(self) -> Lever | None:
        """Return the lever of a contact, nothing for what is not one."""
        return None if self.choice in _PLAIN else Lever[self.choice.name]

    def intervention(self) -> Intervention:
        """Return what the engine is told."""
        if self.choice in _PLAIN:
            return Intervention(self.on, self.customer, _PLAIN[self.choice])
        return Intervention(self.on, self.customer, Act.CONTACT, Lever[self.choice.name])


def of_run(session: Session, year: YearRow) -> tuple[Hand, ...]:
    """Return what was decided by hand in the run and not taken back, in order of days."""
    rows = session.execute(
        select(YearActRow.id, YearActRow.kind, YearActRow.data)
        .where(
            YearActRow.year_id == year.id,
            YearActRow.run == year.run,
            YearActRow.kind.in_(("hand", "unhand")),
        )
        .order_by(YearActRow.id)
    ).all()
    gone = {int(data["of"]) for _, kind, data in rows if kind == "unhand"}
    found = [
        Hand(
            number,
            date.fromisoformat(data["on"]),
            int(data["customer"]),
            Choice(data["choice"]),
            year.run,
        )
        for number, kind, data in rows
        if kind == "hand" and number not in gone
    ]
    return tuple(sorted(found, key=lambda hand: (hand.on, hand.id)))


def interventions(hands: Sequence[Hand], day: int) -> tuple[Intervention, ...]:
    """Return what the engine is told for days from ``day`` on.

    A hold set earlier goes on until orders are released by hand; a release is worth until the end
    of the play in which it was made, then the rule of the policy applies again.
    """
    held: dict[int, bool] = {}
    for hand in hands:
        if to_day(hand.on) < day and hand.choice in (Choice.HOLD, Choice.RELEASE):
            held[hand.customer] = hand.choice is Choice.HOLD
    running = [
        Intervention(from_day(day), who, Act.HOLD) for who, still in sorted(held.items()) if still
    ]
    coming = [hand.intervention() for hand in hands if to_day(hand.on) >= day]
    return (*running, *coming)


def holding(hands: Sequence[Hand]) -> frozenset[int]:
    """Return the customers whose orders are held by hand."""
    holds = (Choice.HOLD, Choice.RELEASE)
    last = {hand.customer: hand.choice for hand in hands if hand.choice in holds}
    return frozenset(who for who, choice in last.items() if choice is Choice.HOLD)


def minutes_used(state: State, tasks: Sequence[Task], hands: Sequence[Hand]) -> int:
    """Return the minutes that a day's work takes: what fits, less what is left, plus by hand."""
    left = {hand.customer for hand in hands if hand.choice is Choice.SKIP}
    planned = sum(task.minutes for task in tasks if task.fits and task.customer not in left)
    by_hand = sum(
        int(state.world.laws.minutes[hand.lever]) for hand in hands if hand.lever is not None
    )
    return planned + by_hand


def add(
    session: Session,
    year: YearRow,
    state: State,
    policy: Policy,
    customer: int,
    choice: Choice,
    now: datetime,
) -> Hand:
    """Decide something by hand for the next working day.

    Raises ``NotFound`` on an unknown customer or when the year is over, ``DayFull`` when the
    minutes of the day are used (a contact that takes none always fits).
    """
    if not 0 <= customer < state.world.count:
        raise NotFound("customer")
    on, tasks = worklist(state, policy)
    today = [hand for hand in of_run(session, year) if hand.on == on]
    same = next((h for h in today if (h.customer, h.choice) == (customer, choice)), None)
    if same is not None:
        return same
    if choice not in _PLAIN:
        wanted = int(state.world.laws.minutes[Lever[choice.name]])
        left = policy.capacity_minutes - minutes_used(state, tasks, today)
        if wanted > max(left, 0):
            raise DayFull(wanted, max(left, 0))
    row = YearActRow(
        year_id=year.id,
        run=year.run,
        step=year.step,
        kind="hand",
        data={"on": on.isoformat(), "customer": customer, "choice": choice.value},
        at=now,
    )
    session.add(row)
    year.revision += 1
    session.flush()
    return Hand(row.id, on, customer, choice, year.run)


def cancel(session: Session, year: YearRow, number: int, day: int, now: datetime) -> None:
    """Take back a decision whose day is not played (``day`` is the last one that is).

    ``NotFound`` when there is none of this number, ``OutOfRange`` when it is done.
    """
    found = next((hand for hand in of_run(session, year) if hand.id == number), None)
    if found is None:
        raise NotFound("hand")
    if to_day(found.on) <= day:
        raise OutOfRange("on", found.on, from_day(day + 1))
    session.add(
        YearActRow(
            year_id=year.id,
            run=year.run,
            step=year.step,
            kind="unhand",
            data={"of": number},
            at=now,
        )
    )
    year.revision += 1
    session.flush()
