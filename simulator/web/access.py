"""Who may ask what, in one table; who is asking, in one value.

Every endpoint has its role in ``RULES``; an endpoint that is not there is refused to everybody, and
a test tries every route with every role.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from flask import Flask, g, redirect, request, session, url_for
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response

from simulator.services import trainees, trainers
from simulator.services.trainees import Trainee
from simulator.services.trainers import Trainer
from simulator.web import db


class Role(StrEnum):
    """What a route asks of the person."""

    PUBLIC = "public"
    TRAINEE = "trainee"
    TRAINER = "trainer"
    ADMINISTRATOR = "administrator"


RULES: dict[str, Role] = {"static": Role.PUBLIC}
"""Filled by the blueprints' modules through :func:`rules`; read by the check and by the tests."""


def rules(blueprint: str, **roles: Role) -> None:
    """Declare the roles of a blueprint's endpoints."""
    for endpoint, role in roles.items():
        RULES[f"{blueprint}.{endpoint}"] = role


VOUCHED: set[str] = set()
"""Trainees' endpoints whose service asks the database itself whether the person is still there."""


def vouched(endpoint: str) -> None:
    """Declare an endpoint that looks at who is asking together with what it writes."""
    VOUCHED.add(endpoint)


def claim() -> tuple[int, str]:
    """Return the trainee that the browser's signed session names, not yet looked up."""
    kept = session.get("trainee")
    if kept is None:
        raise Forbidden
    trainee_id, stamp = kept
    return int(trainee_id), str(stamp)


@dataclass(frozen=True, slots=True)
class Who:
    """The person who is asking; both may be set in a browser used to rehearse."""

    trainer: Trainer | None
    trainee: Trainee | None

    def may(self, role: Role) -> bool:
        """Say whether this person has a role."""
        if role is Role.PUBLIC:
            return True
        if role is Role.TRAINEE:
            return self.trainee is not None
        if self.trainer is None:
            return False
        return role is Role.TRAINER or self.trainer.role == "administrator"


def who() -> Who:
    """Return the person of this request, read once."""
    if "who" not in g:
        g.who = Who(_trainer(), _trainee())
    known: Who = g.who
    return known


def trainer() -> Trainer:
    """Return the trainer of a trainer's page."""
    person = who().trainer
    if person is None:
        raise Forbidden
    return person


def trainee() -> Trainee:
    """Return the trainee of a trainee's page."""
    person = who().trainee
    if person is None:
        raise Forbidden
    return person


def sign_in_trainer(person: Trainer) -> None:
    """Open a trainer's session; what the browser held before is dropped."""
    kept = session.get("trainee")
    session.clear()
    if kept is not None:
        session["trainee"] = kept
    session["trainer"] = [person.id, person.stamp]
    session.permanent = True


def sign_in_trainee(person: Trainee) -> None:
    """Open a trainee's session."""
    kept = session.get("trainer")
    session.clear()
    if kept is not None:
        session["trainer"] = kept
    session["trainee"] = [person.id, person.stamp]
    session.permanent = True


def sign_out() -> None:
    """Close every session of this browser."""
    session.clear()


def safe_next(target: str | None) -> str | None:
    """Return a path of this site to go to after signing in, or nothing."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    parts = urlsplit(target)
    return None if parts.netloc or parts.scheme else target


def _trainer() -> Trainer | None:
    kept = session.get("trainer")
    return trainers.signed_in(db.session(), *kept) if kept else None


def _trainee() -> Trainee | None:
    kept = session.get("trainee")
    return trainees.signed_in(db.session(), *kept) if kept else None


def _check() -> Response | None:
    if request.endpoint is None:  # no page, or not this way: the routing has its own answer
        return None
    role = RULES.get(request.endpoint)
    if role is None:
        raise Forbidden
    if role is Role.PUBLIC or request.endpoint in VOUCHED or who().may(role):
        return None
    if request.method != "GET" or (role is Role.ADMINISTRATOR and who().trainer is not None):
        raise Forbidden
    if role is Role.TRAINEE:
        return redirect(url_for("home.index"))
    return redirect(url_for("trainers.sign_in", next=request.path))


def setup(app: Flask) -> None:
    """Check every request before its view."""
    app.before_request(_check)
