"""Somebody who plays a year: by the services, or in a browser without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from simulator.domain.portfolio import Portfolio
from simulator.generation.build import generate
from simulator.services import (
    played_years,
    portfolios,
    year_hands,
    year_policies,
    years,
)
from simulator.services.played_years import Span
from simulator.services.trainees import Trainee
from simulator.services.trainers import Trainer
from simulator.services.year_hands import Choice
from simulator.store.years import YearRow
from simulator.web.db import db
from tests.conftest import Clock, House

ROOT = "/salle/annee"


def text(page: TestResponse) -> str:
    """Return what a page says, whatever its spaces."""
    return " ".join(BeautifulSoup(page.text, "html.parser").get_text(" ").split())


@dataclass
class Desk:
    """Somebody at their year, in a browser without scripts."""

    house: House
    trainer: Trainer
    training: int
    person: Trainee
    browser: FlaskClient = field(init=False)

    @classmethod
    def of(cls, house: House) -> Desk:
        trainer = house.trainer()
        training = house.training(trainer)
        return cls(house, trainer, training, house.trainee(training))

    def __post_init__(self) -> None:
        self.browser = self.house.as_trainee(self.person)

    def get(self, path: str = "") -> TestResponse:
        return self.browser.get(ROOT + path)

    def post(self, path: str, **form: Any) -> TestResponse:
        return self.browser.post(
            ROOT + path,
            data=form,
            follow_redirects=True,
            headers={"Referer": "http://localhost" + ROOT},
        )

    def soup(self, path: str = "") -> BeautifulSoup:
        return BeautifulSoup(self.get(path).text, "html.parser")

    def seen(self) -> str:
        found = re.search(r'name="seen" value="(\d+)"', self.get().text)
        assert found is not None
        return found[1]

    def opens(self, start: str = "standard", **form: str) -> TestResponse:
        return self.post("/ouvrir", start=start, **form)

    def plays(self, how: str = "month") -> TestResponse:
        return self.post("/jouer", how=how, seen=self.seen())

    def form(self, path: str) -> dict[str, Any]:
        """Return what the main form of a page would post as it stands."""
        page = self.soup(path)
        boxes = page.select("main form")
        form = max(boxes, key=lambda each: len(each.select("[name]")))
        values: dict[str, Any] = {}
        for box in form.select("input[name], select[name]"):
            name = str(box["name"])
            if box.name == "select":
                chosen = box.select_one("option[selected]") or box.select_one("option")
                values[name] = chosen["value"] if chosen else ""
            elif box.get("type") == "checkbox":
                if box.has_attr("checked"):
                    values.setdefault(name, []).append(box["value"])
            else:
                values[name] = box.get("value", "")
        return values

    def policy(self) -> years.Policy:
        with self.house.app.app_context():
            year = played_years.of_trainee(db.session(), self.person.id)
            return year_policies.policy_of(year_policies.latest(db.session(), year))


@dataclass
class Player:
    """Somebody who plays, with what is needed to do it."""

    session: Session
    person: Trainee
    portfolio: Portfolio
    clock: Clock

    @property
    def year(self) -> YearRow:
        return played_years.of_trainee(self.session, self.person.id)

    def plays(self, span: Span = Span.MONTH) -> YearRow:
        going = played_years.compute(
            self.session, self.person, self.portfolio, span, self.year.step
        )
        row = played_years.keep(self.session, going, self.clock())
        self.session.commit()
        return row

    def state(self):
        return played_years.state_of(
            self.session, self.year, year_policies.world_of(self.portfolio)
        )

    def decides(self, customer: int, choice: Choice, slot: int = -1) -> year_hands.Hand:
        policy = year_policies.policy_of(year_policies.latest(self.session, self.year))
        return year_hands.add(
            self.session,
            self.year,
            self.state(),
            policy,
            customer,
            choice,
            self.clock(),
            slot=slot,
        )


@lru_cache(maxsize=1)
def small() -> Portfolio:
    from datetime import date

    return generate("negoce-materiaux", 11, 30, as_of=date(2026, 11, 23))


@contextmanager
def playing(house: House, clock: Clock) -> Iterator[Player]:
    """Open a year under the standard policy on a small portfolio."""
    training = house.training(house.trainer())
    person = house.trainee(training)
    with house.app.app_context():
        session = db.session()
        portfolios.keep(session, person.id, small(), clock())
        portfolio = portfolios.of_trainee(session, person.id, clock())
        measured = played_years.benchmark(portfolio)
        played_years.begin(session, person, "standard", measured, clock())
        session.commit()
        yield Player(session, person, portfolio, clock)
