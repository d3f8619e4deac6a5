"""Signing in and out of the staff, in the browser."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from simulator.services import limits, trainers
from simulator.store.trainers import SignInLinkRow
from simulator.web.db import db
from tests.conftest import PASSWORD, House

EMAIL = "claire@organisme.example"


def link(house: House) -> str:
    person = house.trainer()
    with house.app.app_context():
        secret = trainers.one_time_link(db.session(), person.id, house.clock())
        db.session.commit()
    return f"/connexion/{secret}"


def test_a_wrong_password_is_said_and_the_address_stays(house: House) -> None:
    house.trainer()
    browser = house.app.test_client()

    answer = browser.post("/connexion", data={"email": EMAIL, "password": "mauvais"})

    assert answer.status_code == 422
    assert "Adresse ou mot de passe incorrect." in answer.text
    assert f'value="{EMAIL}"' in answer.text
    assert "mauvais" not in answer.text


def test_repeated_failures_on_an_account_are_refused_in_words(house: House) -> None:
    house.trainer()
    browser = house.app.test_client()
    for _ in range(limits.BY_ACCOUNT):
        browser.post("/connexion", data={"email": EMAIL, "password": "mauvais"})

    answer = browser.post("/connexion", data={"email": EMAIL, "password": PASSWORD})

    assert answer.status_code == 422
    assert "Patientez 10 minutes" in answer.text


def test_a_signed_in_trainer_goes_out_and_is_out(house: House) -> None:
    house.trainer()
    browser = house.app.test_client()
    inside = browser.post("/connexion", data={"email": EMAIL, "password": PASSWORD})
    assert inside.headers["Location"] == "/formations"
    assert browser.get("/").headers["Location"] == "/formations"

    assert browser.post("/deconnexion").headers["Location"] == "/"
    assert browser.get("/formations").status_code == 302


def test_looking_at_a_one_time_link_does_not_use_it_and_a_click_does(house: House) -> None:
    address = link(house)
    for _ in range(3):
        assert "Ouvrir ma session" in house.app.test_client().get(address).text

    browser = house.app.test_client()
    assert browser.post(address).headers["Location"] == "/formations"
    assert browser.get("/formations").status_code == 200
    again = house.app.test_client().post(address)
    assert again.status_code == 410
    assert "a déjà servi" in again.text
    with house.app.app_context():
        used = select(func.count()).where(SignInLinkRow.used_at.is_not(None))
        assert db.session().scalar(used) == 1
        db.session().rollback()


@pytest.mark.parametrize(
    "path", ["/connexion/inconnu", "/connexion/%00", "/connexion/" + "x" * 900]
)
def test_a_link_that_was_never_given_is_expired(client: FlaskClient, path: str) -> None:
    assert client.post(path).status_code == 410


def test_a_link_of_yesterday_is_expired(house: House) -> None:
    address = link(house)
    house.clock.forward(hours=13)

    assert house.app.test_client().post(address).status_code == 410


def test_a_new_password_keeps_this_browser_and_closes_the_others(house: House) -> None:
    person = house.trainer()
    here, there = house.as_trainer(person), house.as_trainer(person)

    short = here.post("/compte", data={"password": "court"})
    assert short.status_code == 422
    assert "au moins 10 caractères" in short.text
    assert here.post("/compte", data={"password": ""}).status_code == 422
    done = here.post("/compte", data={"password": "une autre phrase"})

    assert done.status_code == 303
    assert here.get("/formations").status_code == 200
    assert there.get("/formations").status_code == 302


@pytest.mark.parametrize("email", ["", "   ", "\x00", "a\x00b@x.example", "x" * 300])
def test_an_address_that_is_not_one_is_refused_without_a_fault(
    client: FlaskClient, email: str
) -> None:
    answer = client.post("/connexion", data={"email": email, "password": "x"})

    assert answer.status_code == 422


def test_thirty_people_behind_one_address_come_in_at_once_among_failures(house: House) -> None:
    """The whole room has one address; only failures count, and they count by account too."""
    number = house.training(house.trainer())
    code = house.code(number)
    for rank in range(30):
        clumsy = house.app.test_client()
        assert clumsy.post("/rejoindre", data={"code": f"FAUX{rank}"}).status_code == 422
        browser = house.app.test_client()
        assert browser.post("/rejoindre", data={"code": code}).status_code == 303
        entered = browser.post(
            f"/rejoindre/{code}", data={"first_name": f"Personne {rank}", "last_name": "Essai"}
        )
        assert entered.status_code == 303
    staff = [house.trainer(f"Collègue{rank} Essai") for rank in range(5)]
    for person in staff * 6:
        answer = house.app.test_client().post(
            "/connexion", data={"email": person.email, "password": PASSWORD}
        )
        assert answer.status_code == 303
