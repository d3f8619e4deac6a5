"""The file of a training in the browser: its papers, read back."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from tests.classroom import OPINION
from tests.conftest import House
from tests.documents.reading import check_standards, text_of


def test_the_report_of_a_whole_training_is_read_back(house: House) -> None:
    room = house.full()
    browser = house.as_trainer(room.trainer)
    address = f"/formations/{room.training_id}"

    body = browser.get(f"{address}/bilan.pdf").data

    check_standards(body)
    text = text_of(body)
    assert "42 h sur 42 h (100 %)" in text
    assert "Benaïssa Karim Société d’exemple 14 h 14 h" in text
    assert "maîtriser les outils de prévention et de suivi du risque client 3 0 0" in text
    assert "3 réponses sur 3 stagiaires" in text
    assert str(OPINION["liked"]) not in text
    assert "Meilleur résultat" not in text
    personal = text_of(browser.get(f"{address}/bilan.pdf?personnes=1").data)
    assert personal.count("Meilleur résultat") == 3


def test_the_workbook_and_the_page_of_papers_open(house: House) -> None:
    room = house.full()
    browser = house.as_trainer(room.trainer)
    address = f"/formations/{room.training_id}"

    book = load_workbook(io.BytesIO(browser.get(f"{address}/bilan.xlsx").data))

    assert book.sheetnames[:2] == ["Formation", "Assiduité"]
    page = browser.get(f"{address}/dossier").text
    assert "Bilan (PDF)" in page
    assert "42" in page


def test_a_training_where_nothing_happened_has_a_report_too(house: House) -> None:
    trainer = house.trainer()
    number = house.training(trainer)

    body = house.as_trainer(trainer).get(f"/formations/{number}/bilan.pdf").data

    text = text_of(body)
    assert "Stagiaires 0" in text
    assert "0 réponse reçue" in text


def test_the_programme_and_the_convocations_are_read_back(house: House) -> None:
    room = house.classroom()
    browser = house.as_trainer(room.trainer)
    address = f"/formations/{room.training_id}"

    sheet = browser.get(f"{address}/programme.pdf").data
    everybody = browser.get(f"{address}/convocations.pdf").data
    one = text_of(browser.get(f"{address}/convocations/{room.people[0].id}.pdf").data)

    check_standards(sheet)
    check_standards(everybody)
    assert "crédit-scoring : Conan et Holder" in text_of(sheet)
    for person in room.people:
        assert person.name in text_of(everybody)
        assert (person.name in one) == (person == room.people[0])
    assert "23 novembre 2026, matin de 9 h à 12 h 30 3 h 30" in one


def test_nobody_to_convene_is_said(house: House) -> None:
    trainer = house.trainer()
    number = house.training(trainer)

    answer = house.as_trainer(trainer).get(f"/formations/{number}/convocations.pdf")

    assert answer.status_code == 404
