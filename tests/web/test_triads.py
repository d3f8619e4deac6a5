"""Role-plays by their pages: what each seat is served, the clock, the order of assessments."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from simulator.domain.negotiation.grid import Criterion
from simulator.domain.training.rotation import Role
from simulator.services import triad_cases, triads
from simulator.store.triads import TriadAgreementRow
from simulator.store.years import YearRow
from simulator.web.db import db
from tests.classroom import Classroom
from tests.conftest import Clock, House

SCRIPT = "echeancier"
SECRET = "Sa première offre est un ancrage bas"
"""What only the customer of this script may read."""
JSON = {"Accept": "application/json"}
LEVELS = {f"level-{one.value}": "2" for one in Criterion}
PEOPLE = ("Élodie Martin", "Karim Benaïssa", "Anne-Sophie Le Goff")


class Table:
    """A training, its trainer and its phones around one round."""

    def __init__(self, house: House, clock: Clock, people: tuple[str, ...] = PEOPLE) -> None:
        self.house, self.clock = house, clock
        self.room: Classroom = house.classroom(people)
        self.claire = house.as_trainer(self.room.trainer)
        self.desk = f"/formations/{self.room.training_id}/jeux-de-role"
        answer = self.new()
        assert answer.status_code == 303, answer.get_data(as_text=True)
        self.round_id = int(answer.headers["Location"].rsplit("/", 1)[1])
        self.here = f"{self.desk}/{self.round_id}"
        self.mine = f"/salle/trinomes/{self.round_id}"

    def new(self, **form: Any) -> TestResponse:
        wanted = {
            "script": SCRIPT,
            "form": "triads",
            "preparation": "5",
            "play": "8",
            "present": [person.id for person in self.room.people],
        }
        return self.claire.post(self.desk, data={**wanted, **form})

    def act(self, *acts: str) -> None:
        for one in acts:
            self.clock.forward(seconds=20)
            assert self.claire.post(f"{self.here}/action", data={"act": one}).status_code == 303

    def phone(self, role: Role) -> FlaskClient:
        with self.house.app.app_context():
            row = db.session().get_one(triads.TriadRound, self.round_id)
            seat = next(s for g in triads.groups(row) for s in g.seats if s.role == role)
            number = seat.trainee_id
        person = next(one for one in self.room.people if one.id == number)
        return self.house.as_trainee(person)

    def group(self) -> str:
        with self.house.app.app_context():
            row = db.session().get_one(triads.TriadRound, self.round_id)
            return f"{self.here}/groupes/{triads.groups(row)[0].id}"

    def customer(self) -> str:
        with self.house.app.app_context():
            row = db.session().get_one(triads.TriadRound, self.round_id)
            return triad_cases.talk(triads.groups(row)[0].case).facts.name

    def plays(self, step: int) -> None:
        """Have the year of whoever obtained the agreement, opened on it, played so far."""
        with self.house.app.app_context():
            session = db.session()
            told = session.scalars(select(TriadAgreementRow)).one()
            mine = select(YearRow).where(YearRow.trainee_id == told.trainee_id)
            year = session.scalar(mine)
            if year is None:
                year = YearRow(trainee_id=told.trainee_id, benchmark=[], opened_at=told.made_at)
                session.add(year)
            year.step = step
            session.commit()

    def assess(self, role: Role, **form: str) -> int:
        answer = self.phone(role).post(f"{self.mine}/evaluation", data={**LEVELS, **form})
        return answer.status_code


def read(browser: FlaskClient, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return unescape(answer.get_data(as_text=True))


@pytest.fixture
def table(house: House, clock: Clock) -> Table:
    return Table(house, clock)


def test_the_trainer_forms_groups_and_sees_them(table: Table) -> None:
    page = read(table.claire, table.here)

    assert "Groupe 1" in page
    for name in PEOPLE:
        assert name in page
    assert "Lancer la préparation" in page
    assert "n’est pas clos" in read(table.claire, table.desk)
    again = table.new()
    assert again.status_code == 422
    assert "Le tour 1 n’est pas clos" in unescape(again.get_data(as_text=True))


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"present": []}, "Cochez au moins deux personnes."),
        ({"play": "99"}, "Entre 2 et 30 minutes."),
        ({"script": "rien"}, "Not a valid choice|choix"),
    ],
)
def test_a_round_that_cannot_be_played_is_refused(
    house: House, clock: Clock, form: dict[str, Any], said: str
) -> None:
    table = Table(house, clock)
    table.claire.post(f"{table.here}/annuler")
    answer = table.new(**form)

    assert answer.status_code == 422
    assert re.search(said, unescape(answer.get_data(as_text=True)))


def test_one_person_is_not_a_round(table: Table) -> None:
    table.claire.post(f"{table.here}/annuler")
    answer = table.new(present=[table.room.people[0].id])

    assert answer.status_code == 422
    assert "Cochez au moins deux personnes." in answer.get_data(as_text=True)


def test_the_secret_brief_is_served_to_the_customer_alone(table: Table) -> None:
    phones = {role: table.phone(role) for role in Role}
    for role in Role:
        page = read(phones[role], table.mine)
        assert SECRET not in page
        assert "Rejoignez votre groupe" in page
    for acts in (("prepare",), ("play",), ("pause",), ("resume",), ("end",)):
        table.act(*acts)
        for role, phone in phones.items():
            served = read(phone, table.mine) + read(phone, f"{table.mine}/etat")
            assert (SECRET in served) == (role is Role.CUSTOMER), (acts, role)
            assert ("Ce que vous êtes seul à savoir" in served) == (role is Role.CUSTOMER)
            assert ("Pièces ouvertes" in served) == (role is Role.COLLECTOR)
    room = read(table.claire, f"{table.here}/projecteur") + read(
        table.claire, f"{table.here}/projecteur/etat"
    )
    assert SECRET not in room
    table.act("close")
    for phone in phones.values():
        assert SECRET in read(phone, f"{table.mine}/debriefing")


def test_the_file_of_the_debtor_belongs_to_the_collector(table: Table) -> None:
    table.act("prepare")
    page = read(table.phone(Role.COLLECTOR), table.mine)
    link = re.search(r'href="(/salle/clients/\d+)"', page)

    assert link
    assert table.customer() in read(table.phone(Role.COLLECTOR), link[1])
    assert table.customer() not in read(table.phone(Role.OBSERVER), link[1])


def test_screens_follow_the_clock_of_the_server(table: Table) -> None:
    phone = table.phone(Role.COLLECTOR)
    table.act("prepare")
    first = phone.get(f"{table.mine}/etat", headers=JSON)
    found = first.get_json()
    now = int(first.headers["X-Now"])

    assert (found["phase"], found["limit"], found["paused"]) == ("preparing", 300_000, False)
    assert found["ends"] - now == 300_000
    same = phone.get(f"{table.mine}/etat", headers={**JSON, "If-None-Match": first.headers["ETag"]})
    assert same.status_code == 304
    table.clock.forward(seconds=60)
    later = phone.get(
        f"{table.mine}/etat", headers={**JSON, "If-None-Match": first.headers["ETag"]}
    )
    assert later.status_code == 304
    assert int(later.headers["X-Now"]) - now == 60_000
    table.act("pause")
    paused = phone.get(f"{table.mine}/etat", headers=JSON).get_json()
    assert (paused["paused"], paused["left"]) == (True, 220_000)
    assert paused["key"] != found["key"]
    desk = table.claire.get(f"{table.here}/etat", headers=JSON).get_json()
    assert "Groupe 1" in desk["html"]


def test_the_bell_opens_the_assessments_without_anybody_pressing(table: Table) -> None:
    table.act("prepare", "play")
    table.clock.forward(minutes=8)

    assert "Votre auto-évaluation" in read(table.phone(Role.COLLECTOR), table.mine)
    assert "+1 minute" in read(table.claire, table.here)


def test_assessments_are_given_in_order_and_read_at_the_debrief(table: Table) -> None:
    table.act("prepare", "play", "end")
    phones = {role: table.phone(role) for role in Role}
    assert "On attend l’auto-évaluation" in read(phones[Role.OBSERVER], table.mine)
    assert table.assess(Role.OBSERVER) == 422
    assert "On attend l’auto-évaluation" in read(table.claire, table.group())

    agreed = {"agreed-amount": "120,50", "agreed-means": "0"}
    assert table.assess(Role.COLLECTOR, **agreed, **{"agreed-day": "31/02/2026"}) == 422
    assert table.assess(Role.COLLECTOR, kept="le silence tenu", **agreed) == 303
    assert "120,50\u202f€" in read(phones[Role.COLLECTOR], table.mine)
    assert "jeu de rôle en salle" in read(phones[Role.COLLECTOR], "/salle/appels")
    assert "Votre grille d’observation" in read(phones[Role.OBSERVER], table.mine)
    assert "le silence tenu" not in read(phones[Role.OBSERVER], table.mine)
    assert table.assess(Role.OBSERVER, changed="la date restait vague") == 303
    assert table.assess(Role.CUSTOMER, kept="je me suis senti écouté") == 303
    trainer = read(table.claire, table.group())
    assert "Votre évaluation" in trainer
    assert "le silence tenu" not in trainer
    assert "la date restait vague" not in trainer
    assert "Ne pas retenir cet accord" in trainer
    judged = {**LEVELS, "knock_out": "insult", "struck": "1"}
    table.plays(step=5)
    answer = table.claire.post(table.group(), data=judged)
    assert answer.status_code == 422
    assert "déjà jouée sur 5 jours" in unescape(answer.get_data(as_text=True))
    table.plays(step=0)
    answer = table.claire.post(table.group(), data=judged)
    assert answer.status_code == 303, "nothing had been kept"
    trainer = read(table.claire, table.group())
    for text in ("le silence tenu", "la date restait vague", "senti écouté", "Insulte"):
        assert text.lower() in trainer.lower()
    assert "la date restait vague" not in read(phones[Role.COLLECTOR], table.mine)
    assert phones[Role.COLLECTOR].get(f"{table.mine}/debriefing").status_code == 302
    assert table.claire.get(f"{table.group()}/debriefing").status_code == 302

    table.act("close")
    for phone in phones.values():
        sheet = read(phone, f"{table.mine}/debriefing")
        for text in ("le silence tenu", "la date restait vague", "senti écouté", "66"):
            assert text in sheet
        assert "Le formateur ne l’a pas retenu" in sheet
    assert "jeu de rôle en salle" not in read(phones[Role.COLLECTOR], "/salle/appels")
    assert "66 avant plafond" in read(table.claire, f"{table.group()}/debriefing")
    assert "formateur 40/100" in read(phones[Role.COLLECTOR], "/salle/trinomes")
    assert "40" in read(table.claire, f"{table.desk}/resultats")
    csv = table.claire.get(f"{table.desk}/resultats.csv").get_data().decode("utf-8-sig")
    assert ";chargé de recouvrement;66;66;40" in csv


def test_the_record_of_a_trainee_has_the_role_play(table: Table) -> None:
    table.act("prepare", "play", "end")
    table.assess(Role.COLLECTOR)
    table.act("close")
    for person in table.room.people:
        page = read(table.claire, f"/formations/{table.room.training_id}/stagiaires/{person.id}")
        assert "Tour 1" in page
    collector = table.phone(Role.COLLECTOR)
    assert "Tour 1" in read(collector, "/salle/trinomes")


def test_a_grid_with_holes_comes_back_as_it_was_typed(table: Table) -> None:
    table.act("play", "end")
    answer = table.phone(Role.COLLECTOR).post(
        f"{table.mine}/evaluation",
        data={"level-opening": "3", "kept": "le montant dit d’emblée", "knock_out": "insult"},
    )
    page = unescape(answer.get_data(as_text=True))

    assert answer.status_code == 422
    assert "Il manque un niveau sur 10 critères" in page
    assert "le montant dit d’emblée" in page
    assert re.search(r'name="level-opening" value="3" checked', page)
    assert re.search(r'value="insult" checked', page)
    wrong = table.claire.post(table.group(), data={})
    assert wrong.status_code == 422


def test_an_observer_s_note_has_its_second(table: Table) -> None:
    table.act("play")
    table.clock.forward(seconds=83)
    watcher = table.phone(Role.OBSERVER)
    assert watcher.post(f"{table.mine}/notes", data={"text": "  "}).status_code == 422
    kept = watcher.post(
        f"{table.mine}/notes", data={"text": "« Je comprends »", "criterion": "empathy"}
    )

    assert kept.status_code == 303
    page = read(watcher, table.mine)
    assert "1:23" in page
    assert "« Je comprends »" in page
    assert "« Je comprends »" not in read(table.phone(Role.COLLECTOR), table.mine)
    assert (
        table.phone(Role.CUSTOMER).post(f"{table.mine}/notes", data={"text": "x"}).status_code
        == 409
    )


def test_the_trainer_moves_people_and_stops_waiting(table: Table) -> None:
    gone = table.phone(Role.COLLECTOR)
    with table.house.app.app_context():
        row = db.session().get_one(triads.TriadRound, table.round_id)
        seat = next(s for g in triads.groups(row) for s in g.seats if s.role == Role.COLLECTOR)
        number = seat.trainee_id
    table.claire.post(f"{table.here}/places/leave", data={"trainee": number})
    assert "Vous n’êtes dans aucun groupe" in read(gone, table.mine)
    assert gone.post(f"{table.mine}/notes", data={"text": "x"}).status_code == 404
    assert gone.post(f"{table.mine}/evaluation", data=LEVELS).status_code == 404
    assert "away" in gone.get(f"{table.mine}/etat", headers=JSON).get_json()["key"]
    assert gone.get(f"{table.mine}/debriefing").status_code == 302
    table.claire.post(f"{table.here}/places/enter", data={"trainee": number})
    assert "Observateur" in read(gone, table.mine)
    table.act("play", "end")
    table.claire.post(f"{table.group()}/passer")
    assert "Le formateur n’attend plus" in read(table.phone(Role.COLLECTOR), table.mine) or (
        "On attend la grille" in read(table.phone(Role.COLLECTOR), table.mine)
    )
    assert "Votre grille d’observation" in read(gone, table.mine)


def test_a_wrong_button_is_refused(table: Table) -> None:
    assert table.claire.post(f"{table.here}/action", data={"act": "danser"}).status_code == 400
    assert table.claire.post(f"{table.here}/action", data={"act": "close"}).status_code == 409


def test_the_agenda_leads_to_one_s_seat(table: Table) -> None:
    phone = table.house.as_trainee(table.room.people[0])

    for address in ("/salle", "/salle/etat", "/salle/trinomes"):
        assert table.mine in read(phone, address)
    table.act("play", "end", "close")
    assert table.mine not in read(phone, "/salle")
    table.claire.post(f"{table.desk}")  # nothing is asked: the form comes back
    assert "Former les groupes du tour 2" in read(table.claire, table.desk)
    assert "(déjà joué)" in read(table.claire, table.desk)


def test_two_people_play_without_an_observer(house: House, clock: Clock) -> None:
    table = Table(house, clock, PEOPLE[:2])
    table.act("prepare", "play", "end")
    assert table.assess(Role.COLLECTOR) == 303
    assert "Votre évaluation" in read(table.claire, table.group())


def test_fifteen_people_make_five_triads(house: House, clock: Clock) -> None:
    names = tuple(f"Prénom{number} Nom{number}" for number in range(15))
    table = Table(house, clock, names)
    page = read(table.claire, f"{table.here}/projecteur")

    assert page.count("<strong>Groupe") == 5
    assert page.count("observateur") == 5


def test_an_empty_training_has_nothing_to_play(house: House) -> None:
    person = house.trainer()
    number = house.training(person)
    claire = house.as_trainer(person)

    assert "Il faut deux personnes" in read(claire, f"/formations/{number}/jeux-de-role")
    assert "Aucun tour n’est clos" in read(claire, f"/formations/{number}/jeux-de-role/resultats")
    somebody = house.as_trainee(house.trainee(number))
    assert "Aucun tour pour l’instant" in read(somebody, "/salle/trinomes")
