"""The dashboard workshop as trainees and their trainer use it in a browser."""

from __future__ import annotations

import io

import openpyxl
import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from simulator.domain.dashboards.formulas import PERIMETER
from simulator.domain.dashboards.judging import LUCKY, TYPED, Verdict
from simulator.domain.dashboards.kpis import KPIS
from simulator.domain.indicators.conventions import Conventions
from simulator.domain.indicators.indicator import Chart
from simulator.exchange.workbooks.recomputing import recomputed
from simulator.services import catalogue
from simulator.web import dashboard_words as words
from tests.classroom import Classroom
from tests.conftest import House

ALL = {"codes": list(KPIS), "tax": "including_vat", "days": "365", "factored": "1", "doubtful": "1"}
RIGHT = {code: kpi.formula(Conventions()) for code, kpi in KPIS.items()}


@pytest.fixture
def room(house: House) -> Classroom:
    return house.classroom()


@pytest.fixture
def phone(house: House, room: Classroom) -> FlaskClient:
    browser = house.as_trainee(room.people[0])
    assert browser.post("/salle/atelier-kpi", data=ALL).status_code == 303
    return browser


def text(page: str) -> str:
    return " ".join(BeautifulSoup(page, "html.parser").get_text(" ").split())


def test_a_right_formula_is_said_right_and_a_foreseen_mistake_is_named(phone: FlaskClient) -> None:
    wrong = RIGHT["dso"].replace("CA_", "CA_HT_")
    assert phone.post("/salle/atelier-kpi/dso", data={"formula": wrong}).status_code == 303
    assert words.MISTAKES["HT_TTC"] in phone.get("/salle/atelier-kpi/dso").text

    phone.post("/salle/atelier-kpi/dso", data={"formula": RIGHT["dso"]})
    page = text(phone.get("/salle/atelier-kpi/dso").text)
    assert "juste sur les deux grands livres" in page
    assert "2 essais" in page
    assert "Évolution" in page
    assert RIGHT["dso"] not in phone.get("/salle/tableau-de-bord").text


def test_what_is_no_formula_comes_back_with_its_reason_and_its_text(phone: FlaskClient) -> None:
    answer = phone.post("/salle/atelier-kpi/dso", data={"formula": "=SOMME(Solde)"})

    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html.parser")
    fault = page.select_one("#formula-fault")
    assert fault is not None
    assert "Solde" in fault.get_text()
    field = page.select_one("#formula")
    assert field is not None
    assert field.get_text().strip() == "=SOMME(Solde)"


def test_a_formula_is_computed_while_it_is_typed_and_not_judged(phone: FlaskClient) -> None:
    def said(formula: str) -> str:
        return phone.post("/salle/atelier-kpi/dso/essai", data={"formula": formula}).text

    assert said("=2*3") == "Sur vos données\u202f: 6,0\u202fj"
    assert "Solde" in said("=SOMME(Solde)")
    assert "10^9" not in said("=10^6*10^6")
    assert text(phone.get("/salle/tableau-de-bord").text).count("à écrire") == len(KPIS)


def test_the_dashboard_has_targets_and_comments_on_one_page(phone: FlaskClient) -> None:
    phone.post("/salle/atelier-kpi/dso", data={"formula": RIGHT["dso"]})
    form = {
        "chart": "line",
        "target": "400",
        "counter": "overdue_ratio",
        "cause": "Novembre",
        "decision": "Appeler",
    }
    assert phone.post("/salle/atelier-kpi/dso/autour", data=form).status_code == 303
    phone.post("/salle/tableau-de-bord", data={"summary": "Le mois tient."})
    page = text(phone.get("/salle/tableau-de-bord").text)

    for wanted in ("Le mois tient.", "atteint", "Taux d’échu", "Novembre", "Appeler"):
        assert wanted in page
    refused = phone.post("/salle/atelier-kpi/dso/autour", data={"target": "bientôt"})
    assert refused.status_code in {303, 409}


def test_the_workbook_holds_live_formulas_that_give_the_same_figures(phone: FlaskClient) -> None:
    for code, formula in RIGHT.items():
        phone.post(f"/salle/atelier-kpi/{code}", data={"formula": formula})
    body = phone.get("/salle/tableau-de-bord.xlsx").data
    written = openpyxl.load_workbook(io.BytesIO(body))
    cached = openpyxl.load_workbook(io.BytesIO(body), data_only=True)
    front = written["Tableau de bord"]
    formulas = {
        ("Tableau de bord", row, 2): front.cell(row, 2).value.text
        for row in range(5, 5 + len(RIGHT))
    }
    assert "SUMIFS('Pièces'!" in formulas["Tableau de bord", 7, 2]
    values = {
        (sheet.title, cell.row, cell.column): cell.value
        for sheet in written.worksheets[1:]
        for line in sheet.iter_rows()
        for cell in line
        if cell.value is not None
    }
    found = recomputed(written.sheetnames, values, formulas, formulas)
    for place, value in found.items():
        shown = cached["Tableau de bord"].cell(place[1], 2).value
        assert value == pytest.approx(shown, rel=1e-9), (front.cell(place[1], 1).value, value)


def test_an_empty_dashboard_says_where_to_begin(house: House, room: Classroom) -> None:
    browser = house.as_trainee(room.people[1])
    assert "Rien encore" in browser.get("/salle/tableau-de-bord").text
    assert browser.get("/salle/tableau-de-bord.xlsx").status_code == 200
    assert browser.get("/salle/atelier-kpi/inconnu").status_code == 409


def test_the_projector_shows_figures_and_never_a_formula(
    house: House, room: Classroom, phone: FlaskClient
) -> None:
    desk = house.as_trainer(room.trainer)
    address = f"/formations/{room.training_id}/tableaux-de-bord"
    assert "Les premiers paraîtront ici" in desk.get(f"{address}/projection").text
    phone.post("/salle/atelier-kpi/dso", data={"formula": RIGHT["dso"].replace("CA_", "CA_HT_")})

    shown = desk.get(f"{address}/projection").text
    private = desk.get(address).text
    assert room.people[0].name in shown
    assert "SOMME" not in shown
    assert "HT_TTC" not in shown
    assert "HT_TTC" in private
    assert "SOMME(Reste)" in private


def test_the_cube_adds_up_and_goes_down_to_the_invoice(house: House, room: Classroom) -> None:
    desk = house.as_trainer(room.trainer)
    address = f"/formations/{room.training_id}/cube"
    page = BeautifulSoup(desk.get(address).text, "html.parser")
    link = page.select_one("tbody td a")
    assert link is not None
    deep = BeautifulSoup(desk.get(str(link["href"])).text, "html.parser")
    lines = deep.select('[aria-label="Pièces"] tbody tr')
    total = sum(int(str(line.select("td")[-1]["data-value"])) for line in lines)
    assert words.display.euros(total) == link.get_text()

    every = desk.get(f"{address}.csv").text.splitlines()
    href = str(page.select("tbody th a")[0]["href"])
    some = desk.get(href.replace("/cube?", "/cube.csv?")).text.splitlines()
    assert 1 < len(some) < len(every)
    cells = {cell for line in every for cell in line.split(";")}
    assert cells.isdisjoint(catalogue.sectors()), "sectors go by their names, not by their codes"
    crossed = desk.get(f"{address}?lignes=age&colonnes=class&mesure=overdue")
    assert "Échu, par âge (en lignes) et par classe de risque (en colonnes)" in crossed.text
    assert ">classe 3<" in crossed.text


def test_a_room_without_people_has_no_cube(house: House) -> None:
    trainer = house.trainer()
    number = house.training(trainer)
    page = house.as_trainer(trainer).get(f"/formations/{number}/cube").text
    assert "Aucun portefeuille" in page


def test_every_code_has_its_words() -> None:
    assert set(words.NAMES) == set(words.MEANINGS) == set(KPIS)
    assert set(words.VERDICTS) == set(Verdict)
    assert set(words.CHARTS) == {chart.value for chart in Chart}
    paths = {path.code for kpi in KPIS.values() for path in kpi.paths(Conventions())}
    assert paths | {TYPED, LUCKY, PERIMETER} <= set(words.MISTAKES)
    named = set(words.NAMES) | set(words.OTHERS)
    assert {code for kpi in KPIS.values() for code in kpi.watchers} <= named
