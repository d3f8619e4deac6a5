"""The front door."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.conftest import House


def test_a_stranger_is_asked_for_a_code(client: FlaskClient) -> None:
    page = client.get("/")

    assert page.status_code == 200
    assert "Rejoindre une formation" in page.text


def test_whoever_watches_the_server_gets_a_word(client: FlaskClient) -> None:
    assert client.get("/sante").text == "ok"


def test_people_who_are_signed_in_are_led_to_their_room(house: House) -> None:
    trainer = house.trainer()
    training = house.training(trainer)
    trainee = house.trainee(training)

    assert house.as_trainer(trainer).get("/").location == "/formations"
    assert house.as_trainee(trainee).get("/").location == "/salle"
