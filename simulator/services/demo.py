"""A training to look around in: eight fictional trainees, some work done, no empty screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.luck import Luck
from simulator.domain.training import rehearsal
from simulator.domain.training.rehearsal import Bot
from simulator.services import (
    attempts,
    attendances,
    catalogue,
    rehearsal_steps,
    rehearsal_words,
    trainees,
    trainers,
    trainings,
)
from simulator.services.rehearsals import Simulated
from simulator.services.trainees import Trainee
from simulator.services.trainers import Trainer
from simulator.services.trainings import Training
from simulator.store.trainers import OrganisationRow, TrainerRow
from simulator.store.trainings import TrainingRow

ORGANISATION = "Organisme de démonstration"
TITLE = "Relation client et contentieux (démonstration)"
PROGRAMME = "ACC-CTX"
SCENARIO = "negoce-materiaux"
CUSTOMERS = 50
_LUCK = Luck(2026)
_PARIS = ZoneInfo("Europe/Paris")
_STROKES = "M60 120L110 60L150 140L200 70L260 130L330 90L420 110L520 80"

SKILLS = (92, 85, 78, 70, 88, 45, 63, 35)
"""Out of a hundred, how often each answers right."""

_DONE = 2
"""Half-days of which the work is done; the next one has begun."""


@dataclass(frozen=True, slots=True)
class Demo:
    """The demonstration training: its number and its code."""

    training_id: int
    code: str


def load(session: Session, now: datetime) -> Demo:
    """Return the demonstration training, made the first time (the caller commits)."""
    known = session.scalar(
        select(TrainingRow)
        .join(OrganisationRow, OrganisationRow.id == TrainingRow.organisation_id)
        .where(OrganisationRow.name == ORGANISATION, TrainingRow.title == TITLE)
    )
    if known is None:
        known = _make(session, now)
    return Demo(known.id, known.join_code)


def _trainer(session: Session, now: datetime) -> Trainer:
    known = session.scalar(
        select(TrainerRow)
        .join(OrganisationRow, OrganisationRow.id == TrainerRow.organisation_id)
        .where(OrganisationRow.name == ORGANISATION)
    )
    if known is not None:
        found = trainers.signed_in(session, known.id, known.stamp)
        assert found is not None  # the demonstration's trainer is never disabled
        return found
    made = trainers.add(
        session,
        "Camille Dubreuil",
        "demonstration@encours.example",
        None,
        now,
        role="administrator",
        organisation=ORGANISATION,
    )
    home = session.get_one(OrganisationRow, made.organisation_id)
    home.address = "12 rue de l’Exemple, 69000 Lyon"
    home.city = "Lyon"
    home.signatory, home.signatory_role = "Camille Dubreuil", "responsable pédagogique"
    return made


def _make(session: Session, now: datetime) -> Training:
    trainer = _trainer(session, now)
    programme = catalogue.programme(PROGRAMME)
    training = trainings.create(
        session,
        trainer,
        programme=programme.id,
        title=TITLE,
        days=programme.days,
        planned=catalogue.plan(programme.id),
        first_day=now.astimezone(_PARIS).date(),
        morning=time(9, 0),
        afternoon=time(13, 30),
        place="Lyon",
        client="",
        scenario=SCENARIO,
        customers=CUSTOMERS,
        now=now,
        seed=20260907,
    )
    people = [
        trainees.join(session, training.id, first, last, company, now)
        for first, last, company in rehearsal_words.PEOPLE[: len(SKILLS)]
    ]
    for half_day in training.half_days[: _DONE + 1]:
        trainings.open_half_day(session, trainer, training, half_day.id, now)
    for rank, person in enumerate(people):
        _work(session, training, Simulated(person, Bot(_LUCK, rank, SKILLS[rank])), now)
    _sign(session, trainer, training, people, now)
    return training


def _work(session: Session, training: Training, one: Simulated, now: datetime) -> None:
    """Do what two half-days ask; of the third, open one activity in three."""
    done = {half.id for half in training.half_days[:_DONE]}
    begun = training.half_days[_DONE].id if len(training.half_days) > _DONE else None
    opened = [row for row in training.activities if row.kind != "break"]
    for place, activity in enumerate(opened):
        if activity.half_day_id in done:
            rehearsal_steps.work(session, training, one, [activity], now)
        elif activity.half_day_id == begun and place % 3 == one.person.id % 3:
            attempts.attempt_of(session, one.person, activity, now)
            trainees.seen(session, one.person.id, activity.id, now)


def _sign(
    session: Session,
    trainer: Trainer,
    training: Training,
    people: list[Trainee],
    now: datetime,
) -> None:
    """Sign the first half-day (one person is absent) and open the second one."""
    first, second = training.half_days[:2]
    attendances.open_half_day(session, trainer, first, now)
    for rank, person in enumerate(people[:-1]):
        strokes = rehearsal.strokes(Bot(_LUCK, rank, SKILLS[rank]))
        attendances.sign(session, person, first, strokes, "démonstration", now)
    attendances.countersign(session, trainer, first, _STROKES, "démonstration", now)
    attendances.open_half_day(session, trainer, second, now)
