"""Opinions of the group and judgement of what was learnt."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.training.certificates import Level
from simulator.domain.training.evaluation import AlreadyEvaluated, GroupTooSmall
from simulator.services import attempts, evaluations, trainees
from simulator.services.trainings import Training
from simulator.store.audit import AuditRow
from simulator.store.evaluations import AchievementRow
from simulator.store.trainings import TraineeRow
from tests import classroom
from tests.classroom import OPINION, Classroom
from tests.conftest import Clock, House
from tests.services.test_attempts import at_once


@pytest.fixture
def room(house: House) -> Classroom:
    return house.classroom()


def test_an_opinion_is_given_once(session: Session, room: Classroom, clock: Clock) -> None:
    person = room.people[0]
    assert not evaluations.done(session, person.id)
    evaluations.submit(session, person, OPINION, clock())
    with pytest.raises(AlreadyEvaluated):
        evaluations.submit(session, person, OPINION, clock())

    assert evaluations.done(session, person.id)
    assert evaluations.count(session, room.training_id) == 1


def test_an_opinion_sent_from_two_tabs_at_once_counts_once(
    app: Flask, room: Classroom, clock: Clock
) -> None:
    def send(session: Session, _rank: int) -> str:
        evaluations.submit(session, room.people[0], OPINION, clock())
        return "kept"

    got = [type(each).__name__ for each in at_once(app, 5, send)]

    assert sorted(got) == [*["AlreadyEvaluated"] * 4, "str"]


def test_the_group_is_read_from_three_replies_and_only_once_released(
    session: Session, room: Classroom, clock: Clock
) -> None:
    training = session.get_one(Training, room.training_id)
    for person in room.people:
        with pytest.raises(GroupTooSmall):
            evaluations.release(session, room.trainer, training, clock())
        assert evaluations.group(session, training) is None
        evaluations.submit(session, person, OPINION, clock())
    assert evaluations.group(session, training) is None

    evaluations.release(session, room.trainer, training, clock())

    found = evaluations.group(session, training)
    assert found is not None
    assert found.replies == 3
    assert not any(person.last_name in repr(found) for person in room.people)


def test_a_result_read_again_after_each_reply_tells_nobodys_reply(
    session: Session, house: House, clock: Clock
) -> None:
    room = house.classroom(tuple(f"Prénom{n} Nom{n}" for n in range(8)))
    training = session.get_one(Training, room.training_id)
    read = []
    for rank, person in enumerate(room.people):
        evaluations.submit(session, person, {**OPINION, "recommend": rank}, clock())
        clock.forward(minutes=1)
        if rank >= 2:
            evaluations.release(session, room.trainer, training, clock())
            session.flush()
            found = evaluations.group(session, training)
            assert found is not None
            read.append(found.replies)
            clock.forward(minutes=1)

    assert read == [3, 3, 3, 6, 6, 6]


def judged(session: Session, room: Classroom) -> dict[int, evaluations.Judged]:
    training = session.get_one(Training, room.training_id)
    return {line.trainee_id: line for line in evaluations.judged(session, training, 3)}


def test_a_level_is_suggested_from_the_best_mark_of_each_graded_activity(
    session: Session, room: Classroom, clock: Clock
) -> None:
    first, second, third = (person.id for person in room.people)
    activity = classroom.activity(session, room.exercise)
    right = classroom.right(session, room.people[0], room.exercise, clock())
    attempts.submit(session, room.people[0], activity, right, "a", clock())
    attempts.submit(session, room.people[0], activity, {}, "b", clock())
    attempts.submit(session, room.people[1], activity, {}, "a", clock())
    session.flush()

    lines = judged(session, room)

    assert (lines[first].marks, lines[first].suggestion) == (1, Level.ACQUIRED)
    assert (lines[second].marks, lines[second].suggestion) == (1, Level.NOT_ACQUIRED)
    assert (lines[third].marks, lines[third].suggestion) == (0, None)
    assert lines[first].levels == (None, None, None)


def test_the_trainer_decides_and_what_changes_is_logged(
    session: Session, room: Classroom, clock: Clock
) -> None:
    row = session.get_one(TraineeRow, room.people[0].id)
    evaluations.judge(
        session, room.trainer, row, {0: Level.ACQUIRED, 2: Level.IN_PROGRESS}, clock()
    )
    evaluations.judge(session, room.trainer, row, {0: Level.ACQUIRED}, clock())
    evaluations.judge(session, room.trainer, row, {0: Level.NOT_ACQUIRED}, clock())

    assert judged(session, room)[row.id].levels == (Level.NOT_ACQUIRED, None, Level.IN_PROGRESS)
    assert evaluations.levels_of(session, row.id) == {0: Level.NOT_ACQUIRED, 2: Level.IN_PROGRESS}
    asked = select(AuditRow).where(AuditRow.action == "objective.judged")
    logged = session.scalars(asked.order_by(AuditRow.id))
    assert [line.data["level"] for line in logged] == ["acquired", "in_progress", "not_acquired"]
    assert len(session.scalars(select(AchievementRow)).all()) == 2


def test_a_removed_person_is_not_judged_any_more(
    session: Session, room: Classroom, clock: Clock
) -> None:
    row = session.get_one(TraineeRow, room.people[0].id)
    trainees.remove(session, row, clock())
    session.flush()

    assert set(judged(session, room)) == {person.id for person in room.people[1:]}


def test_marks_are_exact_fractions(session: Session, room: Classroom, clock: Clock) -> None:
    from simulator.services import rooms

    activity = classroom.activity(session, room.exercise)
    right = classroom.right(session, room.people[0], room.exercise, clock())
    attempts.submit(session, room.people[0], activity, {"debts": right["debts"]}, "a", clock())
    session.flush()

    assert rooms.marks(session, room.training_id) == {room.people[0].id: (Fraction(3, 4),)}
