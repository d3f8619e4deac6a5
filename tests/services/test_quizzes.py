"""A quiz is answered once; its answers are explained afterwards."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from simulator.domain.quiz.grading import right_answer
from simulator.services import attempts, catalogue, trainings
from simulator.services.attempts import ActivityClosed, AlreadyAnswered
from simulator.services.trainings import Training
from simulator.store.attempts import SubmissionRow
from simulator.web.db import db
from tests import classroom
from tests.classroom import Classroom
from tests.conftest import Clock, House
from tests.practice import QUIZ
from tests.services.test_attempts import at_once


@pytest.fixture
def room(house: House) -> Classroom:
    return house.classroom()


def right() -> dict[str, str]:
    """Every right answer; an opinion is any option."""
    found = catalogue.quiz(QUIZ).questions
    return {q.id: right_answer(q) or q.options[0].name for q in found}


def submit(
    session: Session, room: Classroom, clock: Clock, raw: dict[str, str], client: str = "clic"
) -> None:
    activity = classroom.activity(session, room.quiz)
    attempts.submit_quiz(session, room.people[0], activity, raw, client, clock())


def sheet(session: Session, room: Classroom, clock: Clock) -> attempts.QuizSheet:
    session.flush()
    session.expire_all()
    activity = classroom.activity(session, room.quiz)
    return attempts.quiz(session, room.people[0], activity, clock())


def test_before_it_is_answered_a_quiz_explains_nothing(
    session: Session, room: Classroom, clock: Clock
) -> None:
    found = sheet(session, room, clock)

    assert (found.gradings, found.best, found.raw) == (None, None, {})
    assert found.answerable


def test_all_right_is_everything_and_nothing_is_zero(
    session: Session, room: Classroom, clock: Clock
) -> None:
    submit(session, room, clock, right())
    assert sheet(session, room, clock).best == 1

    activity = classroom.activity(session, room.quiz)
    attempts.submit_quiz(session, room.people[1], activity, {}, "clic", clock())
    assert attempts.quiz(session, room.people[1], activity, clock()).best == 0


def test_the_mark_is_that_of_the_scored_questions_by_their_points(
    session: Session, room: Classroom, clock: Clock
) -> None:
    scored = [question for question in catalogue.quiz(QUIZ).questions if question.scored]
    first = scored[0]
    submit(session, room, clock, {first.id: right()[first.id]})

    points = sum(question.points for question in scored)
    assert sheet(session, room, clock).best == Fraction(first.points, points)


def test_a_quiz_is_answered_once_and_its_retry_is_harmless(
    session: Session, room: Classroom, clock: Clock
) -> None:
    submit(session, room, clock, {}, "clic")
    submit(session, room, clock, right(), "clic")
    with pytest.raises(AlreadyAnswered):
        submit(session, room, clock, right(), "un autre")
    with pytest.raises(AlreadyAnswered):
        attempts.save_quiz_draft(
            session, room.people[0], classroom.activity(session, room.quiz), right(), clock()
        )

    found = sheet(session, room, clock)
    assert found.best == 0
    assert not found.answerable
    assert found.gradings is not None


def test_two_tabs_that_answer_at_once_are_one_answer(
    app: Flask, room: Classroom, clock: Clock
) -> None:
    def send(session: Session, rank: int) -> str:
        submit(session, room, clock, right() if rank else {}, f"onglet-{rank}")
        return "kept"

    got = [type(each).__name__ for each in at_once(app, 5, send)]

    assert sorted(got) == [*["AlreadyAnswered"] * 4, "str"]
    with app.app_context():
        assert db.session().scalar(select(func.count()).select_from(SubmissionRow)) == 1


def test_a_draft_of_a_quiz_is_kept(session: Session, room: Classroom, clock: Clock) -> None:
    activity = classroom.activity(session, room.quiz)
    typed = {catalogue.quiz(QUIZ).questions[0].id: "a"}

    assert attempts.save_quiz_draft(session, room.people[0], activity, typed, clock()) == clock()
    found = sheet(session, room, clock)
    assert (found.raw, found.saved_at, found.gradings) == (typed, clock(), None)


def test_a_closed_quiz_is_not_answered(session: Session, room: Classroom, clock: Clock) -> None:
    training = session.get_one(Training, room.training_id)
    activity = classroom.activity(session, room.quiz)
    trainings.set_activity(session, room.trainer, training, activity, "closed", clock())

    with pytest.raises(ActivityClosed):
        submit(session, room, clock, right())
    with pytest.raises(ActivityClosed):
        attempts.save_quiz_draft(session, room.people[0], activity, {}, clock())
    assert not sheet(session, room, clock).answerable
