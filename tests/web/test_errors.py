"""What people read when something is refused, missing, or broken."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from simulator.domain.refusals import MissingRate, NotFound, OutOfRange, Refusal, UnknownChoice
from simulator.services import trainings
from simulator.services.limits import TooManyTries
from simulator.web import db as web_db
from simulator.web.errors import sentence
from tests.conftest import House


def test_a_page_that_does_not_exist_says_so(client: FlaskClient) -> None:
    answer = client.get("/nulle-part")

    assert answer.status_code == 404
    assert "Cette adresse ne mène nulle part" in answer.text


def test_an_address_asked_in_the_wrong_way_says_so(client: FlaskClient) -> None:
    answer = client.get("/rejoindre")

    assert answer.status_code == 405
    assert "ne se demande pas de cette façon" in answer.text


def test_a_file_that_is_too_heavy_is_refused(app: Flask, client: FlaskClient) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 100

    answer = client.post("/rejoindre", data={"code": "x" * 1000})

    assert answer.status_code == 413
    assert "dépasse la taille acceptée" in answer.text


def test_an_unexpected_error_has_a_page_and_keeps_nothing_of_what_failed(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.app.config["TESTING"] = False
    house.app.config["PROPAGATE_EXCEPTIONS"] = False
    person = house.trainer()
    number = house.training(person)

    def half(session: object, trainer: object, training: trainings.Training, now: object) -> None:
        training.title = "à moitié"
        web_db.session().flush()
        msg = "disque plein"
        raise OSError(msg)

    monkeypatch.setattr(trainings, "close", half)
    answer = house.as_trainer(person).post(f"/formations/{number}/fermer")

    assert answer.status_code == 500
    assert "Rien de ce qui était enregistré" in answer.text
    assert "disque plein" not in answer.text
    assert "à moitié" not in house.as_trainer(person).get(f"/formations/{number}").text


def test_a_refusal_leads_back_to_the_page_it_came_from(house: House) -> None:
    room = house.classroom()
    browser = house.as_trainer(room.trainer)
    here = f"http://localhost/formations/{room.training_id}/evaluations"

    answer = browser.post(
        f"/formations/{room.training_id}/evaluations/ouvrir", headers={"Referer": here}
    )

    assert (answer.status_code, answer.headers["Location"]) == (303, here)
    assert "se lit à partir de 3" in browser.get(here).text


@pytest.mark.parametrize("referer", ["https://ailleurs.example/", ""])
def test_a_refusal_never_leads_to_another_site(house: House, referer: str) -> None:
    room = house.classroom()

    answer = house.as_trainer(room.trainer).post(
        f"/formations/{room.training_id}/evaluations/ouvrir", headers={"Referer": referer}
    )

    assert answer.status_code == 409
    assert "se lit à partir de 3" in answer.text


def test_a_program_that_asks_gets_the_sentence_alone(house: House) -> None:
    room = house.classroom()
    browser = house.as_trainer(room.trainer)
    accept = {"Accept": "application/json"}

    refused = browser.post(f"/formations/{room.training_id}/evaluations/ouvrir", headers=accept)
    missing = house.as_trainee(room.people[0]).post(
        "/salle/exercices/9999/brouillon", headers=accept
    )

    assert (refused.status_code, refused.mimetype) == (409, "text/plain")
    assert refused.text.startswith("Il y a 0 réponse")
    assert (missing.status_code, missing.mimetype) == (404, "text/plain")


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (MissingRate("legal_interest", date(2031, 1, 1)), "pour le 01/01/2031"),
        (UnknownChoice("slot", "nuit", ("matin", "soir")), "matin, soir"),
        (OutOfRange("rate", 3, 0, 1), "de 0 à 1"),
        (NotFound("customer"), "n’existe pas"),
        (TooManyTries(10), "Patientez 10 minutes"),
    ],
)
def test_a_refusal_is_worded_with_its_own_figures(refusal: Refusal, words: str) -> None:
    assert words in sentence(refusal)
