"""A sheet signed on paper, photographed, joined to its half-day and to the evidence."""

from __future__ import annotations

import io
import re
import zipfile

from tests.conftest import House
from tests.exchange.test_scans import photograph


def test_a_sheet_is_joined_shown_in_the_evidence_and_taken_away(house: House) -> None:
    boss = house.trainer()
    number = house.training(boss)
    browser = house.as_trainer(boss)
    desk = f"/formations/{number}"
    half = re.findall(rf"{desk}/emargement/(\d+)", browser.get(f"{desk}/emargement").text)[0]
    sheet = f"{desk}/emargement/{half}"

    for content, said in (
        (photograph(6), "jointe à la demi-journée"),
        (b"GIF89a", "ni une photo"),
        (b"", "Choisissez un fichier"),
    ):
        sent = {"file": (io.BytesIO(content), "<b>feuille</b>.jpg")}
        page = browser.post(f"{sheet}/numerisations", data=sent, follow_redirects=True)
        assert said in page.text

    assert "&lt;b&gt;feuille&lt;" in page.text or "b&gt;.jpg" in page.text
    address = re.findall(rf"{desk}/numerisations/\d+", page.text)[0]
    shown = browser.get(f"{address}.pdf")
    assert shown.data.startswith(b"%PDF")
    with zipfile.ZipFile(io.BytesIO(browser.get(f"{desk}/qualiopi.zip").data)) as folder:
        (name,) = [one for one in folder.namelist() if "papier" in one]
        assert name.startswith("indicateur-12/emargement-papier-2026-11-23-")
        assert folder.read(name) == shown.data
    page = browser.post(f"{address}/retirer", follow_redirects=True)
    assert "le journal en garde la trace" in page.text
    assert browser.get(f"{address}.pdf").status_code == 404
    assert "feuille papier numérisée" in browser.get(f"{desk}/journal").text
