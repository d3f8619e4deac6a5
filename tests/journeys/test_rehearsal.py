"""Somebody alone, from « new training » to the Qualiopi folder, from the screens only."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from simulator.services import trainers
from simulator.web.db import db
from tests.conftest import House
from tests.journeys.people import FITS, TrainerAtWork

PEOPLE = 4
_AXE = Axe()


def sound(claire: TrainerAtWork) -> None:
    """Expect a page that axe finds nothing in, and that fits a telephone."""
    result = _AXE.run(claire.page)
    assert result.violations_count == 0, result.generate_report()
    claire.page.set_viewport_size({"width": 360, "height": 740})
    assert claire.page.evaluate(FITS)
    claire.page.set_viewport_size({"width": 1280, "height": 800})


def test_a_trainer_rehearses_alone_from_the_new_training_to_the_folder(
    house: House, claire: TrainerAtWork, tmp_path: Path
) -> None:
    person = house.trainer()
    with house.app.app_context():
        secret = trainers.one_time_link(db.session(), person.id, house.clock())
        db.session.commit()
    claire.opens_the_one_time_link(secret)
    claire.clicks("Nouvelle formation")
    claire.page.get_by_label("Programme").select_option("ACC-CTX")
    claire.page.get_by_label("Nombre de clients").fill("30")
    claire.clicks("Répéter seul, avec des stagiaires simulés")
    claire.reads("Répéter seul")
    sound(claire)
    claire.page.get_by_label("Stagiaires simulés").fill(str(PEOPLE))
    claire.clicks("Commencer la répétition")

    claire.clicks("Les faire se présenter")
    claire.reads(re.compile(rf"tour de table.: {PEOPLE} sur {PEOPLE}"))
    for rank in range(4):
        half = claire.page.get_by_role("row").nth(rank + 1)
        claire.clicks("Les faire travailler", within=half)
        claire.reads("ont travaillé")
        claire.clicks("Les faire signer", within=half)
        claire.reads("ont signé")
        if rank == 0:
            sound(claire)
        claire.clicks(re.compile("^Contresigner"), within=half)
        claire.draws_a_signature()
        claire.clicks("Contresigner et clore")
        claire.reads("Demi-journée contresignée et close")
        claire.clicks("Conduire la répétition")
    expect(claire.page.get_by_text("close", exact=True)).to_have_count(4)
    if claire.page.get_by_role("button", name="Leur faire faire le bilan").is_visible():
        claire.clicks("Leur faire faire le bilan")  # unless the last activities were just that
    claire.reads(re.compile(rf"à chaud.: {PEOPLE} sur {PEOPLE}"))

    claire.clicks("Ouvrir les évaluations")
    claire.clicks("Ouvrir le résultat du groupe")
    claire.confirms()
    claire.reads("Recommandation nette")
    claire.clicks("Conduire la répétition")
    claire.clicks("Évaluer les acquis")
    claire.clicks("Enregistrer les acquis")
    claire.reads("Acquis enregistrés")
    claire.follows("Certificats")
    claire.clicks("Émettre tous les certificats")
    claire.reads(re.compile(rf": {PEOPLE} émis"))
    claire.clicks("Émettre toutes les attestations")
    claire.reads(re.compile(rf"Attestation de fin de formation.: {PEOPLE} émis"))
    names = claire.downloads_the_archive(tmp_path)
    assert len(names) == 2 * PEOPLE
    assert all("REPETITION-" in name for name in names)

    claire.clicks("Conduire la répétition")
    sound(claire)
    claire.clicks("Dossier Qualiopi")
    claire.reads("Tout ce que le simulateur peut prouver est au dossier")
    with claire.page.expect_download() as download:
        claire.clicks("Télécharger le dossier (zip)")
    with zipfile.ZipFile(download.value.path()) as folder:
        assert "indicateur-30/evaluations.xlsx" in folder.namelist()
        assert sum("/attestation-" in name for name in folder.namelist()) == PEOPLE

    claire.clicks("Conduire la répétition")
    claire.clicks("Supprimer la répétition")
    claire.confirms()
    claire.reads("Répétition supprimée", "Commencer la répétition")
