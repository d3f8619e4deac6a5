"""The list of people and the copy of a training in the browser."""

from __future__ import annotations

import io

import openpyxl
import pytest

from tests.conftest import House


def test_a_pasted_list_is_enrolled(house: House) -> None:
    trainer = house.trainer()
    number = house.training(trainer)
    laptop = house.as_trainer(trainer)

    answer = laptop.post(
        f"/formations/{number}/liste",
        data={"text": "Élodie;Martin;Brico\nLuc;Roy"},
        follow_redirects=True,
    )

    assert "2 personnes inscrites" in answer.text
    assert "Roy Luc" in answer.text
    assert "à confirmer" not in answer.text


def test_a_workbook_is_enrolled(house: House) -> None:
    trainer = house.trainer()
    number = house.training(trainer)
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Nom", "Prénom"])
    book.active.append(["Roy", "Luc"])
    out = io.BytesIO()
    book.save(out)
    out.seek(0)

    answer = house.as_trainer(trainer).post(
        f"/formations/{number}/liste",
        data={"text": "", "file": (out, "liste.xlsx")},
        follow_redirects=True,
    )

    assert "1 personne inscrite" in answer.text


@pytest.mark.parametrize(
    ("text", "told"),
    [("Élodie;Martin\nSeul", "Ligne 2"), ("", "La liste est vide")],
)
def test_a_list_with_a_fault_enrols_nobody_and_stays(house: House, text: str, told: str) -> None:
    trainer = house.trainer()
    number = house.training(trainer)
    laptop = house.as_trainer(trainer)

    answer = laptop.post(f"/formations/{number}/liste", data={"text": text})

    assert answer.status_code == 422
    assert told in answer.text
    assert text in answer.text
    assert "Martin" not in laptop.get(f"/formations/{number}/stagiaires").text


def test_a_file_that_is_no_list_is_told(house: House) -> None:
    trainer = house.trainer()
    number = house.training(trainer)

    answer = house.as_trainer(trainer).post(
        f"/formations/{number}/liste", data={"file": (io.BytesIO(b"%PDF-1.7"), "liste.pdf")}
    )

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_who_came_alone_is_shown_and_confirmed(house: House) -> None:
    room = house.classroom()
    laptop = house.as_trainer(room.trainer)
    people = f"/formations/{room.training_id}/stagiaires"
    assert laptop.get(people).text.count(">à confirmer<") == 3

    laptop.post(f"/formations/{room.training_id}/liste/{room.people[0].id}/confirmer")
    assert laptop.get(people).text.count(">à confirmer<") == 2
    laptop.post(f"/formations/{room.training_id}/liste/confirmer")
    assert "à confirmer" not in laptop.get(people).text


def test_a_training_is_duplicated_for_another_day(house: House) -> None:
    room = house.classroom()
    laptop = house.as_trainer(room.trainer)
    form = {"title": "Encore", "first_day": "2027-01-11", "place": "Nantes", "client": ""}

    made = laptop.post(f"/formations/{room.training_id}/dupliquer", data=form)

    text = laptop.get(made.headers["Location"]).text
    assert "Lundi 11 janvier 2027, matin" in text
    assert "Nantes" in text
    assert "Élodie" not in text


@pytest.mark.parametrize("wrong", [{"first_day": ""}, {"title": ""}, {"first_day": "9999-01-01"}])
def test_a_copy_that_cannot_be_is_refused(house: House, wrong: dict[str, str]) -> None:
    room = house.classroom()
    form = {"title": "Encore", "first_day": "2027-01-11", "place": "", "client": "", **wrong}

    answer = house.as_trainer(room.trainer).post(
        f"/formations/{room.training_id}/dupliquer", data=form
    )

    assert answer.status_code == 422
