"""The evidence of a training, from the page to the files inside the zip."""

from __future__ import annotations

import io
import zipfile

from openpyxl import load_workbook

from simulator.documents.qualiopi import INDICATORS
from tests.classroom import OPINION
from tests.conftest import House
from tests.documents.reading import check_standards, text_of

NUMBERS = (1, 2, 4, 5, 6, 8, 10, 11, 12, 19, 30, 31, 32)
POSITION = {f"level-{rank}": "1" for rank in range(3)} | {"needs": "Savoir relancer"}


def opened(body: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(body))


def test_every_indicator_has_its_folder_and_says_what_to_add() -> None:
    assert tuple(one.number for one in INDICATORS) == NUMBERS
    assert all(one.to_add.endswith(".") for one in INDICATORS)


def test_a_whole_training_leaves_its_evidence_by_indicator(house: House) -> None:
    room = house.full()
    assert (
        house.as_trainee(room.people[0])
        .post("/salle/positionnement/avant", data=POSITION)
        .status_code
        == 303
    )
    browser = house.as_trainer(room.trainer)

    archive = opened(browser.get(f"/formations/{room.training_id}/qualiopi.zip").data)

    names = archive.namelist()
    folders = {name.split("/")[0] for name in names if name != "index.pdf"}
    assert folders == {f"indicateur-{number:02d}" for number in NUMBERS}
    for wanted in (
        "indicateur-01/programme.pdf",
        "indicateur-02/evaluations.xlsx",
        "indicateur-04/positionnement-avant.xlsx",
        "indicateur-06/deroule.xlsx",
        "indicateur-08/positionnement-avant.xlsx",
        "indicateur-10/journal.xlsx",
        "indicateur-11/acquis.xlsx",
        "indicateur-12/emargement.xlsx",
        "indicateur-12/emargement-2026-11-23-0900.pdf",
        "indicateur-19/avancement.xlsx",
        "indicateur-30/evaluations.xlsx",
        "indicateur-31/reclamations.xlsx",
        "indicateur-32/bilan.pdf",
    ):
        assert wanted in names, wanted
    assert sum(name.startswith("indicateur-11/attestation-") for name in names) == 3
    assert len(names) == len(set(names))


def test_the_index_says_what_each_file_proves_and_every_pdf_is_accessible(house: House) -> None:
    room = house.full()
    browser = house.as_trainer(room.trainer)

    archive = opened(browser.get(f"/formations/{room.training_id}/qualiopi.zip").data)

    index = archive.read("index.pdf")
    text = text_of(index)
    for words in ("décret n° 2026-728", "Indicateur 12", "acquis.xlsx", "l’analyse de risques"):
        assert words.lower() in text.lower(), words
    assert "Indicateur 33" not in text
    check_standards(index)
    check_standards(archive.read("indicateur-01/programme.pdf"))
    log = load_workbook(io.BytesIO(archive.read("indicateur-31/reclamations.xlsx")))
    cells = [cell.value for row in log.worksheets[0].iter_rows() for cell in row]
    assert "Le son coupe" in cells
    needs = archive.read("indicateur-30/evaluations.xlsx")
    assert load_workbook(io.BytesIO(needs)).sheetnames == ["Évaluations", "Avis"]
    assert not any("suivi.xlsx" in name for name in archive.namelist()), "not released"
    logged = browser.get(f"/formations/{room.training_id}/exports/journal.csv").data.decode()
    assert "dossier de preuves téléchargé" in logged
    assert str(OPINION["liked"]) not in text


def test_a_training_where_nothing_happened_says_so_in_its_folder(house: House) -> None:
    trainer = house.trainer()
    number = house.training(trainer)
    browser = house.as_trainer(trainer)

    archive = opened(browser.get(f"/formations/{number}/qualiopi.zip").data)

    assert "Aucune pièce enregistrée" in text_of(archive.read("index.pdf"))
    page = browser.get(f"/formations/{number}/qualiopi").text
    assert "résultat à ouvrir" in page
    assert page.count("à compléter</span>") == 5
    assert "Tout ce que le simulateur peut prouver" not in page
