"""The report of a training for its client, made of what was signed, judged, said and answered."""

from __future__ import annotations

from fractions import Fraction

from sqlalchemy.orm import Session

from simulator.documents.programmes import Invited, Part, Sheet
from simulator.documents.programmes import Session as Run
from simulator.domain.refusals import NotFound
from simulator.domain.training import attendance, report
from simulator.domain.training.attendance import Entry
from simulator.domain.training.report import HalfDay, Person, Report
from simulator.services import catalogue, evaluations, positionings, signatures, standings
from simulator.store.trainings import ActivityRow, HalfDayRow, TrainingRow

GRADED = frozenset({"exercise", "quiz"})


def of_training(session: Session, training: TrainingRow, *, personal: bool = False) -> Report:
    """Return the report; the results of each person are in it only with ``personal``."""
    texts = catalogue.programme(training.programme).objectives
    said = positionings.group(session, training, len(texts))
    marks = _marks(session, training)
    people = _people(session, training, said, marks, len(texts))
    entries = signatures.entries(session, training.id)
    here = [line.trainee_id for line in said.lines]
    return Report(
        training.title,
        training.programme,
        f"{training.programme}, formation n° {training.id}",
        training.client,
        training.place,
        training.trainer.name,
        sum(half.minutes for half in training.half_days),
        tuple(_half_day(half, entries, here) for half in training.half_days),
        tuple(
            report.objective(
                text,
                [one.levels[rank] for one in people],
                said.gains[rank],
                personal=personal,
            )
            for rank, text in enumerate(texts)
        ),
        tuple(report.work(row.title, row.kind, tuple(who.values())) for row, who in marks),
        evaluations.group(session, training),
        evaluations.count(session, training.id),
        people if personal else tuple(one.attendance() for one in people),
        personal,
    )


def programme_sheet(training: TrainingRow) -> Sheet:
    """Return the programme of a training, as it is sold."""
    known = catalogue.programme(training.programme)
    labels = {topic.id: topic.label for topic in known.topics}
    return Sheet(
        known.title,
        known.id,
        known.hours,
        known.days,
        known.audience,
        known.prerequisites,
        known.objectives,
        tuple(
            Part(f"Jour {half.day}, {half.slot}", tuple(labels[topic] for topic in half.topics))
            for half in known.half_days
            if half.topics
        ),
    )


def run(training: TrainingRow) -> Run:
    """Return what a convocation says of a training."""
    return Run(
        training.title,
        f"{training.programme}, formation n° {training.id}",
        training.place,
        training.trainer.name,
        tuple((half.starts_at, half.ends_at, half.minutes) for half in training.half_days),
        catalogue.programme(training.programme).objectives,
    )


def invited(training: TrainingRow, trainee_id: int | None = None) -> tuple[Invited, ...]:
    """Return who is expected, or the one who is asked for; ``NotFound`` where there is nobody."""
    found = tuple(
        Invited(f"{row.first_name} {row.last_name}", row.company)
        for row in training.trainees
        if row.removed_at is None and trainee_id in {None, row.id}
    )
    if not found:
        raise NotFound("trainee")
    return found


def _people(
    session: Session,
    training: TrainingRow,
    said: positionings.GroupPositions,
    marks: list[tuple[ActivityRow, dict[int, Fraction]]],
    objectives: int,
) -> tuple[Person, ...]:
    judged = {
        one.trainee_id: one.levels for one in evaluations.judged(session, training, objectives)
    }
    entries = signatures.entries(session, training.id)
    halves = [half.id for half in training.half_days]
    return tuple(
        Person(
            line.name,
            line.company,
            attendance.minutes_present(entries, halves, line.trainee_id),
            judged[line.trainee_id],
            line.before.levels if line.before else (),
            line.after.levels if line.after else (),
            tuple(
                (row.title, who[line.trainee_id]) for row, who in marks if line.trainee_id in who
            ),
        )
        for line in said.lines
    )


def _marks(
    session: Session, training: TrainingRow
) -> list[tuple[ActivityRow, dict[int, Fraction]]]:
    """Return the best marks by person of each graded activity that somebody did."""
    here = {row.id for row in training.trainees if row.removed_at is None}
    found: dict[int, dict[int, Fraction]] = {}
    for (person, activity), standing in standings.of_training(session, training.id).items():
        if standing.best is not None and person in here:
            found.setdefault(activity, {})[person] = standing.best
    return [
        (row, found[row.id])
        for row in training.activities
        if row.kind in GRADED and row.id in found
    ]


def _half_day(half: HalfDayRow, entries: tuple[Entry, ...], people: list[int]) -> HalfDay:
    stated = [attendance.presence(entries, half.id, person) for person in people]
    minutes = [entry.minutes for entry in stated if entry is not None and entry.minutes]
    return HalfDay(half.starts_at, half.ends_at, half.minutes, len(minutes), sum(minutes))
