"""Signing by half-day: who may, once, and nothing that was signed changes unnoticed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from simulator.domain.training.attendance import (
    GENESIS,
    AlreadySigned,
    HalfDayAlreadyClosed,
    HalfDayNotOpen,
    MinutesBeyondHalfDay,
    UnreadableSignature,
)
from simulator.services import attendances, signatures, trainees, trainings
from simulator.services.trainings import HalfDay, Training
from simulator.store.attendances import SignatureRow
from simulator.store.audit import AuditRow
from simulator.store.trainings import TraineeRow
from simulator.web.db import db
from tests import classroom
from tests.classroom import STROKES, Classroom
from tests.conftest import Clock, House
from tests.services.test_attempts import at_once


class Day:
    """The first half-day of a training of three people."""

    def __init__(self, session: Session, room: Classroom, clock: Clock) -> None:
        self.session, self.room, self.clock = session, room, clock
        self.half = session.get_one(HalfDay, room.half_days[0])

    def open(self, place: int = 0) -> HalfDay:
        half = self.session.get_one(HalfDay, self.room.half_days[place])
        attendances.open_half_day(self.session, self.room.trainer, half, self.clock())
        return half

    def sign(self, who: int, half: HalfDay | None = None, device: str = "") -> None:
        person = self.room.people[who]
        attendances.sign(self.session, person, half or self.half, STROKES, device, self.clock())

    def row(self, who: int) -> TraineeRow:
        return self.session.get_one(TraineeRow, self.room.people[who].id)

    def absent(self, who: int, note: str = "") -> None:
        attendances.state_absence(
            self.session, self.room.trainer, self.half, self.row(who), note, self.clock()
        )

    def correct(self, who: int, minutes: int, note: str = "arrivé à 10 h") -> None:
        attendances.correct(
            self.session, self.room.trainer, self.half, self.row(who), minutes, note, self.clock()
        )

    def close(self, strokes: str = STROKES) -> None:
        attendances.countersign(
            self.session, self.room.trainer, self.half, strokes, "", self.clock()
        )

    def minutes(self, who: int) -> int:
        training = self.session.get_one(Training, self.room.training_id)
        return attendances.minutes_of(self.session, training, self.room.people[who].id)

    def broken(self) -> Any:
        self.session.flush()
        self.session.expire_all()
        return signatures.broken(self.session, self.room.training_id)


@pytest.fixture
def room(house: House) -> Classroom:
    return house.classroom()


@pytest.fixture
def day(session: Session, room: Classroom, clock: Clock) -> Day:
    return Day(session, room, clock)


def test_nobody_signs_before_the_half_day_is_open(day: Day) -> None:
    for refused in (
        lambda: day.sign(0),
        lambda: day.absent(0),
        lambda: day.correct(0, 5),
        day.close,
    ):
        with pytest.raises(HalfDayNotOpen):
            refused()
    assert signatures.chain(day.session, day.room.training_id) == ()
    assert signatures.last_hash(day.session, day.room.training_id) == GENESIS


def test_a_person_signs_once_and_the_sheet_says_it(day: Day) -> None:
    day.open()
    day.sign(0, device="x" * 500)
    with pytest.raises(AlreadySigned):
        day.sign(0)
    with pytest.raises(AlreadySigned):
        day.absent(0)

    sheet = attendances.sheet(day.session, day.half)
    signed = next(line for line in sheet.people if line.trainee_id == day.room.people[0].id)
    assert signed.entry is not None
    assert (signed.entry.minutes, signed.strokes, len(signed.entry.device)) == (210, STROKES, 200)
    assert len(sheet.missing) == 2
    assert day.broken() is None


def test_an_empty_drawing_is_not_a_signature(day: Day) -> None:
    day.open()
    with pytest.raises(UnreadableSignature):
        attendances.sign(day.session, day.room.people[0], day.half, "M1 1", "", day.clock())
    day.sign(0)
    with pytest.raises(UnreadableSignature):
        day.close("")
    assert day.half.closed_at is None
    assert len(signatures.entries(day.session, day.room.training_id)) == 1


def test_closing_states_the_absence_of_whoever_did_not_sign(day: Day) -> None:
    day.open()
    day.sign(0)
    day.absent(1, "malade")
    day.clock.forward(hours=3)
    day.close()

    assert [day.minutes(who) for who in range(3)] == [210, 0, 0]
    kinds = [entry.kind for entry in signatures.entries(day.session, day.room.training_id)]
    assert kinds == ["trainee", "absence", "absence", "trainer"]
    sheet = attendances.sheet(day.session, day.half)
    assert sheet.missing == ()
    assert sheet.trainer is not None
    assert sheet.trainer.at == day.half.closed_at == day.clock()
    assert day.broken() is None


def test_a_closed_half_day_is_not_signed_nor_closed_nor_opened_again(day: Day) -> None:
    day.open()
    day.close()

    for refused in (lambda: day.sign(0), day.close, day.open):
        with pytest.raises(HalfDayAlreadyClosed):
            refused()


def test_a_correction_is_added_and_the_first_signature_stays_on_the_sheet(day: Day) -> None:
    day.open()
    day.sign(0)
    day.close()
    day.correct(0, 150)
    day.correct(2, 60, "téléphone déchargé")

    assert [day.minutes(who) for who in range(3)] == [150, 0, 60]
    lines = {line.trainee_id: line for line in attendances.sheet(day.session, day.half).people}
    first, third = lines[day.room.people[0].id], lines[day.room.people[2].id]
    assert (first.corrected, first.strokes) == (True, STROKES)
    assert (third.corrected, third.strokes) == (True, "")
    kept = [entry.minutes for entry in signatures.entries(day.session, day.room.training_id)]
    assert kept == [210, 0, 0, 210, 150, 60]
    assert day.broken() is None


@pytest.mark.parametrize("minutes", [-1, 211, 10_000])
def test_a_presence_longer_than_the_half_day_is_refused(day: Day, minutes: int) -> None:
    day.open()
    with pytest.raises(MinutesBeyondHalfDay) as refused:
        day.correct(0, minutes)
    assert (refused.value.minutes, refused.value.planned) == (minutes, 210)
    day.correct(0, 210)
    day.correct(0, 0)
    assert day.minutes(0) == 0


def test_opening_twice_changes_nothing(day: Day) -> None:
    opened = day.open().opened_at
    day.clock.forward(minutes=5)

    assert day.open().opened_at == opened


def test_with_two_half_days_open_each_is_signed_in_turn(day: Day) -> None:
    assert attendances.open_for(day.session, day.room.people[0]) is None
    morning, afternoon = day.open(0), day.open(1)

    for expected in (morning, afternoon):
        found = attendances.open_for(day.session, day.room.people[0])
        assert found is expected
        day.sign(0, expected)
    assert attendances.open_for(day.session, day.room.people[0]) is afternoon
    assert attendances.open_for(day.session, day.room.people[1]) is morning


def test_nobody_signs_in_another_training(house: House, session: Session) -> None:
    here, there = house.classroom(), house.classroom(name="Luc Ferry")
    day = Day(session, there, house.clock)
    day.open()

    with pytest.raises(HalfDayNotOpen):
        attendances.sign(session, here.people[0], day.half, STROKES, "", house.clock())


def test_a_removed_person_stays_on_the_sheets_they_signed_only(day: Day) -> None:
    day.open()
    day.sign(0)
    trainees.remove(day.session, day.row(0), day.clock())
    trainees.remove(day.session, day.row(1), day.clock())
    day.close()

    names = [line.name for line in attendances.sheet(day.session, day.half).people]
    assert names == ["Le Goff Anne-Sophie", "Martin Élodie"]


def test_a_thirty_people_class_that_signs_at_once_makes_one_chain(
    app: Flask, house: House, clock: Clock
) -> None:
    room = house.classroom(tuple(f"Personne {chr(65 + n)}" for n in range(12)))
    with app.app_context():
        Day(db.session(), room, clock).open()
        db.session().commit()

    def sign(session: Session, rank: int) -> str:
        half = session.get_one(HalfDay, room.half_days[0])
        attendances.sign(session, room.people[rank % 12], half, STROKES, "", clock())
        return "signed"

    got = [type(each).__name__ for each in at_once(app, 24, sign)]

    assert sorted(got) == [*["AlreadySigned"] * 12, *["str"] * 12]
    with app.app_context():
        assert signatures.broken(db.session(), room.training_id) is None
        assert len(signatures.chain(db.session(), room.training_id)) == 12
        db.session().rollback()


CHANGES: dict[str, Any] = {
    "half_day_id": 2,
    "sequence": 99,
    "kind": "absence",
    "trainee_id": None,
    "trainer_id": None,
    "name": "Un autre nom",
    "minutes": 209,
    "strokes": "M1 1L2 2",
    "device": "un autre",
    "note": "un motif",
    "sealed": [9, 9, 9, 9],
    "previous": "f" * 64,
    "hash": "e" * 64,
}


def test_the_changes_tried_are_those_of_every_column() -> None:
    columns = set(SignatureRow.__table__.columns.keys())

    assert columns == {*CHANGES, "id", "training_id", "at"}


def whole(day: Day) -> list[SignatureRow]:
    day.open()
    day.sign(0)
    day.sign(1)
    day.absent(2)
    day.close()
    day.correct(1, 100)
    day.session.flush()
    return list(day.session.scalars(select(SignatureRow).order_by(SignatureRow.sequence)))


@pytest.mark.parametrize("name", [*CHANGES, "training_id", "at"])
def test_any_column_of_any_row_that_was_touched_is_found(
    house: House, session: Session, name: str
) -> None:
    room, other = house.classroom(), house.training(house.trainer("Luc Ferry"))
    rows = whole(Day(session, room, house.clock))
    tried = 0
    for row in rows:
        value: Any = {"training_id": other, "at": row.at + timedelta(microseconds=1)}.get(
            name, CHANGES.get(name)
        )
        if name in {"trainee_id", "trainer_id"} and getattr(row, name) is None:
            value = room.people[0].id if name == "trainee_id" else room.trainer.id
        if getattr(row, name) == value:
            continue
        tried += 1
        with session.begin_nested() as savepoint:
            session.execute(
                update(SignatureRow).where(SignatureRow.id == row.id).values({name: value})
            )
            session.expire_all()
            assert signatures.broken(session, room.training_id) is not None, (row.sequence, name)
            savepoint.rollback()
        session.expire_all()
    assert tried >= 4
    assert signatures.broken(session, room.training_id) is None


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_rows_taken_away_anywhere_up_to_the_last_statement_are_found(
    day: Day, data: st.DataObject
) -> None:
    rows = (
        whole(day)
        if day.half.opened_at is None
        else list(day.session.scalars(select(SignatureRow).order_by(SignatureRow.sequence)))
    )
    gone = data.draw(st.sets(st.sampled_from([row.sequence for row in rows]), min_size=1))
    with day.session.begin_nested() as savepoint:
        day.session.execute(delete(SignatureRow).where(SignatureRow.sequence.in_(gone)))
        assert day.broken() is not None
        savepoint.rollback()
    day.session.expire_all()


def test_what_is_signed_and_stated_is_in_the_log_with_its_hash(day: Day) -> None:
    whole(day)

    logged = {
        row.action: row.data["hash"]
        for row in day.session.scalars(select(AuditRow))
        if "hash" in row.data
    }
    assert set(logged) == {
        "attendance.signed",
        "attendance.absence",
        "attendance.closed",
        "attendance.corrected",
    }
    hashes = [stored for _, stored in signatures.chain(day.session, day.room.training_id)]
    assert logged["attendance.corrected"] == hashes[-1]
    assert set(logged.values()) <= set(hashes)


def test_half_days_of_others_are_not_found(house: House, session: Session) -> None:
    room = house.classroom()
    training = session.get_one(Training, room.training_id)

    assert trainings.half_day(session, training, room.half_days[1]).id == room.half_days[1]
    assert classroom.activity(session, room.lesson).training is training
