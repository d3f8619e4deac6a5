"""The trainer's pages of an import, from the file to the trainee's desk."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from simulator.exchange import drafts
from simulator.store.trainings import TrainingRow
from simulator.web.db import db
from tests.classroom import Classroom
from tests.conftest import Clock, House
from tests.exchange.ledgers.files import workbook
from tests.exchange.ledgers.test_hard_exports import FEC, PRINTED, RUNNING
from tests.services.test_imports import FILE


@pytest.fixture
def room(house: House) -> Classroom:
    return house.classroom()


@pytest.fixture
def desk(house: House, room: Classroom) -> FlaskClient:
    return house.as_trainer(room.trainer)


def send(browser: FlaskClient, room: Classroom, content: bytes = FILE) -> TestResponse:
    return browser.post(
        f"/formations/{room.training_id}/grand-livre",
        data={"ledger": (io.BytesIO(content), "export.csv")},
        content_type="multipart/form-data",
    )


def read(browser: FlaskClient, room: Classroom, content: bytes = FILE) -> tuple[str, TestResponse]:
    sent = send(browser, room, content)
    assert sent.status_code == 303, sent.text
    address = sent.headers["Location"]
    return address, browser.get(address)


def test_a_file_becomes_the_portfolio_of_every_trainee(
    house: House, room: Classroom, desk: FlaskClient, tmp_path: Path
) -> None:
    address, page = read(desk, room)
    assert page.status_code == 200
    for told in ("Ferronnerie Zwingelstein", "Raison sociale", "date illisible", "581"):
        assert told in page.text

    done = desk.post(f"{address}/confirmer", data={"scale": "100"}, follow_redirects=True)
    assert "3 clients, 4 pièces" in done.text
    assert "demande des comptes" in done.text

    trainee = house.as_trainee(room.people[0])
    listing = trainee.get("/salle/portefeuille")
    assert listing.status_code == 200
    assert "Zwing" not in listing.text
    assert list((tmp_path / drafts.FOLDER).iterdir()) == []
    assert trainee.get("/salle/portefeuille/clients/0").status_code in {200, 404}


def test_a_workbook_is_read_too(room: Classroom, desk: FlaskClient) -> None:
    rows = [["Client", "Date", "Montant"], ["Société <b>x</b>", "13/02/2026", 12.5]]

    _, page = read(desk, room, workbook(rows))

    assert "12,50" in page.text or "12.5" in page.text
    assert "<b>x</b>" not in page.text


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "vide"),
        (b"%PDF-1.7", "quoi que dise son nom"),
        (b"PK\x03\x04broken", "abîmé"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 99, ".xls"),
    ],
)
def test_a_file_that_is_no_ledger_is_refused_at_its_field(
    room: Classroom, desk: FlaskClient, content: bytes, told: str
) -> None:
    answer = send(desk, room, content)

    assert answer.status_code == 422
    assert told in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_no_file_at_all_is_refused(room: Classroom, desk: FlaskClient) -> None:
    answer = desk.post(f"/formations/{room.training_id}/grand-livre", data={})

    assert answer.status_code == 422


def test_a_file_beyond_the_limit_of_the_server_is_refused(
    house: House, room: Classroom, desk: FlaskClient
) -> None:
    house.app.config["MAX_CONTENT_LENGTH"] = 1000

    assert send(desk, room, b"a;b\n" * 1000).status_code == 413


def test_columns_are_corrected_and_the_page_shows_the_new_reading(
    room: Classroom, desk: FlaskClient
) -> None:
    address, page = read(desk, room, b"Qui;Quand;Combien\nA;02/03/2026;abc\nB;03/04/2026;def\n")
    assert "Aucune colonne ne donne de montant" in page.text
    assert "Importer" not in page.text.partition("<main")[2].replace("Importer un", "")

    chosen = {"mark": "", "order": "month_first", "as_of": ""}
    chosen |= {f"column_{name}": "-1" for name in _fields()}
    chosen |= {"column_name": "0", "column_issued": "1", "column_amount": "1"}
    answer = desk.post(address, data=chosen)

    assert answer.status_code == 303
    assert "montant illisible" in desk.get(address).text
    assert desk.post(address, data=chosen | {"column_name": "77"}).status_code == 422


def _fields() -> list[str]:
    from simulator.exchange.ledgers.fields import Field

    return [field.value for field in Field]


def test_the_report_has_every_line_once_and_computes_nothing(
    room: Classroom, desk: FlaskClient
) -> None:
    hostile = FILE + b"C9;X;PX-9;13/02/2026;13/02/2026;=cmd|' /C calc'!A0;1,00\n"
    address, _ = read(desk, room, hostile)

    answer = desk.get(f"{address}/rapport.csv")

    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows[1:]] == [str(line) for line in range(1, 8)]
    assert [row[1] for row in rows[1:]] == [
        "ignorée",
        "reprise",
        "reprise",
        "reprise",
        "refusée",
        "reprise",
        "refusée",
    ]
    assert not [cell for row in rows for cell in row if cell[:1] in {"=", "+", "-", "@"}]


def test_a_scale_without_meaning_comes_back_with_the_page(
    room: Classroom, desk: FlaskClient
) -> None:
    address, _ = read(desk, room)

    for scale in ("0", "douze", "1e9", "nan"):
        assert desk.post(f"{address}/confirmer", data={"scale": scale}).status_code == 422


def test_an_abandoned_file_is_gone(room: Classroom, desk: FlaskClient, tmp_path: Path) -> None:
    address, _ = read(desk, room)

    answer = desk.post(f"{address}/abandonner", follow_redirects=True)

    assert "il ne reste rien du fichier" in answer.text
    assert list((tmp_path / drafts.FOLDER).iterdir()) == []
    assert desk.get(address).status_code == 409


def test_a_draft_ends_with_its_hour(room: Classroom, desk: FlaskClient, clock: Clock) -> None:
    address, _ = read(desk, room)

    clock.forward(minutes=61)

    assert "Envoyez-le" in desk.get(address).text


def test_a_class_at_work_keeps_its_figures(house: House) -> None:
    room = house.full()
    browser = house.as_trainer(room.trainer)
    address, _ = read(browser, room)

    answer = browser.post(f"{address}/confirmer", data={"scale": "100"}, follow_redirects=True)

    assert "repose déjà sur les chiffres" in answer.text


def test_generated_portfolios_can_be_taken_again(room: Classroom, desk: FlaskClient) -> None:
    address, _ = read(desk, room)
    desk.post(f"{address}/confirmer", data={"scale": "37,5", "own_names": "y"})
    base = f"/formations/{room.training_id}/grand-livre"
    assert "dans un ordre propre" in desk.get(base).text

    answer = desk.post(f"{base}/retirer", follow_redirects=True)

    assert "retrouvent des portefeuilles" in answer.text
    assert "Portefeuille importé" not in answer.text


def test_what_deceives_in_a_file_is_said_on_the_page(room: Classroom, desk: FlaskClient) -> None:
    dollars = "Client;Date;Montant;Devise\nA;13/01/2026;1,00;USD\nB;14/01/2026;2,00;EUR\n"
    cancelled = "Client;Date;Montant;État\nA;13/01/2026;1,00;Ouverte\nA;14/01/2026;2,00;Annulée\n"

    for content, told in (
        (RUNNING, "cumule le compte"),
        (FEC, "autre compte que ceux des clients"),
        (PRINTED, "nom d’un client au-dessus"),
        (dollars + "C;15/01/2026;4,00;USD\n", "autre devise que l’euro"),
        (dollars, "devise autre que celle du fichier"),
        (cancelled, "annulées ou en brouillon"),
    ):
        _, page = read(desk, room, content.encode())
        assert page.status_code == 200
        assert told in page.text


def test_a_file_of_which_nothing_is_read_still_has_its_report(
    room: Classroom, desk: FlaskClient
) -> None:
    address, page = read(desk, room, b"Client;Date;Montant\nA;31/02/2026;1,00\nB;13/01/2026;0\n")

    assert "Aucune ligne n’a pu être lue" in page.text
    assert "date illisible" in page.text
    assert "confirmer" not in page.text
    report = desk.get(f"{address}/rapport.csv").data.decode("utf-8-sig")
    assert [row.split(";")[1] for row in report.splitlines()[1:]] == [
        "ignorée",
        "refusée",
        "ignorée",
    ]


def test_signs_chosen_on_the_page_stay_chosen(room: Classroom, desk: FlaskClient) -> None:
    address, _ = read(desk, room, b"Client;Date;Montant\nA;13/01/2026;-10,00\nB;14/01/2026;4,00\n")
    chosen = {f"column_{name}": "-1" for name in _fields()}
    chosen |= {"column_name": "0", "column_issued": "1", "column_amount": "2"}

    assert desk.post(address, data=chosen | {"signs": "reversed"}).status_code == 303

    page = BeautifulSoup(desk.get(address).text, "html.parser")
    [sign] = page.select("select[name=signs] option[selected]")
    assert sign["value"] == "reversed"
    assert "6,00" in page.text or "6\u202f€" in page.text


def test_without_an_import_the_page_says_what_portfolios_are_made_from(
    house: House, room: Classroom, desk: FlaskClient
) -> None:
    with house.app.app_context():
        db.session.get_one(TrainingRow, room.training_id).scenario = "agroalimentaire.difficile"
        db.session.commit()

    page = BeautifulSoup(
        desk.get(f"/formations/{room.training_id}/grand-livre").text, "html.parser"
    )

    facts = [told.get_text() for told in page.select("section[aria-labelledby=engendre] dd")]
    assert facts == ["Conserves et plats cuisinés", "Difficile", "40 par stagiaire"]
