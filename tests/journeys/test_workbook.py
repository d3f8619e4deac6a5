"""A trainee takes an exercise to a spreadsheet and brings it back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from playwright.sync_api import expect

from simulator.services import catalogue
from simulator.services.trainees import Trainee
from simulator.services.trainings import Planned
from tests.conftest import House
from tests.journeys.people import TraineeAtWork

EXERCISE = "suivi-au-tableur"


@pytest.fixture
def trainee(house: House) -> Trainee:
    """Return somebody of a training whose one exercise is a spreadsheet."""
    title = catalogue.exercise(EXERCISE).title
    planned = (Planned(0, "exercise", EXERCISE, title, 35),)
    return house.trainee(house.training(house.trainer(), planned))


def fill(path: Path, cells: dict[str, Any]) -> None:
    """Type in the yellow cells, as a person does in a spreadsheet."""
    file = load_workbook(path)
    for cell, value in cells.items():
        assert not file["Réponses"][cell].protection.locked
        file["Réponses"][cell] = value
    file.save(path)


def test_an_exercise_goes_to_a_spreadsheet_and_comes_back_read(
    trainee: Trainee,
    open_browser: Callable[..., TraineeAtWork],
    resume_path: Callable[[Trainee], str],
    tmp_path: Path,
) -> None:
    elodie = open_browser(TraineeAtWork)
    elodie.goes_to(resume_path(trainee))
    elodie.opens(catalogue.exercise(EXERCISE).title)
    elodie.clicks("Travailler dans un tableur")
    with elodie.page.expect_download() as caught:
        elodie.clicks("Télécharger le classeur")
    path = tmp_path / caught.value.suggested_filename
    assert path.suffix == ".xlsx"
    caught.value.save_as(path)
    last = load_workbook(path)["Pièces"].max_row

    elodie.page.get_by_label("Votre classeur rempli").set_input_files(
        files=[{"name": "liste.xlsx", "mimeType": "text/csv", "buffer": b"Client;Total\r\n"}]
    )
    elodie.clicks("Envoyer le classeur")
    elodie.reads("n’est pas un classeur .xlsx")

    late = f'=SUMIFS(Pièces!F5:F{last},Pièces!D5:D{last},"<"&Pièces!B2)'
    fill(path, {"B5": f"=SUM(Pièces!F5:F{last - 1})", "B6": late, "B9": "=B6/B5"})
    elodie.page.get_by_label("Votre classeur rempli").set_input_files(path)
    elodie.clicks("Envoyer le classeur")
    rows = elodie.page.locator(".cell")
    expect(rows.filter(has_text="B5").first).to_contain_text("ne lit pas toute la colonne")
    expect(rows.filter(has_text="Échu").first).to_contain_text("SOMME.SI.ENS")
    expect(rows.filter(has_text="B7")).to_contain_text("Sans réponse")
    assert Axe().run(elodie.page).response["violations"] == []
    elodie.page.set_viewport_size({"width": 360, "height": 740})
    wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert elodie.page.evaluate(wide)

    with elodie.page.expect_download() as returned:
        elodie.clicks("Télécharger le classeur annoté")
    kept = tmp_path / "rendu.xlsx"
    returned.value.save_as(kept)
    assert load_workbook(kept)["Réponses"]["E6"].value == "Juste"
    elodie.clicks("Revenir à l’exercice")
    elodie.reads(re.compile("Résultat"))
