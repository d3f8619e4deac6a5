"""The round table, the wall, the plan of action and the advice, as people use them."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from simulator.domain.training.contributions import FIELDS, LONGEST, MOST_EACH
from simulator.web.contributions import FAULTS, LABELS
from tests.conftest import House


def test_every_field_has_its_label() -> None:
    assert {kind: set(labels) for kind, labels in LABELS.items()} == {
        kind: {field.name for field in fields} for kind, fields in FIELDS.items()
    }


def test_the_round_table_is_read_by_the_room(house: House) -> None:
    room = house.classroom()
    first, second = (house.as_trainee(person) for person in room.people[:2])
    form = {"role": "Comptable clients", "expectations": "Oser appeler"}

    assert first.post("/salle/tour-de-table", data=form).status_code == 303

    assert "Oser appeler" in second.get("/salle/tour-de-table").text
    board = house.as_trainer(room.trainer).get(f"/formations/{room.training_id}/tour-de-table")
    assert "Comptable clients" in board.text


@pytest.mark.parametrize(
    ("form", "place", "code"),
    [
        ({"action": "", "sign": "DSO à 52 jours"}, "action", "missing"),
        ({"action": "Appeler", "by": "demain", "sign": "DSO à 52 jours"}, "by", "day"),
        ({"action": "x" * (LONGEST + 1), "sign": "DSO à 52 jours"}, "action", "long"),
    ],
)
def test_what_does_not_hold_is_said_at_its_field_and_nothing_is_lost(
    house: House, form: dict[str, str], place: str, code: str
) -> None:
    phone = house.as_trainee(house.classroom().people[0])

    answer = phone.post("/salle/plan-d-action", data=form)

    assert answer.status_code == 422
    fault = BeautifulSoup(answer.text, "html.parser").select_one(f"#{place}-fault")
    assert fault is not None
    assert fault.get_text() == FAULTS[code]
    assert "DSO à 52 jours" in answer.text


def test_a_plan_is_dated_the_french_way_and_an_action_can_be_taken_away(house: House) -> None:
    room = house.classroom()
    phone = house.as_trainee(room.people[0])
    phone.post("/salle/plan-d-action", data={"action": "Appeler à J+2", "by": "2026-12-15"})
    page = phone.get("/salle/plan-d-action").text
    assert "15/12/2026" in page
    form = BeautifulSoup(page, "html.parser").select_one("form[action$='/retirer']")
    assert form is not None

    phone.post(str(form["action"]), data={"slug": "plan-d-action"})

    assert "Appeler à J+2" not in phone.get("/salle/plan-d-action").text


def test_too_many_stories_are_refused_with_what_was_typed(house: House) -> None:
    phone = house.as_trainee(house.classroom().people[0])
    form = {"title": "Un litige", "story": "Le bon de livraison manquait."}
    for _ in range(MOST_EACH):
        assert phone.post("/salle/experiences", data=form).status_code == 303

    answer = phone.post("/salle/experiences", data=form | {"story": "Un dernier récit."})

    assert answer.status_code == 422
    assert "Un dernier récit." in answer.text


def test_advice_is_read_by_its_person_and_the_note_of_the_review_by_nobody_else(
    house: House,
) -> None:
    room = house.classroom()
    owner, other = (house.as_trainee(person) for person in room.people[:2])
    desk = house.as_trainer(room.trainer)
    owner.post("/salle/plan-d-action", data={"action": "Appeler à J+2"})
    address = f"/formations/{room.training_id}/conseils/{room.people[0].id}"
    assert "Appeler à J+2" in desk.get(address).text
    refused = desk.post(address, data={"advice": "x" * (LONGEST + 1), "review": "Oral hésitant"})
    assert refused.status_code == 422
    assert "Oral hésitant" in refused.text

    form = {"advice": "Chiffrez avant d’appeler", "review": "Oral hésitant"}
    assert desk.post(address, data=form).status_code == 303

    assert "Chiffrez avant d’appeler" in owner.get("/salle/plan-d-action").text
    assert "Chiffrez avant d’appeler" not in other.get("/salle/plan-d-action").text
    assert "Oral hésitant" not in owner.get("/salle/plan-d-action").text
    assert "Oral hésitant" in desk.get(address).text


def test_a_story_off_the_screens_is_not_read_by_the_room(house: House) -> None:
    room = house.classroom()
    author, reader = (house.as_trainee(person) for person in room.people[:2])
    desk = house.as_trainer(room.trainer)
    author.post("/salle/experiences", data={"title": "Un litige", "story": "Récit à retirer"})
    board = f"/formations/{room.training_id}/experiences"
    form = BeautifulSoup(desk.get(board).text, "html.parser").select_one("form[action$='/masquer']")
    assert form is not None

    desk.post(str(form["action"]), data={"slug": "experiences"})

    assert "Récit à retirer" not in reader.get("/salle/experiences").text
    assert "Retirée des écrans" in desk.get(board).text
