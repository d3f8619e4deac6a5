"""Joining with a code, coming back with a link, being renamed, moved and removed."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from simulator.domain.refusals import NotFound
from simulator.services import limits, trainees, trainings
from simulator.services.limits import TooManyTries
from simulator.services.trainees import (
    NameTaken,
    ResumeLinkDead,
    Trainee,
    TrainingClosed,
    UnknownCode,
)
from simulator.services.trainings import Training
from simulator.store.trainings import TraineeRow
from simulator.web.db import db
from tests.classroom import Classroom
from tests.conftest import KEY, Clock, House


@pytest.fixture
def room(house: House) -> Classroom:
    return house.classroom()


def revision(session: Session, room: Classroom) -> int:
    session.flush()
    session.expire_all()
    return session.get_one(Training, room.training_id).revision


@pytest.mark.parametrize("style", [str.lower, " {} ".format, lambda code: f"{code[:3]}-{code[3:]}"])
def test_a_code_leads_to_its_training_however_it_is_typed(
    house: House, room: Classroom, session: Session, style: object
) -> None:
    typed = style(house.code(room.training_id))  # type: ignore[operator]

    found = trainees.find_training(session, typed, "192.0.2.1", house.clock())

    assert found.id == room.training_id


def test_an_unknown_code_is_said_as_it_was_typed_and_counts_as_a_failure(
    session: Session, clock: Clock
) -> None:
    with pytest.raises(UnknownCode) as refused:
        trainees.find_training(session, " abc123 ", "192.0.2.1", clock())
    assert refused.value.code == "ABC123"

    limits.failed(session, ("code:192.0.2.1",) * (limits.BY_ADDRESS - 1), clock())
    with pytest.raises(TooManyTries):
        trainees.find_training(session, "abc123", "192.0.2.1", clock())
    with pytest.raises(UnknownCode):
        trainees.find_training(session, "abc123", "192.0.2.2", clock())


def test_nobody_joins_a_training_that_is_closed_until_it_opens_again(
    house: House, room: Classroom, session: Session
) -> None:
    training = trainings.get(session, room.trainer, room.training_id)
    trainings.close(session, room.trainer, training, house.clock())
    with pytest.raises(TrainingClosed) as refused:
        trainees.find_training(session, training.join_code, "192.0.2.1", house.clock())
    assert refused.value.title == training.title

    trainings.reopen(session, room.trainer, training, house.clock())
    assert trainees.find_training(session, training.join_code, "192.0.2.1", house.clock())


@pytest.mark.parametrize(
    ("first", "last"),
    [("Élodie", "Martin"), ("elodie", "MARTIN"), ("ELODIE", "Mar-tin"), ("Elo die", "Martin")],
)
def test_a_second_person_of_the_same_name_is_noticed(
    room: Classroom, session: Session, clock: Clock, first: str, last: str
) -> None:
    with pytest.raises(NameTaken) as refused:
        trainees.join(session, room.training_id, first, last, "", clock())
    assert refused.value.name == f"{first} {last}"


def test_the_same_name_in_another_training_is_another_person(
    house: House, room: Classroom, session: Session
) -> None:
    other = house.training(room.trainer)

    found = trainees.join(session, other, "Élodie", "Martin", "", house.clock())

    assert found.id != room.people[0].id


def test_two_people_of_one_name_in_the_same_instant_are_one_person_and_a_refusal(
    app: Flask, room: Classroom, clock: Clock
) -> None:
    gate, outcomes = Barrier(6), []

    def enter() -> None:
        with app.app_context():
            session = db.session()
            gate.wait()
            try:
                trainees.join(session, room.training_id, "Paul", "Roux", "", clock())
                session.commit()
                outcomes.append("in")
            except NameTaken:
                session.rollback()
                outcomes.append("taken")
            session.close()

    threads = [Thread(target=enter) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["in", *["taken"] * 5]


def test_a_resume_link_brings_the_person_back(room: Classroom, session: Session) -> None:
    person = room.people[0]

    assert trainees.resume(session, KEY, trainees.resume_token(KEY, person)) == person


@pytest.mark.parametrize("token", ["", "rien", "WzEsImEiXQ.xxx", "." * 50, "é"])
def test_a_link_that_was_never_given_opens_nothing(
    room: Classroom, session: Session, token: str
) -> None:
    with pytest.raises(ResumeLinkDead):
        trainees.resume(session, KEY, token)


def test_a_link_signed_with_another_key_opens_nothing(room: Classroom, session: Session) -> None:
    with pytest.raises(ResumeLinkDead):
        trainees.resume(session, KEY, trainees.resume_token("z" * 40, room.people[0]))


def test_a_replaced_link_ends_the_old_one_and_the_sessions_opened_with_it(
    room: Classroom, session: Session
) -> None:
    person = room.people[0]
    old = trainees.resume_token(KEY, person)
    again = trainees.new_link(trainees.of_training(session, room.training_id, person.id))

    with pytest.raises(ResumeLinkDead):
        trainees.resume(session, KEY, old)
    assert trainees.signed_in(session, person.id, person.stamp) is None
    assert trainees.resume(session, KEY, trainees.resume_token(KEY, again)) == again


def test_a_removed_person_is_out_their_name_is_free_and_their_row_stays(
    room: Classroom, session: Session, clock: Clock
) -> None:
    person = room.people[0]
    row = trainees.of_training(session, room.training_id, person.id)
    trainees.remove(session, row, clock())

    assert trainees.signed_in(session, person.id, row.stamp) is None
    with pytest.raises(NotFound):
        trainees.of_training(session, room.training_id, person.id)
    again = trainees.join(session, room.training_id, "Élodie", "Martin", "", clock())
    trainees.remove(session, session.get_one(TraineeRow, again.id), clock())
    trainees.join(session, room.training_id, "Élodie", "Martin", "", clock())
    assert session.get_one(TraineeRow, person.id).last_name == "Martin"


def test_a_name_is_corrected_unless_somebody_has_it(room: Classroom, session: Session) -> None:
    row = trainees.of_training(session, room.training_id, room.people[0].id)
    trainees.rename(session, row, "ÉLODIE", "Martin", "Nouvelle société")
    assert (row.first_name, row.company) == ("ÉLODIE", "Nouvelle société")

    with pytest.raises(NameTaken):
        trainees.rename(session, row, "karim", "benaissa", "")
    assert row.first_name == "ÉLODIE"


def test_people_of_another_training_are_not_found(house: House, session: Session) -> None:
    here, there = house.classroom(), house.training(house.trainer("Luc Ferry"))

    with pytest.raises(NotFound):
        trainees.of_training(session, there, here.people[0].id)
    with pytest.raises(NotFound):
        trainees.of_training(session, there, 9999)


def test_where_people_are_is_written_when_it_changes_and_every_fifteen_seconds(
    room: Classroom, session: Session, clock: Clock
) -> None:
    person = room.people[0].id
    assert not trainees.seen(session, person, None, clock())
    assert trainees.seen(session, person, room.exercise, clock())
    assert not trainees.seen(session, person, room.exercise, clock())
    clock.forward(seconds=14)
    assert not trainees.seen(session, person, None, clock())
    clock.forward(seconds=1)
    assert trainees.seen(session, person, None, clock())
    row = session.get_one(TraineeRow, person)
    assert (row.seen_activity_id, row.seen_at) == (room.exercise, clock())


def test_nobody_is_ever_in_an_activity_of_another_training(house: House, session: Session) -> None:
    here = house.classroom()
    there = house.classroom(name="Luc Ferry")
    clock = house.clock

    for place in (there.exercise, 9999):
        assert not trainees.seen(session, here.people[0].id, place, clock())
    assert session.get_one(TraineeRow, here.people[0].id).seen_activity_id is None


def test_each_change_that_a_screen_shows_moves_the_revision(
    room: Classroom, session: Session, clock: Clock
) -> None:
    before = revision(session, room)
    joined = trainees.join(session, room.training_id, "Paul", "Roux", "", clock())
    assert revision(session, room) == before + 1
    row = trainees.of_training(session, room.training_id, joined.id)
    trainees.rename(session, row, "Paule", "Roux", "")
    assert revision(session, room) == before + 2
    trainees.remove(session, row, clock())
    assert revision(session, room) == before + 3


def test_a_trainee_keeps_the_name_that_pages_show(room: Classroom) -> None:
    assert isinstance(room.people[0], Trainee)
    assert room.people[2].name == "Anne-Sophie Le Goff"
