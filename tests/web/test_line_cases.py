"""The practical case on its page: weigh, correct, send once; the trainer's table."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from tests.classroom import Classroom
from tests.conftest import House

CASE = "/salle/lignes/cas-pratique"


@pytest.fixture
def room(house: House) -> Classroom:
    return house.classroom()


def names(phone: FlaskClient) -> list[str]:
    page = BeautifulSoup(phone.get(CASE).text, "html.parser")
    return [str(box["name"]) for box in page.select("input[name^='line-']")]


def test_lines_are_weighed_then_sent_then_judged(house: House, room: Classroom) -> None:
    phone = house.as_trainee(room.people[0])
    boxes = names(phone)
    assert len(boxes) == 12
    typed = dict.fromkeys(boxes, "0")
    assert phone.post(CASE, data=typed | {"weigh": "1"}).status_code == 303
    assert "fourchette" not in BeautifulSoup(phone.get(CASE).text, "html.parser").table.get_text()

    assert phone.post(CASE, data=typed | {"send": "1"}).status_code == 303

    page = phone.get(CASE).text
    assert "trop sévère" in page
    assert "arrêtées et écrites dans votre portefeuille" in page
    assert names(phone) == []
    assert "Vous, cas pratique" in phone.get("/salle/lignes").text
    again = phone.post(CASE, data={"send": "1"})
    assert again.status_code == 422
    assert "déjà arrêtées" in again.text
    table = house.as_trainer(room.trainer).get(f"/formations/{room.training_id}/cas-des-lignes")
    assert room.people[0].name in table.text
    assert "pas commencé" in table.text


def test_what_is_missing_or_unreadable_is_said_and_kept(house: House, room: Classroom) -> None:
    phone = house.as_trainee(room.people[0])
    first, second, *_ = names(phone)

    answer = phone.post(CASE, data={first: "12 k€", second: "beaucoup", "send": "1"})

    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html.parser")
    assert page.select_one(f"#{second}-fault") is not None
    assert page.select_one(f"#{first}-fault") is None
    kept = BeautifulSoup(phone.get(CASE).text, "html.parser").select_one(f"#{first}")
    assert kept is not None
    assert kept["value"] == "12 k€"


def test_a_portfolio_too_small_is_said(house: House, room: Classroom) -> None:
    small = house.training(room.trainer, customers=10)
    phone = house.as_trainee(house.trainee(small, "Léa Petit"))

    answer = phone.get(CASE)

    assert answer.status_code >= 400
    assert "portefeuille plus grand" in answer.text
    table = house.as_trainer(room.trainer).get(f"/formations/{small}/cas-des-lignes")
    assert "pas commencé" in table.text
