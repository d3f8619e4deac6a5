"""Documents in the browser: issued, downloaded, checked."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

from bs4 import BeautifulSoup

from tests import sealing
from tests.conftest import House
from tests.documents.reading import check_standards, text_of

NUMBER = re.compile(r"2026-\d{5}-[A-Z2-9]{4}")


def test_everybody_gets_a_document_once_and_the_archive_has_them_all(house: House) -> None:
    room = house.full()
    trainer = house.as_trainer(room.trainer)
    address = f"/formations/{room.training_id}/certificats"

    again = trainer.post(f"{address}/tous/certificat", follow_redirects=True)
    assert "0 émis" in again.text
    archive = trainer.get(f"{address}.zip")
    with zipfile.ZipFile(io.BytesIO(archive.data)) as folder:
        names = folder.namelist()
        assert len(set(names)) == 6
        assert all(folder.read(name).startswith(b"%PDF") for name in names)


def test_who_may_not_have_one_is_named_with_the_reason(house: House) -> None:
    room = house.classroom()
    trainer = house.as_trainer(room.trainer)
    address = f"/formations/{room.training_id}/certificats"

    page = trainer.post(f"{address}/tous/attestation", follow_redirects=True).text

    assert "Il reste 4 demi-journées à contresigner" in page
    assert trainer.get(f"{address}.zip").status_code == 404


def test_a_trainee_downloads_their_own_and_a_replaced_one_is_checked_as_replaced(
    house: House,
) -> None:
    room = house.full()
    trainer, mine = house.as_trainer(room.trainer), house.as_trainee(room.people[0])
    theirs = house.as_trainee(room.people[1])
    first = NUMBER.findall(mine.get("/salle/certificats").text)[0]
    printed = mine.get(f"/salle/certificats/{first}.pdf")
    assert "Élodie Martin" in text_of(printed.data)
    assert "14 h" in text_of(printed.data)
    assert "adresse est celle du réseau de la salle" in " ".join(text_of(printed.data).split())
    assert theirs.get(f"/salle/certificats/{first}.pdf").status_code == 404

    base = f"/formations/{room.training_id}/certificats/{room.people[0].id}"
    for kind in ("certificat", "attestation"):
        trainer.post(f"{base}/{kind}")

    stranger = house.app.test_client()
    assert "remplacé" in stranger.get(f"/verifier/{first.lower()}").text
    now = [n for n in NUMBER.findall(mine.get("/salle/certificats").text) if n != first]
    assert "authentique" in stranger.get(f"/verifier?numero={now[0]}").text
    assert mine.get(f"/salle/certificats/{first}.pdf").status_code == 404


def test_documents_bear_the_seal_of_the_installation_or_are_not_printed(
    house: House, tmp_path: Path
) -> None:
    room = house.full()
    known = house.app.config["SETTINGS"]
    sealed = replace(known, seal_file=sealing.file(tmp_path), seal_passphrase=sealing.PASSPHRASE)
    house.app.config["SETTINGS"] = sealed
    mine, trainer = house.as_trainee(room.people[0]), house.as_trainer(room.trainer)
    number = NUMBER.findall(mine.get("/salle/certificats").text)[0]
    desk = f"/formations/{room.training_id}"

    for browser, address in (
        (mine, f"/salle/certificats/{number}.pdf"),
        (trainer, f"{desk}/emargement/{room.half_days[0]}.pdf"),
        (trainer, f"{desk}/bilan.pdf"),
    ):
        body = browser.get(address).data
        assert sealing.read_back(body).intact, address
        check_standards(body)

    house.app.config["SETTINGS"] = replace(sealed, seal_file=tmp_path / "absent.p12")
    refused = mine.get(f"/salle/certificats/{number}.pdf")
    assert refused.status_code == 409
    assert "simulator doctor" in refused.text


def test_a_number_that_does_not_exist_is_said(house: House) -> None:
    for number in ("2026-00001-OOOO", "%00", "<b>"):
        answer = house.app.test_client().get(f"/verifier?numero={number}")
        assert answer.status_code == 404
        assert "Aucun document n’a été délivré" in answer.text
        assert "<b>" not in answer.text


def test_a_certificate_printed_again_keeps_its_number_and_says_so(house: House) -> None:
    room = house.full()
    browser = house.as_trainer(room.trainer)
    page = BeautifulSoup(
        browser.get(f"/formations/{room.training_id}/certificats").text, "html.parser"
    )
    link = page.select_one("a[href*='reedition=1']")
    assert link is not None
    address = str(link["href"])
    first = text_of(browser.get(address.partition("?")[0]).data)

    again = text_of(browser.get(address).data)

    number = first.partition("Document n° ")[2].partition(".")[0]
    assert f"Document n° {number}. Réédition du 23 novembre 2026, sans changement." in again
    assert "Réédition" not in first
