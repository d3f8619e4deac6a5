"""The self-assessment in the browser: nothing typed is lost, the trainer reads the gain."""

from __future__ import annotations

from bs4 import BeautifulSoup

from simulator.domain.training.positioning import HIGHEST, LOWEST
from simulator.services import catalogue
from simulator.web.positionings import SCALE
from tests.conftest import House

OBJECTIVES = len(catalogue.programme("ACC-CTX").objectives)


def levels(value: int) -> dict[str, str]:
    return {f"level-{index}": str(value) for index in range(OBJECTIVES)}


def test_every_level_of_the_scale_has_its_words() -> None:
    assert list(SCALE) == list(range(LOWEST, HIGHEST + 1))


def test_what_is_missing_is_said_at_its_place_and_the_rest_stays(house: House) -> None:
    phone = house.as_trainee(house.classroom().people[0])
    form = {**levels(2), "level-1": "9", "needs": "Relancer sans fâcher"}

    answer = phone.post("/salle/positionnement/avant", data=form)

    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html.parser")
    assert page.select_one("#level-1-fault") is not None
    assert page.select_one("input[name=level-0][value='2'][checked]") is not None
    assert "Relancer sans fâcher" in answer.text


def test_the_start_is_reminded_at_the_end_and_cannot_be_changed_any_more(house: House) -> None:
    room = house.classroom()
    phone, desk = house.as_trainee(room.people[0]), house.as_trainer(room.trainer)
    sent = phone.post(
        "/salle/positionnement/avant", data=levels(1) | {"needs": "Relancer sans fâcher"}
    )
    assert sent.status_code == 303
    assert f"Avant\u202f: {SCALE[1]}" in phone.get("/salle/positionnement/apres").text
    phone.post("/salle/positionnement/apres", data=levels(3))

    refused = phone.post("/salle/positionnement/avant", data=levels(0))

    assert refused.status_code == 422
    assert "ne se modifie plus" in refused.text
    read = desk.get(f"/formations/{room.training_id}/positionnement").text
    assert "+2,0" in read
    assert "1 → 3" in read
    assert "Relancer sans fâcher" in read


def test_an_unknown_moment_is_not_found(house: House) -> None:
    phone = house.as_trainee(house.classroom().people[0])

    assert phone.get("/salle/positionnement/pendant").status_code == 404
