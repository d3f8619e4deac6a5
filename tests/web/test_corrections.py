"""The trainer's pages after the work: copies, regrade, undo, time, statistics, paper."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from simulator.services import attempts, questions, quizzes
from simulator.services.trainings import Training
from simulator.store.attempts import AttemptRow, GradingRow
from simulator.store.audit import AuditRow
from simulator.web.db import db
from tests import classroom
from tests.afternoon import CORRECTED, Afternoon
from tests.classroom import Classroom
from tests.conftest import House
from tests.services.test_questions import truth
from tests.web.reading import unsafe


class Desk:
    """The trainer's browser on an exercise whose key is wrong."""

    def __init__(self, house: House, patch: pytest.MonkeyPatch) -> None:
        self.house, self.patch = house, patch
        self.room: Classroom = house.classroom()
        self.browser: FlaskClient = house.as_trainer(self.room.trainer)
        self.base = f"/formations/{self.room.training_id}/travaux/{self.room.exercise}"
        with house.app.app_context():
            work = Afternoon(db.session(), self.room, house.clock, patch)
            work.send(0, "DL")
            work.send(1, "EE")
            db.session.commit()

    def correct(self) -> None:
        with self.house.app.app_context():
            Afternoon(db.session(), self.room, self.house.clock, self.patch).correct(CORRECTED)

    def page(self, path: str = "") -> BeautifulSoup:
        answer = self.browser.get(self.base + path)
        assert answer.status_code == 200, answer.text
        assert unsafe(answer.text) == []
        return BeautifulSoup(answer.text, "html.parser")

    def post(self, path: str, **form: str) -> TestResponse:
        return self.browser.post(self.base + path, data=form)

    def attempt(self, who: int) -> int:
        with self.house.app.app_context():
            asked = select(AttemptRow.id).where(AttemptRow.trainee_id == self.room.people[who].id)
            return db.session().scalars(asked).one()

    def marks(self) -> dict[str, str]:
        rows = self.page().select("section[aria-labelledby=copies] tbody tr")
        return {
            row.th.get_text(strip=True): row.select("td")[1].get_text(strip=True)
            for row in rows
            if row.th
        }

    def journal(self) -> list[str]:
        with self.house.app.app_context():
            return list(db.session().scalars(select(AuditRow.action).order_by(AuditRow.id)))


@pytest.fixture
def desk(house: House, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(house, monkeypatch)


def test_a_wrong_key_is_corrected_and_undone(desk: Desk) -> None:
    before = {"Élodie Martin": "100\u202f%", "Karim Benaïssa": "75\u202f%"}
    nobody = {"Anne-Sophie Le Goff": "—"}
    assert desk.marks() == before | nobody
    desk.correct()

    seen = desk.page("/recorriger")
    tiles = [tile.get_text() for tile in seen.select(".tile dd")]
    assert tiles == ["1", "0", "1"]
    assert desk.marks() == before | nobody
    seal = str(seen.select_one("input[name=seal]")["value"])  # type: ignore[index]
    refused = desk.post("/recorriger", seal=seal, pertes="non", reason=" ")
    assert refused.status_code == 422
    assert "Donnez la raison" in refused.text
    stale = desk.post("/recorriger", seal="autre", pertes="non", reason="clé")
    assert stale.status_code == 422
    made = desk.post("/recorriger", seal=seal, pertes="non", reason="La clé était fausse")
    assert made.status_code == 303
    assert desk.marks()["Karim Benaïssa"] == "100\u202f%"
    assert "La clé était fausse" in desk.page().get_text()

    assert desk.post("/bascule", run="0").status_code == 303
    assert desk.marks() == before | nobody
    assert desk.journal()[-2:] == ["exercise.regraded", "exercise.switched"]


def test_a_severe_regrade_says_who_loses(desk: Desk) -> None:
    desk.correct()
    seen = desk.page("/recorriger?pertes=oui")

    assert [tile.get_text() for tile in seen.select(".tile dd")] == ["1", "1", "0"]
    assert "▼" in seen.get_text()
    with desk.house.app.app_context():
        assert len(db.session().scalars(select(GradingRow.id)).all()) == 2


def test_a_mark_is_given_with_its_reason_and_shown_to_the_trainee(desk: Desk) -> None:
    path = f"/copies/{desk.attempt(1)}"
    assert "Total" in desk.page(path).get_text()
    for mark, reason in (("140", "trop"), ("90", ""), ("beaucoup", "x")):
        refused = desk.post(path, mark=mark, reason=reason)
        assert refused.status_code == 422
        field = BeautifulSoup(refused.text, "html.parser").select_one("#mark")
        assert field is not None
        assert field["value"] == mark
    assert desk.post(path, mark="87,5 %", reason="Méthode juste").status_code == 303
    assert desk.marks()["Karim Benaïssa"] == "88\u202f%"

    trainee = desk.house.as_trainee(desk.room.people[1])
    shown = trainee.get(f"/salle/exercices/{desk.room.exercise}").text
    assert "Méthode juste" in shown
    assert desk.post(path, mark="", reason="Rendue").status_code == 303
    assert desk.marks()["Karim Benaïssa"] == "75\u202f%"
    assert "note calculée rendue" in desk.page(path).get_text()


def test_time_is_given_and_a_deadline_set(desk: Desk) -> None:
    late = desk.post("/echeance", at="2020-01-01T10:00")
    assert late.status_code == 422
    assert desk.post("/echeance", at="demain").status_code == 422
    assert desk.post("/echeance", at="2026-11-23T12:00").status_code == 303
    assert "2026-11-23T12:00" in str(desk.page().select_one("#at"))
    who = str(desk.room.people[2].id)
    assert desk.post("/temps", trainee=who, minutes="20", reason="").status_code == 422
    assert desk.post("/temps", trainee=who, minutes="20", reason="Panne").status_code == 303
    assert "12:20" in desk.page().get_text()

    desk.house.clock.forward(hours=2, minutes=40)
    address = f"/salle/exercices/{desk.room.exercise}"
    answers = [
        desk.house.as_trainee(desk.room.people[rank]).post(address, data={"debts": "1"})
        for rank in (0, 2)
    ]
    assert [answer.status_code for answer in answers] == [422, 303]
    assert desk.post("/echeance", at="").status_code == 303


def test_the_projector_shows_no_name_and_the_private_page_does(desk: Desk) -> None:
    private, room = desk.page("/statistiques"), desk.page("/projecteur")

    assert "Karim Benaïssa" in private.get_text()
    for person in desk.room.people:
        assert person.first_name not in room.get_text()
    for page in (private, room):
        assert len(page.select("svg rect.bar-value")) == 2
        assert page.select_one("svg[role=img]") is not None
    assert "moins de 5 copies" in private.get_text()


def test_paper_has_a_sheet_each_and_answers_only_in_the_key(desk: Desk) -> None:
    plain, key = desk.page("/papier"), desk.page("/papier?corrige=1")

    for page in (plain, key):
        assert len(page.select("article.sheet")) == 3
    with desk.house.app.app_context():
        activity = classroom.activity(db.session(), desk.room.exercise)
        person = desk.room.people[0]
        question = attempts.exercise(db.session(), person, activity, desk.house.clock()).question
    expected = question.judges[0].expected
    assert expected in key.get_text()
    assert expected not in plain.get_text()
    assert len(desk.page(f"/papier?stagiaire={person.id}").select("article.sheet")) == 1


def test_the_correction_is_released_to_all(desk: Desk) -> None:
    assert desk.post("/correction").status_code == 303
    trainee = desk.house.as_trainee(desk.room.people[2])
    page = BeautifulSoup(trainee.get(f"/salle/exercices/{desk.room.exercise}").text, "html.parser")

    assert page.select_one("#correction") is not None
    assert "Correction affichée à tous" in desk.page().get_text()


def test_pages_before_anybody_worked_are_whole(house: House) -> None:
    room = house.classroom(())
    browser = house.as_trainer(room.trainer)
    base = f"/formations/{room.training_id}/travaux/{room.exercise}"
    for path in ("", "/recorriger", "/statistiques", "/projecteur", "/papier", "/equipes"):
        assert browser.get(base + path).status_code == 200
    lesson = f"/formations/{room.training_id}/travaux/{room.lesson}"
    assert browser.get(lesson).status_code == 404
    quiz = f"/formations/{room.training_id}/travaux/{room.quiz}"
    assert browser.get(quiz).status_code == 200
    assert browser.get(f"{quiz}/recorriger").status_code == 404


def test_the_marks_of_a_trainers_own_quiz_outlive_its_wrong_key(house: House) -> None:
    """The bank is corrected after lunch: marks stay, and the trainer gives the right one."""
    room, clock = house.classroom(), house.clock
    person, trainer = room.people[0], room.trainer
    with house.app.app_context():
        session = db.session()
        asked = truth("Le DSO se compte en jours.")
        wrong = replace(asked, options=tuple(replace(o, right=not o.right) for o in asked.options))
        number = questions.create(session, trainer, "DSO", "", wrong, clock())
        quiz = quizzes.create(session, trainer, "Le nôtre", clock())
        quizzes.add(session, trainer, quiz, [number], [])
        training = session.get_one(Training, room.training_id)
        placed = quizzes.place(session, trainer, training, quiz, room.half_days[1], clock())
        placed.state = "open"
        session.flush()
        attempts.submit_quiz(session, person, placed, {f"b{number}": "true"}, "clic", clock())
        questions.edit(session, trainer, number, "DSO", "", asked, clock())
        base = f"/formations/{room.training_id}/travaux/{placed.id}"
        work = session.scalars(select(AttemptRow.id).filter_by(activity_id=placed.id)).one()
        address = f"/salle/quiz/{placed.id}"
        db.session.commit()
    browser = house.as_trainer(trainer)

    def mark(page: str) -> str:
        rows = BeautifulSoup(page, "html.parser").select("section[aria-labelledby=copies] tbody tr")
        (own,) = (row for row in rows if person.last_name in row.get_text())
        return own.select("td")[1].get_text(strip=True)

    page = browser.get(base).text
    assert "Une clé fausse" in page
    assert mark(page) == "0\u202f%"
    for path in ("/recorriger", "/statistiques", "/projecteur", "/papier"):
        assert browser.get(base + path).status_code == 404
    assert house.as_trainee(person).get(address).status_code == 200
    assert browser.get(f"{base}/copies/{work}").status_code == 200
    given = {"mark": "100", "reason": "clé fausse"}
    assert browser.post(f"{base}/copies/{work}", data=given).status_code == 303

    assert mark(browser.get(base).text) == "100\u202f%"
    assert ";100,0 %" in browser.get(f"/formations/{room.training_id}/exports/avancement.csv").text
