"""Fixtures: an application on each database, a clock that tests move, people who are signed in."""

from __future__ import annotations

import gc
import itertools
import os
import shutil
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from jinja2 import BytecodeCache, FileSystemBytecodeCache
from sqlalchemy.orm import Session

from simulator.config import Settings
from simulator.domain.portfolio import Portfolio
from simulator.generation.build import generate
from simulator.services import catalogue, portfolios, secrets, trainees, trainers, trainings
from simulator.services.trainees import Trainee
from simulator.services.trainers import Trainer
from simulator.services.trainings import Planned, Training
from simulator.web.app import create_app
from simulator.web.db import db
from tests import classroom, practice, routing
from tests.classroom import Classroom
from tests.databases import (
    careless,
    postgres_with_tables,
    shared_root,
    sqlite_template,
    without_rows,
)

settings.register_profile(
    "house",
    deadline=None,
    derandomize="EXPLORE" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")
# A time limit on an example, or on drawing it, would judge the machine. Every run replays the same
# examples, so that a gate says the same twice; ``EXPLORE=1 pytest`` looks for new ones.

gc.set_threshold(10_000, 10, 10)
# The content and the libraries are a large heap that never dies: young objects are gone over less
# often than Python would.

routing.remember_builders()

KEY = "k" * 40
QUICK_HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
PASSWORD = "une phrase de passe"
MORNING = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


LONGEST = (
    "web/test_two_days.py",
    "web/test_durability.py",
    "domain/year/test_properties.py",
    "packaging/test_wheel.py",
    "cli/test_serve.py",
    "web/test_headers.py",
    "architecture/test_imports.py",
    "web/test_access.py",
    "web/test_pages.py",
    "web/test_year_policies.py",
    "web/test_organisations.py",
)
"""The modules that take the longest, in order: a run begins with them, so that no worker is left
with one of them while the other has nothing more to do."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    rank = {here / name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path, len(LONGEST)))


@dataclass
class Clock:
    """A clock that stands still until a test moves it."""

    at: datetime = MORNING

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **span: float) -> None:
        self.at += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(
    request: pytest.FixtureRequest, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """Return an address of an empty database with its tables, on each engine."""
    base = tmp_path_factory.getbasetemp()
    if request.param == "sqlite":
        path = shutil.copy(sqlite_template(base), tmp_path / "encours.sqlite3")
        return f"sqlite:///{path}"
    return without_rows(postgres_with_tables(shared_root(base)))


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> BytecodeCache:
    """Return the templates compiled so far: each application of a run need not begin again."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(
    database_url: str, tmp_path: Path, clock: Clock, templates: BytecodeCache
) -> Iterator[Flask]:
    """Return the application, its clock in the test's hand."""
    chosen = Settings(instance=tmp_path, database_url=database_url, secret_key=KEY, testing=True)
    made = create_app(chosen)
    made.config["CLOCK"] = clock
    made.config["WTF_CSRF_ENABLED"] = False
    made.jinja_env.bytecode_cache = templates
    with made.app_context():
        if db.engine.dialect.name == "sqlite":
            careless(db.engine)
    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


@lru_cache(maxsize=64)
def generated(*args: Any, **kwargs: Any) -> Portfolio:
    """Return a portfolio; tests that ask for the same one (a pure function) share it."""
    return generate(*args, **kwargs)


@pytest.fixture(autouse=True)
def _quick(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep for the tests of passwords the time that hashing one is meant to take."""
    if "app" in request.fixturenames:
        monkeypatch.setattr(portfolios, "generate", generated)
        monkeypatch.setattr(trainers, "_HASHER", QUICK_HASHER)


@pytest.fixture(autouse=True)
def _seeds(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw the seeds that nobody gives from the name of the test: the same at each run.

    Two tests have not the same: what is kept in memory between them is known by its seed too.
    """
    if "app" in request.fixturenames and "EXPLORE" not in os.environ:
        drawn = itertools.count(zlib.crc32(request.node.nodeid.encode()) // 2)
        monkeypatch.setattr(secrets, "new_seed", lambda: next(drawn) % 2**31)


@pytest.fixture(autouse=True)
def exercise(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Add the tests' own exercise to the content, for tests that have an application."""
    if "app" in request.fixturenames:
        content = practice.with_practice(catalogue.content())
        monkeypatch.setattr(catalogue, "content", lambda: content)


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """Return a session of the application's database, for services."""
    with app.app_context():
        yield db.session()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Return the browser of a stranger."""
    return app.test_client()


@dataclass
class House:
    """An organisation at work: its people and its trainings, made when asked for."""

    app: Flask
    clock: Clock
    made: dict[str, Any] = field(default_factory=dict)

    def trainer(self, name: str = "Claire Fontaine", **wanted: Any) -> Trainer:
        email = wanted.pop("email", f"{name.split(maxsplit=1)[0].lower()}@organisme.example")
        with self.app.app_context():
            person = trainers.add(
                db.session(),
                name,
                email,
                PASSWORD,
                self.clock(),
                **{"role": "administrator", **wanted},
            )
            db.session.commit()
        return person

    def training(
        self,
        trainer: Trainer,
        planned: tuple[Planned, ...] = (),
        *,
        opened: bool = True,
        **wanted: Any,
    ) -> int:
        """Return the number of a training of two days, its activities open."""
        values: dict[str, Any] = {
            "programme": "ACC-CTX",
            "title": "Relation client et contentieux",
            "days": 2,
            "planned": planned,
            "first_day": date(2026, 11, 23),
            "morning": time(9, 0),
            "afternoon": time(13, 30),
            "place": "Lyon",
            "client": "Les Ateliers d’exemple",
            "scenario": "negoce-materiaux",
            "customers": 40,
            "now": self.clock(),
            "seed": 20261123,
        }
        with self.app.app_context():
            row = trainings.create(db.session(), trainer, **{**values, **wanted})
            if opened:
                for half in row.half_days:
                    trainings.open_half_day(db.session(), trainer, row, half.id, self.clock())
            db.session.commit()
            return row.id

    def code(self, training_id: int) -> str:
        with self.app.app_context():
            return db.session().get_one(Training, training_id).join_code

    def trainee(self, training_id: int, name: str = "Élodie Martin") -> Trainee:
        first, _, last = name.partition(" ")
        with self.app.app_context():
            person = trainees.join(
                db.session(), training_id, first, last, "Société d’exemple", self.clock()
            )
            db.session.commit()
        return person

    def as_trainer(self, person: Trainer) -> FlaskClient:
        browser = self.app.test_client()
        with browser.session_transaction() as cookie:
            cookie["trainer"] = [person.id, person.stamp]
        return browser

    def as_trainee(self, person: Trainee) -> FlaskClient:
        browser = self.app.test_client()
        with browser.session_transaction() as cookie:
            cookie["trainee"] = [person.id, person.stamp]
        return browser

    def classroom(
        self,
        people: tuple[str, ...] = classroom.PEOPLE,
        *,
        name: str = "Claire Fontaine",
        **wanted: Any,
    ) -> Classroom:
        """Return a training with one activity of each kind, open, and its people."""
        person = self.trainer(name, **wanted)
        number = self.training(person, practice.planned(catalogue.content()))
        entered = tuple(self.trainee(number, each) for each in people)
        return classroom.opened(self.app, person, number, entered)

    def full(self, **wanted: Any) -> Classroom:
        """Return a training where everything has happened."""
        room = self.classroom(**wanted)
        with self.app.app_context():
            classroom.work(db.session(), room, self.clock())
            classroom.finish(db.session(), room, self.clock())
            db.session.commit()
        return room


@pytest.fixture
def house(app: Flask, clock: Clock) -> House:
    return House(app, clock)
