"""A room around one live quiz, by its pages."""

from __future__ import annotations

import json
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import func, select

from simulator.domain.quiz.grading import right_answer
from simulator.domain.quiz.live_view import tokens
from simulator.services import catalogue
from simulator.services.games import LiveGame
from simulator.web.db import db
from tests.classroom import Classroom
from tests.conftest import Clock, House

QUIZ = "quiz-enjeux"
JSON = {"Accept": "application/json"}


class Table:
    """A training, its trainer and its phones around one live quiz."""

    def __init__(self, house: House, clock: Clock, **rules: Any) -> None:
        self.house, self.clock = house, clock
        self.room: Classroom = house.classroom()
        self.claire = house.as_trainer(self.room.trainer)
        self.phones = [house.as_trainee(person) for person in self.room.people]
        self.desk = f"/formations/{self.room.training_id}/quiz-direct"
        self.quiz = catalogue.quiz(QUIZ)
        form = {"questions": [q.id for q in self.quiz.questions], "time": "60", **rules}
        answer = self.claire.post(f"{self.desk}/nouveau/{QUIZ}", data=form)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        self.game_id = int(answer.headers["Location"].rsplit("/", 1)[1])
        self.here = f"{self.desk}/{self.game_id}"
        self.jeu = f"/jeu/{self.game_id}"

    def enter(self) -> None:
        for phone in self.phones:
            assert phone.get(self.jeu).status_code == 200

    def act(self, act: str, seen: int | None = None) -> int:
        if seen is None:
            seen = self.state(self.claire, self.here)["number"] - 1
        return self.claire.post(
            f"{self.here}/action", data={"act": act, "seen": seen}, headers=JSON
        ).status_code

    def go_to(self, question_id: str) -> None:
        """Ask the questions one after the other until this one is asked."""
        wanted = next(n for n, q in enumerate(self.quiz.questions) if q.id == question_id)
        for _ in range(wanted + 1):
            if self.state(self.claire, self.here)["phase"] == "asking":
                assert self.act("close") == 204
            assert self.act("next") == 204

    def state(self, browser: FlaskClient, at: str) -> dict[str, Any]:
        return json.loads(browser.get(f"{at}/etat", headers=JSON).data)

    def answer(
        self, phone: FlaskClient, text: str, client_id: str = "a", question: int | None = None
    ):
        if question is None:
            question = self.state(self.claire, self.here)["number"] - 1
        return phone.post(
            f"{self.jeu}/reponse",
            data={"question": question, "answer": text, "client_id": client_id},
            headers=JSON,
        )

    def right(self, number: int = 0) -> str:
        """Return what a phone sends for the right answer: places on the screen."""
        question = self.quiz.questions[number]
        with self.house.app.app_context():
            seed = db.session().get_one(LiveGame, self.game_id).seed
        return ",".join(tokens(question, seed, right_answer(question)))

    def count(self, table: Any) -> int:
        with self.house.app.app_context():
            return db.session().scalar(select(func.count()).select_from(table)) or 0
