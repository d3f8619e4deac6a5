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
from simulator.store.certificates import CertificateRow
from simulator.store.games import GamePlayerRow, GameRow
from simulator.web.db import db
from tests.classroom import STROKES, Classroom
from tests.conftest import PASSWORD, House
from tests.practice import HINT, QUIZ

PUBLIC, TRAINEE, TRAINER = "public", "trainee", "trainer"
ROLES = ("stranger", "trainee", "other trainee", "trainer", "other trainer", "administrator")


@dataclass(frozen=True)
class Route:
    """Who may ask an endpoint, and with which values of its address and of its form.

    ``owned``: the address names something of one training, which others must not find. ``last``:
    asked at the end, because it takes something away.
    """

    role: str
    values: tuple[str, ...] = ()
    owned: bool = False
    fixed: tuple[tuple[str, Any], ...] = ()
    form: tuple[tuple[str, str], ...] = ()
    last: int = 0


def _of_training(*values: str, **more: Any) -> Route:
    return Route(TRAINER, ("training_id", *values), owned=True, **more)


_SIGNED = (("strokes", STROKES),)
_ANSWER = (("question", "0"), ("answer", "1"), ("client_id", "essai"))
_NAME = (("first_name", "Paul"), ("last_name", "Nouveau"), ("company", ""))

_DRAFT = (("token", "0" * 32),)
"""A file being imported that is over: its pages say so to whoever may ask for them."""

ROUTES: dict[str, Route] = {
    "static": Route(PUBLIC, fixed=(("filename", "css/encours.css"),)),
    "home.index": Route(PUBLIC),
    "home.health": Route(PUBLIC),
    "trainees.code": Route(PUBLIC, form=(("code", "AAAAAA"),)),
    "trainees.join": Route(PUBLIC, fixed=(("code", "AAAAAA"),)),
    "trainees.resume": Route(PUBLIC, fixed=(("token", "rien"),)),
    "trainers.sign_in": Route(PUBLIC, form=(("email", "x@y.example"), ("password", "non"))),
    "trainers.use_link": Route(PUBLIC, fixed=(("secret", "rien"),)),
    "trainers.sign_out": Route(PUBLIC, last=9),
    "calculators.index": Route(PUBLIC),
    "calculators.show": Route(PUBLIC, ("calculator",)),
    "certificates.check": Route(PUBLIC, ("number",)),
    "games.door": Route(PUBLIC, fixed=(("code", "AAAAAA"),)),
    "games.play": Route(TRAINEE, ("game_id",), owned=True),
    "games.play_state": Route(TRAINEE, ("game_id",), owned=True),
    "games.answer": Route(TRAINEE, ("game_id",), owned=True, form=_ANSWER),
    "games.team": Route(TRAINEE, ("game_id",), owned=True),
    "trainees.room": Route(TRAINEE),
    "trainees.state": Route(TRAINEE),
    "trainees.me": Route(TRAINEE),
    "trainees.leave": Route(TRAINEE, last=9),
    "attempts.exercise": Route(TRAINEE, ("exercise",), owned=True),
    "attempts.draft": Route(TRAINEE, ("exercise",), owned=True),
    "attempts.hint": Route(TRAINEE, ("exercise",), owned=True, fixed=(("key", HINT),)),
    "attempts.reveal": Route(TRAINEE, ("exercise",), owned=True),
    "attempts.quiz": Route(TRAINEE, ("quiz",), owned=True),
    "attempts.quiz_draft": Route(TRAINEE, ("quiz",), owned=True),
    "lessons.read": Route(TRAINEE, ("lesson",), owned=True),
    "portfolios.index": Route(TRAINEE),
    "portfolios.customer": Route(TRAINEE, fixed=(("number", 0),)),
    "portfolios.ageing": Route(TRAINEE),
    "portfolios.supplier": Route(TRAINEE),
    "certificates.mine": Route(TRAINEE),
    "certificates.my_pdf": Route(TRAINEE, ("number",), owned=True),
    "evaluations.hot": Route(TRAINEE),
    "attendances.sign": Route(TRAINEE, form=_SIGNED),
    "trainers.account": Route(TRAINER, form=(("password", PASSWORD),), last=8),
    "organisations.edit": Route(TRAINER, form=(("name", "Organisme"),)),
    "trainings.index": Route(TRAINER),
    "trainings.new": Route(TRAINER),
    "trainings.desk": _of_training(),
    "trainings.state": _of_training(),
    "trainings.projector": _of_training(),
    "trainings.people": _of_training(form=_NAME),
    "trainings.edit_trainee": _of_training("trainee_id"),
    "trainings.new_link": _of_training("trainee_id"),
    "trainings.remove_trainee": _of_training("trainee_id", last=5),
    "trainings.edit_half_day": _of_training("half_day_id"),
    "trainings.open_half_day": _of_training("half_day_id"),
    "trainings.set_activity": _of_training("activity_id", fixed=(("state", "closed"),)),
    "trainings.close": _of_training(),
    "trainings.reopen": _of_training(),
    "imports.new": _of_training(),
    "imports.mapping": _of_training(fixed=_DRAFT),
    "imports.report": _of_training(fixed=_DRAFT),
    "imports.confirm": _of_training(fixed=_DRAFT, form=(("scale", "cent"),)),
    "imports.cancel": _of_training(fixed=_DRAFT, last=4),
    "imports.remove": _of_training(last=4),
    "games.index": _of_training(),
    "games.new": _of_training(fixed=(("quiz_id", QUIZ),)),
    "games.desk": _of_training("game_id"),
    "games.desk_state": _of_training("game_id"),
    "games.act": _of_training("game_id", form=(("act", "lock"), ("seen", "-1"))),
    "games.projector": _of_training("game_id"),
    "games.projector_state": _of_training("game_id"),
    "games.people": _of_training("game_id"),
    "games.set_player": _of_training("game_id", "player_id", fixed=(("what", "hide"),)),
    "games.deal": _of_training("game_id"),
    "games.results": _of_training("game_id"),
    "games.table": _of_training("game_id"),
    "attendances.index": _of_training(),
    "attendances.open_half_day": _of_training("half_day_id"),
    "attendances.sheet": _of_training("half_day_id"),
    "attendances.sheet_pdf": _of_training("half_day_id"),
    "attendances.absence": _of_training("half_day_id", "trainee_id"),
    "attendances.correct": _of_training(
        "half_day_id", "trainee_id", form=(("minutes", "60"), ("note", "retard"))
    ),
    "attendances.countersign": _of_training("half_day_id", form=_SIGNED),
    "evaluations.group": _of_training(),
    "evaluations.release": _of_training(),
    "evaluations.achievements": _of_training(),
    "certificates.index": _of_training(),
    "certificates.issue": _of_training("trainee_id", fixed=(("kind", "certificat"),)),
    "certificates.issue_all": _of_training(fixed=(("kind", "certificat"),)),
    "certificates.printed": _of_training("certificate_id"),
    "certificates.archive": _of_training(),
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
        document = (
            db.session()
            .scalars(select(CertificateRow).where(CertificateRow.trainee_id == room.people[0].id))
            .first()
        )
        assert document is not None
        return {
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
            **_game(room),
        }


def _game(room: Classroom) -> dict[str, int]:
    """Return the live quiz of a training and one of its players."""
    row = db.session().scalars(select(GameRow).where(GameRow.training_id == room.training_id)).one()
    players = select(GamePlayerRow).where(GamePlayerRow.game_id == row.id)
    return {"game_id": row.id, "player_id": db.session().scalars(players).first().id}


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
