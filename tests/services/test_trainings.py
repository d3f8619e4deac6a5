"""Runs of a programme: half-days on working days, activities, closing."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.refusals import NotFound
from simulator.services import attendances, catalogue, copies, trainings
from simulator.services.trainings import HalfDayHasSignatures, Planned, Training
from simulator.store.audit import AuditRow
from simulator.store.trainings import HalfDayRow
from tests.conftest import Clock, House


@pytest.fixture
def trainer(house: House) -> Any:
    return house.trainer()


def starts(session: Session, number: int) -> list[datetime]:
    rows = session.get_one(Training, number).half_days
    return [row.starts_at.astimezone(trainings.PARIS) for row in rows]


def test_half_days_fall_on_working_days(house: House, trainer: Any, session: Session) -> None:
    # Thursday 30 April 2026, then Labour Day and a week-end.
    number = house.training(trainer, first_day=date(2026, 4, 30))

    assert [f"{at:%Y-%m-%d %H:%M}" for at in starts(session, number)] == [
        "2026-04-30 09:00",
        "2026-04-30 13:30",
        "2026-05-04 09:00",
        "2026-05-04 13:30",
    ]


def test_a_training_asked_for_a_holiday_begins_on_the_next_worked_day(
    house: House, trainer: Any, session: Session
) -> None:
    number = house.training(trainer, first_day=date(2026, 12, 25), days=1)

    assert {at.date() for at in starts(session, number)} == {date(2026, 12, 28)}


def test_hours_are_those_of_paris_across_the_change_of_time(
    house: House, trainer: Any, session: Session
) -> None:
    # Summer time ends on Sunday 25 October 2026.
    number = house.training(trainer, first_day=date(2026, 10, 23))

    assert {f"{at:%H:%M}" for at in starts(session, number)} == {"09:00", "13:30"}
    rows = session.get_one(Training, number).half_days
    assert [row.starts_at.astimezone(UTC).hour for row in rows] == [7, 11, 8, 12]
    assert all(row.ends_at - row.starts_at == timedelta(minutes=210) for row in rows)


def test_activities_are_hidden_in_their_half_day_and_late_ones_go_to_the_last(
    house: House, trainer: Any, session: Session
) -> None:
    planned = tuple(Planned(place, "lesson", "x", f"Leçon {place}", 5) for place in (0, 3, 9))
    number = house.training(trainer, planned, opened=False)

    training = session.get_one(Training, number)
    places = [half.id for half in training.half_days]
    assert [row.state for row in training.activities] == ["hidden"] * 3
    assert [places.index(row.half_day_id or 0) for row in training.activities] == [0, 3, 3]
    assert [row.position for row in training.activities] == [0, 1, 2]


def test_codes_are_never_the_same(
    house: House, trainer: Any, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = iter(["AAAAAA", "AAAAAA", "AAAAAA", "BBBBBB"])
    monkeypatch.setattr("simulator.services.secrets.new_code", lambda *_: next(codes))

    one, two = house.training(trainer), house.training(trainer)

    assert [house.code(one), house.code(two)] == ["AAAAAA", "BBBBBB"]


def test_a_seed_is_drawn_when_none_is_given(house: House, trainer: Any, session: Session) -> None:
    seeds = {house.training(trainer, seed=None) for _ in range(2)}

    found = [session.get_one(Training, number).seed for number in seeds]
    assert len(set(found)) == 2


def test_opening_a_half_day_opens_what_was_hidden_and_nothing_else(
    house: House, session: Session, clock: Clock
) -> None:
    room = house.classroom()
    training = session.get_one(Training, room.training_id)
    first, second = training.activities[:2]
    first.state, second.state = "hidden", "closed"
    session.flush()

    opened = trainings.open_half_day(session, room.trainer, training, room.half_days[0], clock())

    assert opened == 1
    assert (first.state, second.state) == ("open", "closed")


def test_a_half_day_moves_until_people_sign_it(
    house: House, session: Session, clock: Clock
) -> None:
    room = house.classroom()
    training = session.get_one(Training, room.training_id)
    row = session.get_one(HalfDayRow, room.half_days[1])
    start = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
    trainings.move_half_day(session, training, row, start, start + timedelta(hours=3), 170)
    assert (row.starts_at, row.minutes) == (start, 170)

    attendances.open_half_day(session, room.trainer, row, clock())
    with pytest.raises(HalfDayHasSignatures):
        trainings.move_half_day(session, training, row, start, start + timedelta(hours=1), 60)
    assert row.minutes == 170


def test_the_list_is_that_of_the_organisation_newest_first_with_its_people(
    house: House, session: Session
) -> None:
    room = house.classroom()
    later = house.training(room.trainer, first_day=date(2027, 1, 4))
    house.training(house.trainer("Zoé", organisation="Autre"))

    lines = trainings.of_organisation(session, room.trainer)

    assert [(line.id, line.trainees) for line in lines] == [(later, 0), (room.training_id, 3)]
    assert (lines[1].first_day, lines[1].last_day) == (date(2026, 11, 23), date(2026, 11, 24))


def test_what_belongs_to_another_training_or_organisation_is_not_found(
    house: House, session: Session
) -> None:
    room = house.classroom()
    other = house.trainer("Zoé", organisation="Autre")
    number = house.training(room.trainer)
    there = session.get_one(Training, number)

    for wanted in (room.training_id, 9999):
        with pytest.raises(NotFound):
            trainings.get(session, other, wanted)
    for wanted in (room.exercise, 9999):
        with pytest.raises(NotFound):
            trainings.activity(session, there, wanted)
    for wanted in (room.half_days[0], 9999):
        with pytest.raises(NotFound):
            trainings.half_day(session, there, wanted)


def test_every_action_of_the_trainer_is_in_the_log(
    house: House, session: Session, clock: Clock
) -> None:
    room = house.classroom()
    training = trainings.get(session, room.trainer, room.training_id)
    row = trainings.activity(session, training, room.exercise)
    for state in ("closed", "hidden", "open"):
        trainings.set_activity(session, room.trainer, training, row, state, clock())
    trainings.close(session, room.trainer, training, clock())
    assert (training.state, training.closed_at) == ("closed", clock())
    trainings.reopen(session, room.trainer, training, clock())
    assert (training.state, training.closed_at) == ("open", None)
    session.flush()

    actions = session.scalars(select(AuditRow.action).order_by(AuditRow.id)).all()
    assert actions[0] == "training.created"
    assert actions[-5:] == [
        "activity.closed",
        "activity.hidden",
        "activity.open",
        "training.closed",
        "training.reopened",
    ]


def test_an_instant_without_its_time_zone_is_never_stored(house: House, session: Session) -> None:
    room = house.classroom()
    row = session.get_one(HalfDayRow, room.half_days[0])
    row.starts_at = datetime(2026, 11, 23, 9, 0)  # noqa: DTZ001 - the fault that is tried

    with pytest.raises(Exception, match="naive datetime"):
        session.flush()
    session.rollback()


def test_a_programme_is_planned_with_activities_that_exist() -> None:
    for programme in catalogue.programmes():
        assert catalogue.plan(programme.id)
    assert time(9, 0) < time(13, 30)


def test_people_are_listed_as_in_a_directory_on_every_database(
    house: House, session: Session
) -> None:
    names = ("Zoé Zola", "Camille d’Aubigné", "Jean Éva", "Mehdi Le Goff", "Sophie Lefèvre")
    room = house.classroom(names)
    training = session.get_one(Training, room.training_id)

    assert [row.last_name for row in training.trainees] == [
        "d’Aubigné",
        "Éva",
        "Le Goff",
        "Lefèvre",
        "Zola",
    ]
    followed = copies.follow(session, training.activities[0])
    assert [line.name for line in followed.lines] == [
        f"{row.first_name} {row.last_name}" for row in training.trainees
    ]
