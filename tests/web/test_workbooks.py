"""An exercise in a spreadsheet, from the link on its page to the annotated workbook."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from simulator.exchange import guard
from simulator.exchange.guard import MEBIBYTE
from simulator.exchange.workbooks import cells
from simulator.services import catalogue
from simulator.services.trainings import Planned, Training
from simulator.store.attempts import SubmissionRow
from simulator.web import workbook_words
from simulator.web.db import db
from tests import classroom
from tests.classroom import Classroom
from tests.conftest import House
from tests.exchange.workbooks.filling import changed, english


class Screen:
    """The first trainee's browser on the tests' exercise."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.room: Classroom = house.classroom()
        self.browser: FlaskClient = house.as_trainee(self.room.people[0])
        self.exercise = f"/salle/exercices/{self.room.exercise}"
        self.address = f"{self.exercise}/classeur"

    def page(self, address: str = "") -> BeautifulSoup:
        return BeautifulSoup(self.browser.get(address or self.address).text, "html.parser")

    def blank(self) -> bytes:
        answer = self.browser.get(f"{self.address}.xlsx")
        assert answer.status_code == 200
        assert "attachment" in answer.headers["Content-Disposition"]
        return answer.data

    def right(self) -> dict[str, float]:
        with self.house.app.app_context():
            found = classroom.right(
                db.session(), self.room.people[0], self.room.exercise, self.house.clock()
            )
            db.session.commit()
        return {name: float(text.replace(",", ".")) for name, text in found.items()}

    def send(self, content: bytes, name: str = "classeur.xlsx") -> TestResponse:
        return sent(self.browser, self.address, content, name)

    def count(self) -> int:
        with self.house.app.app_context():
            found = db.session().scalar(select(func.count()).select_from(SubmissionRow)) or 0
            db.session().rollback()
            return found


def sent(browser: FlaskClient, address: str, content: bytes, name: str = "x.xlsx") -> TestResponse:
    """Send a file; encoded here, for the client would leave a large one open."""
    boundary, body = encode_multipart({"workbook": FileStorage(io.BytesIO(content), name)})
    return browser.post(
        address, data=body, content_type=f"multipart/form-data; boundary={boundary}"
    )


@pytest.fixture
def screen(house: House) -> Screen:
    return Screen(house)


def typed(content: bytes, **cells: Any) -> bytes:
    def fill(file: Any) -> None:
        for cell, value in cells.items():
            file["Réponses"][cell] = value

    return changed(content, fill)


def test_the_exercise_links_to_its_workbook(screen: Screen) -> None:
    link = screen.page(screen.exercise).find("a", string="Travailler dans un tableur")
    assert link is not None
    assert link["href"] == screen.address
    assert screen.page().find("a", string="Télécharger le classeur") is not None


def test_a_filled_workbook_is_read_cell_by_cell(screen: Screen) -> None:
    right = screen.right()
    answer = screen.send(typed(screen.blank(), B5=right["own_funds"], B6=12))
    assert answer.status_code == 303
    page = screen.page()
    rows = {row.find("strong").text[:2]: row for row in page.select(".cell")}  # type: ignore[union-attr]
    assert set(rows) == {"B5", "B6"}
    assert "Juste" in rows["B5"].text
    assert "À revoir" in rows["B6"].text
    assert "25" in page.select_one("#resultat-titre").text  # type: ignore[union-attr]
    assert "25" in screen.page(screen.exercise).select_one("#resultat").text  # type: ignore[union-attr]


def test_sending_again_never_counts_twice(screen: Screen) -> None:
    content = typed(screen.blank(), B5=1, B6=2)
    screen.send(content)
    screen.send(content)
    assert screen.count() == 1


def test_the_annotated_workbook_has_answers_and_comments(screen: Screen) -> None:
    assert screen.browser.get(f"{screen.address}-rendu.xlsx").status_code == 404
    screen.send(typed(screen.blank(), B5=screen.right()["own_funds"], B6=12))
    file = load_workbook(io.BytesIO(screen.browser.get(f"{screen.address}-rendu.xlsx").data))
    assert file["Réponses"]["B6"].value == 12
    assert file["Réponses"]["E5"].value == "Juste"


def test_the_workbook_brings_the_accounts_and_the_documents(screen: Screen) -> None:
    names = load_workbook(io.BytesIO(screen.blank())).sheetnames
    assert any(name.startswith("Bilan") for name in names)
    assert any(name.startswith("Pièces") for name in names)


def test_unreadable_cells_are_shown_and_cost_nothing(screen: Screen) -> None:
    answer = screen.send(typed(screen.blank(), B5="beaucoup", B6="=1/0"))
    assert answer.status_code == 422
    assert "n’ont pas pu être lues" in answer.text
    assert "Illisible" in answer.text
    assert workbook_words.ERRORS["#DIV/0!"] in answer.text
    assert "Cette cellule attend un nombre" in answer.text
    assert screen.count() == 0


def test_data_that_were_changed_are_said(screen: Screen) -> None:
    def cheat(file: Any) -> None:
        sheet = next(one for one in file.worksheets if one.title.startswith("Bilan"))
        sheet["C5"] = 1

    screen.send(changed(screen.blank(), cheat))
    assert "elles ont été remises" in screen.page().text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Aucun fichier"),
        (b"Nom;Total\r\n", "n’est pas un classeur .xlsx"),
        (b"\xd0\xcf\x11\xe0" + bytes(900), "ancien format"),
        (b"PK\x03\x04" + bytes(5 * MEBIBYTE), "trop lourd"),
        (b"PK\x03\x04" + bytes(99), "abîmé"),
    ],
    ids=["nothing", "csv", "xls", "heavy", "cut"],
)
def test_a_bad_file_comes_back_with_a_sentence(
    screen: Screen, content: bytes, sentence: str
) -> None:
    answer = screen.send(content)
    fault = BeautifulSoup(answer.text, "html.parser").select_one("#workbook-fault")
    assert answer.status_code == 422
    assert fault is not None
    assert sentence in fault.text
    assert screen.count() == 0


def test_a_file_of_sixty_megabytes_is_not_even_received(screen: Screen) -> None:
    answer = screen.send(bytes(60 * MEBIBYTE))
    assert answer.status_code == 413
    assert "Fichier trop lourd" in answer.text


def test_the_workbook_of_another_person_is_refused_with_a_sentence(screen: Screen) -> None:
    other = screen.house.as_trainee(screen.room.people[1])
    answer = screen.send(other.get(f"{screen.address}.xlsx").data)
    assert answer.status_code == 422
    assert "préparé pour une autre personne" in answer.text


def test_a_closed_activity_is_not_answered_by_a_file(screen: Screen) -> None:
    content = typed(screen.blank(), B5=1)
    base = f"/formations/{screen.room.training_id}/activites/{screen.room.exercise}"
    screen.house.as_trainer(screen.room.trainer).post(f"{base}/closed")
    answer = screen.send(content)
    assert answer.status_code == 422
    assert "est fermée" in answer.text
    assert screen.count() == 0


def test_an_exercise_made_of_choices_has_no_workbook(house: House) -> None:
    found = next(e for e in catalogue.content().exercises.values() if e.type == "matching")
    trainer = house.trainer()
    number = house.training(trainer, (Planned(0, "exercise", found.id, found.title, 10),))
    person = house.trainee(number)
    browser = house.as_trainee(person)
    with house.app.app_context():
        activity = db.session().get_one(Training, number).activities[0].id
    page = browser.get(f"/salle/exercices/{activity}")
    assert page.status_code == 200
    assert "Travailler dans un tableur" not in page.text
    assert browser.get(f"/salle/exercices/{activity}/classeur").status_code == 404
    assert browser.get(f"/salle/exercices/{activity}/classeur.xlsx").status_code == 404


def test_formulas_are_looked_at_and_shown_in_french(house: House) -> None:
    found = catalogue.content().exercises["suivi-au-tableur"]
    number = house.training(house.trainer(), (Planned(0, "exercise", found.id, found.title, 35),))
    browser = house.as_trainee(house.trainee(number))
    with house.app.app_context():
        activity = db.session().get_one(Training, number).activities[0].id
    address = f"/salle/exercices/{activity}/classeur"
    blank = browser.get(f"{address}.xlsx").data
    last = load_workbook(io.BytesIO(blank))["Pièces"].max_row
    cells = {
        "B5": f"=SUM(Pièces!F5:F{last})",
        "B6": english(f'=SOMME.SI.ENS(Pièces!F5:F{last};Pièces!D5:D{last};"<"&Pièces!B2)'),
        "B7": f"=SUM(Pièces!F5:F{last - 3})",
    }
    assert sent(browser, address, typed(blank, **cells)).status_code == 303
    page = BeautifulSoup(browser.get(address).text, "html.parser")
    rows = {row.find("strong").text[:2]: row.text for row in page.select(".cell")}  # type: ignore[union-attr]
    assert "Juste" in rows["B5"]
    assert f'=SOMME.SI.ENS(Pièces!F5:F{last};Pièces!D5:D{last};"<"&Pièces!B2)' in rows["B6"]
    assert "Juste" in rows["B6"]
    assert "ne lit pas" in rows["B7"]
    assert "Sans réponse" in rows["B8"]


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("=SUM(A1:A3,B1)", "=SOMME(A1:A3;B1)"),
        ('=IF(A1>1.5,"a,b",0)', '=SI(A1>1,5;"a,b";0)'),
        ("=SUMIFS('Mes, pièces'!A1,B1,1)", "=SOMME.SI.ENS('Mes, pièces'!A1;B1;1)"),
        ("=SUMSQ(A1)", "=SUMSQ(A1)"),
    ],
)
def test_formulas_are_written_in_french(stored: str, shown: str) -> None:
    assert workbook_words.french(stored) == shown


def test_every_reason_of_the_guard_has_its_sentence() -> None:
    told = re.findall(
        r"``([a-z_]+)``", (guard.UploadRefused.__doc__ or "") + (cells.read.__doc__ or "")
    )
    ledgers_only = {"reason", "binary", "a_page", "too_many_rows", "no_rows"}
    assert set(told) - ledgers_only <= set(workbook_words.UPLOADS)
