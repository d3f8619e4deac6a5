"""Cold evaluation by link: one reply a person, nothing read before the group is opened."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from itsdangerous import URLSafeSerializer
from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.training.contributions import Kind
from simulator.domain.training.evaluation import GroupTooSmall
from simulator.domain.training.follow_up import (
    Actions,
    AlreadyFollowedUp,
    FollowUpLinkDead,
    TooEarly,
    WrongActions,
)
from simulator.services import contributions, follow_ups, trainees
from simulator.services.trainings import Training
from simulator.store.audit import AuditRow
from simulator.store.trainings import TraineeRow
from tests.classroom import Classroom
from tests.conftest import KEY, Clock, House
from tests.services.test_attempts import at_once

REPLY = {"applied": 4, "effect": 3, "support": 3, "remembered": 5, "recommend": 9, "need": "temps"}


@pytest.fixture
def room(house: House, clock: Clock) -> Classroom:
    made = house.classroom()
    clock.forward(days=60)
    return made


def tokens(session: Session, room: Classroom) -> list[str]:
    training = session.get_one(Training, room.training_id)
    return [link.token for link in follow_ups.links(training, KEY)]


def plan(session: Session, room: Classroom, clock: Clock, *actions: str) -> None:
    for person in room.people:
        for action in actions:
            contributions.write(
                session, person.id, room.training_id, Kind.ACTION, {"action": action}, clock()
            )


def test_a_link_opens_the_plan_of_its_person_and_takes_one_reply(
    session: Session, room: Classroom, clock: Clock
) -> None:
    plan(session, room, clock, "Relancer avant l’échéance", "Revoir les lignes")
    token = tokens(session, room)[0]
    found = follow_ups.asked(session, KEY, token, clock())
    assert found.actions == ("Relancer avant l’échéance", "Revoir les lignes")
    assert not found.done
    with pytest.raises(WrongActions):
        follow_ups.reply(session, found, REPLY, ["done"], clock())

    follow_ups.reply(session, found, REPLY, ["done", "begun"], clock())

    again = follow_ups.asked(session, KEY, token, clock())
    assert again.done
    with pytest.raises(AlreadyFollowedUp):
        follow_ups.reply(session, again, REPLY, ["done", "done"], clock())
    assert follow_ups.count(session, room.training_id) == 1


def test_a_reply_sent_from_two_screens_counts_once(
    app: Flask, session: Session, room: Classroom, clock: Clock
) -> None:
    token = tokens(session, room)[0]
    session.commit()

    def send(mine: Session, _rank: int) -> str:
        found = follow_ups.asked(mine, KEY, token, clock())
        follow_ups.reply(mine, found, REPLY, [], clock())
        return "kept"

    got = [type(each).__name__ for each in at_once(app, 4, send)]

    assert sorted(got) == [*["AlreadyFollowedUp"] * 3, "str"]


def test_a_link_is_dead_before_the_end_when_forged_or_once_the_person_left(
    session: Session, room: Classroom, clock: Clock
) -> None:
    training = session.get_one(Training, room.training_id)
    links = follow_ups.links(training, KEY)
    (token,) = [one.token for one in links if one.name == room.people[0].name]
    with pytest.raises(TooEarly):
        follow_ups.asked(session, KEY, token, clock() - timedelta(days=60))
    person = room.people[0]
    elsewhere = URLSafeSerializer(KEY, salt="follow-up").dumps([person.id, room.training_id + 1])
    resume = trainees.resume_token(KEY, person)
    for wrong in ("", "rien", token[:-1], f"{token}x", elsewhere, resume):
        with pytest.raises(FollowUpLinkDead):
            follow_ups.asked(session, KEY, wrong, clock())
    with pytest.raises(FollowUpLinkDead):
        follow_ups.asked(session, "z" * 40, token, clock())

    trainees.remove(session, session.get_one(TraineeRow, person.id), clock())
    session.flush()
    with pytest.raises(FollowUpLinkDead):
        follow_ups.asked(session, KEY, token, clock())


def test_the_group_is_read_from_three_replies_once_released_and_without_names(
    session: Session, room: Classroom, clock: Clock
) -> None:
    plan(session, room, clock, "Relancer")
    training = session.get_one(Training, room.training_id)
    for token, state in zip(tokens(session, room), ("done", "done", "not_done"), strict=True):
        with pytest.raises(GroupTooSmall):
            follow_ups.release(session, room.trainer, training, clock())
        found = follow_ups.asked(session, KEY, token, clock())
        follow_ups.reply(session, found, REPLY, [state], clock())
        assert follow_ups.group(session, training) is None

    follow_ups.release(session, room.trainer, training, clock())
    follow_ups.release(session, room.trainer, training, clock())

    read = follow_ups.group(session, training)
    assert read is not None
    assert (read.result.replies, read.actions) == (3, Actions(2, 0, 1))
    assert not any(person.last_name in repr(read) for person in room.people)
    logged = select(AuditRow).where(AuditRow.action == "follow_up.released")
    assert len(session.scalars(logged).all()) == 1
