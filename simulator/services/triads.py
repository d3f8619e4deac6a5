"""Role-plays in pairs and triads: making a round, moving its clock, moving people, finding a seat.

The rules (rotation, clock, who sees what) are the domain's; what happened is in the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.refusals import NotFound, Refusal
from simulator.domain.training import rotation
from simulator.domain.training.rotation import Format, Group, Past, Role
from simulator.domain.training.triads import Act, Phase, Round, WrongAct
from simulator.services import audit, secrets, triad_cases
from simulator.services.trainees import Trainee, touch, trainee_of
from simulator.services.trainers import Trainer
from simulator.store.trainings import TraineeRow, TrainingRow
from simulator.store.triads import TriadGroupRow, TriadRoundRow, TriadSeatRow

TriadRound = TriadRoundRow
"""A round, as pages read it."""
TriadGroup = TriadGroupRow
"""A group, as pages read it."""
Seat = TriadSeatRow
"""A seat, as pages read it."""

_CLOCK = ("prepared_at", "played_at", "ends_at", "paused_at", "ended_at", "closed_at")


@dataclass(eq=False)
class RoundRunning(Refusal):
    """One round at a time: another is not closed."""

    number: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """The settings of a new round; durations in minutes."""

    script: str
    form: Format = Format.TRIADS
    preparation: int = 5
    play: int = 8


def create(
    session: Session,
    trainer: Trainer,
    training: TrainingRow,
    wanted: Wanted,
    present: Iterable[int],
    now: datetime,
) -> TriadRound:
    """Form the groups of a new round among the people present, each with its call.

    Raises ``RoundRunning``, ``OutOfRange`` when too few or too many are present, ``NobodyToCall``.
    """
    session.refresh(training, with_for_update=True)  # two windows make one round, not two
    running = live(session, training.id)
    if running is not None:
        raise RoundRunning(running.number)
    chosen = triad_cases.script(wanted.script)
    people = here(training)
    ids = [one.id for one in people if one.id in set(present)]
    earlier = of_training(session, training.id)
    seed = earlier[0].seed if earlier else secrets.new_seed()
    groups = rotation.formed(ids, wanted.form, past_of(earlier), seed)
    row = TriadRoundRow(
        training_id=training.id,
        trainer_id=trainer.id,
        number=1 + max((one.number for one in earlier), default=0),
        script=chosen.id,
        title=chosen.title,
        form=wanted.form.value,
        seed=seed,
        preparation_seconds=60 * wanted.preparation,
        play_seconds=60 * wanted.play,
        created_at=now,
    )
    session.add(row)
    session.flush()
    _reseat(session, row, groups, now)
    audit.record(
        session,
        trainer.id,
        training.id,
        "triads.created",
        {"script": chosen.id, "n": len(ids)},
        now,
    )
    touch(session, training.id)
    return row


def here(training: TrainingRow) -> tuple[TraineeRow, ...]:
    """Return the people of a training, by name."""
    return tuple(row for row in training.trainees if row.removed_at is None)


def of_training(session: Session, training_id: int) -> Sequence[TriadRound]:
    """Return the rounds of a training, the first one first."""
    return session.scalars(
        select(TriadRoundRow)
        .where(TriadRoundRow.training_id == training_id)
        .order_by(TriadRoundRow.number)
    ).all()


def live(session: Session, training_id: int) -> TriadRound | None:
    """Return the round of a training that is not closed."""
    return session.scalar(
        select(TriadRoundRow)
        .where(TriadRoundRow.training_id == training_id, TriadRoundRow.closed_at.is_(None))
        .order_by(TriadRoundRow.number.desc())
        .limit(1)
    )


def get(session: Session, training_id: int, round_id: int) -> TriadRound:
    """Return a round of this training; ``NotFound`` otherwise."""
    row = session.get(TriadRoundRow, round_id)
    if row is None or row.training_id != training_id:
        raise NotFound("round")
    return row


def group(session: Session, row: TriadRound, group_id: int) -> TriadGroup:
    """Return a group of this round; ``NotFound`` otherwise."""
    found = session.get(TriadGroupRow, group_id)
    if found is None or found.round_id != row.id or found.dissolved:
        raise NotFound("group")
    return found


def groups(row: TriadRound) -> tuple[TriadGroup, ...]:
    """Return the groups that play."""
    return tuple(one for one in row.groups if not one.dissolved)


def seat_of(row: TriadRound, trainee_id: int) -> Seat | None:
    """Return somebody's seat in a round."""
    return next(
        (seat for one in groups(row) for seat in one.seats if seat.trainee_id == trainee_id), None
    )


def clock(row: TriadRound) -> Round:
    """Return the machine of a round."""
    return Round(
        timedelta(seconds=row.preparation_seconds),
        timedelta(seconds=row.play_seconds),
        *(getattr(row, name) for name in _CLOCK),
    )


def limit(row: TriadRound, phase: Phase) -> int:
    """Return the whole length of what is on the clock, in seconds; 0 when nothing is."""
    lengths = {Phase.PREPARING: row.preparation_seconds, Phase.PLAYING: row.play_seconds}
    return lengths.get(phase, 0)


def act(session: Session, trainer: Trainer, row: TriadRound, wanted: Act, now: datetime) -> None:
    """Move the clock of a round; ``WrongAct`` when that has no sense now."""
    session.refresh(row, with_for_update=True)
    moved = clock(row).after(wanted, now)
    for name in _CLOCK:
        setattr(row, name, getattr(moved, name))
    changed(row)
    if wanted in {Act.PREPARE, Act.CLOSE}:
        audit.record(
            session, trainer.id, row.training_id, f"triads.{wanted}", {"n": row.number}, now
        )
        touch(session, row.training_id)


def changed(row: TriadRound) -> None:
    """Say that every screen of a round is out of date."""
    row.revision = TriadRoundRow.revision + 1


def cancel(session: Session, trainer: Trainer, row: TriadRound, now: datetime) -> None:
    """Take away a round that nobody has played yet; ``WrongAct`` afterwards."""
    _before_the_end(row, now, {Phase.FORMING, Phase.PREPARING}, "cancel")
    for one in row.groups:
        for each in (*one.seats, *one.notes):
            session.delete(each)
    session.flush()
    for one in row.groups:
        session.delete(one)
    session.flush()
    audit.record(session, trainer.id, row.training_id, "triads.cancelled", {"n": row.number}, now)
    touch(session, row.training_id)
    session.delete(row)
    session.flush()


_MOVABLE = frozenset({Phase.FORMING, Phase.PREPARING, Phase.PLAYING})


def leave(session: Session, row: TriadRound, trainee_id: int, now: datetime) -> None:
    """Take somebody who is not there out of a round; the others move up.

    Raises ``NotInRound``, ``NobodyLeft``, and ``WrongAct`` once calls are assessed.
    """
    _before_the_end(row, now, _MOVABLE, "leave")
    _reseat(session, row, rotation.without(_standing(row), trainee_id), now)
    changed(row)


def enter(session: Session, row: TriadRound, trainee_id: int, now: datetime) -> None:
    """Give somebody who comes late a seat as observer.

    Raises ``AlreadyInRound``, ``NotFound``, and ``WrongAct`` once calls are assessed.
    """
    _before_the_end(row, now, _MOVABLE, "enter")
    if trainee_id not in {one.id for one in here(row.training)}:
        raise NotFound("trainee")
    _reseat(session, row, rotation.joined(_standing(row), trainee_id), now)
    changed(row)


def past_of(rounds: Iterable[TriadRound]) -> Past:
    """Return who sat where, round by round."""
    return [[one for one in _standing(row) if one is not None] for row in rounds]


def _before_the_end(
    row: TriadRound, now: datetime, phases: set[Phase] | frozenset[Phase], act: str
) -> None:
    phase = clock(row).phase(now)
    if phase not in phases:
        raise WrongAct(act, phase.value)


def _standing(row: TriadRound) -> list[Group | None]:
    found: list[Group | None] = []
    for one in row.groups:
        seats = {Role(seat.role): seat.trainee_id for seat in one.seats}
        watching = [seat.trainee_id for seat in one.seats if seat.role == Role.OBSERVER]
        found.append(
            None
            if one.dissolved
            else Group(seats[Role.COLLECTOR], seats[Role.CUSTOMER], tuple(watching))
        )
    return found


def _reseat(
    session: Session, row: TriadRound, wanted: Sequence[Group | None], now: datetime
) -> None:
    """Write the seats of a round; a group whose collector changes has another call."""
    session.refresh(row, ["groups"])
    known = {one.number: one for one in row.groups}
    seats = {seat.trainee_id: seat for one in row.groups for seat in one.seats}
    people = {one.id: trainee_of(one) for one in here(row.training)}
    cases = {
        number: _case(session, row, known.get(number), people, found, now)
        for number, found in enumerate(wanted, start=1)
        if found is not None
    }
    for number, found in enumerate(wanted, start=1):
        one = known.get(number)
        if found is None:
            assert one is not None  # only a group that stood can be dissolved
            one.dissolved = True
            continue
        if one is None:
            one = TriadGroupRow(round_id=row.id, number=number, case=cases[number])
            session.add(one)
        one.case = cases[number]
        session.flush()
        for rank, person in enumerate(found.people):
            _sit(session, one, seats.pop(person, None), person, (found, rank))
    for gone in seats.values():
        session.delete(gone)
    session.flush()
    session.expire(row)
    for one in known.values():
        session.expire(one)


def _sit(
    session: Session, one: TriadGroup, seat: Seat | None, person: int, where: tuple[Group, int]
) -> None:
    found, rank = where
    role = found.role_of(person)
    assert role is not None  # one of its people
    if seat is None:
        seat = TriadSeatRow(round_id=one.round_id, trainee_id=person)
        session.add(seat)
    seat.group_id, seat.role, seat.rank = one.id, role.value, rank


def _case(
    session: Session,
    row: TriadRound,
    one: TriadGroup | None,
    people: dict[int, Trainee],
    found: Group,
    now: datetime,
) -> dict[str, object]:
    same = one is not None and any(
        seat.trainee_id == found.collector and seat.role == Role.COLLECTOR for seat in one.seats
    )
    if one is not None and same:
        return one.case
    collector = people[found.collector]
    before = _called(session, collector.id)
    return triad_cases.made(
        session, triad_cases.script(row.script), collector, row.number, before, now
    )


def _called(session: Session, trainee_id: int) -> frozenset[int]:
    """Return the customers that somebody called in earlier rounds."""
    cases = session.scalars(
        select(TriadGroupRow.case)
        .join(TriadSeatRow, TriadSeatRow.group_id == TriadGroupRow.id)
        .where(TriadSeatRow.trainee_id == trainee_id, TriadSeatRow.role == Role.COLLECTOR.value)
    )
    return frozenset(triad_cases.customer_of(case) for case in cases)
