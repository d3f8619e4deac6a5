"""A call from the agenda to the customer's account: typed, chosen, by keyboard, on a phone."""

from __future__ import annotations

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from simulator.services import calls
from simulator.services.calls import Call
from simulator.services.trainees import Trainee
from simulator.services.trainings import Planned
from simulator.web.db import db
from tests.conftest import House
from tests.journeys.people import FITS, TraineeAtWork

SCRIPT = "creux-de-tresorerie"


def usable(page: Page) -> None:
    """Expect axe to find nothing and the page to hold in its width."""
    page.wait_for_load_state()
    result = Axe().run(page)
    assert result.violations_count == 0, result.generate_report()
    assert page.evaluate(FITS)


def best(house: House) -> str:
    """Return the words of the best line that may be chosen now."""
    with house.app.app_context():
        talk = calls.talk_of(db.session().query(Call).one())
        return talk.wording(max(talk.options(), key=lambda one: one.worth.rank))


def test_a_call_is_played_by_keyboard_on_a_phone_and_its_promise_is_in_the_account(
    house: House, elodie: TraineeAtWork, resume_path: Callable[[Trainee], str]
) -> None:
    title = calls.script_of(SCRIPT).title
    planned = (Planned(0, "roleplay", SCRIPT, title, 20),)
    person = house.trainee(house.training(house.trainer(), planned))
    page = elodie.page
    elodie.goes_to(resume_path(person))
    elodie.opens(title)
    usable(page)
    elodie.clicks("Préparer l’appel")
    page.get_by_label("Montant échu").fill("12 480,50")
    usable(page)
    elodie.clicks("Appeler")

    log = page.get_by_role("log")
    expect(log.locator(".line")).to_have_count(1)
    usable(page)
    address = page.url
    page.get_by_label("Vos mots").fill("Bonjour, qu’est-ce qui retarde votre virement ?")
    page.keyboard.press("Enter")
    expect(log.locator(".line")).to_have_count(3)
    expect(log.locator(".heard")).to_contain_text("question ouverte")
    expect(page.get_by_label("Vos mots")).to_be_focused()
    assert page.url == address
    page.get_by_role("button", name="Dire").click()
    expect(page.get_by_role("alert")).to_contain_text("Rien n’a été dit")
    for _ in range(14):
        if not page.get_by_label("Vos mots").count():
            break
        said = log.locator(".line").count()
        page.get_by_role("button", name=best(house), exact=True).press("Enter")
        expect(log.locator(".line")).to_have_count(said + 2)

    expect(page.get_by_role("heading", name="Appel terminé")).to_be_focused()
    usable(page)
    elodie.clicks("Écrire le courriel")
    page.get_by_label("Votre courriel").fill("Bonjour,\nJe confirme notre accord.\nCordialement")
    usable(page)
    elodie.clicks("Envoyer")
    elodie.reads("Ce qui était caché", "Un expert aurait dit", "Grille d’observation")
    usable(page)
    elodie.clicks("Voir la promesse")
    elodie.reads("Promesses", "en cours")
