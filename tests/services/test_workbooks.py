"""A workbook is its person's, for one activity and one set of figures; it is graded like a page."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from simulator.documents.workbooks import Book
from simulator.domain.refusals import NotFound
from simulator.services import attempts, workbooks
from simulator.services.attempts import Sheet
from simulator.services.trainees import Trainee
from simulator.services.workbooks import (
    AnotherExercise,
    AnotherFigures,
    Answers,
    NotOurWorkbook,
    SheetsMissing,
    SomebodysWorkbook,
    StaleWorkbook,
)
from tests import classroom
from tests.classroom import Classroom
from tests.conftest import KEY, Clock, House
from tests.exchange.workbooks.filling import changed, filled


@pytest.fixture
def room(house: House) -> Classroom:
    return house.classroom()


class Desk:
    """A trainee with a spreadsheet."""

    def __init__(self, session: Session, room: Classroom, clock: Clock, rank: int = 0) -> None:
        self.session, self.room, self.clock = session, room, clock
        self.who: Trainee = room.people[rank]

    def sheet(self, variant: int = 0) -> Sheet:
        row = classroom.activity(self.session, self.room.exercise)
        return attempts.exercise(self.session, self.who, row, self.clock(), variant)

    def book(self, variant: int = 0) -> Book:
        return workbooks.book(KEY, self.who, self.sheet(variant))

    def right(self) -> dict[str, float]:
        """Return the right figures in euros, read in the balance sheet."""
        found = classroom.right(self.session, self.who, self.room.exercise, self.clock())
        return {name: float(text.replace(",", ".")) for name, text in found.items()}

    def read(self, content: bytes, variant: int = 0) -> Answers:
        sheet = self.sheet(variant)
        return workbooks.answers(KEY, self.who, sheet, self.book(variant), content)

    def send(self, content: bytes) -> Any:
        found = self.read(content)
        row = classroom.activity(self.session, self.room.exercise)
        return attempts.submit(
            self.session, self.who, row, found.raw, found.client_id, self.clock()
        )


@pytest.fixture
def desk(session: Session, room: Classroom, clock: Clock) -> Desk:
    return Desk(session, room, clock)


def test_a_workbook_is_graded_like_the_page(desk: Desk) -> None:
    right = desk.right()
    graded = desk.send(filled(desk.book(), {**right, "debts": right["debts"] / 1000}))
    assert graded.part("own_funds").verdict.value == "right"
    assert graded.part("debts").verdict.value == "unit"
    assert desk.sheet().submissions == 1


def test_the_same_file_twice_is_one_attempt(desk: Desk) -> None:
    content = filled(desk.book(), desk.right())
    assert desk.send(content).fraction == desk.send(content).fraction == 1
    desk.session.flush()
    desk.session.expire_all()
    assert desk.sheet().submissions == 1


def test_a_formula_that_nothing_computed_is_graded_by_its_value(desk: Desk) -> None:
    right = desk.right()
    cells = {"own_funds": f"={right['own_funds'] * 2!r}/2", "debts": right["debts"]}
    found = desk.read(filled(desk.book(), cells))
    assert found.formulas == {"own_funds": f"={right['own_funds'] * 2!r}/2"}
    assert desk.send(filled(desk.book(), cells)).fraction == 1


def test_an_empty_cell_is_a_blank_part(desk: Desk) -> None:
    graded = desk.send(filled(desk.book(), {"own_funds": desk.right()["own_funds"]}))
    assert graded.part("debts").verdict.value == "blank"
    assert graded.counts


def test_what_cannot_be_read_is_no_attempt(desk: Desk) -> None:
    graded = desk.send(filled(desk.book(), {"own_funds": "beaucoup", "debts": "=1/0"}))
    assert set(graded.unreadable) == {"own_funds", "debts"}
    assert desk.sheet().submissions == 0


def test_the_workbook_of_another_is_refused(
    desk: Desk, session: Session, room: Classroom, clock: Clock
) -> None:
    other = Desk(session, room, clock, rank=1)
    with pytest.raises(SomebodysWorkbook):
        desk.read(filled(other.book(), {}))


def test_the_workbook_of_another_activity_is_refused(desk: Desk, house: House) -> None:
    elsewhere = house.classroom(("Zoé Lointaine",), name="Odile Ailleurs", organisation="Autre")
    other = Desk(desk.session, elsewhere, desk.clock)
    with pytest.raises(AnotherExercise) as caught:
        desk.read(filled(other.book(), {}))
    assert caught.value.title == desk.sheet().activity.title


def test_the_workbook_of_other_figures_is_refused(desk: Desk) -> None:
    with pytest.raises(AnotherFigures):
        desk.read(filled(desk.book(variant=1), {}))
    assert desk.read(filled(desk.book(variant=1), {}), variant=1).raw == {}


def test_a_workbook_of_figures_that_changed_is_refused(desk: Desk) -> None:
    content = filled(desk.book(), {})
    sheet = desk.sheet()
    moved = workbooks.book(KEY, desk.who, sheet)
    asked = replace(sheet, question=replace(sheet.question, statement="Autre chose."))
    with pytest.raises(StaleWorkbook):
        workbooks.answers(KEY, desk.who, asked, moved, content)


@pytest.mark.parametrize("reference", ["", "n’importe quoi", "WzEsMSwwXQ.abc"])
def test_a_reference_that_nobody_signed_is_refused(desk: Desk, reference: str) -> None:
    def forge(file: Any) -> None:
        file["Consignes"]["B3"] = reference or None
        file.custom_doc_props["Encours"].value = reference

    with pytest.raises(NotOurWorkbook):
        desk.read(changed(workbooks.blank(desk.book()), forge))


def test_another_key_signs_nothing_here(desk: Desk) -> None:
    other = workbooks.book("z" * 40, desk.who, desk.sheet())
    with pytest.raises(NotOurWorkbook):
        desk.read(workbooks.blank(other))


def test_sheets_that_are_gone_are_named(desk: Desk) -> None:
    def rename(file: Any) -> None:
        file["Réponses"].title = "Mes réponses"

    with pytest.raises(SheetsMissing) as caught:
        desk.read(changed(workbooks.blank(desk.book()), rename))
    assert caught.value.sheets == ("Réponses",)


def test_a_quiz_like_exercise_has_no_workbook(desk: Desk) -> None:
    sheet = desk.sheet()
    with pytest.raises(NotFound):
        workbooks.book(KEY, desk.who, replace(sheet, question=replace(sheet.question, judges=())))


def test_a_workbook_goes_back_with_what_was_read(desk: Desk) -> None:
    graded = desk.send(filled(desk.book(), {**desk.right(), "debts": 12}))
    notes = {part.name: workbooks.Note("wrong", "x", part.feedback) for part in graded.parts}
    raw = {part.name: part.raw for part in graded.parts}
    file = load_workbook(io.BytesIO(workbooks.filled(desk.book(), raw, notes)))
    assert file["Réponses"]["B6"].value == 12
    assert file["Réponses"]["E6"].value == "x"
