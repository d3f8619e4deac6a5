"""Every page of everybody, on an empty training and on a full one: it answers, it is safe, it is
French."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from simulator.services import letters
from simulator.store.games import GameRow
from simulator.store.triads import TriadRoundRow
from simulator.web.db import db
from tests.classroom import Classroom, activity
from tests.conftest import House
from tests.web.reading import misprints, unsafe
from tests.web.routes import ROUTES

TRAINEE_PAGES = (
    "/salle",
    "/salle/etat",
    "/salle/moi",
    "/salle/portefeuille",
    "/salle/clients/0",
    "/salle/clients/3?tout=1",
    "/salle/balance-agee",
    "/salle/glossaire",
    "/salle/entreprise",
    "/salle/certificats",
    "/salle/evaluation",
    "/salle/positionnement/avant",
    "/salle/positionnement/apres",
    "/salle/tour-de-table",
    "/salle/experiences",
    "/salle/plan-d-action",
    "/salle/emargement",
    "/salle/trinomes",
    "/salle/lettres",
)
TRAINER_PAGES = (
    "",
    "/etat",
    "/stagiaires",
    "/emargement",
    "/evaluations",
    "/acquis",
    "/positionnement",
    "/tour-de-table",
    "/experiences",
    "/plan-d-action",
    "/certificats",
    "/projecteur",
    "/jeux-de-role",
    "/jeux-de-role/resultats",
)
STAFF_PAGES = ("/formations", "/formations/nouvelle", "/compte", "/organisme")
PUBLIC_PAGES = ("/", "/connexion", "/connexion/secret", "/verifier")


def _read(browser: FlaskClient, addresses: Iterator[str]) -> Iterator[tuple[str, TestResponse]]:
    for address in addresses:
        yield address, browser.get(address)


def trainer_pages(house: House, room: Classroom) -> Iterator[tuple[str, TestResponse]]:
    base = f"/formations/{room.training_id}"
    yield from _read(house.as_trainer(room.trainer), (base + page for page in TRAINER_PAGES))
    halves = [
        f"{base}/{kind}/{n}" for n in room.half_days for kind in ("emargement", "demi-journees")
    ]
    people = [f"{base}/stagiaires/{person.id}" for person in room.people]
    people += [f"{base}/conseils/{person.id}" for person in room.people[:1]]
    people += [f"{base}/emargement/{room.half_days[0]}/correction/{p.id}" for p in room.people[:1]]
    yield from _read(house.as_trainer(room.trainer), iter([*halves, *people, *STAFF_PAGES]))


def trainee_pages(house: House, room: Classroom) -> Iterator[tuple[str, TestResponse]]:
    browser = house.as_trainee(room.people[0])
    yield from _read(browser, iter(TRAINEE_PAGES))
    work = (
        f"/salle/exercices/{room.exercise}",
        f"/salle/exercices/{room.exercise}?variante=1",
        f"/salle/quiz/{room.quiz}",
        f"/salle/lecons/{room.lesson}",
    )
    yield from _read(browser, iter(work))


def game_pages(house: House, room: Classroom) -> Iterator[tuple[str, TestResponse]]:
    """The pages of the live quiz of a full training, which is the only one of its database."""
    base = f"/formations/{room.training_id}"
    with house.app.app_context():
        game = db.session().scalars(select(GameRow.id)).one()
        quiz = activity(db.session(), room.quiz).reference
    desk = ("", f"/nouveau/{quiz}", f"/{game}", f"/{game}/projecteur", f"/{game}/joueurs")
    pages = [f"{base}/quiz-direct{page}" for page in (*desk, f"/{game}/resultats")]
    yield from _read(house.as_trainer(room.trainer), iter((*pages, f"{base}/grand-livre")))
    yield from _read(house.as_trainee(room.people[0]), iter((f"/jeu/{game}",)))


def role_play_pages(house: House, room: Classroom) -> Iterator[tuple[str, TestResponse]]:
    """The pages of the round of a full training, and a letter to a debtor."""
    base = f"/formations/{room.training_id}/jeux-de-role"
    with house.app.app_context():
        row = db.session().scalars(select(TriadRoundRow)).one()
        number, group = row.id, row.groups[0].id
        person = room.people[0]
        debtor = letters.debtors(db.session(), person, house.clock())[0].number
    desk = ("", f"/groupes/{group}", f"/groupes/{group}/debriefing", "/projecteur")
    mine = (f"/salle/trinomes/{number}", f"/salle/trinomes/{number}/debriefing")
    letter = (f"/salle/lettres/{debtor}", f"/salle/lettres/{debtor}/releve-de-compte")
    yield from _read(house.as_trainer(room.trainer), (f"{base}/{number}{page}" for page in desk))
    yield from _read(house.as_trainee(person), iter((*mine, *letter)))


def check(address: str, answer: TestResponse) -> list[object]:
    found: list[object] = [] if answer.status_code == 200 else [(address, answer.status_code)]
    found += [(address, fault) for fault in unsafe(answer.text)]
    found += [(address, fault) for fault in misprints(answer.text)]
    return found


def test_strangers_read_pages_that_are_safe_and_french(house: House, client: FlaskClient) -> None:
    house.trainer()
    number = house.training(house.trainer("Luc Ferry"))
    pages = _read(client, iter((*PUBLIC_PAGES, f"/rejoindre/{house.code(number)}")))

    assert [fault for page in pages for fault in check(*page)] == []


def test_nothing_is_missing_before_anything_has_happened(house: House) -> None:
    """No training, then a training with nobody in it and nothing open."""
    person = house.trainer()
    for address, answer in _read(house.as_trainer(person), iter(STAFF_PAGES)):
        assert check(address, answer) == []
    number = house.training(person, opened=False)
    for address, answer in _read(
        house.as_trainer(person), (f"/formations/{number}{page}" for page in TRAINER_PAGES)
    ):
        assert check(address, answer) == []
    alone = house.trainee(number)
    for address, answer in _read(house.as_trainee(alone), iter(TRAINEE_PAGES)):
        assert check(address, answer) == []


def test_every_page_of_a_training_that_begins_is_safe_and_french(house: House) -> None:
    room = house.classroom()

    faults = [fault for page in trainee_pages(house, room) for fault in check(*page)]
    faults += [fault for page in trainer_pages(house, room) for fault in check(*page)]

    assert faults == []


def test_every_page_of_a_training_that_is_over_is_safe_and_french(house: House) -> None:
    room = house.full()

    faults = [fault for page in trainee_pages(house, room) for fault in check(*page)]
    faults += [fault for page in trainer_pages(house, room) for fault in check(*page)]
    faults += [fault for page in game_pages(house, room) for fault in check(*page)]
    faults += [fault for page in role_play_pages(house, room) for fault in check(*page)]

    assert faults == []


def test_refused_forms_come_back_safe_and_french(house: House) -> None:
    room = house.classroom()
    stranger, trainee = house.app.test_client(), house.as_trainee(room.people[0])
    trainer = house.as_trainer(room.trainer)
    base = f"/formations/{room.training_id}"
    asked = (
        (stranger, "/connexion", {"email": "", "password": ""}),
        (stranger, "/connexion", {"email": "x@y.example", "password": "non"}),
        (stranger, "/rejoindre", {"code": "AAAAAA"}),
        (stranger, "/rejoindre", {"code": " "}),
        (stranger, f"/rejoindre/{house.code(room.training_id)}", {"first_name": "Élodie"}),
        (trainee, "/salle/evaluation", {"pace": "9"}),
        (trainee, "/salle/emargement", {"strokes": "non"}),
        (trainee, f"/salle/exercices/{room.exercise}", {"own_funds": "douze"}),
        (trainer, "/formations/nouvelle", {"customers": "3", "programme": "X"}),
        (trainer, f"{base}/stagiaires", {"first_name": "Élodie", "last_name": "Martin"}),
        (trainer, f"{base}/demi-journees/{room.half_days[0]}", {"day": "hier"}),
        (trainer, "/compte", {"password": "court"}),
        (trainer, "/organisme", {"name": "", "siret": "12"}),
    )
    for browser, address, form in asked:
        answer = browser.post(address, data=form)
        assert answer.status_code == 422, address
        assert unsafe(answer.text) == []
        assert misprints(answer.text) == []


@pytest.mark.parametrize("name", ["<b>gras</b>", "{{ 7 * 7 }}", 'O\'Neil "Bob"', "é" * 60])
def test_names_are_shown_as_they_were_typed_and_run_nothing(house: House, name: str) -> None:
    room = house.classroom((f"{name[:60]} Martin",))
    for address, answer in (*trainee_pages(house, room), *trainer_pages(house, room)):
        assert answer.status_code == 200, address
        assert unsafe(answer.text) == [], address
        assert "<b>gras" not in answer.text
        assert "49 Martin" not in answer.text


READ_IN_A_BROWSER = {
    *("audit", "calls", "committees", "complaints", "corrections", "coverage", "dashboards"),
    *("dashboard_rooms", "duplicates", "exports", "follow_ups", "handbooks", "line_cases", "lines"),
    *("notes", "openings", "privacy", "pushes", "qualiopi", "questions", "quizzes", "receipts"),
    *("rehearsals", "reports", "resets", "rosters", "schedules", "teams", "transfers", "workbooks"),
    "years",
}
"""Nouns whose pages ``tests/journeys/test_every_page.py`` opens, and counts."""


def test_the_list_of_pages_read_here_is_the_list_of_pages(house: House) -> None:
    """A new page that nobody reads here would not be checked."""
    room = house.full()
    adapter = house.app.url_map.bind("localhost")
    pages = [*trainee_pages(house, room), *trainer_pages(house, room), *game_pages(house, room)]
    pages += role_play_pages(house, room)
    read = {adapter.match(address.partition("?")[0])[0] for address, _ in pages}
    read |= {adapter.match(address)[0] for address in PUBLIC_PAGES}

    shown = {
        rule.endpoint for rule in house.app.url_map.iter_rules() if "GET" in (rule.methods or ())
    }
    not_pages = {
        "static",
        "home.health",
        "calculators.index",
        "calculators.show",
        "trainees.resume",
        "trainees.join",
        "attendances.sheet_pdf",
        "attendances.paper",
        "attendances.code",
        "attendances.code_now",
        "games.wait",
        "badges.show",
        "scans.show",
        "organisations.logo",
        "certificates.printed",
        "certificates.archive",
        "certificates.my_pdf",
        "triads.desk_state",
        "triads.projector_state",
        "triads.play_state",
        "triads.table",
        "letters.document",
        "letters.blank",
        "games.desk_state",
        "games.projector_state",
        "games.play_state",
        "games.table",
        "games.door",
        "imports.mapping",  # needs a file being imported: read by test_imports
        "imports.report",
    }
    elsewhere = {name for name in shown if name.partition(".")[0] in READ_IN_A_BROWSER}
    assert shown - not_pages - elsewhere == read - elsewhere
    assert not_pages <= set(ROUTES)
