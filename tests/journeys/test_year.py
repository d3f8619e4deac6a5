"""A year played in a browser: on a phone, from the first policy to the debrief and the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from simulator.services import trainers
from simulator.services.trainees import Trainee
from simulator.web.db import db
from tests.conftest import House
from tests.journeys.people import FITS, Person, TraineeAtWork, TrainerAtWork

ROOT = "/salle/annee"


def accessible(page: Page) -> None:
    page.wait_for_load_state()
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert page.evaluate(FITS)


def presses(person: Person, name: str) -> None:
    person.page.get_by_role("button", name=name, exact=True).first.click()
    person.arrives()


def test_a_person_plays_a_year_and_learns_why_it_went_so(
    house: House,
    claire: TrainerAtWork,
    elodie: TraineeAtWork,
    resume_path: Callable[[Trainee], str],
) -> None:
    trainer = house.trainer()
    training = house.training(trainer, customers=30)
    person = house.trainee(training)
    elodie.goes_to(resume_path(person))
    elodie.goes_to(ROOT)
    accessible(elodie.page)
    elodie.page.get_by_label("Segmentée").check()
    presses(elodie, "Ouvrir l’année")
    elodie.reads("Ma politique de crédit")

    edits_a_step(elodie)
    elodie.goes_to(ROOT)
    # Both clicks on this page: with the mouse, the second one may meet the next page.
    month = elodie.page.get_by_role("button", name="Jouer le mois")
    month.evaluate("button => { button.click(); button.click(); }")
    elodie.reads("1 mois sur 12 clos")
    accessible(elodie.page)
    presses(elodie, "Jusqu’au bout")
    elodie.confirms()
    elodie.reads("12 mois sur 12 clos")

    elodie.clicks("Lire le bilan")
    presses(elodie, "Comparer sur vingt-quatre années")
    # the page goes on by itself until every policy is there
    expect(elodie.page.get_by_role("heading", name="La part de la chance")).to_be_visible(
        timeout=300_000
    )
    accessible(elodie.page)
    projects(house, claire, trainer.id, training)


def edits_a_step(elodie: TraineeAtWork) -> None:
    """Change a day, see the fault at its box, put it right."""
    elodie.goes_to(f"{ROOT}/politique/scenarios/standard")
    day = elodie.page.get_by_label("Jour").nth(1)
    day.fill("trois")
    presses(elodie, "Enregistrer le scénario")
    elodie.reads("n’est pas un nombre lisible")
    expect(elodie.page.get_by_label("Jour").nth(1)).to_have_value("trois")
    elodie.page.get_by_label("Jour").nth(1).fill("4")
    presses(elodie, "Enregistrer le scénario")
    elodie.reads("Scénario enregistré")
    expect(elodie.page.locator(".year-line text.when").nth(1)).to_have_text("J+4")


def projects(house: House, claire: TrainerAtWork, trainer_id: int, training: int) -> None:
    """Show the ranking to the room."""
    with house.app.app_context():
        secret = trainers.one_time_link(db.session(), trainer_id, house.clock())
        db.session.commit()
    claire.opens_the_one_time_link(secret)
    claire.goes_to(f"/formations/{training}/annee")
    claire.reads("Élodie Martin")
    accessible(claire.page)
    claire.goes_to(f"/formations/{training}/annee/projecteur")
    claire.reads("Élodie Martin", "Manche ouverte")


def test_the_whole_game_works_without_scripts(
    house: House, open_browser: Callable[..., Any], resume_path: Callable[[Trainee], str]
) -> None:
    training = house.training(house.trainer(), customers=30)
    person = house.trainee(training)
    karim = open_browser(
        TraineeAtWork, java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    karim.goes_to(resume_path(person))
    karim.goes_to(ROOT)
    presses(karim, "Ouvrir l’année")
    karim.reads("Ma politique de crédit")
    karim.goes_to(f"{ROOT}/politique/scenarios/standard")
    presses(karim, "Ajouter une étape")
    expect(karim.page.locator("fieldset.year-row")).to_have_count(9)
    karim.goes_to(ROOT)
    presses(karim, "Jouer le mois")
    karim.reads("1 mois sur 12 clos", "Mois par mois")
