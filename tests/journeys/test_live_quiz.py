"""A live quiz in browsers: the trainer, the projector and two phones, one of which drops out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from simulator.domain.quiz.grading import right_answer
from simulator.services import catalogue
from simulator.services.trainees import Trainee
from simulator.web.clock import system_now
from tests.conftest import House
from tests.journeys.conftest import PHONE
from tests.journeys.people import FITS, Person, TraineeAtWork, TrainerAtWork
from tools import serving

QUIZ = "quiz-enjeux"
ASKED = 2


class Phone(TraineeAtWork):
    """Somebody who plays."""

    def enters(self, path: str) -> None:
        """Come by the resume link, then by the agenda."""
        self.goes_to(path)
        self.clicks("Rejoindre le quiz")
        self.reads("Vous êtes dans la salle")

    def chooses(self, text: str) -> None:
        self.page.locator(".live-choice").filter(has_text=text).locator("input").check()

    def sends(self) -> None:
        self.clicks("Envoyer ma réponse")
        self.reads("Réponse enregistrée")


def accessible(page: Page) -> None:
    page.wait_for_load_state()
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


def narrow(page: Page) -> None:
    """Expect nothing wider than the screen."""
    assert page.evaluate(FITS)


def press(claire: Person, name: str) -> None:
    claire.page.get_by_role("button", name=name, exact=True).click()


def test_a_room_plays_a_quiz_and_nobody_loses_an_answer(
    house: House,
    site: serving.Site,
    claire: TrainerAtWork,
    open_browser: Callable[..., Any],
    resume_path: Callable[[Trainee], str],
) -> None:
    site.at(system_now)  # the countdown is drawn by browsers, whose clocks are the machine's
    house.clock.at = system_now()
    person = house.trainer()
    training = house.training(person)
    people = [house.trainee(training, name) for name in ("Élodie Martin", "Karim Benaïssa")]
    claire.page.context.add_cookies(_cookies(house, site, person))
    elodie, karim = (open_browser(Phone, **PHONE) for _ in people)
    first, second = catalogue.quiz(QUIZ).questions[:ASKED]

    _opens_the_room(claire, training)
    for phone, trainee in zip((elodie, karim), people, strict=True):
        phone.enters(resume_path(trainee))
        narrow(phone.page)
    claire.reads("2 personnes prêtes")
    projector = Person(claire.page.context.new_page())
    projector.goes_to(claire.page.url + "/projecteur")
    projector.reads("2 personnes prêtes")
    for page in (claire.page, projector.page, elodie.page):
        accessible(page)

    press(claire, "Commencer")
    for screen in (elodie, karim, projector):
        screen.reads("Question 1 sur 2")
    texts = {option.name: option.text for option in first.options}
    right = texts[right_answer(first)]
    wrong = next(text for text in texts.values() if text != right)
    elodie.chooses(right)
    accessible(elodie.page)
    narrow(elodie.page)
    elodie.sends()
    _drops_out_and_comes_back(karim, wrong)
    claire.reads("2 réponses")
    projector.reads("2 réponses")
    assert "Élodie" not in projector.page.content()

    press(claire, "Fermer maintenant")
    elodie.reads("La question est fermée")
    claire.reads("Qui a répondu quoi", "Karim B.")
    for page in (elodie.page, projector.page):
        assert first.explanation[:40] not in page.content()
    press(claire, "Révéler la réponse")
    for screen in (elodie, karim, projector):
        screen.reads(first.explanation[:40], "bonne réponse")
    elodie.reads("Juste", "1er sur 2")
    karim.reads("À revoir")
    for page in (claire.page, projector.page, elodie.page):
        accessible(page)

    press(claire, "Question suivante")
    elodie.reads("Question 2 sur 2")
    site.stop()
    site.start()
    elodie.chooses(next(o.text for o in second.options if o.right))
    elodie.sends()
    claire.reads("1 réponse")
    press(claire, "Terminer le quiz")
    claire.confirms()
    for phone in (elodie, karim):
        phone.reads("Le quiz est terminé")
    projector.reads("Terminé", "Élodie M.")


def _cookies(house: House, site: serving.Site, person: Any) -> list[dict[str, str]]:
    signer = house.app.session_interface.get_signing_serializer(house.app)
    assert signer is not None
    value = str(signer.dumps({"trainer": [person.id, person.stamp]}))
    return [{"name": "encours", "value": value, "url": site.address}]


def _opens_the_room(claire: TrainerAtWork, training: int) -> None:
    claire.goes_to(f"/formations/{training}/quiz-direct")
    accessible(claire.page)
    claire.clicks(catalogue.quiz(QUIZ).title)
    accessible(claire.page)
    for box in claire.page.locator("input[name=questions]").all()[ASKED:]:
        box.uncheck()
    claire.page.get_by_label("Temps de réponse").select_option("300")
    claire.clicks("Ouvrir la salle")
    claire.reads("Autotest du réseau", "0 personne prête")


def _drops_out_and_comes_back(karim: Phone, text: str) -> None:
    """Lose the network while answering: the answer goes by itself once it is back."""
    karim.chooses(text)
    karim.page.context.set_offline(True)
    karim.clicks("Envoyer ma réponse")
    expect(karim.page.locator("[data-sent]")).to_contain_text("repart toute seule")
    karim.page.context.set_offline(False)
    karim.reads("Réponse enregistrée")
    karim.page.reload()
    karim.reads("Réponse enregistrée")
