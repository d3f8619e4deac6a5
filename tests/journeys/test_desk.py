"""The trainer's desk in browsers: the script by mouse and by keyboard, the screens that follow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from simulator.services.trainees import Trainee
from tests.conftest import House
from tests.journeys.conftest import PHONE
from tests.journeys.people import FITS, Person, TraineeAtWork, TrainerAtWork
from tools import serving

_AXE = Axe()


def sound(page: Page) -> None:
    """Expect a page that everybody can use, no wider than its screen."""
    page.wait_for_load_state()
    found = _AXE.run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert page.evaluate(FITS)


def cookies(house: House, site: serving.Site, person: Any) -> list[dict[str, str]]:
    signer = house.app.session_interface.get_signing_serializer(house.app)
    assert signer is not None
    value = str(signer.dumps({"trainer": [person.id, person.stamp]}))
    return [{"name": "encours", "value": value, "url": site.address}]


def order(page: Page) -> list[str]:
    return [str(line.get_attribute("id")) for line in page.locator("[data-line]").all()]


def test_the_script_is_moved_and_every_screen_follows(
    house: House,
    site: serving.Site,
    claire: TrainerAtWork,
    elodie: TraineeAtWork,
    open_browser: Callable[..., Any],
    resume_path: Callable[[Trainee], str],
) -> None:
    room = house.classroom(("Élodie Martin", "Karim Benaïssa"))
    karim = open_browser(Person, **PHONE)
    claire.page.context.add_cookies(cookies(house, site, room.trainer))
    elodie.goes_to(resume_path(room.people[0]))
    karim.goes_to(resume_path(room.people[1]))
    karim.goes_to("/salle/portefeuille")

    claire.goes_to(f"/formations/{room.training_id}/deroule")
    before = order(claire.page)
    second = claire.page.locator(f"#{before[1]}")
    second.drag_to(claire.page.locator(f"#{before[0]}"), target_position={"x": 20, "y": 2})
    expect(claire.page.locator("[data-line]").first).to_have_id(before[1])
    claire.clicks("Annuler")
    expect(claire.page.locator("[data-line]").first).to_have_id(before[0])
    up = claire.page.locator(f"#{before[1]}").get_by_role("button", name="Monter")
    up.focus()
    claire.page.keyboard.press("Enter")
    expect(claire.page.locator("[data-line]").first).to_have_id(before[1])

    line = claire.page.locator(f"#a{room.exercise}")
    line.get_by_role("button", name="Commencer").click()
    expect(line).to_contain_text("en cours")
    line.get_by_role("button", name="Envoyer").click()
    elodie.page.wait_for_url(f"**/salle/exercices/{room.exercise}")
    karim.reads("Le formateur ouvre")
    sound(karim.page)
    claire.reads("1 personne y est")
    sound(claire.page)

    claire.clicks("Faire avancer les retardataires")
    karim.reads("Vous y allez dans 10 secondes")
    karim.page.wait_for_url(f"**/salle/exercices/{room.exercise}")
    claire.page.set_viewport_size(PHONE["viewport"])
    claire.page.reload()
    sound(claire.page)
