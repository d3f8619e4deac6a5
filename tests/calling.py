"""A trainee who calls, for the tests of services: begins, says lines, plays to the end."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from simulator.domain.negotiation.talk import Choice
from simulator.services import call_talks, calls, trainings
from simulator.services.calls import Call
from simulator.services.trainings import Planned, Training
from tests.conftest import House

SCRIPT = "creux-de-tresorerie"
PLACED = (Planned(0, "roleplay", SCRIPT, "Un creux de trésorerie", 20),)


class Desk:
    """A trainee in a training where one script is placed, and what they do."""

    def __init__(self, house: House, session: Session, planned: tuple[Planned, ...] = PLACED):
        self.house, self.session = house, session
        self.trainer = house.trainer()
        self.training_id = house.training(self.trainer, planned)
        self.me = house.trainee(self.training_id)

    @property
    def now(self) -> Any:
        return self.house.clock()

    def training(self) -> Training:
        return trainings.get(self.session, self.trainer, self.training_id)

    def begin(self, script: str = SCRIPT, **sheet: str) -> Call:
        row = calls.start(self.session, self.me, script, self.now)
        return call_talks.prepare(self.session, self.me, row.id, sheet, self.now)

    def say(self, row: Call, line: Any) -> Any:
        return call_talks.say(self.session, self.me, row.id, row.turns, line, self.now)

    def play(self, row: Call, worths: tuple[str, ...] = ("excellent", "good")) -> Call:
        """Choose the best line until the end, when there is one of these worths."""
        talk = calls.talk_of(row)
        while not talk.over:
            options = sorted(talk.options(), key=lambda one: -one.worth.rank)
            wanted = [one for one in options if one.worth.value in worths] or options
            talk = self.say(row, Choice(wanted[0].id))
        return row
