"""A robot follows each programme as it stands, from the first page to the certificate.

The trainer creates the training with what the form proposes and opens every half-day; one trainee
reads, answers, calls, positions herself, judges the training, signs, and leaves with her two
documents. All of it goes through the pages; the content gives the right answers.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from simulator.content.programmes import Programme
from simulator.domain.training import rehearsal
from simulator.services import attempts, calls, catalogue, quizzes, secrets, trainees
from simulator.services.attempts import Activity
from simulator.services.trainees import Trainee
from simulator.services.trainings import Training
from simulator.store.calls import CallRow
from simulator.store.trainings import TraineeRow
from simulator.web.db import db
from simulator.web.layout import activity_url
from tests.classroom import CREDIT_FILE
from tests.conftest import House
from tests.databases import sqlite_template
from tests.documents.reading import text_of
from tests.robots import Robot, TrainerRobot

SEED = 20261123
PROGRAMMES = ("ACC-CTX", "CM-5P", "FC-005", "JCF-GFIN-14", "REC-IMP")
WHOLE = "Résultat : 100 %"
FORMS = {"welcome", "experience-board", "action-plan", "positioning", "progress", "hot-evaluation"}
BY_KIND = {"lesson": "lue", "exercise": "100,0 %", "quiz": "100,0 %"}


@pytest.fixture
def database_url(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a database in a file: what is tried here is the content, not the engine."""
    path = shutil.copy(sqlite_template(tmp_path_factory.getbasetemp()), tmp_path / "e.sqlite3")
    return f"sqlite:///{path}"


@pytest.fixture(autouse=True)
def _same_portfolio(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "new_seed", lambda: SEED)


class TraineeRobot(Robot):
    """The trainee: does whatever is open, and does it right."""

    house: House
    number: int = 0

    def enters(self, code: str) -> None:
        form = {"first_name": "Élodie", "last_name": "Martin", "company": "Société d’exemple"}
        self.fills(f"/rejoindre/{code}", **form)
        with self.house.app.app_context():
            self.number = db.session().scalars(select(TraineeRow.id)).one()

    def _me(self) -> Trainee:
        return trainees.trainee_of(db.session().get_one(TraineeRow, self.number))

    def reads(self, activity: Activity, path: str) -> None:
        assert _plain(activity.title) in _plain(self.opens(path).get_text())

    def solves(self, activity: Activity, path: str) -> None:
        self.opens(path)
        with self.house.app.app_context():
            row = db.session().get_one(Activity, activity.id)
            sheet = attempts.exercise(db.session(), self._me(), row, self.house.clock())
            solution = sheet.question.solved()
        self.fills(path, **solution)
        assert WHOLE in _plain(self.opens(path).get_text(" ")), activity.reference

    def answers(self, activity: Activity, path: str) -> None:
        with self.house.app.app_context():
            quiz = quizzes.find(db.session(), activity.reference)
        told = {each.id: rehearsal.right_answer(each) for each in quiz.questions}
        self.fills(path, **told)
        self.opens(path)

    def calls(self, activity: Activity, path: str) -> None:
        """Call one's own debtor, the best line each time, and read the debrief."""
        with self.house.app.test_request_context():
            script = f"/salle/appels/{activity.reference}/dossier"
        assert self.opens(path).h1
        here = self.fills(self.fills(script))
        while (line := self._best_line(activity.reference)) is not None:
            self.fills(here, option=line)
        if self.opens(here).find("a", string="Écrire le courriel de confirmation"):
            self.fills(f"{here}/courriel", mail="Je vous confirme ce dont nous sommes convenus.")
        assert "100" in self.opens(f"{here}/bilan").get_text()

    def _best_line(self, script: str) -> str | None:
        with self.house.app.app_context():
            row = db.session().scalars(select(CallRow).where(CallRow.script == script)).one()
            options = calls.talk_of(row).options()
            return max(options, key=lambda one: one.worth.rank).id if options else None

    def uses(self, activity: Activity, path: str) -> None:
        if activity.reference in FORMS:
            self.completes(path)
        else:
            answer = self.browser.get(path, follow_redirects=True)
            assert answer.status_code == 200, activity.reference

    def does(self, activity: Activity, path: str) -> None:
        work: dict[str, Callable[[Activity, str], None]] = {
            "lesson": self.reads,
            "exercise": self.solves,
            "quiz": self.answers,
            "roleplay": self.calls,
            "tool": self.uses,
        }
        work[activity.kind](activity, path)

    def takes_her_documents(self) -> list[bytes]:
        """Return her documents, once anybody could check their numbers."""
        page = self.opens("/salle/certificats")
        links = page.select('a[href^="/salle/certificats/"][href$=".pdf"]')
        for link in links:
            number = str(link["href"]).rsplit("/", 1)[1].removesuffix(".pdf")
            assert "authentique" in self.opens(f"/verifier/{number}").get_text()
        return [self.file(str(link["href"])) for link in links]


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("name", PROGRAMMES)
def test_a_robot_goes_from_the_first_page_of_a_programme_to_its_certificate(
    house: House, name: str
) -> None:
    programme = catalogue.programme(name)
    scenarios = catalogue.scenarios()
    claire = TrainerRobot(house.as_trainer(house.trainer()))
    claire.creates(programme, scenarios[PROGRAMMES.index(name) % len(scenarios)].id)
    training, agenda = _planned(house)
    assert [f"{row.kind}:{row.reference}" for row, _ in agenda] == _wanted(programme)

    elodie = TraineeRobot(house.app.test_client())
    elodie.house = house
    elodie.enters(training.join_code)
    elodie.completes("/salle/positionnement/avant")
    for half in training.half_days:
        claire.opens_the_half_day(half.id)
        listed = {str(link["href"]) for link in elodie.opens("/salle").select("ul.agenda a")}
        for activity, path in agenda:
            if activity.half_day_id == half.id:
                assert path in listed, activity.title
                _meets(claire, elodie, activity)
                elodie.does(activity, path)
        claire.has_it_signed(half.id, elodie)
    elodie.completes("/salle/positionnement/apres")
    if not any(row.reference == "hot-evaluation" for row, _ in agenda):
        elodie.completes("/salle/evaluation")
    claire.judges_and_issues()

    done = claire.reads_the_progress()
    for (row, _), (title, mark) in zip(agenda, done, strict=True):
        assert _plain(title) == _plain(row.title)
        assert _plain(mark) == BY_KIND.get(row.kind, _plain(mark)), row.reference
    documents = elodie.takes_her_documents()
    assert len(documents) == 2
    text = "".join("".join(text_of(body) for body in documents).split())
    assert all("".join(each.split()) in text for each in programme.objectives)
    assert f"{programme.hours}h" in text


def _planned(house: House) -> tuple[Training, list[tuple[Activity, str]]]:
    """Return the training with its half-days, and its activities with their addresses."""
    with house.app.test_request_context():
        training = db.session().scalars(select(Training)).one()
        rows = [row for row in training.activities if row.kind != "break"]
        found = [(row, activity_url(row)) for row in rows]
        assert len(training.half_days) == 2 * catalogue.programme(training.programme).days
        db.session().expunge_all()
    return training, found


def _wanted(programme: Programme) -> list[str]:
    named = [name for half in programme.half_days for name in half.activities]
    return [name for name in named if not name.startswith("break:")]


def _meets(claire: TrainerRobot, elodie: Robot, activity: Activity) -> None:
    """Do what the trainer does for an activity that takes place in the room."""
    if activity.reference == "live-quiz":
        claire.plays_a_live_quiz("quiz-enjeux", elodie)
    elif activity.reference == "credit-committee":
        claire.holds_a_committee(elodie, CREDIT_FILE)
