"""What is decided by hand on one customer and one day, beside what the policy asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.dates import from_day, to_day
from simulator.domain.ledger.columns import Cause
from simulator.domain.money import ZERO, Cents
from simulator.domain.refusals import NotFound, OutOfRange, Refusal
from simulator.domain.year.acts import Act, Intervention
from simulator.domain.year.behaviour import Lever
from simulator.domain.year.policy import Policy
from simulator.domain.year.settling import MINUTES
from simulator.domain.year.state import State
from simulator.domain.year.worklist import Task, disputes, worklist
from simulator.store.years import YearActRow, YearRow


@dataclass(eq=False)
class StaleYear(Refusal):
    """The year has moved on since the page was shown: nothing was played or decided twice."""

    step: int


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
    PROMISE = "promise"
    ANSWER = "answer"
    CREDIT = "credit"
    UPHOLD = "uphold"


SETTLING = {
    Choice.ANSWER: Act.ANSWER,
    Choice.CREDIT: Act.CREDIT,
    Choice.UPHOLD: Act.UPHOLD,
}
"""What may be done of a dispute by hand."""
FREE = tuple(choice for choice in Choice if choice not in (*SETTLING, Choice.PROMISE))
"""What may be decided of any customer; a promise is won on the phone."""
_PLAIN = {Choice.SKIP: Act.SKIP, Choice.HOLD: Act.HOLD, Choice.RELEASE: Act.RELEASE}
_CONTACTS = tuple(choice for choice in FREE if choice not in _PLAIN)


@dataclass(frozen=True, slots=True)
class Hand:
    """One decision by hand: its number, its day, its customer, what it is."""

    id: int
    on: date
    customer: int
    choice: Choice
    run: int
    slot: int = -1
    amount: Cents = ZERO
    due: date | None = None
    quality: int = 0
    key: str = ""  # the call that a promise comes from

    @property
    def lever(self) -> Lever | None:
        """Return the lever of a contact, nothing for what is not one."""
        return Lever[self.choice.name] if self.choice in _CONTACTS else None

    @property
    def minutes(self) -> int:
        """Return what settling a dispute takes of the day, in minutes; nothing for the rest."""
        return MINUTES[SETTLING[self.choice]] if self.choice in SETTLING else 0

    def intervention(self) -> Intervention:
        """Return what the engine is told."""
        if self.choice in _PLAIN:
            return Intervention(self.on, self.customer, _PLAIN[self.choice])
        if self.choice in SETTLING:
            return Intervention(self.on, self.customer, SETTLING[self.choice], slot=self.slot)
        if self.choice is Choice.PROMISE:
            return Intervention(
                self.on,
                self.customer,
                Act.PROMISE,
                amount=self.amount,
                due=self.due,
                quality=self.quality,
            )
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
        _hand(number, data, year.run)
        for number, kind, data in rows
        if kind == "hand" and number not in gone
    ]
    return tuple(sorted(found, key=lambda hand: (hand.on, hand.id)))


def _hand(number: int, data: dict[str, Any], run: int) -> Hand:
    """Read a decision as it was written down."""
    return Hand(
        number,
        date.fromisoformat(data["on"]),
        int(data["customer"]),
        Choice(data["choice"]),
        run,
        slot=int(data.get("slot", -1)),
        amount=Cents(int(data.get("amount", 0))),
        due=date.fromisoformat(data["due"]) if "due" in data else None,
        quality=int(data.get("quality", 0)),
        key=str(data.get("call", "")),
    )


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
    return planned + by_hand + sum(hand.minutes for hand in hands)


def add(
    session: Session,
    year: YearRow,
    state: State,
    policy: Policy,
    customer: int,
    choice: Choice,
    now: datetime,
    *,
    slot: int = -1,
) -> Hand:
    """Decide something by hand for the next working day.

    What settles a dispute names its invoice by ``slot``. Raises ``NotFound`` on an unknown
    customer, on a dispute that is not on the board, or when the year is over; ``DayFull`` when the
    minutes of the day are used (what takes none always fits); ``StaleYear`` when days were played
    since ``state`` was read.
    """
    _hold(session, year, state)
    if not 0 <= customer < state.world.count:
        raise NotFound("customer")
    if choice in SETTLING:
        _require_dispute(state, customer, choice, slot)
    elif choice not in FREE:
        raise NotFound("choice")
    else:
        slot = -1
    on, tasks = worklist(state, policy)
    today = [hand for hand in of_run(session, year) if hand.on == on]
    # A dispute is settled in one way: what was decided first is to be taken back before another.
    same = next((h for h in today if _same(h, customer, choice, slot)), None)
    if same is not None:
        return same
    made = Hand(0, on, customer, choice, year.run, slot)
    if choice not in _PLAIN:
        wanted = minutes_used(state, (), (made,))
        left = policy.capacity_minutes - minutes_used(state, tasks, today)
        if wanted > max(left, 0):
            raise DayFull(wanted, max(left, 0))
    return write(session, year, made, now)


def _hold(session: Session, year: YearRow, state: State) -> None:
    """Keep others from playing until this decision is written."""
    session.refresh(year, with_for_update=True)
    if year.step != state.step:
        raise StaleYear(year.step)


def _same(hand: Hand, customer: int, choice: Choice, slot: int) -> bool:
    if choice in SETTLING:
        return hand.slot == slot
    return (hand.customer, hand.choice) == (customer, choice)


def _require_dispute(state: State, customer: int, choice: Choice, slot: int) -> None:
    """Refuse a dispute that is not on the board, and a credit note for a missing paper."""
    found = next((each for each in disputes(state) if each.slot == slot), None)
    if found is None or found.customer != customer:
        raise NotFound("dispute")
    if found.cause is Cause.ADMINISTRATIVE and choice is not Choice.ANSWER:
        raise NotFound("choice")


def write(session: Session, year: YearRow, hand: Hand, now: datetime) -> Hand:
    """Write a decision down, and return it with its number."""
    data: dict[str, Any] = {
        "on": hand.on.isoformat(),
        "customer": hand.customer,
        "choice": hand.choice.value,
    }
    if hand.choice in SETTLING:
        data["slot"] = hand.slot
    if hand.due is not None:
        data |= {"amount": hand.amount, "due": hand.due.isoformat(), "quality": hand.quality}
        data["call"] = hand.key
    row = YearActRow(
        year_id=year.id,
        run=year.run,
        step=year.step,
        kind="hand",
        data=data,
        at=now,
    )
    session.add(row)
    year.revision += 1
    session.flush()
    return replace(hand, id=row.id, run=year.run)


def cancel(session: Session, year: YearRow, number: int, state: State, now: datetime) -> None:
    """Take back a decision whose day is not played.

    ``NotFound`` when there is none of this number, ``OutOfRange`` when it is done, ``StaleYear``
    when days were played since ``state`` was read.
    """
    _hold(session, year, state)
    day = state.day
    found = next((hand for hand in of_run(session, year) if hand.id == number), None)
    if found is None:
        raise NotFound("hand")
    if to_day(found.on) <= day:
        raise OutOfRange("on", found.on, from_day(day + 1))
    if found.choice is Choice.PROMISE:
        raise NotFound("hand")
    drop(session, year, number, now)


def drop(session: Session, year: YearRow, number: int, now: datetime) -> None:
    """Take a decision back, whatever it is."""
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
