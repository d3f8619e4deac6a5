"""Joining, coming back, and the trainee's own pages, in the browser."""

from __future__ import annotations

import base64
import re
from threading import Barrier, Thread

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from simulator.services import trainees, trainings
from simulator.web.db import db
from tests.conftest import KEY, House


def shown(text: str, name: str) -> str:
    field = BeautifulSoup(text, "html.parser").select_one(f"input[name={name}]")
    assert field is not None
    return str(field.get("value", ""))


def fault(text: str) -> str:
    return " ".join(tag.get_text() for tag in BeautifulSoup(text, "html.parser").select(".fault"))


def join(browser: FlaskClient, code: str, first: str, last: str, company: str = "") -> object:
    form = {"first_name": first, "last_name": last, "company": company}
    return browser.post(f"/rejoindre/{code}", data=form)


def test_a_wrong_code_is_said_and_stays_in_its_field(house: House, client: FlaskClient) -> None:
    for answer in (
        client.post("/rejoindre", data={"code": "zzz zzz"}),
        client.get("/rejoindre/zzz zzz"),
    ):
        assert answer.status_code in {404, 422}
        assert fault(answer.text).startswith(
            "Aucune formation n’a le code « ZZZ ZZZ »".replace("« ", "«\u202f").replace(
                " »", "\u202f»"
            )
        )
        assert shown(answer.text, "code") == "zzz zzz"


@pytest.mark.parametrize("code", ["", "   ", "\x00"])
def test_no_code_at_all_is_asked_for(client: FlaskClient, code: str) -> None:
    answer = client.post("/rejoindre", data={"code": code})

    assert answer.status_code == 422
    assert fault(answer.text)


def test_a_closed_training_says_so_and_work_stays_readable(house: House) -> None:
    room = house.classroom()
    here = house.as_trainee(room.people[0])
    with house.app.app_context():
        training = trainings.get(db.session(), room.trainer, room.training_id)
        trainings.close(db.session(), room.trainer, training, house.clock())
        db.session.commit()
    stranger = house.app.test_client()
    code = house.code(room.training_id)

    refused = stranger.post("/rejoindre", data={"code": code})
    assert refused.status_code == 422
    assert "est terminée : on ne la rejoint plus".replace(" :", "\u202f:") in fault(refused.text)
    assert join(stranger, code, "Paul", "Roux").status_code == 404  # type: ignore[attr-defined]
    assert "restent lisibles" in here.get("/salle").text
    answered = here.post(f"/salle/exercices/{room.exercise}", data={"own_funds": "12"})
    assert answered.status_code == 422
    assert shown(answered.text, "own_funds") == "12"


@pytest.mark.parametrize(
    ("first", "last"), [("Élodie", "Martin"), ("elodie", "MARTIN"), ("Élo-die", "Mar tin")]
)
def test_a_name_already_there_is_said_and_what_was_typed_stays(
    house: House, first: str, last: str
) -> None:
    room = house.classroom()

    answer = join(house.app.test_client(), house.code(room.training_id), first, last, "Ma société")

    assert answer.status_code == 422  # type: ignore[attr-defined]
    text = answer.text  # type: ignore[attr-defined]
    assert "participe déjà à cette formation" in fault(text)
    assert [shown(text, n) for n in ("first_name", "last_name", "company")] == [
        first,
        last,
        "Ma société",
    ]


@pytest.mark.parametrize(
    ("first", "last"), [("", "Roux"), ("Paul", "  "), ("\x00", "Roux"), ("x" * 61, "Roux")]
)
def test_a_name_that_is_missing_or_endless_is_refused(house: House, first: str, last: str) -> None:
    code = house.code(house.training(house.trainer()))

    assert join(house.app.test_client(), code, first, last).status_code == 422  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Paul \t ", "Paul"),
        ("Pa\x00ul", "Paul"),
        ("Pa\u202eul", "Paul"),
        ("李明", "李明"),
        ("Zo\u200dé", "Zo\u200dé"),
        ("😀", "😀"),
    ],
)
def test_a_name_is_kept_without_what_does_not_show(house: House, typed: str, kept: str) -> None:
    number = house.training(house.trainer())
    browser = house.app.test_client()

    assert join(browser, house.code(number), typed, "Roux").status_code == 303  # type: ignore[attr-defined]

    heading = BeautifulSoup(browser.get("/salle/moi").text, "html.parser").h1
    assert heading is not None
    assert heading.get_text() == f"{kept} Roux"


def test_joining_again_in_the_same_browser_offers_to_go_on(house: House) -> None:
    room = house.classroom()

    page = house.as_trainee(room.people[0]).get(f"/rejoindre/{house.code(room.training_id)}")

    assert "Continuer comme Élodie" in page.text


def test_the_resume_link_of_the_page_opens_the_same_work_elsewhere(house: House) -> None:
    room = house.classroom()
    browser = house.as_trainee(room.people[0])
    browser.post(f"/salle/exercices/{room.exercise}/brouillon", data={"own_funds": "4 321"})
    page = BeautifulSoup(browser.get("/salle/moi").text, "html.parser")
    address = page.select_one("a[href*='/reprendre/']")
    code = page.select_one("img[alt^='Code QR']")
    assert address is not None
    assert code is not None
    drawing = base64.b64decode(str(code["src"]).partition("base64,")[2])
    assert drawing.startswith(b"<svg")

    elsewhere = house.app.test_client()
    assert elsewhere.get(str(address["href"])).headers["Location"] == "/salle"
    again = elsewhere.get(f"/salle/exercices/{room.exercise}")
    assert shown(again.text, "own_funds") == "4 321"


def test_a_dead_link_says_what_to_do(house: House) -> None:
    room = house.classroom()
    token = trainees.resume_token(KEY, room.people[0])
    trainer = house.as_trainer(room.trainer)
    trainer.post(f"/formations/{room.training_id}/stagiaires/{room.people[0].id}/lien")

    for dead in (token, "rien", "é", "x" * 500):
        answer = house.app.test_client().get(f"/reprendre/{dead}")
        assert answer.status_code == 410
        assert "Demandez-en un nouveau au formateur" in answer.text


def test_a_browser_that_is_forgotten_shows_nothing_more(house: House) -> None:
    browser = house.as_trainee(house.classroom().people[0])

    assert browser.post("/salle/quitter").headers["Location"] == "/"
    assert browser.get("/salle").headers["Location"] == "/"


def test_the_state_answers_not_modified_until_something_moves(house: House) -> None:
    room = house.classroom()
    browser = house.as_trainee(room.people[0])
    first = browser.get("/salle/etat")
    tag = {"If-None-Match": first.headers["ETag"]}
    assert browser.get("/salle/etat", headers=tag).status_code == 304

    base = f"/formations/{room.training_id}/activites/{room.exercise}"
    house.as_trainer(room.trainer).post(f"{base}/closed")
    moved = browser.get("/salle/etat", headers=tag)
    assert moved.status_code == 200
    assert "fermée" in moved.text


@pytest.mark.parametrize("place", ["999999", "-1", "x", "99999999999999999999", ""])
def test_a_place_that_does_not_exist_does_not_break_the_state(house: House, place: str) -> None:
    browser = house.as_trainee(house.classroom().people[0])

    assert browser.get("/salle/etat", query_string={"activite": place}).status_code == 200


def test_the_trainer_sees_where_people_are(house: House) -> None:
    room = house.classroom()
    house.clock.forward(seconds=20)
    house.as_trainee(room.people[0]).get(f"/salle/etat?activite={room.exercise}")

    grid = house.as_trainer(room.trainer).get(f"/formations/{room.training_id}/etat").text

    line = next(
        row for row in BeautifulSoup(grid, "html.parser").select("tr") if "Élodie" in row.text
    )
    assert "Lire un bilan" in line.text


def test_thirty_people_join_in_the_same_second(house: House) -> None:
    number = house.training(house.trainer())
    code, gate, got = house.code(number), Barrier(30), []

    def enter(rank: int) -> None:
        browser = house.app.test_client()
        gate.wait()
        browser.post("/rejoindre", data={"code": code})
        answer = join(browser, code, f"Personne {rank}", "Essai")
        room = browser.get("/salle")
        got.append((answer.status_code, room.status_code))  # type: ignore[attr-defined]

    threads = [Thread(target=enter, args=(rank,)) for rank in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert got == [(303, 200)] * 30


def test_the_door_shows_no_word_of_anybody(house: House, client: FlaskClient) -> None:
    room = house.classroom()
    text = client.get(f"/rejoindre/{house.code(room.training_id)}").text

    assert not re.search("Martin|Benaïssa|Le Goff", text)
