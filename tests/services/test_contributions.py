"""Who reads what people say: the room, its author, or the trainer alone."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from simulator.domain.refusals import NotFound
from simulator.domain.training.contributions import MOST_EACH, Kind, TooMany
from simulator.services import contributions
from simulator.services.trainings import Training
from tests.classroom import Classroom
from tests.conftest import Clock, House


@pytest.fixture
def room(house: House) -> Classroom:
    return house.classroom()


def say(session: Session, room: Classroom, kind: Kind, clock: Clock, text: str = "dit") -> None:
    person = room.people[0]
    contributions.write(session, person.id, room.training_id, kind, {"text": text}, clock())


def test_the_round_table_is_said_once_and_read_by_all(
    session: Session, room: Classroom, clock: Clock
) -> None:
    say(session, room, Kind.WELCOME, clock, "bonjour")
    say(session, room, Kind.WELCOME, clock, "bonjour à tous")

    (said,) = contributions.of_room(session, room.training_id, Kind.WELCOME)
    assert said.fields == {"text": "bonjour à tous"}
    assert said.name == room.people[0].name


@pytest.mark.parametrize("kind", [Kind.ACTION, Kind.ADVICE])
def test_what_is_personal_is_read_by_its_person_and_the_trainer(
    session: Session, room: Classroom, clock: Clock, kind: Kind
) -> None:
    say(session, room, kind, clock)
    training = session.get_one(Training, room.training_id)

    assert contributions.of_room(session, room.training_id, kind) == ()
    assert contributions.mine(session, room.people[1], kind) == ()
    assert len(contributions.mine(session, room.people[0], kind)) == 1
    assert len(contributions.of_training(session, training, kind)) == 1


def test_the_note_of_a_review_is_the_trainer_s(
    session: Session, room: Classroom, clock: Clock
) -> None:
    say(session, room, Kind.REVIEW, clock)

    assert contributions.mine(session, room.people[0], Kind.REVIEW) == ()


def test_an_author_takes_away_what_is_theirs_and_nothing_else(
    session: Session, room: Classroom, clock: Clock
) -> None:
    say(session, room, Kind.ACTION, clock)
    say(session, room, Kind.ADVICE, clock)
    owner, other = room.people[:2]
    (action,) = contributions.mine(session, owner, Kind.ACTION)
    (advice,) = contributions.mine(session, owner, Kind.ADVICE)
    for person, number in ((other, action.id), (owner, advice.id), (owner, 10**6)):
        with pytest.raises(NotFound):
            contributions.take_away(session, person, number, clock())

    contributions.take_away(session, owner, action.id, clock())

    assert contributions.mine(session, owner, Kind.ACTION) == ()


def test_the_trainer_takes_a_story_off_the_screens_and_puts_it_back(
    session: Session, room: Classroom, clock: Clock
) -> None:
    say(session, room, Kind.EXPERIENCE, clock)
    say(session, room, Kind.ACTION, clock)
    training = session.get_one(Training, room.training_id)
    (story,) = contributions.of_room(session, training.id, Kind.EXPERIENCE)
    (action,) = contributions.of_training(session, training, Kind.ACTION)

    contributions.hide(session, room.trainer, training, story.id, clock())
    assert contributions.of_room(session, training.id, Kind.EXPERIENCE) == ()
    assert contributions.of_training(session, training, Kind.EXPERIENCE)[0].hidden
    contributions.hide(session, room.trainer, training, story.id, clock())

    assert contributions.of_room(session, training.id, Kind.EXPERIENCE)
    with pytest.raises(NotFound):
        contributions.hide(session, room.trainer, training, action.id, clock())


def test_nobody_floods_the_wall(session: Session, room: Classroom, clock: Clock) -> None:
    for _ in range(MOST_EACH):
        say(session, room, Kind.EXPERIENCE, clock)

    with pytest.raises(TooMany):
        say(session, room, Kind.EXPERIENCE, clock)
