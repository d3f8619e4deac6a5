"""The complaints log: each organisation its own, closed only once treated."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from simulator.domain.refusals import NotFound
from simulator.domain.training.complaints import MOST_OPEN, Nature, NotTreated, TooManyComplaints
from simulator.services import complaints
from simulator.services.complaints import Written
from tests.conftest import Clock, House

WRITTEN = Written(Nature.COMPLAINT, "Client", date(2026, 11, 20), "Salle froide", "")


def test_an_entry_is_closed_once_treated_and_can_be_reopened(
    session: Session, house: House, clock: Clock
) -> None:
    trainer = house.trainer()
    number = complaints.write(session, trainer, WRITTEN, clock())
    with pytest.raises(NotTreated):
        complaints.treat(session, trainer, number, " ", clock(), closed=True)

    complaints.treat(session, trainer, number, "Salle changée", clock(), closed=True)
    at = clock()
    clock.forward(days=1)
    complaints.treat(session, trainer, number, "Salle changée le jour même", clock(), closed=True)

    entry = complaints.get(session, trainer, number)
    assert (entry.treatment, entry.closed_at) == ("Salle changée le jour même", at)
    complaints.treat(session, trainer, number, "", clock(), closed=False)
    assert complaints.get(session, trainer, number).closed_at is None


def test_what_a_trainee_sends_reaches_the_log_with_the_training(
    session: Session, house: House, clock: Clock
) -> None:
    room = house.classroom()

    complaints.send(session, room.people[0], Nature.DIFFICULTY, "Écran illisible", clock())

    (entry,) = complaints.of_organisation(session, room.trainer)
    assert (entry.source, entry.what, entry.received_on) == (
        "Élodie Martin",
        "Écran illisible",
        date(2026, 11, 23),
    )
    assert entry.title == "Relation client et contentieux"
    assert [one.what for one in complaints.of_trainee(session, room.people[0])] == [entry.what]
    assert complaints.of_trainee(session, room.people[1]) == ()
    assert complaints.of_organisation(session, room.trainer, room.training_id) == (entry,)
    assert complaints.of_organisation(session, room.trainer, room.training_id + 1) == ()
    assert complaints.get(session, room.trainer, entry.id).title == entry.title


def test_a_trainee_does_not_fill_the_log(session: Session, house: House, clock: Clock) -> None:
    person = house.classroom().people[0]
    for _ in range(MOST_OPEN):
        complaints.send(session, person, Nature.INCIDENT, "encore", clock())

    with pytest.raises(TooManyComplaints):
        complaints.send(session, person, Nature.INCIDENT, "encore", clock())


def test_organisations_do_not_see_each_others_log(
    session: Session, house: House, clock: Clock
) -> None:
    trainer = house.trainer()
    other = house.trainer("Odile Ailleurs", organisation="Un autre organisme")
    training = house.training(trainer)
    number = complaints.write(session, trainer, WRITTEN, clock())

    assert complaints.of_organisation(session, other) == ()
    for act in (
        lambda: complaints.get(session, other, number),
        lambda: complaints.treat(session, other, number, "x", clock(), closed=False),
    ):
        with pytest.raises(NotFound):
            act()
    elsewhere = Written(Nature.COMPLAINT, "x", date(2026, 11, 20), "x", "", training)
    with pytest.raises(NotFound):
        complaints.write(session, other, elsewhere, clock())
