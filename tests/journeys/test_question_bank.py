"""A trainer writes a question, brings a file in and composes a quiz, in a browser."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.conftest import House
from tests.journeys.people import TrainerAtWork
from tests.journeys.test_live_quiz import _cookies, accessible
from tools import serving

FILE = "::Plafond:: Le délai est de 60 jours. {T}\n\n::Trous:: Le {1:MC:=a~b}\n"


def test_a_bank_is_made_and_a_quiz_composed(
    house: House, site: serving.Site, claire: TrainerAtWork, tmp_path: Path
) -> None:
    person = house.trainer()
    house.training(person)
    page = claire.page
    page.context.add_cookies(_cookies(house, site, person))

    claire.goes_to("/banque")
    claire.clicks("Choix unique")
    page.get_by_label("Titre").fill("Rôle du DSO")
    page.get_by_label("Énoncé").fill("Que mesure le *DSO* ?")
    page.get_by_label("Réponse 1").fill("Un délai")
    page.get_by_label("Juste").first.check()
    page.get_by_label("Réponse 2").fill("Un montant")
    shown = page.locator("[data-shown]")
    expect(shown.locator("em")).to_have_text("DSO")
    expect(shown).to_contain_text("Un montant")
    accessible(page)
    claire.clicks("Enregistrer")
    claire.reads("Version 1")

    path = tmp_path / "banque.gift"
    path.write_text(FILE, encoding="utf-8")
    claire.goes_to("/banque/importer")
    page.locator("#file").set_input_files(path)
    claire.clicks("Lire le fichier")
    claire.reads("Plafond", "Texte à trous")
    accessible(page)
    claire.clicks("Ajouter 1 question à la banque")

    for title in ("Plafond", "Rôle du DSO"):
        page.get_by_label(f"Choisir {title}").check()
    claire.clicks("Composer un quiz")
    page.get_by_label("Titre du quiz").fill("Délais")
    claire.clicks("Composer ce quiz")
    page.get_by_role("button", name="Descendre la question 1").click()
    expect(page.locator(".bank-items li").last).to_contain_text("Le délai est de 60 jours")
    accessible(page)
    claire.clicks("Placer dans l’agenda")
    expect(page).to_have_url(f"{site.address}/formations/1")
    claire.reads("Délais")
