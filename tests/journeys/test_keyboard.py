"""A trainee without a mouse: everything is reached with the keyboard, seen, and left again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from simulator.domain.exercises.question import PartKind, Question
from simulator.services import attendances, catalogue, portfolios
from simulator.services.trainings import Planned, Training
from simulator.web.db import db
from tests.conftest import House
from tests.journeys.people import TraineeAtWork

EXERCISE = "conan-holder-pas-a-pas"
MOST_KEYS = 120

FOCUSED = """() => {
  const at = document.activeElement;
  const style = getComputedStyle(at);
  const box = at.getBoundingClientRect();
  return {
    tag: at.tagName, type: at.type || "", name: at.getAttribute("name") || "",
    value: at.value || "", id: at.id,
    text: (at.innerText || at.textContent || "").trim(),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    shown: box.width > 0 && box.height > 0,
  };
}"""


class Keyboard:
    """Ten fingers: tab, space, enter, arrows, letters; every stop must show where it is."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def reach(self, **wanted: str) -> dict[str, object]:
        """Press Tab until the focus is on what is wanted, seen at each stop."""
        self.page.wait_for_load_state()  # without its styles a page shows no focus
        for _ in range(MOST_KEYS):
            self.press("Tab")
            at = self.page.evaluate(FOCUSED)
            if at["tag"] == "BODY":
                continue
            assert at["outlined"], f"nothing shows the focus on {at}"
            assert at["shown"], f"the focus is on something that is not seen: {at}"
            if all(at[key] == value for key, value in wanted.items()):
                return at
        pytest.fail(f"never reached {wanted}")

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)

    def choose(self, name: str, value: str) -> None:
        """Go to a list of buttons and move with the arrows to the one of a value."""
        self.reach(type="radio", name=name)
        for _ in range(MOST_KEYS):
            at = self.page.evaluate(FOCUSED)
            if at["value"] == value:
                self.press("Space")
                return
            self.press("ArrowDown")
        pytest.fail(f"{value} is not offered")


def test_a_training_is_joined_worked_and_signed_with_the_keyboard_alone(
    house: House, elodie: TraineeAtWork
) -> None:
    title = catalogue.exercise(EXERCISE).title
    trainer = house.trainer()
    training = house.training(trainer, (Planned(0, "exercise", EXERCISE, title, 30),))
    with house.app.app_context():
        half = db.session().get_one(Training, training).half_days[0]
        attendances.open_half_day(db.session(), trainer, half, house.clock())
        db.session.commit()
    keys = Keyboard(elodie.page)

    _joins(elodie, keys, house.code(training))
    _works(elodie, keys, house, title)
    _signs(elodie, keys)


def _joins(elodie: TraineeAtWork, keys: Keyboard, code: str) -> None:
    elodie.goes_to("/")
    keys.press("Tab")
    assert elodie.page.evaluate(FOCUSED)["text"] == "Aller au contenu"
    keys.press("Enter")
    keys.reach(name="code")
    keys.write(code)
    keys.press("Enter")
    expect(elodie.page.get_by_label("Prénom")).to_be_visible()
    keys.reach(name="first_name")
    keys.write("Élodie")
    keys.reach(name="last_name")
    keys.write("Martin")
    keys.press("Enter")
    elodie.reads("Votre lien de reprise")
    keys.reach(text="Aller à l’agenda")
    keys.press("Enter")


def _works(elodie: TraineeAtWork, keys: Keyboard, house: House, title: str) -> None:
    elodie.reads("Émargement ouvert")
    keys.reach(tag="A", text=title)
    keys.press("Enter")
    expect(elodie.page.get_by_role("heading", level=1)).to_have_text(title)
    question = _question(house)
    answers = question.solved()
    for part in question.parts:
        if part.kind is PartKind.NUMBER:
            keys.reach(name=part.name)
            keys.write(answers[part.name])
        else:
            keys.choose(part.name, answers[part.name])
    keys.reach(text="Envoyer mes réponses")
    keys.press("Enter")
    elodie.reads("Tout est juste")


def _question(house: House) -> Question:
    with house.app.app_context():
        training = db.session().get_one(Training, 1)
        who = training.trainees[0].id
        return catalogue.question(
            EXERCISE, portfolios.of_trainee(db.session(), who, house.clock()), 0
        )


def _signs(elodie: TraineeAtWork, keys: Keyboard) -> None:
    elodie.goes_to("/salle/emargement")
    keys.reach(id="initials")
    keys.write("EM")
    keys.press("Enter")
    elodie.reads("Signature enregistrée")


def test_enter_in_an_answer_sends_the_answers_and_opens_no_hint(
    house: House, elodie: TraineeAtWork, resume_path: Callable[..., str]
) -> None:
    title = catalogue.exercise(EXERCISE).title
    training = house.training(house.trainer(), (Planned(0, "exercise", EXERCISE, title, 30),))
    elodie.goes_to(resume_path(house.trainee(training)))
    elodie.opens(title)
    question = _question(house)
    assert question.parts[0].hints

    elodie.field(question.parts[0].name).fill(question.solved()[question.parts[0].name])
    elodie.page.keyboard.press("Enter")

    elodie.reads("Résultat")
    expect(elodie.page.get_by_text("Indice.", exact=True)).to_have_count(0)


def test_the_tab_key_goes_round_a_page_and_out_again(
    house: House, elodie: TraineeAtWork, resume_path: Callable[..., str]
) -> None:
    training = house.training(house.trainer())
    elodie.goes_to(resume_path(house.trainee(training)))
    elodie.follows("Portefeuille")
    elodie.reads("Portefeuille clients")
    keys = Keyboard(elodie.page)

    stops = []
    for _ in range(2 * MOST_KEYS):
        keys.press("Tab")
        at = elodie.page.evaluate(FOCUSED)
        if stops and at == stops[0]:
            break
        stops.append(at)

    assert at == stops[0], "the focus is caught somewhere"
    assert len({str(stop) for stop in stops}) > 40
