"""One person's data: whole when taken out, gone when erased, but for the proofs."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from simulator.domain.refusals import NotFound
from simulator.services import certificates, privacy, retention, signatures
from simulator.services.privacy import PROOFS, SHARED, ReasonMissing
from simulator.services.trainings import Training
from simulator.store.audit import AuditRow
from simulator.store.complaints import ComplaintRow
from simulator.store.trainings import TraineeRow
from tests.classroom import OPINION, Classroom
from tests.conftest import Clock, House


@pytest.fixture
def room(house: House) -> Classroom:
    return house.full()


def row_of(session: Session, room: Classroom, rank: int = 0) -> TraineeRow:
    return session.get_one(TraineeRow, room.people[rank].id)


def test_everything_of_a_person_is_taken_out_and_nothing_of_others(
    session: Session, room: Classroom
) -> None:
    told = privacy.held(session, row_of(session, room))

    text = json.dumps(told, ensure_ascii=False)
    for table in ("trainees", "attempts", "submissions", "signatures", "certificates"):
        assert told[table], table
    assert len(told["signatures"]) == 4
    assert told["evaluations"][0]["answers"]["liked"] == OPINION["liked"]
    assert "Le son coupe" in text
    assert room.people[0].stamp not in text
    for other in room.people[1:]:
        assert other.last_name not in text
        assert all(line["id"] != other.id for line in told["trainees"])


def test_an_erasure_leaves_the_proofs_and_nothing_else(
    session: Session, room: Classroom, clock: Clock
) -> None:
    row, other = row_of(session, room), row_of(session, room, 1)
    before = privacy.held(session, other)
    number = certificates.of_trainee(session, row.id)[0].number

    done = privacy.erase(session, room.trainer, row, "demande du 23/11", clock())

    assert done.total > 10
    told = privacy.held(session, row)
    assert set(told) <= {"trainees", *PROOFS, *SHARED}
    assert {name: len(told[name]) for name in PROOFS} == {
        "signatures": 4,
        "certificates": 2,
        "achievements": 3,
    }
    assert privacy.held(session, other) == before
    assert certificates.check(session, number).facts["last_name"] == "Martin"
    assert signatures.broken(session, room.training_id) is None
    complaint = session.scalars(select(ComplaintRow)).one()
    assert (complaint.trainee_id, complaint.source) == (None, "Stagiaire (nom effacé)")
    logged = session.scalars(select(AuditRow).where(AuditRow.action == "person.erased")).one()
    assert logged.data["reason"] == "demande du 23/11"
    assert "Martin" not in json.dumps(logged.data)


def test_an_erasure_says_why_and_stays_in_its_training(
    session: Session, room: Classroom, clock: Clock
) -> None:
    with pytest.raises(ReasonMissing):
        privacy.erase(session, room.trainer, row_of(session, room), "  ", clock())
    training = session.get_one(Training, room.training_id)
    assert privacy.person(session, training, room.people[0].id).id == room.people[0].id
    with pytest.raises(NotFound):
        privacy.person(session, training, 10_000)


def test_retention_counts_then_erases_what_is_three_whole_years_old(
    session: Session, room: Classroom, clock: Clock
) -> None:
    at = clock()
    assert retention.run(session, at, dry=False).people == 0
    assert retention.run(session, at.replace(year=2029, month=12), dry=True).people == 0
    late = at.replace(year=2030, month=1, day=2) + timedelta(hours=1)
    lines = session.scalar(select(func.count()).select_from(AuditRow))

    assert retention.run(session, late, dry=True).people == 3
    assert session.scalar(select(func.count()).select_from(AuditRow)) == lines
    assert retention.run(session, late, dry=False).people == 3

    assert retention.run(session, late, dry=True).people == 0
    assert certificates.of_trainee(session, room.people[0].id)
