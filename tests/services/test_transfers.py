"""A training leaves one installation and lives on in another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from simulator.config import Settings
from simulator.exchange.trainings import Bundle, DamagedTrainingFile, pack, unpack
from simulator.services import (
    attempts,
    certificates,
    portfolios,
    rooms,
    signatures,
    transfer_opening,
    transfers,
)
from simulator.services.trainings import Training
from simulator.services.transfer_opening import AlreadyHere
from simulator.store.base import Base
from simulator.web.app import create_app
from simulator.web.db import db
from tests import classroom
from tests.conftest import KEY, House
from tools.serving import empty_database


def taken(house: House) -> tuple[Any, Bundle]:
    """Return a training where everything has happened, and its file read back."""
    room = house.full()
    with house.app.app_context():
        training = db.session().get_one(Training, room.training_id)
        found = transfers.bundle(db.session(), room.trainer, training, house.clock())
        db.session.commit()
    return room, unpack(pack(found))


@pytest.fixture
def elsewhere(tmp_path: Path, house: House) -> House:
    """Return another installation, where another training has taken the first numbers."""
    folder = tmp_path / "ailleurs"
    folder.mkdir()
    url = f"sqlite:///{folder / 'encours.sqlite3'}"
    empty_database(url)
    app: Flask = create_app(
        Settings(instance=folder, database_url=url, secret_key=KEY, testing=True)
    )
    app.config["CLOCK"] = house.clock
    app.config["WTF_CSRF_ENABLED"] = False
    other = House(app, house.clock)
    other.classroom(("Zoé Lointaine",), name="Odile Ailleurs", organisation="Un autre organisme")
    house.clock.forward(minutes=1)
    return other


def test_everything_comes_back_under_other_numbers(house: House, elsewhere: House) -> None:
    room, found = taken(house)
    trainer = elsewhere.trainer("Paul Accueil", organisation="Organisme d’accueil")
    now = house.clock()
    with elsewhere.app.app_context():
        session = db.session()
        made = transfer_opening.restore(session, trainer, found, now)
        session.commit()

        assert made.id != room.training_id
        assert made.organisation_id == trainer.organisation_id
        again = transfers.bundle(session, trainer, made, now)
        counts = {name: len(rows) for name, rows in again.rows.items() if name != "trainers"}
        before = {name: len(rows) for name, rows in found.rows.items() if name != "trainers"}
        # the log has two lines more: it came in, it left again
        assert counts == {**before, "audit": before["audit"] + 2}
        assert sorted(again.snapshots.values()) == sorted(found.snapshots.values())
        check(session, made, room.people, now)
    with elsewhere.app.app_context():
        db.engine.dispose()


def check(session: Session, made: Training, people: Any, now: Any) -> None:
    """The chain of signatures holds, marks and documents are those of the people."""
    assert signatures.broken(session, made.id) is None
    assert len(signatures.entries(session, made.id)) == 16
    grid = rooms.grid(session, made, now)
    assert [one.trainee.name for one in grid.people] == sorted(
        (person.name for person in people), key=lambda name: name.split(maxsplit=1)[1]
    )
    assert all(any(cell.best is not None for cell in one.cells) for one in grid.people)
    assert len(certificates.lines(session, made)) == len(people)
    person = grid.people[0].trainee
    exercise = next(row for row in made.activities if row.kind == "exercise")
    sheet = attempts.exercise(session, person, classroom.activity(session, exercise.id), now)
    assert sheet.best == 1
    assert portfolios.of_trainee(session, person.id, now).customers


def test_a_training_is_not_taken_in_twice(house: House, session: Session) -> None:
    room, found = taken(house)

    with pytest.raises(AlreadyHere):
        transfer_opening.restore(session, room.trainer, found, house.clock())


@pytest.mark.parametrize(
    ("table", "column", "wrong"),
    [
        ("trainees", "training_id", 99_999),
        ("trainees", "first_name", 12),
        ("trainees", "joined_at", "hier"),
        ("trainees", "inconnue", 1),
        ("portfolios", "snapshot", "autre.bin"),
        ("activities", "state", "ailleurs"),
        ("attempts", "trainee_id", None),
    ],
)
def test_rows_that_do_not_fit_together_are_refused_whole(
    house: House, session: Session, table: str, column: str, wrong: Any
) -> None:
    room, found = taken(house)
    rows = {name: [dict(row) for row in each] for name, each in found.rows.items()}
    rows["trainings"][0]["seed"] += 1
    rows["certificates"] = []  # their numbers are already here
    rows[table][0][column] = wrong
    tables = Base.metadata.sorted_tables
    count = {one.name: session.scalar(select(func.count()).select_from(one)) for one in tables}

    with pytest.raises(DamagedTrainingFile) as caught:
        transfer_opening.restore(session, room.trainer, replace(found, rows=rows), house.clock())

    assert caught.value.part == table
    after = {one.name: session.scalar(select(func.count()).select_from(one)) for one in tables}
    assert after == count
