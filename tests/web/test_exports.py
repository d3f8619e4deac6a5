"""Every list as a file, for those who may see the list."""

from __future__ import annotations

import csv
import io

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from openpyxl import load_workbook

from simulator.domain.tables import FIRST_ROW, TITLES_ROW
from simulator.services import portfolios
from simulator.web.db import db
from tests.classroom import Classroom
from tests.conftest import House

OF_TRAINING = (
    "stagiaires",
    "avancement",
    "emargement",
    "evaluations",
    "avis",
    "acquis",
    "certificats",
    "journal",
)
OF_PORTFOLIO = (
    "portefeuille",
    "echus",
    "litiges",
    "depassements",
    "pieces-ouvertes",
    "grand-livre",
    "balance-agee",
)


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def titles(content: bytes) -> list[object]:
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return [cell.value for cell in sheet[TITLES_ROW]]


def both(browser: FlaskClient, address: str) -> list[list[str]]:
    """Ask for a list in both formats; return the rows of the CSV."""
    text = browser.get(f"{address}.csv")
    book = browser.get(f"{address}.xlsx")
    assert (text.status_code, book.status_code) == (200, 200), address
    assert text.mimetype == "text/csv"
    found = rows(text.data)
    assert [str(title or "") for title in titles(book.data)] == found[0]
    for answer in (text, book):
        assert answer.headers["Content-Disposition"].startswith("attachment")
    return found


@pytest.fixture
def room(house: House) -> Classroom:
    return house.full()


def test_every_list_of_a_training_is_a_file(house: House, room: Classroom) -> None:
    browser = house.as_trainer(room.trainer)
    base = f"/formations/{room.training_id}/exports/"
    found = {what: both(browser, base + what) for what in OF_TRAINING}
    people = {f"{person.last_name} {person.first_name}" for person in room.people}
    assert {f"{row[0]} {row[1]}" for row in found["stagiaires"][1:]} == people
    assert {row[3] for row in found["emargement"][1:]} == people
    assert len(found["emargement"]) == 1 + len(people) * len(room.half_days)
    assert {row[0] for row in found["acquis"][1:]} == people
    assert {row[1] for row in found["acquis"][1:]} == {"Acquis"}
    assert {row[0] for row in found["certificats"][1:]} == people
    assert "100,0 %" in found["avancement"][1]
    assert any("émargement ouvert" in row for row in found["journal"])
    assert len(both(browser, "/formations")) >= 2


def test_evaluations_are_anonymous_and_as_closed_as_their_page(house: House) -> None:
    room = house.classroom()
    browser = house.as_trainer(room.trainer)
    base = f"/formations/{room.training_id}/exports/"
    assert browser.get(f"{base}evaluations.xlsx").status_code == 404
    assert browser.get(f"{base}avis.csv").status_code == 404
    page = browser.get(f"/formations/{room.training_id}/evaluations").text
    assert "exports/evaluations" not in page


def test_opinions_carry_no_name(house: House, room: Classroom) -> None:
    browser = house.as_trainer(room.trainer)
    base = f"/formations/{room.training_id}/exports/"
    book = load_workbook(io.BytesIO(browser.get(f"{base}evaluations.xlsx").data))
    assert book.sheetnames == ["Évaluations", "Avis"]
    said = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "Le portefeuille vivant" in said
    for person in room.people:
        assert not any(person.last_name in text for text in said)


def test_the_marks_of_a_live_quiz_are_a_file(house: House, room: Classroom) -> None:
    browser = house.as_trainer(room.trainer)
    pages = browser.get(f"/formations/{room.training_id}/quiz-direct").text
    link = BeautifulSoup(pages, "html.parser").select_one("a[href*='quiz-direct/']")
    assert link is not None
    number = next(part for part in str(link["href"]).split("/")[::-1] if part.isdigit())
    found = both(browser, f"/formations/{room.training_id}/exports/quiz-{number}")
    assert found[0][:3] == ["Nom", "Prénom", "Équipe"]
    assert len(found) == 1 + len(room.people)
    assert browser.get(f"/formations/{room.training_id}/exports/quiz-999.csv").status_code == 404


def test_every_list_of_a_portfolio_is_a_file(house: House, room: Classroom) -> None:
    browser = house.as_trainee(room.people[0])
    found = {what: both(browser, f"/salle/exports/{what}") for what in OF_PORTFOLIO}
    with house.app.app_context():
        whole = portfolios.of_trainee(db.session(), room.people[0].id, house.clock())
        listing = portfolios.listing(whole)
        db.session.commit()
    owed = sum(_cents(row[5]) for row in found["portefeuille"][1:])
    assert owed == listing.open
    assert sum(_cents(row[6]) for row in found["pieces-ouvertes"][1:]) == listing.open
    assert sum(_cents(row[-1]) for row in found["balance-agee"][1:]) == listing.open
    assert len(found["grand-livre"]) > len(found["pieces-ouvertes"])
    assert all(_cents(row[6]) > 0 for row in found["echus"][1:])
    assert all(_cents(row[10]) > 0 for row in found["depassements"][1:])


def _cents(text: str) -> int:
    return int(text.replace(",", ""))


def test_the_account_of_a_customer_is_a_file(house: House, room: Classroom) -> None:
    browser = house.as_trainee(room.people[0])
    found = both(browser, "/salle/clients/0/compte")
    assert len({row[0] for row in found[1:]}) == 1
    assert browser.get("/salle/clients/9999/compte.csv").status_code == 404


def test_a_workbook_of_a_list_has_figures_and_not_texts(house: House, room: Classroom) -> None:
    browser = house.as_trainee(room.people[0])
    content = browser.get("/salle/exports/portefeuille.xlsx").data
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    assert isinstance(sheet.cell(FIRST_ROW, 6).value, int | float)
    assert sheet.auto_filter.ref


def test_a_name_that_computes_is_neutral_in_both(house: House) -> None:
    room = house.classroom(("=HYPERLINK Martin",))
    browser = house.as_trainer(room.trainer)
    base = f"/formations/{room.training_id}/exports/stagiaires"
    text = rows(browser.get(f"{base}.csv").data)
    assert text[1][1] == "'=HYPERLINK"
    sheet = load_workbook(io.BytesIO(browser.get(f"{base}.xlsx").data)).worksheets[0]
    assert sheet.cell(FIRST_ROW, 2).data_type == "s"


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("/formations", "/formations.xlsx"),
        ("/formations/{0}", "/formations/{0}/exports/avancement.csv"),
        ("/formations/{0}", "/formations/{0}/exports/journal.csv"),
        ("/formations/{0}/stagiaires", "/formations/{0}/exports/stagiaires.xlsx"),
        ("/formations/{0}/emargement", "/formations/{0}/exports/emargement.xlsx"),
        ("/formations/{0}/evaluations", "/formations/{0}/exports/evaluations.xlsx"),
        ("/formations/{0}/acquis", "/formations/{0}/exports/acquis.xlsx"),
        ("/formations/{0}/certificats", "/formations/{0}/exports/certificats.xlsx"),
    ],
)
def test_the_page_of_a_list_offers_its_file(
    house: House, room: Classroom, page: str, link: str
) -> None:
    shown = house.as_trainer(room.trainer).get(page.format(room.training_id)).text
    assert link.format(room.training_id) in shown


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("/salle/portefeuille", "/salle/exports/portefeuille.xlsx"),
        ("/salle/portefeuille", "/salle/exports/pieces-ouvertes.csv"),
        ("/salle/portefeuille?voir=litiges", "/salle/exports/litiges.csv"),
        ("/salle/balance-agee", "/salle/exports/balance-agee.xlsx"),
        ("/salle/clients/0", "/salle/clients/0/compte.csv"),
    ],
)
def test_the_trainees_pages_offer_their_files(
    house: House, room: Classroom, page: str, link: str
) -> None:
    assert link in house.as_trainee(room.people[0]).get(page).text
