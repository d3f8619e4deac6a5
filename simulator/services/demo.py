"""A training to look around in: eight fictional trainees, some work done, no empty screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.exercises.question import Claim, Question
from simulator.domain.luck import Luck
from simulator.domain.quiz.question import Quiz, QuizQuestion
from simulator.domain.refusals import Refusal
from simulator.services import attempts, attendances, catalogue, trainees, trainers, trainings
from simulator.services.attempts import Activity
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

PEOPLE = (
    ("Élodie", "Marchand", "Ateliers du Val Fictif", 92),
    ("Karim", "Benaïssa", "Ateliers du Val Fictif", 85),
    ("Sophie", "Le Guen", "Transports Imaginaires", 78),
    ("Thomas", "Ferrand", "Transports Imaginaires", 70),
    ("Nadia", "Oukaci", "Coopérative d’Exemple", 88),
    ("Julien", "Pasquier", "Coopérative d’Exemple", 45),
    ("Claire", "Vasseur", "Menuiseries Modèle", 63),
    ("Hugo", "Delmas", "Menuiseries Modèle", 35),
)
"""First name, last name, company, and out of a hundred how often each answers right."""

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
        for first, last, company, _ in PEOPLE
    ]
    for half_day in training.half_days[: _DONE + 1]:
        trainings.open_half_day(session, trainer, training, half_day.id, now)
    for rank, person in enumerate(people):
        _work(session, training, person, PEOPLE[rank][3], now)
    _sign(session, trainer, training, people, now)
    return training


def _work(session: Session, training: Training, person: Trainee, skill: int, now: datetime) -> None:
    done = {half.id for half in training.half_days[:_DONE]}
    begun = training.half_days[_DONE].id if len(training.half_days) > _DONE else None
    last: int | None = None
    for place, activity in enumerate(training.activities):
        started = activity.half_day_id in done
        if not started and (activity.half_day_id != begun or place % 3 != person.id % 3):
            continue
        last = activity.id
        attempt = attempts.attempt_of(session, person, activity, now - timedelta(minutes=20))
        if started and activity.kind == "exercise":
            _answer(session, person, activity, skill, now)
        elif started and activity.kind == "quiz":
            raw = dict(_quiz_answers(catalogue.quiz(activity.reference), person.id, skill))
            attempts.submit_quiz(session, person, activity, raw, f"demo-{attempt.id}", now)
    trainees.seen(session, person.id, last, now)


def _answer(
    session: Session, person: Trainee, activity: Activity, skill: int, now: datetime
) -> None:
    try:
        sheet = attempts.exercise(session, person, activity, now)
    except Refusal:  # an exercise that no customer of this portfolio suits
        return
    raw = dict(_answers(sheet.question, person.id, skill))
    attempts.submit(session, person, activity, raw, f"demo-{activity.id}", now)


def _answers(question: Question, who: int, skill: int) -> Iterator[tuple[str, str]]:
    """Yield the right entries, some replaced by a foreseen mistake or left blank."""
    right = question.solved()
    for rank, judge in enumerate(question.judges):
        name = judge.part.name
        if _LUCK.below(100, f"demo:{question.exercise}", who, rank) < skill:
            yield name, right[name]
            continue
        wrong = [sample.raw for sample in judge.samples() if sample.claim is Claim.MISTAKE]
        if wrong:
            yield name, wrong[_LUCK.below(len(wrong), "demo:mistake", who, rank)]


def _quiz_answers(quiz: Quiz, who: int, skill: int) -> Iterator[tuple[str, str]]:
    for rank, question in enumerate(quiz.questions):
        good = _LUCK.below(100, f"demo:{quiz.id}", who, rank) < skill
        yield question.id, _quiz_answer(question, good=good)


def _quiz_answer(question: QuizQuestion, *, good: bool) -> str:
    if question.answer is not None:
        value = question.answer.value / question.answer.measure.factor
        return f"{float(value if good else value * 2):.2f}".replace(".", ",")
    names = [option.name for option in question.options]
    if not question.rights:  # an order, or an opinion
        return ",".join(names if good else reversed(names))
    wrong = [name for name in names if name not in question.rights]
    return ",".join(question.rights) if good else wrong[0]


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
    for person in people[:-1]:
        attendances.sign(session, person, first, _STROKES, "démonstration", now)
    attendances.countersign(session, trainer, first, _STROKES, "démonstration", now)
    attendances.open_half_day(session, trainer, second, now)
