"""Quizzes that an organisation composes, played live and at one's own pace."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.quiz.grading import right_answer
from simulator.domain.quiz.question import QuizKind, QuizQuestion
from simulator.domain.refusals import NotFound
from simulator.services import attempts, catalogue, games, question_files, questions, quizzes
from simulator.services.attempts import AlreadyAnswered
from simulator.services.quizzes import NothingToGrade, QuizInUse, TooManyQuestions
from simulator.services.trainers import Trainer
from simulator.services.trainings import Training
from simulator.web.db import db
from tests.classroom import Classroom
from tests.conftest import Clock, House
from tests.services.test_questions import truth

FILE = """::Paires:: Associez {=DSO -> délai =BFR -> besoin}

::Mot:: Le service ? {=crédit =%50%credit management}

::Nombre:: TVA {#20:0}

::Texte:: Lisez bien.

::Libre:: Racontez. {}

::Avis:: Utile ? {~oui ~non}
"""


@pytest.fixture
def room(house: House) -> Classroom:
    return house.classroom()


def bank(session: Session, trainer: Trainer, clock: Clock, text: str = FILE) -> list[int]:
    question_files.bring_in(session, trainer, question_files.read(text.encode()), clock())
    lines = questions.listed(session, trainer, questions.Wanted())
    return [line.id for line in lines]


def composed(session: Session, trainer: Trainer, clock: Clock) -> int:
    quiz = quizzes.create(session, trainer, "Le nôtre", clock())
    quizzes.add(session, trainer, quiz, bank(session, trainer, clock), [])
    return quiz


def test_questions_of_the_bank_and_of_the_content_stand_in_order(
    session: Session, room: Classroom, clock: Clock
) -> None:
    trainer, shipped = room.trainer, next(iter(catalogue.content().questions()))
    quiz = composed(session, trainer, clock)
    assert quizzes.add(session, trainer, quiz, [], [shipped.id, shipped.id]) == 1
    assert quizzes.add(session, trainer, quiz, [], [shipped.id]) == 0

    items = quizzes.get(session, trainer, quiz).items
    assert [item.title for item in items] == [
        *("Avis", "Libre", "Mot", "Nombre", "Paires", "Texte"),
        "",
    ]
    quizzes.move(session, trainer, quiz, items[6].id, -1)
    quizzes.move(session, trainer, quiz, items[0].id, -1)
    quizzes.move(session, trainer, quiz, items[0].id, 99)
    quizzes.take_out(session, trainer, quiz, items[1].id)
    keys = [item.key for item in quizzes.get(session, trainer, quiz).items]
    assert keys == [items[n].key for n in (2, 3, 4, 6, 5, 0)]
    with pytest.raises(NotFound):
        quizzes.take_out(session, trainer, quiz, items[1].id)
    with pytest.raises(NotFound):
        quizzes.refresh(session, trainer, quiz, items[6].id)
    with pytest.raises(NotFound):
        quizzes.add(session, trainer, quiz, [], ["rien"])


def test_organisations_are_strictly_apart(
    session: Session, house: House, room: Classroom, clock: Clock
) -> None:
    odile = house.trainer("Odile Ailleurs", organisation="Un autre organisme")
    quiz = composed(session, room.trainer, clock)
    number = questions.listed(session, room.trainer, questions.Wanted())[0].id
    theirs = quizzes.create(session, odile, "À eux", clock())
    training = session.get_one(Training, room.training_id)

    assert [row.id for row, _ in quizzes.listed(session, odile)] == [theirs]
    for act in (
        lambda: quizzes.get(session, odile, quiz),
        lambda: quizzes.add(session, odile, theirs, [number], []),
        lambda: quizzes.rename(session, odile, quiz, "x"),
        lambda: quizzes.duplicate(session, odile, quiz, "x", clock()),
        lambda: quizzes.set_archived(session, odile, quiz, clock(), archived=True),
        lambda: quizzes.place(session, odile, training, theirs, None, clock()),
        lambda: quizzes.find_for(session, odile, quizzes.reference_of(quiz)),
        lambda: quizzes.find_for(session, odile, "banque-x"),
        lambda: quizzes.find(session, "banque-99999999999999"),
    ):
        with pytest.raises(NotFound):
            act()


def test_a_quiz_in_a_training_is_answered_and_does_not_change_any_more(
    session: Session, room: Classroom, clock: Clock
) -> None:
    trainer, person = room.trainer, room.people[0]
    quiz = composed(session, trainer, clock)
    training = session.get_one(Training, room.training_id)
    placed = quizzes.place(session, trainer, training, quiz, room.half_days[1], clock())
    placed.state = "open"
    session.flush()

    assert (placed.kind, placed.title, placed.half_day_id) == (
        "quiz",
        "Le nôtre",
        room.half_days[1],
    )
    assert placed.minutes == 6
    sheet = attempts.quiz(session, person, placed, clock())
    raw = {q.id: right_answer(q) or "Bonjour" for q in sheet.quiz.questions}
    opinion = next(q for q in sheet.quiz.questions if q.kind is QuizKind.OPINION)
    raw[opinion.id] = "o2"
    attempts.submit_quiz(session, person, placed, raw, "clic", clock())
    session.expire_all()
    sheet = attempts.quiz(session, person, placed, clock())
    assert sheet.best == 1
    assert sheet.gradings is not None
    assert {q.kind.value: sheet.gradings[q.id].verdict.value for q in sheet.quiz.questions} == {
        **dict.fromkeys(("matching", "short", "numeric"), "right"),
        **dict.fromkeys(("open", "opinion"), "opinion"),
        "note": "blank",
    }
    with pytest.raises(AlreadyAnswered):
        attempts.submit_quiz(session, person, placed, raw, "autre", clock())

    item = quizzes.get(session, trainer, quiz).items[0]
    for act in (
        lambda: quizzes.add(session, trainer, quiz, [], []),
        lambda: quizzes.take_out(session, trainer, quiz, item.id),
        lambda: quizzes.move(session, trainer, quiz, item.id, 1),
        lambda: quizzes.refresh(session, trainer, quiz, item.id),
    ):
        with pytest.raises(QuizInUse):
            act()
    copy = quizzes.duplicate(session, trainer, quiz, "(copie)", clock())
    quizzes.take_out(session, trainer, copy, quizzes.get(session, trainer, copy).items[0].id)
    assert len(quizzes.get(session, trainer, copy).items) == 5
    assert quizzes.get(session, trainer, copy).title == "Le nôtre (copie)"


def test_a_quiz_without_a_mark_is_not_placed_and_a_foreign_half_day_is_none(
    session: Session, house: House, room: Classroom, clock: Clock
) -> None:
    trainer = room.trainer
    training = session.get_one(Training, room.training_id)
    number = questions.create(
        session, trainer, "Note", "", QuizQuestion("q", QuizKind.NOTE, "Lisez."), clock()
    )
    quiz = quizzes.create(session, trainer, "Vide", clock())
    quizzes.add(session, trainer, quiz, [number], [])

    with pytest.raises(NothingToGrade):
        quizzes.place(session, trainer, training, quiz, None, clock())
    other = composed(session, trainer, clock)
    with pytest.raises(NotFound):
        quizzes.place(session, trainer, training, other, 10**6, clock())
    assert quizzes.place(session, trainer, training, other, None, clock()).half_day_id is None


def test_a_room_plays_what_it_can_answer_together(
    session: Session, room: Classroom, clock: Clock
) -> None:
    trainer = room.trainer
    quiz = quizzes.find_for(
        session, trainer, quizzes.reference_of(composed(session, trainer, clock))
    )
    training = session.get_one(Training, room.training_id)
    chosen = [question.id for question in quiz.questions]
    row = games.create(session, trainer, training, quiz, chosen, games.Wanted(), clock())

    kinds = [asked.question.kind.value for asked in games.questions(session, row)]
    assert sorted(kinds) == ["matching", "numeric", "opinion", "short"]
    with pytest.raises(QuizInUse):
        quizzes.add(session, trainer, int(quiz.id.partition("-")[2]), [], [])


def test_a_quiz_has_an_end_a_title_and_a_drawer(
    session: Session, room: Classroom, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    trainer = room.trainer
    quiz = composed(session, trainer, clock)
    quizzes.rename(session, trainer, quiz, "Autre titre")
    more = questions.create(session, trainer, "De plus", "", truth("Oui"), clock())
    monkeypatch.setattr(quizzes, "MOST_QUESTIONS", 6)

    with pytest.raises(TooManyQuestions):
        quizzes.add(session, trainer, quiz, [more], [])
    quizzes.set_archived(session, trainer, quiz, clock(), archived=True)
    session.flush()
    assert quizzes.listed(session, trainer) == []
    assert [(row.title, n) for row, n in quizzes.listed(session, trainer, archived=True)] == [
        ("Autre titre", 6)
    ]


def test_the_catalogue_is_searched_by_all_the_words(app: Flask) -> None:
    everything = quizzes.shipped("")
    first = everything[0].questions[0]

    assert sum(len(quiz.questions) for quiz in everything) == len(
        list(catalogue.content().questions())
    )
    assert quizzes.shipped("zzzz introuvable") == ()
    words = " ".join(word for word in first.text.split() if word.isalpha())
    assert first in [q for quiz in quizzes.shipped(words.upper()) for q in quiz.questions]


def test_two_windows_that_place_the_same_quiz_use_it_once(
    app: Flask, room: Classroom, clock: Clock
) -> None:
    with app.app_context():
        quiz = composed(db.session(), room.trainer, clock)
        training = db.session().get_one(Training, room.training_id)
        quizzes.place(db.session(), room.trainer, training, quiz, None, clock())
        first = db.session().scalar(select(quizzes.OwnQuiz.used_at))
        clock.forward(minutes=5)
        quizzes.place(db.session(), room.trainer, training, quiz, None, clock())
        assert db.session().scalar(select(quizzes.OwnQuiz.used_at)) == first
