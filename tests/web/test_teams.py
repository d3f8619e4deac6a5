"""Teams in the browser: one writes, the others see and may take the pen."""

from __future__ import annotations

import itertools
import time

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from itsdangerous import TimestampSigner

from tests.conftest import House


class Around:
    """A trainer and three trainees around an exercise."""

    def __init__(self, house: House) -> None:
        self.room = house.classroom()
        self.trainer = house.as_trainer(self.room.trainer)
        self.people: list[FlaskClient] = [house.as_trainee(one) for one in self.room.people]
        self.desk = f"/formations/{self.room.training_id}/travaux/{self.room.exercise}/equipes"
        self.mine = f"/salle/exercices/{self.room.exercise}"

    def page(self, who: int) -> BeautifulSoup:
        return BeautifulSoup(self.people[who].get(self.mine).text, "html.parser")

    def writes(self, who: int) -> bool:
        return self.page(who).select_one("button.main[name=submit]") is not None


@pytest.fixture
def around(house: House) -> Around:
    return Around(house)


def test_the_trainer_makes_teams_and_one_writes_for_all(around: Around) -> None:
    assert around.trainer.post(around.desk, data={"mode": "trainer"}).status_code == 303
    assert around.trainer.post(f"{around.desk}/repartir", data={"count": "1"}).status_code == 303
    writers = [who for who in range(3) if around.writes(who)]
    assert len(writers) == 1
    writer, other = writers[0], (writers[0] + 1) % 3
    around.people[writer].post(f"{around.mine}/brouillon", data={"debts": "4 321 €"})
    seen = around.people[other].get(f"{around.mine}/equipe/etat")
    assert "4 321 €" in seen.text
    assert around.room.people[writer].name in seen.text
    again = around.people[other].get(
        f"{around.mine}/equipe/etat", headers={"If-None-Match": seen.headers["ETag"]}
    )
    assert again.status_code == 304
    refused = around.people[other].post(around.mine, data={"debts": "1"})
    assert refused.status_code == 422
    assert "tient le stylo" in refused.text

    around.people[other].post(f"{around.mine}/stylo")
    assert [around.writes(who) for who in (writer, other)] == [False, True]
    around.people[other].post(
        f"{around.mine}/stylo", data={"to": str(around.room.people[writer].id)}
    )
    assert around.writes(writer)
    sent = around.people[writer].post(around.mine, data={"debts": "1"})
    assert sent.status_code == 303
    settled = around.trainer.post(around.desk, data={"mode": "none"})
    assert settled.status_code == 422


def test_another_second_is_not_another_fragment(
    around: Around, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The token of a form is signed with the second: it must not send the fragment again."""
    seconds = itertools.count(int(time.time()))
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _signer: next(seconds))
    around.trainer.post(around.desk, data={"mode": "trainer"})
    around.trainer.post(f"{around.desk}/repartir", data={"count": "1"})
    state = f"{around.mine}/equipe/etat"
    first, second = around.people[0].get(state), around.people[0].get(state)
    assert "csrf_token" in first.text
    assert first.text != second.text
    assert first.headers["ETag"] == second.headers["ETag"]


def test_people_make_their_teams_where_they_may(around: Around) -> None:
    closed = around.people[0].post(f"{around.mine}/equipe", data={"name": "Nous"})
    assert closed.status_code == 422
    around.trainer.post(around.desk, data={"mode": "together"})
    assert "Choisir mon équipe" in around.page(0).get_text()
    made = around.people[0].post(f"{around.mine}/equipe", data={"name": "Nous"})
    assert made.status_code == 303
    page = BeautifulSoup(around.people[1].get(f"{around.mine}/equipe").text, "html.parser")
    team = page.select_one("input[name=team]")
    assert team is not None
    around.people[1].post(f"{around.mine}/equipe", data={"team": str(team["value"])})
    assert not around.writes(1)
    assert "Nous" in around.page(1).get_text()
    assert around.people[2].post(f"{around.mine}/equipe", data={"team": "999"}).status_code == 404
    nobody = around.people[2].post(f"{around.mine}/stylo")
    assert nobody.status_code == 303
    desk = around.trainer.get(around.desk).text
    assert "tient le stylo" in desk


def test_the_trainer_places_each_person(around: Around) -> None:
    around.trainer.post(around.desk, data={"mode": "trainer"})
    around.trainer.post(f"{around.desk}/placer", data={"name": "Les bleus"})
    page = BeautifulSoup(around.trainer.get(around.desk).text, "html.parser")
    team = str(page.select("select option")[1]["value"])
    who = around.room.people[2].id
    around.trainer.post(f"{around.desk}/placer", data={f"equipe-{who}": team})
    assert "Les bleus" in around.page(2).get_text()
    twice = around.trainer.post(f"{around.desk}/placer", data={"name": "les BLEUS"})
    assert twice.status_code == 422
    assert around.trainer.post(around.desk, data={"mode": "pairs"}).status_code == 404
    assert around.trainer.post(f"{around.desk}/repartir", data={"count": "9"}).status_code == 422
