"""People on the list, people who come by themselves, trainings made from others."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from simulator.exchange.rosters import Expected
from simulator.services import duplicates, rosters, schedules, trainees
from simulator.services.trainees import NameTaken
from simulator.services.trainings import PARIS, Planned, Training
from simulator.store.trainings import TraineeRow
from tests.conftest import House

LIST = (
    Expected(1, "Élodie", "Martin", "Brico", "e@brico.example"),
    Expected(2, "Luc", "Roy"),
    Expected(3, "LUC", "ROY", "Brico"),
)


def test_a_list_adds_who_is_not_there_and_completes_the_others(
    house: House, session: Session
) -> None:
    trainer = house.trainer()
    number = house.training(trainer)
    house.trainee(number, "Élodie Martin")
    training = session.get_one(Training, number)
    assert [row.first_name for row in rosters.waiting(training)] == ["Élodie"]

    made = rosters.enrol(session, trainer, training, LIST, house.clock())

    assert made.added == ("Luc Roy",)
    assert made.known == ("Élodie Martin", "LUC ROY")
    session.expire_all()
    assert rosters.waiting(training) == []
    rows = {row.first_name: row for row in training.trainees}
    assert rows["Élodie"].email == "e@brico.example"
    assert rows["Élodie"].company == "Société d’exemple"
    assert rows["Luc"].company == "Brico"


def test_who_is_on_the_list_enters_once_with_the_code_and_the_name(
    house: House, session: Session
) -> None:
    trainer = house.trainer()
    training = session.get_one(Training, house.training(trainer))
    rosters.enrol(session, trainer, training, LIST[1:2], house.clock())
    house.clock.forward(minutes=5)

    person = trainees.join(session, training.id, "luc", "Roy", "Brico", house.clock())

    row = session.get_one(TraineeRow, person.id)
    assert (row.first_name, row.company) == ("Luc", "Brico")
    assert len(training.trainees) == 1
    with pytest.raises(NameTaken):
        trainees.join(session, training.id, "Luc", "Roy", "", house.clock())


def test_who_came_alone_does_not_lend_the_name(house: House, session: Session) -> None:
    number = house.training(house.trainer())
    house.trainee(number, "Luc Roy")

    with pytest.raises(NameTaken):
        trainees.join(session, number, "Luc", "Roy", "", house.clock())


def test_confirming_counts_those_who_were_not_confirmed(house: House, session: Session) -> None:
    trainer = house.trainer()
    number = house.training(trainer)
    house.trainee(number, "Luc Roy")
    training = session.get_one(Training, number)

    people = rosters.waiting(training)
    assert rosters.confirm(session, trainer, training, people, house.clock()) == 1
    assert rosters.confirm(session, trainer, training, people, house.clock()) == 0


def test_a_copy_keeps_the_script_and_the_hours_of_paris_not_the_people(
    house: House, session: Session
) -> None:
    trainer = house.trainer()
    planned = (
        Planned(0, "lesson", "a", "A", 30),
        Planned(1, "lesson", "b", "B", 20),
        Planned(1, "lesson", "c", "C", 20),
    )
    number = house.training(trainer, planned)
    house.trainee(number)
    training = session.get_one(Training, number)
    rows = {row.title: row for row in training.activities}
    now = house.clock()
    schedules.step(session, trainer, training, rows["C"], -1, now)
    schedules.put_aside(session, trainer, training, rows["A"], now)

    made = duplicates.duplicate(
        session,
        trainer,
        training,
        title="Encore",
        first_day=date(2027, 7, 2),
        place="Nantes",
        client="",
        now=now,
    )

    assert [(row.title, row.state) for row in made.activities] == [("C", "hidden"), ("B", "hidden")]
    assert made.trainees == []
    assert made.join_code != training.join_code
    assert made.seed != training.seed
    # Monday and Tuesday become Friday 2 July 2027 and, after the week-end, Monday 5 July.
    local = [half.starts_at.astimezone(PARIS) for half in made.half_days]
    assert [f"{at:%m-%d %H:%M}" for at in local] == [
        "07-02 09:00",
        "07-02 13:30",
        "07-05 09:00",
        "07-05 13:30",
    ]
    # summer: nine in Paris is seven in Greenwich; it was eight in November.
    assert made.half_days[0].starts_at == datetime(2027, 7, 2, 7, 0, tzinfo=UTC)


def test_days_that_would_fall_together_follow_each_other(house: House, session: Session) -> None:
    training = session.get_one(Training, house.training(house.trainer()))

    # Saturday and Sunday both fall on Monday: the second day is the Tuesday.
    moved = list(duplicates.days(training, date(2026, 12, 5)).values())

    assert moved == [date(2026, 12, 7), date(2026, 12, 8)]
