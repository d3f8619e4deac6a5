"""Who may ask what: every route with every role, on their own data and on that of others."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from flask import Flask, session
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from simulator.services import trainers
from simulator.web import access
from simulator.web.db import db
from tests.conftest import PASSWORD, Clock, House
from tests.web.matrix import ROLES, Asked, ask, browsers, dump, expected, is_safe, requests_of
from tests.web.routes import ROUTES


def outcome(asked: Asked, answer: TestResponse) -> str:
    """Return ``denied``, ``absent``, ``broken`` or ``allowed``."""
    location = urlsplit(answer.headers.get("Location", "")).path
    sent_away = answer.status_code == 302 and location in {"/", "/connexion"}
    if answer.status_code == 403 or (sent_away and asked.endpoint != "trainees.resume"):
        return "denied"
    if answer.status_code >= 500 or answer.status_code in {400, 405}:
        return "broken"
    return "absent" if answer.status_code == 404 else "allowed"


_MISSING = {"trainees.join", "calls.activity", "organisations.logo"}
"""Pages that the matrix asks with a code, an activity or a logo that does not exist."""


def test_every_route_has_a_role_and_is_tried_by_the_matrix(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}

    assert endpoints == set(access.RULES)
    assert endpoints == set(ROUTES), "a new route needs its line in tests/web/routes.py"
    for rule in app.url_map.iter_rules():
        route = ROUTES[rule.endpoint]
        assert access.RULES[rule.endpoint].value == route.role
        assert ("training_id" in rule.arguments) == ("training_id" in route.values)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_asks_every_route_and_gets_only_what_is_its_own(house: House, role: str) -> None:
    room = house.full()
    browser = browsers(house, room)[role]
    before = dump(house.app)
    wrong = []

    for asked in requests_of(house.app, room):
        wanted = expected(role, asked.route)
        if wanted == "allowed":
            continue
        answer = ask(browser, asked)
        assert is_safe(answer), asked
        got = outcome(asked, answer)
        if got != wanted:
            wrong.append((asked.method, asked.address, wanted, got))

    assert wrong == []
    assert dump(house.app) == before, "a refused request changed something"


@pytest.mark.parametrize("role", ROLES)
def test_each_role_reaches_every_route_that_is_its_own(house: House, role: str) -> None:
    room = house.full()
    browser = browsers(house, room)[role]
    wrong = []

    for asked in requests_of(house.app, room):
        if expected(role, asked.route) != "allowed" or asked.endpoint in _MISSING:
            continue
        answer = ask(browser, asked)
        assert is_safe(answer), asked
        got = outcome(asked, answer)
        at_home = asked.endpoint in {"home.index", "trainees.leave", "trainers.sign_out"}
        if got != "allowed" and not (at_home and got == "denied"):
            wrong.append((asked.method, asked.address, got))

    assert wrong == []


@pytest.mark.parametrize("number", ["0", "2147483647", "2147483648", "9" * 30])
def test_a_number_that_is_no_row_is_a_page_that_does_not_exist(house: House, number: str) -> None:
    browser = house.as_trainer(house.trainer())

    assert browser.get(f"/formations/{number}").status_code == 404
    assert browser.post(f"/formations/{number}/fermer").status_code == 404


def test_an_endpoint_without_a_rule_is_refused_to_everybody(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = house.trainer()
    monkeypatch.delitem(access.RULES, "trainings.index")

    assert house.as_trainer(person).get("/formations").status_code == 403


def test_a_stranger_is_led_to_sign_in_and_then_to_the_page_asked_for(house: House) -> None:
    house.trainer()
    browser = house.app.test_client()
    number = house.training(house.trainer("Luc Ferry"))

    sent = browser.get(f"/formations/{number}")
    assert sent.status_code == 302
    assert sent.headers["Location"] == f"/connexion?next=/formations/{number}"
    inside = browser.post(
        sent.headers["Location"], data={"email": "claire@organisme.example", "password": PASSWORD}
    )
    assert inside.headers["Location"] == f"/formations/{number}"


@pytest.mark.parametrize(
    "target",
    [
        "https://ailleurs.example/",
        "//ailleurs.example",
        "/\\ailleurs.example",
        "\\\\ailleurs.example",
        "/\t/ailleurs.example",
        "/\n/ailleurs.example",
        "javascript:alert(1)",
        "ailleurs.example",
        "",
    ],
)
def test_signing_in_never_leads_to_another_site(house: House, target: str) -> None:
    house.trainer()

    answer = house.app.test_client().post(
        "/connexion",
        query_string={"next": target},
        data={"email": "claire@organisme.example", "password": PASSWORD},
    )

    assert answer.headers["Location"] == "/formations"


def test_what_the_browser_held_before_signing_in_is_not_kept(house: House) -> None:
    house.trainer()
    browser = house.app.test_client()
    with browser.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"
        cookie["csrf_token"] = "known to somebody else"

    browser.post("/connexion", data={"email": "claire@organisme.example", "password": PASSWORD})

    with browser.session_transaction() as cookie:
        assert "planted" not in cookie
        assert cookie.get("csrf_token") != "known to somebody else"
        assert "trainer" in cookie


def test_joining_does_not_keep_what_the_browser_held_before(house: House) -> None:
    number = house.training(house.trainer())
    browser = house.app.test_client()
    with browser.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"

    browser.post(
        f"/rejoindre/{house.code(number)}", data={"first_name": "Paul", "last_name": "Roux"}
    )

    with browser.session_transaction() as cookie:
        assert "planted" not in cookie
        assert "trainee" in cookie


def test_a_cookie_that_was_not_signed_here_opens_nothing(house: House) -> None:
    person = house.trainer()
    browser = house.app.test_client()
    forged = house.app.session_interface.get_signing_serializer(house.app)
    assert forged is not None
    browser.set_cookie("encours", str(forged.dumps({"trainer": [person.id, person.stamp]}))[:-3])

    assert browser.get("/formations").status_code == 302


def test_a_session_ends_when_the_stamp_changes(house: House) -> None:
    person = house.trainer()
    browser = house.as_trainer(person)
    assert browser.get("/formations").status_code == 200

    with house.app.app_context():
        trainers.change_password(db.session(), person.id, "une autre phrase")
        db.session.commit()

    assert browser.get("/formations").status_code == 302


def test_a_trainer_can_rehearse_as_a_trainee_in_the_same_browser(house: House) -> None:
    room = house.classroom()
    browser = house.as_trainer(room.trainer)

    browser.post(
        f"/rejoindre/{house.code(room.training_id)}",
        data={"first_name": "Claire", "last_name": "Essai"},
    )

    assert browser.get("/salle").status_code == 200
    assert browser.get("/formations").status_code == 200


def test_the_person_of_a_page_is_required_by_the_page_itself(app: Flask) -> None:
    """A view that asks for its person is safe even if its rule were wrong."""
    from werkzeug.exceptions import Forbidden

    with app.test_request_context("/"):
        session.clear()
        with pytest.raises(Forbidden):
            access.trainer()
        with pytest.raises(Forbidden):
            access.trainee()


def _token(page: TestResponse) -> str:
    before, _, after = page.text.partition('name="csrf-token" content="')
    assert before
    return after.partition('"')[0]


@pytest.fixture
def guarded(app: Flask) -> Flask:
    app.config["WTF_CSRF_ENABLED"] = True
    return app


def test_every_form_is_refused_without_its_token_and_nothing_changes(
    guarded: Flask, house: House
) -> None:
    room = house.full()
    everyone = browsers(house, room)
    before = dump(house.app)

    for asked in requests_of(house.app, room):
        if asked.method == "POST":
            for role in ("trainee", "administrator"):
                answer = ask(everyone[role], asked)
                assert answer.status_code == 400, asked
                assert "rechargez la page" in answer.text

    assert dump(house.app) == before


def test_a_form_is_accepted_with_its_token_and_refused_with_another_s(
    guarded: Flask, house: House
) -> None:
    room = house.classroom()
    mine, theirs = house.as_trainee(room.people[0]), house.as_trainee(room.people[1])
    token, other = _token(mine.get("/salle")), _token(theirs.get("/salle"))
    address = f"/salle/exercices/{room.exercise}/brouillon"

    good = mine.post(address, data={"csrf_token": token, "own_funds": "1"})
    bad = mine.post(address, data={"csrf_token": other, "own_funds": "2"})

    assert good.status_code == 200
    assert bad.status_code == 400


def test_the_whole_door_works_with_the_tokens_of_its_pages(
    guarded: Flask, house: House, client: FlaskClient, clock: Clock
) -> None:
    number = house.training(house.trainer())
    code = house.code(number)

    door = client.get("/")
    led = client.post("/rejoindre", data={"csrf_token": _token(door), "code": code.lower()})
    name = client.get(led.headers["Location"])
    entered = client.post(
        led.headers["Location"],
        data={"csrf_token": _token(name), "first_name": "Paul", "last_name": "Roux"},
    )

    assert entered.status_code == 303
    assert client.get("/salle/moi").status_code == 200
