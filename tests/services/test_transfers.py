"""A training leaves one installation and lives on in another."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from simulator.config import Settings
from simulator.domain.training.rehearsal import RehearsalStaysHere
from simulator.exchange import trainings as files
from simulator.exchange.trainings import (
    Bundle,
    DamagedTrainingFile,
    HeavyTraining,
    NotATrainingFile,
    pack,
    unpack,
)
from simulator.services import (
    attempts,
    attendances,
    audit,
    certificates,
    played_years,
    portfolios,
    rehearsals,
    reports,
    rooms,
    scans,
    signatures,
    transfer_opening,
    transfers,
    year_hands,
)
from simulator.services.trainings import Training
from simulator.services.transfer_opening import AlreadyHere
from simulator.store.attendances import SignatureRow
from simulator.store.audit import AuditRow
from simulator.store.base import Base
from simulator.store.trainings import TraineeRow
from simulator.store.years import YearRow
from simulator.web.app import create_app
from simulator.web.db import db
from tests import classroom
from tests.conftest import KEY, House
from tools.serving import empty_database


def taken(house: House) -> tuple[Any, Bundle]:
    """Return a training where everything has happened, and its file read back."""
    room = house.full()
    with house.app.app_context():
        session = db.session()
        training = session.get_one(Training, room.training_id)
        year = YearRow(trainee_id=room.people[0].id, benchmark=[], opened_at=house.clock())
        session.add(year)
        session.flush()
        for rank in range(2):  # two decisions by hand, the second taken back
            data = {"on": "2026-12-0" + str(rank + 1), "customer": rank, "choice": "call"}
            played_years.log(session, year, "hand", data, house.clock())
        last = max(hand.id for hand in year_hands.of_run(session, year))
        played_years.log(session, year, "unhand", {"of": last}, house.clock())
        found = transfers.bundle(session, room.trainer, training, house.clock())
        db.session.commit()
    return room, unpack(pack(found))


def told(session: Session, training: Training) -> dict[str, Any]:
    """Return what people read of a training, its numbers left out."""
    report = reports.of_training(session, training, personal=True)
    year = session.scalars(
        select(YearRow).join(TraineeRow).where(TraineeRow.training_id == training.id)
    ).one()
    return {
        "report": replace(report, reference="", trainer=""),
        "certificates": [
            (one.name, kind, made.number, made.facts, made.issued_at)
            for one in certificates.lines(session, training)
            for kind, made in sorted(one.issued.items())
        ],
        "log": [
            (one.at, one.trainer, one.action, one.activity, one.person, one.half_day)
            for one in audit.told(session, training)
            if one.action not in {"training.exported", "training.imported"}
        ],
        "signatures": [
            (half.starts_at, one.name, one.entry and one.entry.minutes, one.strokes, one.signed_as)
            for half in training.half_days
            for one in attendances.sheet(session, half).people
        ],
        "hands": [
            (hand.on, hand.customer, hand.choice) for hand in year_hands.of_run(session, year)
        ],
        "scans": [
            (one.name, scans.body(session, training, one.id))
            for one in scans.of_training(session, training)
        ],
    }


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
    with house.app.app_context():
        here = told(db.session(), db.session().get_one(Training, room.training_id))
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
        there = told(session, made)
        assert there == here
        assert len(here["hands"]) == 1
        assert len(here["scans"]) == 1
        for change in (swapped, shifted):
            with session.begin_nested() as savepoint:
                change(session, made)
                session.expire_all()
                assert signatures.broken(session, made.id) is not None, change.__name__
                savepoint.rollback()
            session.expire_all()
    with elsewhere.app.app_context():
        db.engine.dispose()


def swapped(session: Session, made: Training) -> None:
    """Give all that one person signed to another one, in the log too."""
    first, second = (row.id for row in made.trainees[:2])
    other = {first: second, second: first}
    for row in session.scalars(select(SignatureRow).where(SignatureRow.training_id == made.id)):
        row.trainee_id = other.get(row.trainee_id or 0, row.trainee_id)
    for line in session.scalars(select(AuditRow).where(AuditRow.training_id == made.id)):
        if line.action.startswith("attendance.") and "trainee" in line.data:
            line.data = {**line.data, "trainee": other.get(line.data["trainee"])}
    session.flush()


def shifted(session: Session, made: Training) -> None:
    """Date a half-day a week later."""
    made.half_days[0].starts_at += timedelta(days=7)
    session.flush()


def test_a_rehearsal_does_not_travel(house: House, session: Session) -> None:
    room = house.classroom()
    training = session.get_one(Training, room.training_id)
    found = transfers.bundle(session, room.trainer, training, house.clock())
    copy = rehearsals.start(session, room.trainer, training, 4, house.clock())
    rows = {**found.rows, "trainings": [{**found.rows["trainings"][0], "rehearsal_of_id": 1}]}

    with pytest.raises(RehearsalStaysHere):
        transfers.bundle(session, room.trainer, copy, house.clock())
    with pytest.raises(RehearsalStaysHere):
        transfer_opening.restore(session, room.trainer, replace(found, rows=rows), house.clock())


def test_a_file_is_unpacked_in_a_process_apart(house: House, session: Session) -> None:
    room = house.classroom()
    classroom.work(session, room, house.clock())
    training = session.get_one(Training, room.training_id)
    found = transfers.bundle(session, room.trainer, training, house.clock())
    name = next(name for name in found.snapshots if name.startswith("portfolios-"))
    forged = {**found.snapshots, name: found.snapshots[name][:-9]}

    assert transfer_opening.read(pack(found)) == found
    with pytest.raises(DamagedTrainingFile) as caught:
        transfer_opening.read(pack(replace(found, snapshots=forged)))
    assert caught.value.part == name
    for content in (b"", b"PK\x03\x04", b"%PDF-1.7"):
        with pytest.raises(NotATrainingFile):
            transfer_opening.read(content)


def test_a_training_too_heavy_to_come_back_does_not_leave(
    house: House, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = house.classroom()
    training = session.get_one(Training, room.training_id)
    monkeypatch.setattr(files, "MOST_BYTES", 1024)

    with pytest.raises(HeavyTraining):
        transfers.bundle(session, room.trainer, training, house.clock())


def test_a_sheet_that_was_forged_in_a_file_is_refused_whole() -> None:
    for body, digest in ((b"<html>", hashlib.sha256(b"<html>").hexdigest()), (b"%PDF-", "0" * 64)):
        row = {"body": "scans-1-body.bin", "digest": digest, "pages": 1}
        forged = Bundle({}, {"scans": [row]}, {"scans-1-body.bin": body})

        with pytest.raises(DamagedTrainingFile) as caught:
            transfer_opening.read(pack(forged))

        assert caught.value.part == "scans"


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
        ("exercise_versions", "digest", "0" * 16),
        ("signatures", "sealed", [1]),
        ("trainings", "seed", 10**30),
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
