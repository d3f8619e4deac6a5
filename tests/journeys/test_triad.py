"""A role-play in browsers: the trainer, the projector and three phones, from groups to debrief."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from simulator.domain.negotiation.grid import Criterion
from simulator.services.trainees import Trainee
from simulator.web.clock import system_now
from tests.conftest import House
from tests.journeys.conftest import PHONE
from tests.journeys.people import FITS, Person, TraineeAtWork, TrainerAtWork
from tools import serving

NAMES = ("Élodie Martin", "Karim Benaïssa", "Anne-Sophie Le Goff")
SECRET = "Ce que vous êtes seul à savoir"
_AXE = Axe()


class Player(TraineeAtWork):
    """Somebody who plays a role."""

    def fills_the_grid(self, level: int) -> None:
        for criterion in Criterion:
            self.page.locator(f"#{criterion.value}-{level}").check()
        self.page.get_by_label("garde").or_(self.page.get_by_label("garder")).first.fill(
            "Le silence a été tenu"
        )
        self.clicks("Donner mon évaluation")
        self.reads("Votre évaluation est donnée")


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


def everybody_assesses(claire: TrainerAtWork, collector: Player, observer: Player) -> None:
    """Give the three grids in their order, then open the debrief."""
    claire.clicks("Terminer les appels")
    observer.reads("On attend l’auto-évaluation")
    collector.reads("Votre auto-évaluation")
    sound(collector.page)
    collector.fills_the_grid(3)
    observer.reads("Votre grille d’observation")
    observer.fills_the_grid(2)
    claire.clicks("Groupe 1")
    claire.reads("Votre évaluation")
    sound(claire.page)
    for criterion in Criterion:
        claire.page.locator(f"#{criterion.value}-1").check()
    claire.clicks("Donner mon évaluation")
    claire.reads("Le silence a été tenu", "33")
    claire.clicks("Tour 1")
    claire.clicks("Clore et ouvrir le débriefing")
    claire.confirms()


def test_three_people_play_a_call_and_read_what_was_seen(
    house: House,
    site: serving.Site,
    claire: TrainerAtWork,
    open_browser: Callable[..., Any],
    resume_path: Callable[[Trainee], str],
) -> None:
    site.at(system_now)  # the countdown is drawn by browsers, whose clocks are the machine's
    house.clock.at = system_now()
    boss = house.trainer()
    training = house.training(boss)
    people = [house.trainee(training, name) for name in NAMES]
    claire.page.context.add_cookies(cookies(house, site, boss))

    claire.goes_to(f"/formations/{training}/jeux-de-role")
    sound(claire.page)
    claire.page.get_by_label("Appel à jouer").select_option("echeancier")
    claire.clicks("Former les groupes")
    claire.reads("Groupe 1", *NAMES)
    projector = Person(claire.page.context.new_page())
    projector.goes_to(claire.page.url + "/projecteur")
    projector.reads("Installez-vous par groupe")
    phones = {name: open_browser(Player, **PHONE) for name in NAMES}
    for phone, person in zip(phones.values(), people, strict=True):
        phone.goes_to(resume_path(person))
        phone.clicks("Ouvrir ma place")
        phone.reads("Rejoignez votre groupe")

    claire.clicks("Lancer la préparation")
    roles = {}
    for phone in phones.values():
        phone.reads("Préparation")  # by itself: the phone follows the trainer
        roles[phone.page.locator(".chip.open").inner_text()] = phone
    collector, customer, observer = (
        roles[name] for name in ("Chargé de recouvrement", "Client", "Observateur")
    )
    collector.reads("Pièces ouvertes", "Le dossier complet")
    customer.reads(SECRET)
    projector.reads("Préparez votre appel")  # it has followed: it does not reload meanwhile
    for other in (collector, observer, projector, claire):
        assert SECRET not in other.page.content()
    for person in (collector, customer, observer, claire, projector):
        sound(person.page)
    expect(projector.page.locator("[data-clock-text]")).to_have_text(re.compile(r"^[0-4]:[0-5]\d$"))

    claire.clicks("Lancer les appels")
    observer.reads("Vos notes minutées")
    observer.page.get_by_label("Ce que vous entendez ou voyez").fill("Elle laisse le silence")
    observer.clicks("Noter")
    observer.reads("Elle laisse le silence")
    sound(observer.page)
    everybody_assesses(claire, collector, observer)

    claire.reads("Fiche du groupe 1")
    for phone in (collector, customer, observer):
        phone.reads("Lire la fiche de débriefing")
    customer.clicks("Lire la fiche de débriefing")
    customer.reads("Ce qui était caché", "Elle laisse le silence", "33")
    sound(customer.page)
