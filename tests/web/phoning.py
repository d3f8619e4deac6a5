"""A trainee on the phone and the trainer who looks, by their pages."""

from __future__ import annotations

import re
from typing import Any

from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from simulator.services import calls
from simulator.services.calls import Call
from simulator.services.trainings import Planned
from simulator.web.db import db
from tests.conftest import House
from tests.web.reading import misprints, unsafe

SCRIPT = "creux-de-tresorerie"
JSON = {"Accept": "application/json"}
PLACED = (Planned(0, "roleplay", SCRIPT, "Un creux de trésorerie", 20),)
WORDS = "Bonjour, Élodie Martin. Comment virer 1 200 € le 30 novembre\u202f?"


class Line:
    """A trainee on the phone, and the trainer who looks."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.trainer = house.trainer()
        self.training = house.training(self.trainer, PLACED)
        self.person = house.trainee(self.training)
        self.phone = house.as_trainee(self.person)
        self.claire = house.as_trainer(self.trainer)
        self.desk = f"/formations/{self.training}/appels"
        self.here = ""

    def begin(self, **sheet: str) -> str:
        answer = self.phone.post(f"/salle/appels/{SCRIPT}/dossier")
        assert answer.status_code == 303
        where = answer.headers["Location"]
        answer = self.phone.post(where, data=sheet)
        assert answer.status_code == 303, answer.text
        self.here = answer.headers["Location"]
        return self.here

    @property
    def number(self) -> int:
        return int(self.here.rsplit("/", 1)[1])

    def row(self) -> Call:
        return db.session().get_one(Call, self.number)

    def options(self) -> list[str]:
        with self.house.app.app_context():
            talk = calls.talk_of(self.row())
            ranked = sorted(talk.options(), key=lambda one: -one.worth.rank)
            return [one.id for one in ranked]

    def turns(self) -> int:
        with self.house.app.app_context():
            return self.row().turns

    def say(self, **form: str) -> Any:
        return self.phone.post(self.here, data={"turn": self.turns(), **form})

    def finish(self) -> None:
        for _ in range(20):
            options = self.options()
            if not options:
                return
            assert self.say(option=options[0]).status_code == 303
        raise AssertionError("the call never ends")


def page(browser: FlaskClient, address: str) -> BeautifulSoup:
    answer = browser.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    assert unsafe(answer.text) == [], address
    assert misprints(answer.text) == [], address
    return BeautifulSoup(answer.text, "html.parser")


def read(soup: BeautifulSoup) -> str:
    return " ".join(re.split(r"[ \n\t]+", soup.get_text()))
