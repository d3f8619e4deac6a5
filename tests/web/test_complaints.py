"""The complaints log in the browser, from the trainee's page to the file."""

from __future__ import annotations

import csv
import io

import pytest

from tests.conftest import House

SENT = {"nature": "difficulty", "what": "Écran illisible\nau fond de la salle"}
WRITTEN = {
    "received_on": "2026-11-20",
    "nature": "complaint",
    "source": "Client",
    "training_id": "0",
    "what": "Salle froide",
    "treatment": "",
}


def test_a_trainee_reports_the_trainer_treats_and_the_trainee_reads_the_answer(
    house: House,
) -> None:
    room = house.classroom()
    phone, trainer = house.as_trainee(room.people[0]), house.as_trainer(room.trainer)
    assert phone.post("/salle/signaler", data=SENT).status_code == 303

    listed = trainer.get("/reclamations").text
    assert "à traiter" in listed
    assert "Écran illisible" in listed
    number = listed.split('href="/reclamations/')[1].split('"')[0]
    refused = trainer.post(f"/reclamations/{number}", data={"treatment": "", "closed": "y"})
    assert (refused.status_code, "avant de clore" in refused.text) == (422, True)
    done = {"treatment": "Projecteur avancé", "closed": "y"}
    assert trainer.post(f"/reclamations/{number}", data=done).status_code == 303

    assert "Projecteur avancé" in phone.get("/salle/signaler").text
    assert "close le 23/11/2026" in trainer.get("/reclamations").text
    assert "Écran illisible" not in house.as_trainee(room.people[1]).get("/salle/signaler").text


def test_the_log_is_exported(house: House) -> None:
    browser = house.as_trainer(house.trainer())
    assert browser.post("/reclamations", data=WRITTEN).status_code == 303

    rows = list(
        csv.reader(
            io.StringIO(browser.get("/reclamations.csv").data.decode("utf-8-sig")), delimiter=";"
        )
    )

    assert rows[1] == ["20/11/2026", "Réclamation", "Client", "", "Salle froide", "", ""]
    assert browser.get("/reclamations.xlsx").mimetype.endswith("sheet")


@pytest.mark.parametrize(
    "wrong",
    [{"what": " "}, {"nature": "autre"}, {"what": "x" * 4001}, {"received_on": ""}, {"source": ""}],
)
def test_what_is_not_readable_is_refused_at_its_field(house: House, wrong: dict[str, str]) -> None:
    browser = house.as_trainer(house.trainer())

    assert browser.post("/reclamations", data={**WRITTEN, **wrong}).status_code == 422


def test_an_empty_report_is_refused(house: House) -> None:
    phone = house.as_trainee(house.classroom().people[0])

    assert phone.post("/salle/signaler", data={**SENT, "what": " "}).status_code == 422
