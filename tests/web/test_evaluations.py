"""Opinions and judgements in the browser."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from simulator.domain.training.evaluation import QUESTIONS
from simulator.web.evaluations import WORDINGS
from tests.classroom import OPINION
from tests.conftest import House

FORM = {name: str(value) for name, value in OPINION.items()}


def test_every_question_has_its_wording() -> None:
    assert set(WORDINGS) == {ask.name for ask in QUESTIONS}


@pytest.mark.parametrize("grade", ["", "0", "6", "-1", "x", "9" * 5000, "²", "3.5"])
def test_a_grade_that_is_not_offered_is_said_and_the_rest_stays(house: House, grade: str) -> None:
    phone = house.as_trainee(house.classroom().people[0])

    answer = phone.post("/salle/evaluation", data={**FORM, "pace": grade, "recommend": "0"})

    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html.parser")
    assert page.select_one("#pace-fault") is not None
    kept = page.select_one("input[name=recommend][checked]")
    assert kept is not None
    assert kept["value"] == "0"
    liked = page.select_one("textarea[name=liked]")
    assert liked is not None
    assert liked.get_text().strip() == FORM["liked"]


def test_an_endless_text_is_refused(house: House) -> None:
    phone = house.as_trainee(house.classroom().people[0])

    answer = phone.post("/salle/evaluation", data={**FORM, "liked": "x" * 2001})

    assert "2000 caractères au plus" in answer.text


def test_the_group_is_read_after_three_replies_and_the_release_without_names(
    house: House,
) -> None:
    room = house.classroom()
    trainer = house.as_trainer(room.trainer)
    address = f"/formations/{room.training_id}/evaluations"
    for person in room.people:
        assert "se lit à partir de 3" in trainer.post(f"{address}/ouvrir").text
        phone = house.as_trainee(person)
        assert phone.post("/salle/evaluation", data=FORM).status_code == 303
        assert "Votre avis est enregistré" in phone.get("/salle/evaluation").text
        assert "Votre avis est enregistré" in phone.post("/salle/evaluation", data=FORM).text
    assert FORM["liked"] not in trainer.get(address).text

    trainer.post(f"{address}/ouvrir")

    text = trainer.get(address).text
    assert text.count(FORM["liked"]) == 3
    assert not any(person.last_name in text for person in room.people)


def test_judgements_are_kept_and_an_empty_choice_decides_nothing(house: House) -> None:
    room = house.classroom()
    trainer = house.as_trainer(room.trainer)
    address = f"/formations/{room.training_id}/acquis"
    who = room.people[0].id
    form = {f"level-{who}-0": "acquired", f"level-{who}-1": "", f"level-{who}-2": "faux"}

    assert trainer.post(address, data=form).status_code == 303

    page = BeautifulSoup(trainer.get(address).text, "html.parser")
    chosen = [
        str(option["value"])
        for index in range(3)
        for option in page.select(f"select[name=level-{who}-{index}] option[selected]")
    ]
    assert chosen == ["acquired"]
