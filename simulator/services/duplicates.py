"""A training made from another: its programme, its script, its place; not its people."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from simulator.domain.dates import next_working_day
from simulator.services import audit, secrets
from simulator.services.trainers import Trainer
from simulator.services.trainings import PARIS, free_code
from simulator.store.trainings import ActivityRow, HalfDayRow, TrainingRow


def days(training: TrainingRow, first_day: date) -> dict[date, date]:
    """Return the new date of each day of a training: same gaps, on working days, in order."""
    old = sorted({half.starts_at.astimezone(PARIS).date() for half in training.half_days})
    found: dict[date, date] = {}
    last: date | None = None
    for day in old:
        wanted = first_day + (day - old[0])
        if last is not None and wanted <= last:
            wanted = last + timedelta(days=1)
        last = next_working_day(wanted)
        found[day] = last
    return found


def duplicate(
    session: Session,
    trainer: Trainer,
    training: TrainingRow,
    *,
    title: str,
    first_day: date,
    place: str,
    client: str,
    now: datetime,
) -> TrainingRow:
    """Create a training of the same script on other days, with a code and figures of its own.

    Every activity is hidden, nothing is begun; an imported ledger stays with its own training.
    """
    made = TrainingRow(
        organisation_id=trainer.organisation_id,
        trainer_id=trainer.id,
        programme=training.programme,
        title=title,
        place=place,
        client=client,
        join_code=free_code(session),
        scenario=training.scenario,
        customers=training.customers,
        seed=secrets.new_seed(),
        as_of=first_day,
        created_at=now,
    )
    session.add(made)
    session.flush()
    halves = _half_days(session, training, made, days(training, first_day))
    session.add_all(
        ActivityRow(
            training_id=made.id,
            half_day_id=halves[row.half_day_id].id,
            position=position,
            kind=row.kind,
            reference=row.reference,
            title=row.title,
            minutes=row.minutes,
            teams=row.teams,
        )
        for position, row in enumerate(training.activities)
        if row.half_day_id is not None
    )
    session.flush()
    data = {"title": title, "of": training.id}
    audit.record(session, trainer.id, made.id, "training.duplicated", data, now)
    return made


def _half_days(
    session: Session, training: TrainingRow, made: TrainingRow, moved: dict[date, date]
) -> dict[int, HalfDayRow]:
    """Return the new half-day of each old one: same hours in Paris, whatever the season."""
    found: dict[int, HalfDayRow] = {}
    for half in training.half_days:
        first, last = (at.astimezone(PARIS) for at in (half.starts_at, half.ends_at))
        day = moved[first.date()]
        found[half.id] = HalfDayRow(
            training_id=made.id,
            starts_at=datetime.combine(day, first.time(), PARIS),
            ends_at=datetime.combine(day, last.time(), PARIS),
            minutes=half.minutes,
        )
    session.add_all(found.values())
    session.flush()
    return found
