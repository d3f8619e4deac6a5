"""A page that is read takes no writer's place; one that must write on the way is begun again."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from flask import Flask

from simulator.services.trainees import Trainee
from simulator.services.trainings import Planned, Training
from simulator.web.db import db
from tests.conftest import House

LESSON = (Planned(0, "lesson", "conan-holder", "Conan et Holder", 30),)


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """Only SQLite has one writer's place for all."""
    from sqlalchemy import create_engine

    from simulator.store import tables

    url = f"sqlite:///{tmp_path / 'encours.sqlite3'}"
    engine = create_engine(url)
    tables.Base.metadata.create_all(engine)
    engine.dispose()
    return url


def writer(app: Flask) -> sqlite3.Connection:
    """Return another process's connection, which writes at once and waits for nobody."""
    path = app.config["SETTINGS"].sqlite_path
    return sqlite3.connect(path, isolation_level=None, timeout=0)


def lesson_of(house: House, person: Trainee) -> int:
    with house.app.app_context():
        return db.session().get_one(Training, person.training_id).activities[0].id


def test_a_page_is_read_while_another_process_is_writing(house: House) -> None:
    person = house.trainee(house.training(house.trainer(), LESSON))
    browser = house.as_trainee(person)
    other = writer(house.app)
    other.execute("BEGIN IMMEDIATE")
    other.execute("UPDATE trainees SET company = 'Autre'")
    try:
        page = browser.get("/salle")
    finally:
        other.execute("ROLLBACK")
        other.close()

    assert page.status_code == 200
    assert "Conan et Holder" in page.text


def test_a_first_visit_that_another_process_overtakes_is_begun_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page has read, another writes, the page writes: SQLite refuses, the page asks again."""
    from simulator.services import attempts

    person = house.trainee(house.training(house.trainer(), LESSON))
    lesson = lesson_of(house, person)
    other = writer(house.app)
    calls = []
    usual = attempts.attempt_of

    def overtaken(*arguments: object, **named: object) -> object:
        if not calls:
            other.execute("UPDATE trainees SET company = 'Autre'")
        calls.append(1)
        return usual(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(attempts, "attempt_of", overtaken)
    try:
        page = house.as_trainee(person).get(f"/salle/lecons/{lesson}")
    finally:
        other.close()

    assert page.status_code == 200
    assert len(calls) == 2
    with house.app.app_context():
        kept = db.session.execute(db.text("SELECT count(*) FROM attempts")).scalar_one()
    assert kept == 1
