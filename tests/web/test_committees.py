"""The credit committee as a room holds it: file, vote, decision, projector, minutes."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from simulator.domain.credit.delegation import RULES, Role
from simulator.domain.training.committee import (
    GUARANTEES,
    OF_FILE,
    OF_MINUTES,
    Choice,
    Stage,
)
from simulator.services.line_facts import AMOUNTS
from simulator.web import committee_words as words
from tests.classroom import CREDIT_FILE, CREDIT_MINUTES, Classroom
from tests.conftest import House

CUSTOMER = 4
FILE = f"/salle/comite/clients/{CUSTOMER}"


def test_everything_has_its_word() -> None:
    assert set(words.STAGES) == set(Stage)
    assert set(words.CHOICES) == set(Choice)
    assert tuple(words.GUARANTEES) == GUARANTEES
    assert tuple(words.FILE_LABELS) == OF_FILE
    assert tuple(words.MINUTES_LABELS) == OF_MINUTES
    assert tuple(words.SEATS) == RULES.committee.members
    assert set(words.ROLES) == set(Role)
    shown = {name for name, *_ in (*words.FIGURES, *words.METHODS)}
    assert shown == set(AMOUNTS)


@pytest.fixture
def room(house: House) -> Classroom:
    return house.classroom()


@pytest.fixture
def desk(house: House, room: Classroom) -> FlaskClient:
    browser = house.as_trainer(room.trainer)
    assert browser.post(f"/formations/{room.training_id}/comite").status_code == 303
    return browser


def first_file(desk: FlaskClient, room: Classroom) -> str:
    """Return the address of the trainer's page of the first file."""
    page = BeautifulSoup(desk.get(f"/formations/{room.training_id}/comite").text, "html.parser")
    link = page.select_one("a[href*='/comite/dossiers/']")
    assert link is not None
    return str(link["href"])


def test_a_line_is_prepared_voted_decided_and_read_by_its_author(
    house: House, room: Classroom, desk: FlaskClient
) -> None:
    author, *voters = (house.as_trainee(person) for person in room.people)
    assert author.post(FILE, data=CREDIT_FILE | {"submit": "1"}).status_code == 303
    address = first_file(desk, room)
    mine = f"/salle/comite/dossiers/{address.rsplit('/', 1)[1]}"
    assert "Votre vote" not in voters[0].get(mine).text
    assert desk.post(f"{address}/vote").status_code == 303

    assert "Votre vote" not in author.get(mine).text
    screen = f"/formations/{room.training_id}/comite/projecteur"
    for voter in voters:
        assert "Votre vote" in voter.get(mine).text
        assert voter.post(f"{mine}/vote", data={"choice": "for"}).status_code == 303
    assert "2 votes reçus" in desk.get(screen).text
    assert "Pour" not in BeautifulSoup(desk.get(screen).text, "html.parser").main.get_text()
    assert desk.post(address, data=CREDIT_MINUTES).status_code == 303

    assert "Ligne accordée" in desk.get(screen).text
    assert "25\u202f000\u202f€" in desk.get(f"{screen}/etat").text
    assert CREDIT_MINUTES["conditions"] in author.get(mine).text
    lines = author.get("/salle/lignes").text
    assert "Comité de crédit" in lines
    assert "31/05/2027" in lines
    minutes = BeautifulSoup(
        desk.get(f"/formations/{room.training_id}/comite").text, "html.parser"
    ).select_one("a[href$='/proces-verbal']")
    assert minutes is not None
    printed = desk.get(str(minutes["href"])).text
    assert "2 pour, 0 contre" in printed
    for person in room.people[1:]:
        assert person.name not in printed


def test_a_file_that_does_not_hold_says_why_at_its_field_and_keeps_what_was_typed(
    house: House, room: Classroom, desk: FlaskClient
) -> None:
    author = house.as_trainee(room.people[0])
    answer = author.post(FILE, data=CREDIT_FILE | {"proposal": "beaucoup", "submit": "1"})

    assert answer.status_code == 422
    fault = BeautifulSoup(answer.text, "html.parser").select_one("#proposal-fault")
    assert fault is not None
    assert fault.get_text() == words.FAULTS["figure"]
    assert CREDIT_FILE["justification"] in author.get(FILE).text
    assert "brouillon" in author.get("/salle/comite").text
    assert "1 dossier en préparation" in desk.get(f"/formations/{room.training_id}/comite").text


def test_without_a_sitting_nothing_is_submitted(house: House, room: Classroom) -> None:
    author = house.as_trainee(room.people[0])

    answer = author.post(FILE, data=CREDIT_FILE | {"submit": "1"})

    assert answer.status_code == 422
    assert "Aucun comité n’est ouvert" in answer.text


def test_the_chair_is_told_what_is_missing_and_closes_the_sitting(
    house: House, room: Classroom, desk: FlaskClient
) -> None:
    author, voter, _ = (house.as_trainee(person) for person in room.people)
    author.post(FILE, data=CREDIT_FILE | {"submit": "1"})
    address = first_file(desk, room)
    desk.post(f"{address}/vote")
    refused = desk.post(address, data=CREDIT_MINUTES)
    assert refused.status_code == 422
    assert "quorum n’est pas atteint" in refused.text
    assert CREDIT_MINUTES["reasons"] in refused.text
    blank = desk.post(address, data=CREDIT_MINUTES | {"reasons": ""})
    assert BeautifulSoup(blank.text, "html.parser").select_one("#reasons-fault") is not None
    number = address.rsplit("/", 1)[1]
    strange = voter.post(f"/salle/comite/dossiers/{number}/vote", data={"choice": "peut-être"})
    assert strange.status_code >= 400
    desk_page = f"/formations/{room.training_id}/comite"
    assert desk.post(desk_page, data={"close": "1"}).status_code >= 400  # a vote is running


def test_what_screens_follow_is_not_sent_twice(
    house: House, room: Classroom, desk: FlaskClient
) -> None:
    phone = house.as_trainee(room.people[0])
    followed = (
        (phone, "/salle/comite/etat"),
        (desk, f"/formations/{room.training_id}/comite/etat"),
        (desk, f"/formations/{room.training_id}/comite/projecteur/etat"),
    )
    for browser, address in followed:
        tag = browser.get(address).headers["ETag"]
        assert browser.get(address, headers={"If-None-Match": tag}).status_code == 304
