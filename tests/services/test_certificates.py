"""Documents: frozen facts, unique numbers, new issues that replace without erasing."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from simulator.domain.refusals import NotFound
from simulator.domain.training.certificates import (
    HalfDaysNotClosed,
    Kind,
    Level,
    NoPresence,
    ObjectivesNotJudged,
)
from simulator.services import (
    attendances,
    catalogue,
    certificates,
    evaluations,
    organisations,
    trainees,
)
from simulator.services.certificates import Issued
from simulator.services.trainings import HalfDay, Training
from simulator.store.certificates import CertificateRow
from simulator.store.trainings import TraineeRow
from tests import classroom
from tests.classroom import STROKES, Classroom
from tests.conftest import Clock, House

ORGANISATION = {
    "name": "Organisme Témoin",
    "address": "1 rue des Essais",
    "city": "Lyon",
    "siret": "00000000000000",
    "activity_number": "",
    "signatory": "Claire Fontaine",
    "signatory_role": "gérante",
}


class Office:
    """The trainer issuing documents for a training."""

    def __init__(self, session: Session, room: Classroom, clock: Clock) -> None:
        self.session, self.room, self.clock = session, room, clock
        self.training = session.get_one(Training, room.training_id)

    def row(self, who: int = 0) -> TraineeRow:
        return self.session.get_one(TraineeRow, self.room.people[who].id)

    def issue(self, kind: Kind, who: int = 0) -> Issued:
        return certificates.issue(
            self.session, self.room.trainer, self.training, self.row(who), kind, self.clock()
        )

    def judge(self, who: int = 0, count: int = 99) -> None:
        objectives = catalogue.programme(self.training.programme).objectives[:count]
        levels = dict.fromkeys(range(len(objectives)), Level.IN_PROGRESS)
        evaluations.judge(self.session, self.room.trainer, self.row(who), levels, self.clock())

    def sign_all(self, absent: int | None = None) -> None:
        for number in self.room.half_days:
            half = self.session.get_one(HalfDay, number)
            attendances.open_half_day(self.session, self.room.trainer, half, self.clock())
            for rank, person in enumerate(self.room.people):
                if rank != absent:
                    attendances.sign(self.session, person, half, STROKES, "", self.clock())
            attendances.countersign(
                self.session, self.room.trainer, half, STROKES, "", self.clock()
            )


@pytest.fixture
def office(house: House, session: Session, clock: Clock) -> Office:
    return Office(session, house.classroom(), clock)


def test_nothing_is_issued_before_the_last_half_day_is_closed(office: Office) -> None:
    classroom.sign(office.session, office.room, office.room.half_days[0], office.clock())

    with pytest.raises(HalfDaysNotClosed) as refused:
        office.issue(Kind.CERTIFICAT)
    assert refused.value.open == 3


def test_who_never_came_has_no_document_and_who_came_once_has_one(office: Office) -> None:
    office.sign_all(absent=1)
    with pytest.raises(NoPresence):
        office.issue(Kind.CERTIFICAT, 1)

    half = office.session.get_one(HalfDay, office.room.half_days[2])
    attendances.correct(
        office.session, office.room.trainer, half, office.row(1), 90, "oubli", office.clock()
    )
    assert office.issue(Kind.CERTIFICAT, 1).facts["minutes"] == 90


def test_the_attestation_waits_for_the_judgement_and_the_certificate_does_not(
    office: Office,
) -> None:
    office.sign_all()
    office.judge(count=1)
    with pytest.raises(ObjectivesNotJudged):
        office.issue(Kind.ATTESTATION)
    assert "objectives" not in office.issue(Kind.CERTIFICAT).facts
    office.judge()

    facts = office.issue(Kind.ATTESTATION).facts
    texts = catalogue.programme("ACC-CTX").objectives
    assert [item["text"] for item in facts["objectives"]] == list(texts)
    assert {item["level"] for item in facts["objectives"]} == {"in_progress"}


def test_the_facts_say_the_hours_that_were_followed_and_planned(office: Office) -> None:
    office.sign_all()
    half = office.session.get_one(HalfDay, office.room.half_days[1])
    attendances.correct(
        office.session, office.room.trainer, half, office.row(), 120, "départ", office.clock()
    )

    facts = office.issue(Kind.CERTIFICAT).facts

    assert facts["minutes"] == 3 * 210 + 120
    assert facts["planned_minutes"] == 4 * 210
    assert (facts["first_day"], facts["last_day"]) == ("2026-11-23", "2026-11-24")
    assert facts["issued_on"] == "2026-11-23"
    assert facts["company"] == "Société d’exemple"


def test_facts_are_frozen_when_names_and_the_organisation_change_later(office: Office) -> None:
    office.sign_all()
    organisations.change(office.session, office.room.trainer, ORGANISATION)
    before = office.issue(Kind.CERTIFICAT)

    trainees.rename(office.session, office.row(), "Autre", "Nom", "Ailleurs")
    organisations.change(
        office.session, office.room.trainer, {**ORGANISATION, "name": "Renommé", "city": "Lille"}
    )
    office.training.title = "Un autre titre"
    office.session.flush()
    office.session.expire_all()

    again = certificates.of_training(office.session, office.training, before.id)
    assert again.facts == before.facts
    assert again.facts["organisation"] == "Organisme Témoin"
    assert (again.facts["first_name"], again.facts["city"]) == ("Élodie", "Lyon")


def test_a_new_issue_replaces_the_old_one_which_stays_readable(office: Office) -> None:
    office.sign_all()
    first, second = office.issue(Kind.CERTIFICAT), office.issue(Kind.CERTIFICAT)
    other = office.issue(Kind.CERTIFICAT, 1)
    office.judge()
    attestation = office.issue(Kind.ATTESTATION)

    assert certificates.check(office.session, first.number).replaced
    for kept in (second, other, attestation):
        assert not certificates.check(office.session, kept.number).replaced
    assert {issued.id for issued in certificates.of_trainee(office.session, first_id(office))} == {
        second.id,
        attestation.id,
    }
    assert office.session.scalar(select(func.count()).select_from(CertificateRow)) == 4


def first_id(office: Office) -> int:
    return office.room.people[0].id


def test_numbers_follow_each_other_and_are_never_the_same(office: Office) -> None:
    office.sign_all()
    numbers = [office.issue(Kind.CERTIFICAT, rank % 3).number for rank in range(12)]

    assert len(set(numbers)) == 12
    assert [int(number[5:10]) for number in numbers] == list(range(1, 13))
    for number in numbers:
        assert re.fullmatch(r"2026-\d{5}-[A-HJKMNP-Z2-9]{4}", number)


def test_a_number_has_the_year_of_paris(office: Office, clock: Clock) -> None:
    office.sign_all()
    clock.at = clock.at.replace(year=2026, month=12, day=31, hour=23, minute=30)

    issued = office.issue(Kind.CERTIFICAT)

    assert issued.number.startswith("2027-")
    assert issued.facts["issued_on"] == "2027-01-01"


@pytest.mark.parametrize("style", ["{}", " {} ", "\x00{}", "{}\u202f"])
def test_anybody_checks_a_number_however_it_is_pasted(office: Office, style: str) -> None:
    office.sign_all()
    issued = office.issue(Kind.CERTIFICAT)

    assert certificates.check(office.session, style.format(issued.number.lower())) == issued


@pytest.mark.parametrize("number", ["", "2026-00001-OOOO", "\x00", "%", "' or 1=1 --"])
def test_a_number_that_was_never_given_is_not_found(office: Office, number: str) -> None:
    office.sign_all()
    office.issue(Kind.CERTIFICAT)

    with pytest.raises(NotFound):
        certificates.check(office.session, number)


def test_a_document_of_another_training_is_not_found(
    house: House, session: Session, clock: Clock
) -> None:
    here, there = house.full(), house.training(house.trainer("Luc Ferry"))
    other = session.get_one(Training, there)
    number = session.scalars(
        select(CertificateRow.id).where(CertificateRow.training_id == here.training_id)
    ).first()
    assert number is not None

    for wanted in (number, 9999):
        with pytest.raises(NotFound):
            certificates.of_training(session, other, wanted)


def test_each_trainee_has_a_line_with_their_hours_and_their_documents(office: Office) -> None:
    office.sign_all(absent=2)
    issued = office.issue(Kind.CERTIFICAT)
    trainees.remove(office.session, office.row(1), office.clock())
    office.session.flush()
    office.session.expire_all()

    lines = certificates.lines(office.session, office.training)

    assert [(line.name, line.minutes, line.planned) for line in lines] == [
        ("Le Goff Anne-Sophie", 0, 840),
        ("Martin Élodie", 840, 840),
    ]
    assert [line.issued for line in lines] == [{}, {Kind.CERTIFICAT: issued}]
