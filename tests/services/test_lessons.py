"""A lesson with the reader's own figures, and the way to what comes next."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from simulator.services import catalogue, lessons
from simulator.services.trainings import Planned, Training
from tests import classroom
from tests.conftest import House


def test_the_way_goes_through_what_is_open_in_order(house: House, session: Session) -> None:
    room = house.classroom()
    who = room.people[0]
    training = session.get_one(Training, room.training_id)
    first, exercise, quiz, last = training.activities
    quiz.state = "hidden"
    session.flush()

    start = lessons.page(session, who, first, house.clock())
    end = lessons.page(session, who, last, house.clock())

    assert (start.previous, start.next) == (None, exercise)
    assert (end.previous, end.next) == (exercise, None)
    assert start.activities == {(r.kind, r.reference): r.id for r in (first, exercise, last)}
    assert start.module == catalogue.module_of(first.reference).title  # type: ignore[union-attr]
    assert start.updated == start.lesson.updated


def test_every_figure_that_a_lesson_names_is_found_for_its_reader(
    house: House, session: Session
) -> None:
    written = [lesson for lesson in catalogue.content().lessons.values() if lesson.figures]
    if not written:
        pytest.skip("no lesson names a figure of the reader yet")
    planned = tuple(Planned(0, "lesson", lesson.id, lesson.title, 5) for lesson in written)
    number = house.training(house.trainer(), planned)
    who = house.trainee(number)

    for row in session.get_one(Training, number).activities:
        page = lessons.page(session, who, classroom.activity(session, row.id), house.clock())
        assert set(page.figures) == set(page.lesson.figures)
        assert all(page.figures.values()), row.reference
