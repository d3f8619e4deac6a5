"""A training where everything has happened: work, signatures, opinions, judgements, documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Flask
from sqlalchemy.orm import Session

from simulator.domain.negotiation.grid import Criterion
from simulator.domain.negotiation.talk import Words
from simulator.domain.training import contributions as talk
from simulator.domain.training.certificates import Kind, Level
from simulator.domain.training.committee import Choice
from simulator.domain.training.complaints import Nature
from simulator.domain.training.triads import Act
from simulator.services import (
    attempts,
    attendances,
    call_talks,
    calls,
    catalogue,
    certificates,
    committees,
    complaints,
    contributions,
    evaluations,
    game_people,
    games,
    portfolios,
    questions,
    quizzes,
    scans,
    trainees,
    trainings,
    triad_marks,
    triads,
)
from simulator.services.attempts import Activity
from simulator.services.scans import Read
from simulator.services.trainees import Trainee
from simulator.services.trainers import Trainer
from simulator.services.trainings import Training
from simulator.web.db import db
from tests.practice import answers

CALLED = "decideur-absent"
STROKES = "M60 120L110 60L150 140M200 70L260 130"
CREDIT_FILE = {
    "request": "50 000 €",
    "need": "42 k€",
    "proposal": "30 000 €",
    "guarantee": "surety",
    "conditions": "Caution du dirigeant avant livraison",
    "justification": "Un plafond à 30 k€ couvre le besoin d’un mois.",
}
CREDIT_MINUTES = {
    "amount": "25 000 €",
    "conditions": "Caution signée, revue à six mois",
    "reasons": "Besoin réel, comptes fragiles",
    "expiry": "2027-05-31",
}
PEOPLE = ("Élodie Martin", "Karim Benaïssa", "Anne-Sophie Le Goff")
OPINION = {
    "expectations": 4,
    "objectives": 4,
    "content": 5,
    "pace": 3,
    "exercises": 5,
    "trainer": 5,
    "materials": 4,
    "organisation": 4,
    "usefulness": 5,
    "recommend": 9,
    "liked": "Le portefeuille vivant",
    "improve": "",
    "application": "Revoir les lignes",
}


@dataclass(frozen=True)
class Classroom:
    """Numbers of the rows of a training at work."""

    app: Flask
    trainer: Trainer
    training_id: int
    people: tuple[Trainee, ...]
    lesson: int
    exercise: int
    quiz: int
    half_days: tuple[int, ...]


def opened(
    app: Flask, trainer: Trainer, training_id: int, people: tuple[Trainee, ...]
) -> Classroom:
    """Return the numbers of a training that has one activity of each kind."""
    with app.app_context():
        training = db.session().get_one(Training, training_id)
        first = {row.kind: row.id for row in reversed(training.activities)}
        half_days = tuple(half.id for half in training.half_days)
    return Classroom(
        app,
        trainer,
        training_id,
        people,
        first["lesson"],
        first["exercise"],
        first["quiz"],
        half_days,
    )


def activity(session: Session, number: int) -> Activity:
    return session.get_one(Activity, number)


def right(session: Session, person: Trainee, exercise: int, now: datetime) -> dict[str, str]:
    """Return a person's right answers to the tests' exercise."""
    sheet = attempts.exercise(session, person, activity(session, exercise), now)
    return answers(sheet.question, portfolios.of_trainee(session, person.id, now))


def work(session: Session, room: Classroom, now: datetime) -> None:
    """Everybody answers the exercise; the first two answer the quiz."""
    for person in room.people:
        given = right(session, person, room.exercise, now)
        attempts.submit(
            session, person, activity(session, room.exercise), given, f"fait-{person.id}", now
        )
    quiz = catalogue.quiz(activity(session, room.quiz).reference)
    raw = {question.id: question.options[0].name for question in quiz.questions if question.options}
    for person in room.people[:2]:
        attempts.submit_quiz(
            session, person, activity(session, room.quiz), raw, f"quiz-{person.id}", now
        )


def sign(session: Session, room: Classroom, half_day_id: int, now: datetime) -> None:
    """Everybody signs a half-day, the trainer closes it."""
    training = session.get_one(Training, room.training_id)
    half_day = trainings.half_day(session, training, half_day_id)
    attendances.open_half_day(session, room.trainer, half_day, now)
    for person in room.people:
        attendances.sign(session, person, half_day, STROKES, "téléphone d’essai", now)
    attendances.countersign(session, room.trainer, half_day, STROKES, "portable d’essai", now)


def play(session: Session, room: Classroom, now: datetime) -> None:
    """Open a live quiz where everybody enters."""
    training = session.get_one(Training, room.training_id)
    quiz = catalogue.quiz(activity(session, room.quiz).reference)
    chosen = [question.id for question in quiz.questions]
    row = games.create(session, room.trainer, training, quiz, chosen, games.Wanted(), now)
    for person in room.people:
        game_people.enter(session, row, person, now)


def call(session: Session, room: Classroom, now: datetime) -> None:
    """The first person begins a call and says hello."""
    person = room.people[0]
    row = calls.start(session, person, CALLED, now)
    call_talks.prepare(session, person, row.id, {}, now)
    call_talks.say(session, person, row.id, 0, Words("Bonjour."), now)


def compose(session: Session, room: Classroom, now: datetime) -> None:
    """Write a question in the bank and compose a quiz that holds it."""
    question = next(iter(catalogue.content().questions()))
    number = questions.create(session, room.trainer, "De l’organisme", "Essais", question, now)
    quiz = quizzes.create(session, room.trainer, "Quiz de l’organisme", now)
    quizzes.add(session, room.trainer, quiz, [number], [])


def role_play(session: Session, room: Classroom, now: datetime) -> None:
    """Play a round of calls in a triad, as far as the debrief."""
    training = session.get_one(Training, room.training_id)
    present = [person.id for person in room.people]
    row = triads.create(session, room.trainer, training, triads.Wanted("echeancier"), present, now)
    for act in (Act.PREPARE, Act.PLAY, Act.END):
        triads.act(session, room.trainer, row, act, now)
        session.flush()
    said = triad_marks.Said(dict.fromkeys(Criterion, 2), kept="Le silence est tenu")
    for group in triads.groups(row):
        for seat in group.seats:
            triad_marks.assess(session, seat, said, now)
    triads.act(session, room.trainer, row, Act.CLOSE, now)


def sit_in_committee(session: Session, room: Classroom, now: datetime) -> None:
    """Hold a credit committee where the first person's file is voted and decided."""
    training = session.get_one(Training, room.training_id)
    sitting = committees.open_sitting(session, room.trainer, training, now)
    author, *voters = room.people
    committees.save(session, author, 0, CREDIT_FILE, now, submit=True)
    row = sitting.files[0]
    committees.open_vote(session, room.trainer, row, now)
    for person in voters:
        committees.vote(session, person, row, Choice.FOR, now)
    committees.close_vote(session, room.trainer, row, CREDIT_MINUTES, None, now)


def finish(session: Session, room: Classroom, now: datetime) -> None:
    """Play, sign every half-day, give opinions, judge, issue both documents to everybody."""
    play(session, room, now)
    compose(session, room, now)
    call(session, room, now)
    role_play(session, room, now)
    sit_in_committee(session, room, now)
    for person in room.people:
        for kind in talk.Kind:
            texts = {field.name: "2026-12-01" for field in talk.FIELDS[kind]}
            contributions.write(session, person.id, room.training_id, kind, texts, now)
    for half_day_id in room.half_days:
        sign(session, room, half_day_id, now)
    training = session.get_one(Training, room.training_id)
    paper = Read(b"%PDF-1.7", 1)
    scans.keep(session, room.trainer, training.half_days[0], paper, "feuille.pdf", now)
    objectives = catalogue.programme(training.programme).objectives
    for person in room.people:
        evaluations.submit(session, person, OPINION, now)
        row = trainees.of_training(session, training.id, person.id)
        levels = dict.fromkeys(range(len(objectives)), Level.ACQUIRED)
        evaluations.judge(session, room.trainer, row, levels, now)
        for kind in Kind:
            certificates.issue(session, room.trainer, training, row, kind, now)
    evaluations.release(session, room.trainer, training, now)
    complaints.send(session, room.people[0], Nature.DIFFICULTY, "Le son coupe", now)
