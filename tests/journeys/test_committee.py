"""A credit committee in browsers: a phone prepares, two vote, the chair decides the line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from simulator.services.trainees import Trainee
from simulator.web.clock import system_now
from tests.classroom import CREDIT_FILE
from tests.conftest import House
from tests.journeys.conftest import PHONE
from tests.journeys.people import FITS, Person, TraineeAtWork, TrainerAtWork
from tests.journeys.test_triad import cookies
from tools import serving

NAMES = ("Élodie Martin", "Karim Benaïssa", "Anne-Sophie Le Goff")
_AXE = Axe()


def sound(page: Page) -> None:
    """Expect a page that everybody can use, no wider than its screen."""
    page.wait_for_load_state()
    found = _AXE.run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert page.evaluate(FITS)


def seated(house: House, site: serving.Site, person: Trainee) -> list[Any]:
    """Return what a trainee's browser holds once the door is passed."""
    signer = house.app.session_interface.get_signing_serializer(house.app)
    assert signer is not None
    value = str(signer.dumps({"trainee": [person.id, person.stamp]}))
    return [{"name": "encours", "value": value, "url": site.address}]


def prepares(author: TraineeAtWork) -> None:
    """Prepare a file on a customer and submit it."""
    author.goes_to("/salle/comite/clients/4")
    for name in ("request", "need", "proposal", "conditions", "justification"):
        author.field(name).fill(CREDIT_FILE[name])
    author.field("guarantee").select_option("surety")
    sound(author.page)
    author.clicks("Déposer au comité")
    author.reads("déposé")


def test_a_room_decides_a_line_and_its_author_finds_it(
    house: House,
    site: serving.Site,
    claire: TrainerAtWork,
    open_browser: Callable[..., Any],
) -> None:
    site.at(system_now)
    house.clock.at = system_now()
    boss = house.trainer()
    training = house.training(boss)
    people = [house.trainee(training, name) for name in NAMES]
    claire.page.context.add_cookies(cookies(house, site, boss))
    claire.goes_to(f"/formations/{training}/comite")
    claire.clicks("Ouvrir une séance")
    phones = [open_browser(TraineeAtWork, **PHONE) for _ in people]
    for phone, person in zip(phones, people, strict=True):
        phone.page.context.add_cookies(seated(house, site, person))
        phone.goes_to("/salle/comite")
    author, *voters = phones
    sound(author.page)
    prepares(author)

    claire.reads("déposé")  # by itself: the desk follows the room
    sound(claire.page)
    claire.page.locator(".agenda a").first.click()
    claire.clicks("Mettre au vote")
    screen = Person(claire.page.context.new_page())
    screen.goes_to(f"/formations/{training}/comite/projecteur")
    for voter in voters:
        voter.reads("à voter")
        voter.page.locator(".agenda a").first.click()
        sound(voter.page)
        voter.clicks("Pour")
        voter.reads("vous pouvez changer")
    screen.reads("2 votes reçus")
    sound(screen.page)

    claire.page.reload()
    claire.page.get_by_label("Motifs").fill("Besoin réel, comptes fragiles")
    claire.page.get_by_label("Ligne accordée").fill("25 000")
    sound(claire.page)
    claire.clicks("Clore le vote")
    claire.reads("Procès-verbal", "Ligne de 25")
    screen.reads("Ligne accordée")
    sound(screen.page)
    author.goes_to("/salle/lignes")
    author.reads("25\u202f000\u202f€", "Comité de crédit")
    sound(author.page)
    author.goes_to("/salle/lignes/cas-pratique")
    sound(author.page)
    author.page.locator("input[name^='line-']").first.fill("1 000")
    author.clicks("Peser mes lignes")
    author.reads("Vos lignes sont pesées")
    claire.goes_to(f"/formations/{training}/cas-des-lignes")
    claire.reads("1 ligne saisie")
    sound(claire.page)
