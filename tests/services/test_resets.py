"""Beginning again: other figures, the old copy kept and counted no more."""

from __future__ import annotations

from fractions import Fraction

import pytest
from sqlalchemy.orm import Session

from simulator.services import attempts, resets, rooms, trainees
from simulator.services.corrections import ReasonMissing
from simulator.services.resets import NothingToReset
from simulator.store.attempts import AttemptRow
from simulator.store.trainings import TraineeRow
from tests import classroom
from tests.conftest import House


def test_a_copy_is_put_aside_and_others_figures_are_dealt(house: House, session: Session) -> None:
    room = house.classroom()
    person, now = room.people[0], house.clock()
    classroom.work(session, room, now)
    activity = classroom.activity(session, room.exercise)
    row = session.get_one(TraineeRow, person.id)
    before = attempts.exercise(session, person, activity, now)
    old = resets.current(session, activity, row)
    assert old is not None
    assert before.best == Fraction(1)

    made = resets.reset(session, room.trainer, activity, row, "  mauvais  fichier ", now)
    after = attempts.exercise(session, person, activity, now)

    assert (after.best, after.submissions, after.answerable) == (None, 0, True)
    assert made.draw == old.draw + 1
    assert (after.question.customers, after.question.variant) != (
        before.question.customers,
        before.question.variant,
    )
    kept = session.get_one(AttemptRow, old.id)
    assert (kept.variant, len(kept.submissions)) == (-1, 1)
    (aside,) = resets.history(session, activity, row)
    assert (aside.best, aside.reason) == (Fraction(1), "mauvais fichier")
    assert rooms.marks(session, room.training_id)[person.id] != (Fraction(1), Fraction(1))


def test_resetting_twice_keeps_both_copies_and_the_new_answers_count(
    house: House, session: Session
) -> None:
    room = house.classroom()
    person, now = room.people[0], house.clock()
    activity = classroom.activity(session, room.exercise)
    row = session.get_one(TraineeRow, person.id)
    for turn in range(2):
        given = classroom.right(session, person, room.exercise, now)
        attempts.submit(session, person, activity, given, f"tour-{turn}", now)
        resets.reset(session, room.trainer, activity, row, f"tour {turn}", now)
    given = classroom.right(session, person, room.exercise, now)
    attempts.submit(session, person, activity, given, "enfin", now)

    assert attempts.exercise(session, person, activity, now).best == Fraction(1)
    assert [one.reason for one in resets.history(session, activity, row)] == ["tour 0", "tour 1"]


def test_a_quiz_is_answered_again(house: House, session: Session) -> None:
    room = house.classroom()
    person, now = room.people[0], house.clock()
    classroom.work(session, room, now)
    activity = classroom.activity(session, room.quiz)
    row = trainees.of_training(session, room.training_id, person.id)

    resets.reset(session, room.trainer, activity, row, "coupure", now)

    sheet = attempts.quiz(session, person, activity, now)
    assert sheet.gradings is None
    assert sheet.answerable


def test_nothing_is_reset_without_a_reason_or_without_work(house: House, session: Session) -> None:
    room = house.classroom()
    row = session.get_one(TraineeRow, room.people[0].id)
    activity = classroom.activity(session, room.exercise)

    with pytest.raises(NothingToReset):
        resets.reset(session, room.trainer, activity, row, "essai", house.clock())
    with pytest.raises(ReasonMissing):
        resets.reset(session, room.trainer, activity, row, "  ", house.clock())
