"""Until when answers are taken, by the server's clock, for all and for one person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from simulator.domain.refusals import OutOfRange, WrongOrder
from simulator.services import allowances, attempts, trainees, trainings
from simulator.services.attempts import ActivityClosed, Sheet
from simulator.services.corrections import ReasonMissing
from tests import classroom
from tests.classroom import Classroom
from tests.conftest import Clock, House


@pytest.fixture
def room(house: House) -> Classroom:
    return house.classroom()


class Hour:
    """An exercise with a deadline in an hour."""

    def __init__(self, session: Session, room: Classroom, clock: Clock) -> None:
        self.session, self.room, self.clock = session, room, clock
        self.activity = classroom.activity(session, room.exercise)
        self.deadline = clock() + timedelta(hours=1)

    def sheet(self, who: int = 0) -> Sheet:
        return attempts.exercise(self.session, self.room.people[who], self.activity, self.clock())

    def submit(self, who: int = 0) -> None:
        attempts.submit(
            self.session, self.room.people[who], self.activity, {}, f"{who}", self.clock()
        )

    def give(self, minutes: int, reason: str = "panne de réseau", who: int = 0) -> object:
        row = trainees.of_training(self.session, self.room.training_id, self.room.people[who].id)
        return allowances.give(
            self.session, self.room.trainer, self.activity, row, minutes, reason, self.clock()
        )


@pytest.fixture
def hour(session: Session, room: Classroom, clock: Clock) -> Hour:
    made = Hour(session, room, clock)
    allowances.set_deadline(session, room.trainer, made.activity, made.deadline, clock())
    return made


def test_answers_are_taken_until_the_deadline_and_not_a_second_more(hour: Hour) -> None:
    assert hour.sheet().closes_at == hour.deadline
    hour.clock.forward(minutes=59, seconds=59)
    assert hour.sheet().answerable
    hour.clock.forward(seconds=1)
    assert not hour.sheet().answerable
    assert not hour.sheet().revealed
    with pytest.raises(ActivityClosed):
        hour.submit()


def test_more_time_is_for_one_person_and_counts_from_the_end(hour: Hour) -> None:
    assert hour.give(10) == hour.deadline + timedelta(minutes=10)
    hour.clock.forward(minutes=65)

    assert hour.sheet(0).answerable
    assert not hour.sheet(1).answerable
    hour.submit(0)
    # more again, once it is over: from now
    hour.clock.forward(minutes=30)
    assert not hour.sheet(0).answerable
    assert hour.give(5) == hour.clock() + timedelta(minutes=5)
    assert hour.sheet(0).answerable


def test_more_time_holds_when_the_activity_closes_for_the_others(hour: Hour) -> None:
    hour.give(10)
    training = hour.activity.training
    trainings.set_activity(
        hour.session, hour.room.trainer, training, hour.activity, "closed", hour.clock()
    )

    assert (hour.sheet(0).answerable, hour.sheet(0).revealed) == (True, False)
    assert (hour.sheet(1).answerable, hour.sheet(1).revealed) == (False, True)
    hour.clock.forward(minutes=70)
    assert (hour.sheet(0).answerable, hour.sheet(0).revealed) == (False, True)


def test_without_a_deadline_more_time_reopens_a_closed_activity(hour: Hour) -> None:
    allowances.set_deadline(hour.session, hour.room.trainer, hour.activity, None, hour.clock())
    assert hour.sheet().closes_at is None
    hour.activity.state = "closed"
    assert hour.give(10) == hour.clock() + timedelta(minutes=10)

    assert hour.sheet().answerable
    hour.clock.forward(minutes=10)
    assert not hour.sheet().answerable


def test_a_longer_deadline_for_all_wins_over_less_given_to_one(hour: Hour) -> None:
    hour.give(10)
    later = hour.deadline + timedelta(hours=2)
    allowances.set_deadline(hour.session, hour.room.trainer, hour.activity, later, hour.clock())

    assert hour.sheet().closes_at == later


def test_a_deadline_is_to_come_and_time_given_has_a_reason(hour: Hour) -> None:
    with pytest.raises(WrongOrder):
        allowances.set_deadline(
            hour.session, hour.room.trainer, hour.activity, hour.clock(), hour.clock()
        )
    with pytest.raises(ReasonMissing):
        hour.give(10, " ")
    for wrong in (0, -5, 10**9):
        with pytest.raises(OutOfRange):
            hour.give(wrong)
