"""The trainer's guide as a page: there for the trainer, never for a trainee."""

from __future__ import annotations

from html import unescape

from simulator.services import catalogue
from simulator.services.trainings import Planned
from tests.conftest import House


def test_the_page_says_what_to_say_what_is_asked_and_where_people_go_wrong(house: House) -> None:
    trainer = house.trainer()
    planned = (
        Planned(0, "lesson", "litiges", "Le litige", 25),
        Planned(0, "exercise", "clore-un-litige", "Clore un litige", 15),
    )
    number = house.training(trainer, planned)

    text = unescape(house.as_trainer(trainer).get(f"/formations/{number}/notes").text)

    own = catalogue.content().notes["litiges"]
    assert own.say[0] in text
    assert own.asked[0].answer in text
    assert own.traps[0] in text
    assert catalogue.content().debriefs["litiges"][0] in text
    assert catalogue.exercise("clore-un-litige").objectives[0] in text
    assert f"/formations/{number}/notes" in house.as_trainer(trainer).get("/formations/1").text
