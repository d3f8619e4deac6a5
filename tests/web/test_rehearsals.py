"""Rehearsing from the pages: started, conducted, played live, printed, removed."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from simulator.services import game_people, games, rehearsals, rooms
from simulator.services.trainings import Training
from simulator.web.db import db
from tests.classroom import STROKES, Classroom
from tests.conftest import House
from tests.documents.reading import check_standards, text_of
from tests.practice import QUIZ

PEOPLE = 4


@pytest.fixture
def room(house: House) -> Classroom:
    return house.classroom()


@pytest.fixture
def claire(house: House, room: Classroom) -> FlaskClient:
    return house.as_trainer(room.trainer)


@pytest.fixture
def desk(claire: FlaskClient, room: Classroom) -> str:
    """Return the address of a rehearsal that was just started."""
    answer = claire.post(f"/formations/{room.training_id}/repetition", data={"people": PEOPLE})
    assert answer.status_code == 303
    return answer.headers["Location"].removesuffix("/repetition")


def number(desk: str) -> int:
    return int(desk.rsplit("/", 1)[1])


def text(page: str) -> str:
    return " ".join(BeautifulSoup(page, "html.parser").main.get_text(" ").split())


def test_the_desk_and_the_new_training_lead_to_a_rehearsal(
    claire: FlaskClient, room: Classroom
) -> None:
    path = f"/formations/{room.training_id}"
    assert f'href="{path}/repetition"' in claire.get(path).text

    page = BeautifulSoup(claire.get("/formations/nouvelle").text, "html.parser")
    assert page.find("input", value="Répéter seul, avec des stagiaires simulés")
    form = {
        "programme": "ACC-CTX",
        "first_day": "2026-12-07",
        "morning": "09:00",
        "afternoon": "13:30",
        "scenario": "negoce-materiaux",
        "customers": "30",
        "rehearse": "Répéter seul",
    }
    answer = claire.post("/formations/nouvelle", data=form)
    assert re.fullmatch(r"/formations/\d+/repetition", answer.headers["Location"])


@pytest.mark.parametrize("people", ["3", "13", "beaucoup", ""])
def test_a_headcount_that_does_not_hold_is_said_at_its_field(
    claire: FlaskClient, room: Classroom, people: str
) -> None:
    answer = claire.post(f"/formations/{room.training_id}/repetition", data={"people": people})

    assert answer.status_code == 422
    field = BeautifulSoup(answer.text, "html.parser").find("input", {"name": "people"})
    assert field["aria-invalid"] == "true"


def test_a_rehearsal_is_listed_beside_its_training_and_nowhere_else(
    claire: FlaskClient, room: Classroom, desk: str
) -> None:
    assert f"{desk}/repetition" in claire.get(f"/formations/{room.training_id}/repetition").text
    assert f'"{desk}"' not in claire.get("/formations").text
    assert "rien ici n’est compté" in text(claire.get(desk).text)
    assert "Répéter seul" not in claire.get(desk).text


def test_bots_do_what_the_trainer_opens_at_the_desk(
    house: House, claire: FlaskClient, desk: str
) -> None:
    with house.app.app_context():
        training = db.session().get_one(Training, number(desk))
        lesson, quiz = (
            next(row.id for row in training.activities if row.kind == kind)
            for kind in ("lesson", "quiz")
        )
        second = training.half_days[1].id

    claire.post(f"{desk}/activites/{lesson}/open")
    claire.post(f"{desk}/activites/{quiz}/open")
    claire.post(f"{desk}/demi-journees/{second}/ouvrir")

    with house.app.app_context():
        training = db.session().get_one(Training, number(desk))
        grid = rooms.grid(db.session(), training, house.clock())
        seen = [[cell.status for cell in person.cells] for person in grid.people]
    assert len(seen) == PEOPLE
    assert all(cells[0] for cells in seen)
    assert any("done" in cells for cells in seen)


def test_a_real_training_stays_as_it_is_when_the_trainer_opens_something(
    house: House, claire: FlaskClient, room: Classroom
) -> None:
    claire.post(f"/formations/{room.training_id}/activites/{room.quiz}/open")

    with house.app.app_context():
        assert rooms.marks(db.session(), room.training_id) == {}


@pytest.mark.parametrize(
    "step", ["accueil", "quiz", "bilan", "demi-journees/{}/travail", "demi-journees/{}/signature"]
)
def test_a_step_is_refused_in_a_real_training(
    claire: FlaskClient, room: Classroom, step: str
) -> None:
    path = step.format(room.half_days[0])

    answer = claire.post(f"/formations/{room.training_id}/repetition/{path}")

    assert answer.status_code == 409
    assert "vraie formation" in answer.text


def test_a_rehearsal_goes_from_the_welcome_to_documents_that_say_what_they_are(
    house: House, claire: FlaskClient, desk: str
) -> None:
    with house.app.app_context():
        halves = [half.id for half in db.session().get_one(Training, number(desk)).half_days]
    step = f"{desk}/repetition"
    said = [text(claire.post(f"{step}/accueil", follow_redirects=True).text)]
    for half in halves:
        said.append(claire.post(f"{step}/demi-journees/{half}/travail").headers["Location"])
        answer = claire.post(f"{step}/demi-journees/{half}/signature", follow_redirects=True)
        said.append(text(answer.text))
        claire.post(f"{desk}/emargement/{half}/cloturer", data={"strokes": STROKES})
    said.append(text(claire.post(f"{step}/bilan", follow_redirects=True).text))
    assert f"tour de table : {PEOPLE} sur {PEOPLE}" in said[0].replace("\u202f", " ")
    assert said[1].endswith(f"#demi-journee-{halves[0]}")
    assert f"{PEOPLE} stagiaires simulés ont signé" in said[2]
    assert f"à chaud : {PEOPLE} sur {PEOPLE}" in said[-1].replace("\u202f", " ")

    claire.post(f"{desk}/certificats/tous/certificat")
    page = BeautifulSoup(claire.get(f"{desk}/certificats").text, "html.parser")
    link = page.find("a", string=re.compile("REPETITION-"))
    sheet = f"{desk}/emargement/{halves[0]}.pdf"
    with zipfile.ZipFile(io.BytesIO(claire.get(f"{desk}/qualiopi.zip").data)) as folder:
        evidence = [folder.read("index.pdf"), folder.read("indicateur-11/bilan.pdf")]
    printed = [claire.get(link["href"]).data, claire.get(sheet).data]
    for body in (*printed, *evidence, claire.get(f"{desk}/convocations.pdf").data):
        check_standards(body)
        assert "ce document ne certifie rien" in text_of(body)
    checked = text(claire.get(f"/verifier/{link.get_text(strip=True)}").text)
    assert "il ne certifie rien" in checked
    assert "authentique" not in checked


def test_bots_enter_the_live_quiz_and_answer_as_the_trainer_goes_on(
    house: House, claire: FlaskClient, desk: str
) -> None:
    quiz = f"{desk}/quiz-direct/nouveau/{QUIZ}"
    page = BeautifulSoup(claire.get(quiz).text, "html.parser")
    chosen = [box["value"] for box in page.find_all("input", {"name": "questions"})]
    form = {"questions": chosen, "scoring": "accuracy", "teams": "none"}
    form |= {"seconds": "content", "talk_seconds": "0"}

    made = claire.post(quiz, data=form)
    assert made.status_code == 303
    game = made.headers["Location"]
    with house.app.app_context():
        row = games.live(db.session(), number(desk))
        assert row is not None
        assert len(game_people.players(db.session(), row.id)) == PEOPLE
    claire.post(f"{game}/action", data={"act": "next", "seen": "-1"})
    with house.app.app_context():
        pulse = games.pulse(db.session(), row.id, house.clock())
    assert 1 <= pulse.answered <= PEOPLE

    page = text(claire.get(f"{desk}/repetition").text)
    assert "est en cours" in page
    again = claire.post(f"{desk}/repetition/quiz", follow_redirects=True)
    assert f"{pulse.answered} réponses" in text(again.text)


def test_a_removed_rehearsal_is_gone_and_its_training_stays(
    house: House, claire: FlaskClient, room: Classroom, desk: str
) -> None:
    answer = claire.post(f"{desk}/repetition/supprimer")

    assert answer.headers["Location"] == f"/formations/{room.training_id}/repetition"
    assert claire.get(desk).status_code == 404
    with house.app.app_context():
        training = db.session().get_one(Training, room.training_id)
        assert rehearsals.of_training(db.session(), training) == ()
        assert len(training.trainees) == len(room.people)


def test_a_training_cannot_be_removed_as_a_rehearsal(claire: FlaskClient, room: Classroom) -> None:
    answer = claire.post(f"/formations/{room.training_id}/repetition/supprimer")

    assert answer.status_code == 409
    assert claire.get(f"/formations/{room.training_id}").status_code == 200
