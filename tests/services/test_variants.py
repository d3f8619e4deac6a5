"""Figures that break are replaced at no cost, and the trainer is told."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from simulator.domain.exercises.context import Degenerate
from simulator.domain.exercises.question import Question
from simulator.services import attempts, copies, variants
from simulator.services.variants import VariantReplaced
from simulator.store.attempts import BreakageRow
from tests import practice
from tests.afternoon import Afternoon
from tests.classroom import Classroom
from tests.conftest import Clock, House


@pytest.fixture
def room(house: House) -> Classroom:
    return house.classroom()


@pytest.fixture
def lunch(
    session: Session, room: Classroom, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Afternoon:
    return Afternoon(session, room, clock, monkeypatch)


class Broken:
    """A question whose grader breaks."""

    def __init__(self, question: Question) -> None:
        self.question = question

    def __getattr__(self, name: str) -> Any:
        return getattr(self.question, name)

    def grade(self, *_: object) -> None:
        raise ZeroDivisionError("nothing to divide by")


def test_figures_whose_grading_breaks_are_replaced_at_no_cost_and_reported(
    lunch: Afternoon, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = lunch.question(2)
    sound = variants.question
    monkeypatch.setattr(variants, "question", lambda *a: Broken(sound(*a)))
    with pytest.raises(VariantReplaced):
        lunch.send(2, "DL")
    monkeypatch.setattr(variants, "question", sound)

    sheet = attempts.exercise(lunch.session, lunch.room.people[2], lunch.activity, lunch.clock())
    assert (sheet.submissions, sheet.raw, sheet.hints, sheet.best) == (0, {}, (), None)
    assert sheet.question.customers != before.customers or sheet.question != before
    (told,) = copies.follow(lunch.session, lunch.activity).breakages
    assert told.name == "Anne-Sophie Le Goff"
    assert told.reason == "ZeroDivisionError: nothing to divide by"
    assert lunch.send(2, "DL") == 1
    assert lunch.marks()[2] == 1


def test_figures_that_cannot_be_dealt_are_replaced_too(
    lunch: Afternoon, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = type(practice.WORKSHEET).question
    variants._questions.clear()

    def breaks(self: Any, world: Any, variant: int = 0) -> Question:
        if variant < 1000:
            raise ZeroDivisionError
        return sound(self, world, variant)

    monkeypatch.setattr(type(practice.WORKSHEET), "question", breaks)
    assert lunch.question(2).variant == 1000
    assert lunch.count(BreakageRow) == 1
    assert lunch.attempt(2).draw == 1


def test_figures_that_always_break_are_not_hidden(
    lunch: Afternoon, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> Question:
        raise ZeroDivisionError

    variants._questions.clear()
    monkeypatch.setattr(type(practice.WORKSHEET), "question", breaks)
    with pytest.raises(ZeroDivisionError):
        lunch.question(2)


def test_a_refusal_is_not_a_breakage(lunch: Afternoon, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object) -> Question:
        raise Degenerate("essai", "", "no")

    variants._questions.clear()
    monkeypatch.setattr(type(practice.WORKSHEET), "question", refuses)
    with pytest.raises(Degenerate):
        lunch.question(2)
    assert lunch.count(BreakageRow) == 0
