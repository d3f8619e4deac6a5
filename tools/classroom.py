"""A class at work, made with the services alone: for screenshots, browser tests and benchmarks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from simulator.domain.exercises.question import Question
from simulator.domain.quiz.question import Quiz
from simulator.domain.refusals import Refusal
from simulator.domain.training import rehearsal
from simulator.domain.training.certificates import Kind, Level
from simulator.domain.training.evaluation import QUESTIONS
from simulator.services import (
    attempts,
    attendances,
    catalogue,
    certificates,
    evaluations,
    portfolios,
    trainees,
    trainers,
    trainings,
)
from simulator.services.attempts import Activity
from simulator.services.trainees import Trainee
from simulator.services.trainers import Trainer
from simulator.services.trainings import HalfDay, Training

PEOPLE = (
    ("Élodie", "Martin", "Ateliers du Rhône"),
    ("Karim", "Benali", "Ateliers du Rhône"),
    ("Sophie", "Lefèvre", "Distribution Val de Saône"),
    ("Thomas", "Girard", "Distribution Val de Saône"),
    ("Nadia", "Rousseau", "Mécanique Chambon"),
    ("Jean-Baptiste", "Nguyen", "Mécanique Chambon"),
    ("Camille", "d’Aubigné", "Emballages Perrault"),
    ("Mehdi", "Le Goff", "Emballages Perrault"),
)
PASSWORD = "une phrase de passe"
PROGRAMME = "ACC-CTX"
SIGNATURE = "M60 120L90 60L130 140L170 70L210 130L260 80L320 120L420 90L520 110"
LIKED = (
    "Travailler sur mon propre portefeuille plutôt que sur un cas d’école.",
    "Les scores calculés à la main une fois : on comprend enfin ce que dit l’outil.",
    "Les échanges avec les autres entreprises.",
)
IMPROVE = ("Un peu plus de temps sur la liasse.", "", "Prévoir une demi-journée sur l’assurance.")


@dataclass(frozen=True, slots=True)
class Classroom:
    """A training and its people."""

    trainer: Trainer
    training_id: int
    people: tuple[Trainee, ...]


def trainer(session: Session, now: datetime) -> Trainer:
    """Add an organisation and the administrator who runs its trainings."""
    return trainers.add(
        session,
        "Claire Fontaine",
        "claire@organisme.example",
        PASSWORD,
        now,
        role="administrator",
        organisation="Institut lyonnais du crédit client",
    )


def make(
    session: Session,
    person: Trainer,
    now: datetime,
    first_day: date,
    *,
    people: int = 8,
    opened: int = 4,
    customers: int = 50,
) -> Classroom:
    """Create a training of ``people`` trainees, its first ``opened`` half-days open."""
    programme = catalogue.programme(PROGRAMME)
    training = trainings.create(
        session,
        person,
        programme=programme.id,
        title=programme.title,
        days=programme.days,
        planned=catalogue.plan(programme.id),
        first_day=first_day,
        morning=time(9, 0),
        afternoon=time(13, 30),
        place="Lyon, salle Bellecour",
        client="Formation interentreprises",
        scenario="negoce-materiaux",
        customers=customers,
        now=now,
        seed=20261123,
    )
    for half in training.half_days[:opened]:
        trainings.open_half_day(session, person, training, half.id, now)
    session.flush()
    joined = tuple(
        trainees.join(session, training.id, first, last, company, now)
        for first, last, company in _names(people)
    )
    session.flush()
    session.expire(training)
    return Classroom(person, training.id, joined)


def _names(count: int) -> Iterator[tuple[str, str, str]]:
    for rank in range(count):
        first, last, company = PEOPLE[rank % len(PEOPLE)]
        again = rank // len(PEOPLE)
        yield first, last if not again else f"{last} {'I' * (again + 1)}", company


def activities(session: Session, room: Classroom, kind: str) -> list[Activity]:
    """Return the open activities of a kind, in order."""
    training = session.get_one(Training, room.training_id)
    return [row for row in training.activities if row.kind == kind and row.state == "open"]


def wrong(question: Question, spared: int) -> dict[str, str]:
    """Return answers that fall in the foreseen mistakes, but for the first ``spared`` parts."""
    answers = question.solved()
    for judge in question.judges[spared:]:
        answers[judge.part.name] = next(iter(rehearsal.mistakes(judge)), "")
    return answers


def quiz_answers(quiz: Quiz, missed: int = 0) -> dict[str, str]:
    """Return right answers to a quiz, the first ``missed`` questions left blank."""
    asked = quiz.questions[missed:]
    return {question.id: rehearsal.right_answer(question) for question in asked}


def activity(session: Session, room: Classroom, reference: str) -> Activity:
    """Return the activity of a lesson, an exercise or a quiz."""
    training = session.get_one(Training, room.training_id)
    return next(row for row in training.activities if row.reference == reference)


def work(session: Session, room: Classroom, now: datetime) -> None:
    """Let each person do less than the one before: read, answer, be wrong, answer again."""
    lessons = activities(session, room, "lesson")
    exercises = activities(session, room, "exercise")
    for rank, person in enumerate(room.people):
        reach = len(lessons) - 2 * (rank % 7)
        for lesson in lessons[:reach]:
            attempts.attempt_of(session, person, lesson, now)
        done = exercises[: max(1, len(exercises) - rank % 7)]
        for place, exercise in enumerate(done):
            _answer(session, person, exercise, now, spared=3 * (place + rank) % 11)
        last = done[-1] if rank % 3 else lessons[reach - 1]
        trainees.seen(session, person.id, last.id, now)
    session.flush()


def _answer(
    session: Session, person: Trainee, activity: Activity, now: datetime, spared: int
) -> None:
    portfolio = portfolios.of_trainee(session, person.id, now)
    try:
        question = catalogue.question(activity.reference, portfolio, 0)
    except Refusal:  # an exercise that no customer of this portfolio suits
        return
    tries = [wrong(question, spared), question.solved() if spared > 4 else wrong(question, 1)]
    for rank, answers in enumerate(tries[: 1 + spared % 3]):
        when = now - timedelta(minutes=20 - 5 * rank)
        attempts.submit(session, person, activity, answers, f"{activity.id}-{rank}", when)


def answer_quizzes(session: Session, room: Classroom, now: datetime) -> None:
    """Let everybody answer the quizzes that are open."""
    for activity in activities(session, room, "quiz"):
        quiz = catalogue.quiz(activity.reference)
        for rank, person in enumerate(room.people):
            answers = quiz_answers(quiz, missed=rank % 6)
            attempts.submit_quiz(session, person, activity, answers, f"quiz-{rank}", now)


def sign(
    session: Session, room: Classroom, half_days: int, missing: Mapping[int, int] | None = None
) -> None:
    """Sign and countersign the first half-days; ``missing`` says who is absent from which."""
    absent = missing or {}
    training = session.get_one(Training, room.training_id)
    for place, half in enumerate(training.half_days[:half_days]):
        start_signing(session, room, half)
        here = [rank for rank in range(len(room.people)) if absent.get(rank) != place]
        sign_some(session, room, half, here)
        attendances.countersign(session, room.trainer, half, SIGNATURE, "portable", half.ends_at)


def start_signing(session: Session, room: Classroom, half: HalfDay) -> None:
    """Open a half-day for signature, at its first minute."""
    attendances.open_half_day(session, room.trainer, half, half.starts_at)


def sign_some(session: Session, room: Classroom, half: HalfDay, people: Iterable[int]) -> None:
    """Let some people sign a half-day that is open, one after the other."""
    for rank in people:
        at = half.starts_at + timedelta(minutes=5, seconds=40 * rank)
        attendances.sign(session, room.people[rank], half, SIGNATURE, "téléphone", at)


def finish(session: Session, room: Classroom, now: datetime) -> None:
    """End a training: evaluations, achievements, certificates and attestations."""
    training = session.get_one(Training, room.training_id)
    for rank, person in enumerate(room.people):
        evaluations.submit(session, person, _opinion(rank), now)
    evaluations.release(session, room.trainer, training, now)
    objectives = len(catalogue.programme(training.programme).objectives)
    levels = list(Level)
    for rank, row in enumerate(training.trainees):
        chosen = {index: levels[(rank + index) % 7 % 2] for index in range(objectives)}
        evaluations.judge(session, room.trainer, row, chosen, now)
        for kind in Kind:
            try:
                certificates.issue(session, room.trainer, training, row, kind, now)
            except Refusal:  # somebody who was never there has no document
                continue


def _opinion(rank: int) -> dict[str, object]:
    answers: dict[str, object] = {}
    for place, ask in enumerate(QUESTIONS):
        if ask.shape == "scale":
            answers[ask.name] = 5 - (rank + place) % 4 // 2
        elif ask.shape == "recommend":
            answers[ask.name] = 10 - (rank * 2) % 5
        else:
            texts = LIKED if ask.name == "liked" else IMPROVE
            answers[ask.name] = texts[rank % 3] if ask.name != "application" else ""
    return answers
