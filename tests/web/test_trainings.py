"""The trainer's desk in the browser."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from simulator.store.trainings import TrainingRow
from simulator.web.db import db
from tests.conftest import House

FORM = {
    "programme": "ACC-CTX",
    "first_day": "2026-11-23",
    "morning": "09:00",
    "afternoon": "13:30",
    "place": "Lyon",
    "client": "",
    "scenario": "negoce-materiaux",
    "customers": "40",
}


def test_a_training_is_created_with_its_code_and_its_half_days(house: House) -> None:
    browser = house.as_trainer(house.trainer())

    made = browser.post("/formations/nouvelle", data=FORM)

    assert made.status_code == 303
    text = browser.get(made.headers["Location"]).text
    breaks = [
        line
        for line in BeautifulSoup(text, "html.parser").select("ul.agenda li")
        if "Pause" in line.text
    ]
    assert len(breaks) == 4
    assert not [line for line in breaks if line.find("form")]
    assert "Lundi 23 novembre 2026, matin" in text
    assert "Mardi 24 novembre 2026, après-midi" in text
    assert "23/11/2026" in browser.get("/formations").text


def test_a_training_meets_customers_of_the_difficulty_that_was_chosen(house: House) -> None:
    browser = house.as_trainer(house.trainer())
    offered = BeautifulSoup(browser.get("/formations/nouvelle").text, "html.parser")
    options = offered.select("select[name=difficulty] option")
    assert [option["value"] for option in options] == ["facile", "normale", "difficile"]
    assert [option["value"] for option in options if option.has_attr("selected")] == ["normale"]

    for level in ("difficile", "normale"):
        assert (
            browser.post("/formations/nouvelle", data={**FORM, "difficulty": level}).status_code
            == 303
        )

    with house.app.app_context():
        made = db.session.scalars(select(TrainingRow.scenario).order_by(TrainingRow.id)).all()
    assert made == ["negoce-materiaux.difficile", "negoce-materiaux"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"programme": "RIEN"},
        {"first_day": "9999-12-31"},
        {"first_day": "0001-01-01"},
        {"first_day": "hier"},
        {"afternoon": "12:29"},
        {"afternoon": "08:00"},
        {"customers": "29"},
        {"customers": "501"},
        {"scenario": "rien"},
        {"difficulty": "rien"},
        {"place": "x" * 121},
        {"morning": "25:00"},
    ],
)
def test_a_training_that_cannot_be_is_refused_and_what_was_typed_stays(
    house: House, wrong: dict[str, str]
) -> None:
    browser = house.as_trainer(house.trainer())

    answer = browser.post("/formations/nouvelle", data={**FORM, **wrong})

    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html.parser")
    assert page.select_one(".fault") is not None
    place = page.select_one("input[name=place]")
    assert place is not None
    assert place["value"] == wrong.get("place", "Lyon")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"ends": "08:00"}, "La fin doit venir après le début."),
        ({"ends": "09:00"}, "La fin doit venir après le début."),
        ({"minutes": "181"}, "ne peut pas dépasser les horaires (180 minutes)"),
        ({"day": "2101-01-01"}, "Choisissez une année"),
        ({"day": ""}, "requis"),
    ],
)
def test_hours_that_do_not_hold_are_refused(
    house: House, wrong: dict[str, str], words: str
) -> None:
    room = house.classroom()
    address = f"/formations/{room.training_id}/demi-journees/{room.half_days[0]}"
    good = {"day": "2026-11-23", "starts": "09:00", "ends": "12:00", "minutes": "180"}

    answer = house.as_trainer(room.trainer).post(address, data={**good, **wrong})

    assert answer.status_code == 422
    assert words in answer.text


def test_hours_change_until_the_half_day_is_signed(house: House) -> None:
    room = house.classroom()
    browser = house.as_trainer(room.trainer)
    address = f"/formations/{room.training_id}/demi-journees/{room.half_days[0]}"
    form = {"day": "2026-11-25", "starts": "09:30", "ends": "12:00", "minutes": ""}
    assert browser.post(address, data=form).status_code == 303
    assert "2\u202fh\u202f30 de formation" in browser.get(f"/formations/{room.training_id}").text

    browser.post(f"/formations/{room.training_id}/emargement/{room.half_days[0]}/ouvrir")
    late = browser.post(address, data=form)
    assert late.status_code == 422
    assert "ne changent plus" in late.text


def test_people_are_added_renamed_relinked_and_removed(house: House) -> None:
    room = house.classroom()
    browser = house.as_trainer(room.trainer)
    base = f"/formations/{room.training_id}/stagiaires"
    one = f"{base}/{room.people[0].id}"
    name = {"first_name": "Paul", "last_name": "Roux", "company": ""}

    assert browser.post(base, data=name).status_code == 303
    assert browser.post(base, data=name).status_code == 422
    assert browser.post(one, data=name).status_code == 422
    assert browser.post(one, data={**name, "first_name": "Paula"}).status_code == 303
    phone = house.as_trainee(room.people[0])
    assert phone.get("/salle").status_code == 200
    browser.post(f"{one}/lien")
    assert phone.get("/salle").status_code == 302
    browser.post(f"{one}/retirer")
    assert "Paula" not in browser.get(base).text.replace("Paula Roux ne fait plus partie", "")


def test_the_projector_shows_the_code_and_nobody(house: House) -> None:
    room = house.full()

    text = house.as_trainer(room.trainer).get(f"/formations/{room.training_id}/projecteur").text

    assert house.code(room.training_id) in text
    assert not any(person.last_name in text for person in room.people)


def test_what_the_trainer_opens_and_closes_is_what_trainees_see(house: House) -> None:
    room = house.classroom()
    browser, phone = house.as_trainer(room.trainer), house.as_trainee(room.people[0])
    base = f"/formations/{room.training_id}"
    browser.post(f"{base}/activites/{room.exercise}/hidden")
    assert "Lire un bilan" not in phone.get("/salle").text
    assert phone.get(f"/salle/exercices/{room.exercise}").status_code == 404
    browser.post(f"{base}/demi-journees/{room.half_days[0]}/ouvrir")
    assert "Lire un bilan" in phone.get("/salle").text
    assert browser.post(f"{base}/activites/{room.exercise}/autre").status_code == 404
    browser.post(f"{base}/fermer")
    assert "Rouvrir la formation" in browser.get(base).text
    browser.post(f"{base}/rouvrir")
    assert "Fermer la formation" in browser.get(base).text
