"""Every route and how its address is filled for one training; who may ask what, as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from simulator.services.calculators import registry
from simulator.store import tables
from simulator.store.attempts import AttemptRow
from simulator.store.calls import CallRow
from simulator.store.certificates import CertificateRow
from simulator.store.complaints import ComplaintRow
from simulator.store.contributions import ContributionRow
from simulator.store.games import GamePlayerRow, GameRow
from simulator.store.questions import BankQuestionRow
from simulator.store.quizzes import OwnQuizRow
from simulator.store.scans import ScanRow
from simulator.store.triads import TriadRoundRow
from simulator.web.db import db
from tests.classroom import Classroom
from tests.conftest import House
from tests.web import credit_matrix
from tests.web.routes import PUBLIC, ROUTES, TRAINEE, Route

ROLES = ("stranger", "trainee", "other trainee", "trainer", "other trainer", "administrator")


SAFETY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@dataclass(frozen=True)
class Asked:
    """One request of the matrix."""

    endpoint: str
    method: str
    address: str
    route: Route


def requests_of(app: Flask, room: Classroom) -> Iterator[Asked]:
    """Yield every method of every route, what takes away last."""
    known = _values(app, room)
    rules = sorted(app.url_map.iter_rules(), key=lambda rule: ROUTES[rule.endpoint].last)
    for rule in rules:
        route = ROUTES[rule.endpoint]
        values = {_ARGUMENT.get(name, name): known[name] for name in route.values} | dict(
            route.fixed
        )
        with app.test_request_context():
            built = rule.build({name: values.get(name, "x") for name in rule.arguments})
        assert built is not None, rule
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            yield Asked(rule.endpoint, method, built[1], route)


_ARGUMENT = {
    "calculator": "slug",
    "exercise": "activity_id",
    "quiz": "activity_id",
    "lesson": "activity_id",
}


def _values(app: Flask, room: Classroom) -> dict[str, Any]:
    with app.app_context():
        documents = select(CertificateRow).where(CertificateRow.trainee_id == room.people[0].id)
        document = db.session().scalars(documents.order_by(CertificateRow.id)).first()
        assert document is not None
        attempt = (
            select(AttemptRow.id)
            .where(AttemptRow.activity_id == room.exercise)
            .order_by(AttemptRow.id)
        )
        return {
            "attempt_id": db.session().scalars(attempt).first(),
            "training_id": room.training_id,
            "trainee_id": room.people[0].id,
            "half_day_id": room.half_days[0],
            "activity_id": room.exercise,
            "exercise": room.exercise,
            "quiz": room.quiz,
            "lesson": room.lesson,
            "calculator": next(iter(registry.BY_SLUG)),
            "certificate_id": document.id,
            "number": document.number,
            "scan_id": db.session()
            .scalars(select(ScanRow.id).where(ScanRow.training_id == room.training_id))
            .one(),
            "contribution_id": db.session()
            .scalars(
                select(ContributionRow.id).where(
                    ContributionRow.trainee_id == room.people[0].id,
                    ContributionRow.kind == "experience",
                )
            )
            .one(),
            **_game(room),
            **credit_matrix.values(room),
            **_round(room),
            **_composed(room),
            "call_id": _call(room),
            "complaint_id": db.session()
            .scalars(select(ComplaintRow.id).where(ComplaintRow.training_id == room.training_id))
            .first(),
        }


def _round(room: Classroom) -> dict[str, int]:
    """Return the round of role-play of a training and its group."""
    rounds = select(TriadRoundRow).where(TriadRoundRow.training_id == room.training_id)
    row = db.session().scalars(rounds).one()
    return {"round_id": row.id, "group_id": row.groups[0].id}


def _game(room: Classroom) -> dict[str, int]:
    """Return the live quiz of a training and one of its players."""
    row = db.session().scalars(select(GameRow).where(GameRow.training_id == room.training_id)).one()
    players = select(GamePlayerRow).where(GamePlayerRow.game_id == row.id)
    return {"game_id": row.id, "player_id": db.session().scalars(players).first().id}


def _call(room: Classroom) -> int:
    """Return the call that the first person of a training has begun."""
    query = select(CallRow.id).where(CallRow.trainee_id == room.people[0].id)
    return db.session().scalars(query).first()


def _composed(room: Classroom) -> dict[str, int]:
    """Return the organisation's own quiz and its question."""
    quiz = (
        db.session()
        .scalars(
            select(OwnQuizRow).where(OwnQuizRow.organisation_id == room.trainer.organisation_id)
        )
        .one()
    )
    question = select(BankQuestionRow.id).where(
        BankQuestionRow.organisation_id == room.trainer.organisation_id
    )
    number = db.session().scalar(question)
    assert number is not None
    return {"quiz_id": quiz.id, "item_id": quiz.items[0].id, "question_id": number}


def ask(browser: FlaskClient, asked: Asked) -> TestResponse:
    if asked.method == "GET":
        return browser.get(asked.address, buffered=True)
    return browser.post(asked.address, data=dict(asked.route.form), buffered=True)


def browsers(house: House, room: Classroom) -> dict[str, FlaskClient]:
    """Return the browser of each role, with regard to one training."""
    elsewhere = house.classroom(
        ("Zoé Lointaine",), name="Odile Ailleurs", organisation="Un autre organisme"
    )
    colleague = house.trainer("Bruno Collègue", role="trainer")
    neighbour = house.training(colleague)
    return {
        "stranger": house.app.test_client(),
        "trainee": house.as_trainee(room.people[0]),
        "other trainee": house.as_trainee(house.trainee(neighbour, "Yves Voisin")),
        "trainer": house.as_trainer(colleague),
        "other trainer": house.as_trainer(elsewhere.trainer),
        "administrator": house.as_trainer(room.trainer),
    }


def expected(role: str, route: Route) -> str:
    """Return ``allowed``, ``denied`` or ``absent``: written here apart from the code under test."""
    if route.role == PUBLIC:
        return "allowed"
    if route.role == "administrator" and role == "trainer":
        return "denied"
    trainee = role in {"trainee", "other trainee"}
    if role == "stranger" or trainee != (route.role == TRAINEE):
        return "denied"
    return "absent" if route.owned and role.startswith("other") else "allowed"


def dump(app: Flask) -> dict[str, list[Any]]:
    """Return every row, but the failures that are counted and where people were last seen."""
    with app.app_context():
        session = db.session()
        found = {}
        for table in tables.Base.metadata.sorted_tables:
            if table.name == "failures":
                continue
            kept = [c for c in table.columns if not c.name.startswith("seen_")]
            rows = session.execute(select(*kept).order_by(*table.primary_key.columns)).all()
            found[table.name] = [tuple(row) for row in rows]
        session.rollback()
        return found


def is_safe(answer: TestResponse) -> bool:
    """Say whether an answer tells the browser what it may run, load and send."""
    written = answer.headers["Content-Security-Policy"]
    policy = dict(part.strip().partition(" ")[::2] for part in written.split(";"))
    return (
        (policy["default-src"], policy["form-action"]) == ("'self'", "'self'")
        and {policy[name] for name in ("object-src", "base-uri", "frame-ancestors")} == {"'none'"}
        and "unsafe" not in written
        and {name: answer.headers[name] for name in SAFETY} == SAFETY
        and "camera=()" in answer.headers["Permissions-Policy"]
    )
