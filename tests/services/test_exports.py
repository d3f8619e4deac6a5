"""Rows of the lists that are only exported."""

from __future__ import annotations

from sqlalchemy.orm import Session

from simulator.services import audit, exports, portfolios, trainings
from simulator.services.trainings import Training
from tests.conftest import Clock, House


def test_the_ledger_lists_open_documents_or_all_of_them(
    house: House, session: Session, clock: Clock
) -> None:
    room = house.classroom()
    whole = portfolios.of_trainee(session, room.people[0].id, clock())
    opened, every = exports.items(whole), exports.items(whole, every=True)
    owed = sum(item.document.left for item in opened)
    assert owed == portfolios.listing(whole).open
    assert len(every) > len(opened)
    names = [item.customer.identity.name for item in every]
    assert names == sorted(names)


def test_signatures_are_those_of_each_person_in_each_half_day(
    house: House, session: Session
) -> None:
    room = house.full()
    training = session.get_one(Training, room.training_id)
    found = exports.signatures(session, training)
    assert len(found) == len(room.people) * len(room.half_days)
    assert all(one.person.entry is not None for one in found)


def test_the_log_says_who_did_what(house: House, session: Session, clock: Clock) -> None:
    room = house.classroom()
    elsewhere = house.classroom(("Zoé Lointaine",), name="Odile Ailleurs", organisation="Autre")
    training = session.get_one(Training, room.training_id)
    trainings.close(session, room.trainer, training, clock())
    session.flush()
    found = audit.told(session, training)
    assert found[-1].action == "training.closed"
    assert {one.trainer for one in found} == {"Claire Fontaine"}
    other = session.get_one(Training, elsewhere.training_id)
    assert "training.closed" not in {one.action for one in audit.told(session, other)}
