"""A dashboard made in a browser: chosen on a phone, written live, printed, shown to the room."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from simulator.services.trainees import Trainee
from tests.conftest import House
from tests.journeys.people import FITS, TraineeAtWork, TrainerAtWork
from tests.journeys.test_live_quiz import _cookies
from tools import serving

WRONG = "=SOMME(Reste)/(CA_HT_1+CA_HT_2+CA_HT_3)*(J_1+J_2+J_3)"
RIGHT = WRONG.replace("CA_HT_", "CA_")


def accessible(page: Page) -> None:
    page.wait_for_load_state()
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert page.evaluate(FITS)


def test_a_trainee_builds_a_dashboard_and_the_room_compares(
    house: House,
    site: serving.Site,
    claire: TrainerAtWork,
    elodie: TraineeAtWork,
    resume_path: Callable[[Trainee], str],
) -> None:
    trainer = house.trainer()
    training = house.training(trainer, customers=30)
    elodie.goes_to(resume_path(house.trainee(training)))
    page = elodie.page

    elodie.goes_to("/salle/atelier-kpi")
    for box in page.locator("input[name=codes]").all():
        box.check()
    elodie.clicks("Enregistrer le choix")
    accessible(page)
    page.get_by_role("link", name="DSO simple, sur trois mois").click()
    elodie.arrives()
    field = page.get_by_label("Formule, sur la table")
    field.fill("=SOMME(Solde)")
    expect(page.locator("[data-echo]")).to_contain_text("Solde")
    field.fill(WRONG)
    expect(page.locator("[data-echo]")).to_contain_text("Sur vos données")
    elodie.clicks("Envoyer la formule")
    elodie.reads("Deux bases de TVA se mélangent")
    page.get_by_label("Formule, sur la table").fill(RIGHT)
    elodie.clicks("Envoyer la formule")
    elodie.reads("juste sur les deux grands livres")
    accessible(page)
    page.get_by_label("Quel graphique convient").select_option("line")
    page.get_by_label("Objectif").fill("55 j")
    page.get_by_label("Contre-indicateur").select_option("overdue_ratio")
    page.get_by_label("Ce qui explique le chiffre").fill("Deux gros clients en retard")
    page.get_by_label("La décision proposée").fill("Les appeler lundi")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    elodie.reads("C’est enregistré")
    elodie.goes_to("/salle/tableau-de-bord")
    elodie.reads("Deux gros clients en retard")
    accessible(page)
    with pikepdf.open(io.BytesIO(page.pdf(format="A4"))) as printed:
        assert len(printed.pages) == 1

    claire.page.context.add_cookies(_cookies(house, site, trainer))
    for path in ("tableaux-de-bord", "tableaux-de-bord/projection", "cube", "cube?l=btp"):
        claire.goes_to(f"/formations/{training}/{path}")
        accessible(claire.page)
