"""The trainer's guide of a training: notes of its lessons, objectives of its exercises."""

from __future__ import annotations

from sqlalchemy.orm import Session

from simulator.services import catalogue, notes
from simulator.services.trainings import Planned, Training
from tests.conftest import House


def test_a_lesson_brings_its_notes_and_an_exercise_its_objectives(
    house: House, session: Session
) -> None:
    planned = (
        Planned(0, "lesson", "litiges", "Le litige", 25),
        Planned(0, "exercise", "clore-un-litige", "Clore un litige", 15),
        Planned(1, "tool", "ageing", "La balance âgée", 10),
    )
    number = house.training(house.trainer(), planned)

    first, second = notes.guide(session.get_one(Training, number))[:2]

    lesson, exercise = first.lines
    assert lesson.notes is catalogue.content().notes["litiges"]
    assert lesson.objectives == ()
    assert exercise.notes is None
    assert exercise.objectives == catalogue.exercise("clore-un-litige").objectives
    assert first.minutes == 40
    assert [(line.notes, line.objectives) for line in second.lines] == [(None, ())]


def test_every_lesson_has_its_notes() -> None:
    content = catalogue.content()
    assert set(content.notes) == set(content.lessons)
    assert [one.lesson for one in content.notes.values() if not (one.say and one.traps)] == []


def test_a_half_day_ends_with_the_debrief_of_the_modules_that_it_opened(
    house: House, session: Session
) -> None:
    planned = (
        Planned(0, "lesson", "litiges", "Le litige", 25),
        Planned(0, "lesson", "calendriers", "Le calendrier", 25),
        Planned(1, "exercise", "clore-un-litige", "Clore un litige", 15),
    )
    number = house.training(house.trainer(), planned)

    first, second = notes.guide(session.get_one(Training, number))[:2]

    module = catalogue.module_of("litiges")
    assert module is not None
    assert dict(first.debriefs) == {module.title: catalogue.content().debriefs["litiges"]}
    assert len(first.debriefs[module.title]) >= 3
    assert second.debriefs == {}


def test_every_module_has_its_debrief() -> None:
    content = catalogue.content()
    assert [one for one in content.lessons if len(content.debriefs[one]) < 3] == []
