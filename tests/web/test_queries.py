"""The pages that a whole room asks for cost the same number of questions to the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from simulator.web.db import db
from tests import classroom
from tests.classroom import Classroom
from tests.conftest import House

MOST = 16


@contextmanager
def counted(house: House) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
            statements.append(statement)

    with house.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def cost(house: House, browser: FlaskClient, address: str) -> int:
    browser.get(address)
    with counted(house) as statements:
        assert browser.get(address).status_code == 200
    return len(statements)


def rooms(house: House) -> tuple[Classroom, Classroom]:
    """A room of three and a room of fifteen, where everybody has answered and signed."""
    made = []
    for rank, size in enumerate((3, 15)):
        names = tuple(f"Personne {chr(65 + n)}" for n in range(size))
        room = house.classroom(names, name=f"Formateur{rank} Essai")
        with house.app.app_context():
            classroom.work(db.session(), room, house.clock())
            classroom.sign(db.session(), room, room.half_days[0], house.clock())
            db.session.commit()
        made.append(room)
    return made[0], made[1]


@pytest.mark.parametrize(
    "page",
    [
        "",
        "/etat",
        "/projecteur",
        "/stagiaires",
        "/emargement",
        "/evaluations",
        "/acquis",
        "/certificats",
    ],
)
def test_a_page_of_the_trainer_costs_the_same_for_three_people_and_for_fifteen(
    house: House, page: str
) -> None:
    few, many = (
        cost(house, house.as_trainer(room.trainer), f"/formations/{room.training_id}{page}")
        for room in rooms(house)
    )

    assert few == many <= MOST


def test_a_page_of_a_trainee_costs_the_same_whoever_else_is_in_the_room(house: House) -> None:
    small, large = rooms(house)
    for page in (
        "/salle",
        "/salle/etat",
        "/salle/moi",
        "/salle/portefeuille",
        "/salle/balance-agee",
    ):
        few, many = (cost(house, house.as_trainee(r.people[0]), page) for r in (small, large))
        assert few == many <= MOST, page
    for name in ("exercices", "quiz", "lecons"):
        kind = {"exercices": "exercise", "quiz": "quiz", "lecons": "lesson"}[name]
        few, many = (
            cost(house, house.as_trainee(r.people[0]), f"/salle/{name}/{getattr(r, kind)}")
            for r in (small, large)
        )
        assert few == many <= MOST, name


def test_the_health_of_the_server_asks_nothing_of_the_database(house: House) -> None:
    assert cost(house, house.app.test_client(), "/sante") == 0


def test_the_work_of_a_trainee_asks_little_however_often_they_have_answered(house: House) -> None:
    """Thirty people answer at the same instant: each question here is asked thirty times in a row.

    A page: who, the activity and its training, the attempt and the trainer's mark, what was sent
    and its judgements, the portfolio's name, the time given. An answer adds the draft, what is
    sent, its judgement and the revision that screens look at; a draft keeps one row.
    """
    room = house.classroom()
    address = f"/salle/exercices/{room.exercise}"
    browser = house.as_trainee(room.people[0])
    with house.app.app_context():
        given = classroom.right(db.session(), room.people[0], room.exercise, house.clock())
        db.session.commit()
    browser.post(address, data={**given, "client_id": "un"})
    browser.post(address, data={**given, "client_id": "deux"})

    pages = cost(house, browser, address)
    with counted(house) as draft:
        assert browser.post(f"{address}/brouillon", data=given).status_code == 200
    with counted(house) as answer:
        assert browser.post(address, data={**given, "client_id": "trois"}).status_code == 303

    assert pages <= 6
    assert len(draft) <= 5
    assert len(answer) <= 10
    assert cost(house, browser, address) == pages
