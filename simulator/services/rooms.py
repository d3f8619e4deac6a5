"""The room: what a trainee sees of the agenda, and the live grid of the trainer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.services import standings
from simulator.services.trainees import Trainee, trainee_of
from simulator.store.attendances import SignatureRow
from simulator.store.trainings import ActivityRow, HalfDayRow, TraineeRow, TrainingRow

PRESENT = timedelta(seconds=45)
SLOW = timedelta(minutes=12)
WEAK = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Work:
    """What a trainee did in one activity."""

    started_at: datetime
    submissions: int
    best: Fraction | None

    @property
    def status(self) -> str:
        """Return ``done`` once something was submitted, else ``doing``."""
        return "done" if self.submissions else "doing"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a trainee's agenda."""

    id: int
    kind: str
    reference: str
    title: str
    minutes: int
    state: str
    work: Work | None


@dataclass(frozen=True, slots=True)
class HalfDay:
    """A half-day and its activities; to be signed, when it is, by who has not yet."""

    id: int
    starts_at: datetime
    ends_at: datetime
    open_for_signature: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """A trainee's room."""

    trainee: Trainee
    training_id: int
    title: str
    place: str
    trainer: str
    state: str
    scenario: str
    half_days: tuple[HalfDay, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one trainee did in one activity, for the grid."""

    status: str  # "", "doing", "done", "stuck"
    best: Fraction | None
    submissions: int


@dataclass(frozen=True, slots=True)
class Person:
    """A line of the grid."""

    trainee: Trainee
    present: bool
    seen_at: datetime
    where: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The live grid: people × activities."""

    activities: tuple[ActivityRow, ...]
    people: tuple[Person, ...]

    @property
    def present(self) -> int:
        """Return how many people are here."""
        return sum(person.present for person in self.people)


def _work(
    session: Session, training_id: int, trainee_id: int | None = None
) -> dict[tuple[int, int], Work]:
    """Return the work by (trainee, activity); the graded variant only."""
    found = standings.of_training(session, training_id, trainee_id)
    return {key: Work(one.started_at, one.submissions, one.best) for key, one in found.items()}


def marks(session: Session, training_id: int) -> dict[int, tuple[Fraction, ...]]:
    """Return the best marks of each trainee, one a graded activity."""
    found: dict[int, tuple[Fraction, ...]] = {}
    for (person, _), work in _work(session, training_id).items():
        if work.best is not None:
            found[person] = (*found.get(person, ()), work.best)
    return found


def of_trainee(session: Session, trainee_id: int) -> Room:
    """Return a trainee's room; hidden activities are not in it, breaks between others are."""
    row = session.get_one(TraineeRow, trainee_id)
    training = row.training
    work = _work(session, training.id, trainee_id)
    signing = _to_sign(session, training, trainee_id)
    return Room(
        trainee_of(row),
        training.id,
        training.title,
        training.place,
        training.trainer.name,
        training.state,
        training.scenario,
        tuple(_half_day(training, half, work, trainee_id, signing) for half in training.half_days),
    )


def _to_sign(session: Session, training: TrainingRow, trainee_id: int) -> set[int]:
    """Return the half-days open for signature on which nothing is stated of a trainee yet."""
    opened = {half.id for half in training.half_days if half.opened_at and not half.closed_at}
    if not opened:
        return opened
    stated = select(SignatureRow.half_day_id).where(
        SignatureRow.trainee_id == trainee_id, SignatureRow.half_day_id.in_(opened)
    )
    return opened - set(session.scalars(stated))


def _half_day(
    training: TrainingRow,
    half: HalfDayRow,
    work: dict[tuple[int, int], Work],
    trainee_id: int,
    signing: set[int],
) -> HalfDay:
    entries = tuple(
        Entry(
            row.id,
            row.kind,
            row.reference,
            row.title,
            row.minutes,
            row.state,
            work.get((trainee_id, row.id)),
        )
        for row in training.activities
        if row.half_day_id == half.id and (row.state != "hidden" or row.kind == "break")
    )
    if all(entry.kind == "break" for entry in entries):
        entries = ()
    return HalfDay(half.id, half.starts_at, half.ends_at, half.id in signing, entries)


def grid(session: Session, training: TrainingRow, now: datetime) -> Grid:
    """Return the live grid of a training: who is in, where, and who is stuck."""
    work = _work(session, training.id)
    shown = tuple(row for row in training.activities if row.state != "hidden")
    titles = {row.id: row.title for row in training.activities}
    people = tuple(
        Person(
            trainee_of(row),
            now - row.seen_at < PRESENT,
            row.seen_at,
            titles.get(row.seen_activity_id or 0, "Agenda"),
            tuple(_cell(row, activity, work, now) for activity in shown),
        )
        for row in training.trainees
        if row.removed_at is None
    )
    return Grid(shown, people)


def _cell(
    row: TraineeRow, activity: ActivityRow, work: dict[tuple[int, int], Work], now: datetime
) -> Cell:
    done = work.get((row.id, activity.id))
    if done is None:
        return Cell("", None, 0)
    here = row.seen_activity_id == activity.id and now - row.seen_at < PRESENT
    graded = activity.kind in {"exercise", "quiz"}
    failing = done.submissions > 1 and done.best is not None and done.best < WEAK
    slow = here and graded and not done.submissions and now - done.started_at > SLOW
    status = "stuck" if failing or slow else done.status
    return Cell(status, done.best, done.submissions)
