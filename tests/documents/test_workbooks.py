"""The workbook of an exercise: named cells, locks, lists, and the same with its gradings."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook

from simulator.documents import workbooks
from simulator.documents.workbooks import Book, Note
from simulator.domain.exercises import sheets
from simulator.domain.exercises.world import World
from tests import make
from tests.domain.exercises import examples
from tests.exchange.workbooks.filling import book

WORLD = World(make.portfolio(1, 40))


def opened(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content))


def plain(exercise: Any, **more: Any) -> Book:
    asked = exercise.question(WORLD)
    return Book(asked, "Réponses", "REF", sheets.tables(asked.documents), **more)


@pytest.mark.parametrize(
    "exercise", [examples.WORKSHEET, examples.TABLE, examples.DATES], ids=lambda one: one.id
)
def test_every_part_has_its_named_unlocked_cell(exercise: Any) -> None:
    made = plain(exercise)
    file = opened(workbooks.write(made))
    for one in sheets.answers(made.question):
        ((sheet, place),) = file.defined_names[f"rep_{one.part.name}"].destinations
        cell = file[sheet][place.replace("$", "")]
        assert cell.coordinate == one.address
        assert cell.value is None
        assert not cell.protection.locked
    labels = {cell.value for row in file["Réponses"].iter_rows() for cell in row}
    assert {part.row or part.label for part in made.question.parts} <= labels


def test_everything_else_is_locked_but_the_scratch_sheet() -> None:
    file = opened(workbooks.write(book("suivi-au-tableur")))
    assert [sheet.title for sheet in file] == ["Consignes", "Réponses", "Pièces", "Brouillon"]
    locked = {sheet.title: sheet.protection.sheet for sheet in file}
    assert locked == {"Consignes": True, "Réponses": True, "Pièces": True, "Brouillon": False}
    assert file["Pièces"]["F5"].protection.locked
    assert file.active.title == "Réponses"


def test_cells_have_french_formats() -> None:
    file = opened(workbooks.write(book("suivi-au-tableur")))
    formats = {cell: file["Réponses"][cell].number_format for cell in ("B5", "B9", "B11")}
    assert formats == {"B5": '#,##0.00\\ "€"', "B9": "0.00\\ %", "B11": '#,##0.0\\ "j"'}
    assert file["Pièces"]["D5"].number_format == "dd/mm/yyyy"


def test_the_reference_is_a_named_cell_and_a_property() -> None:
    file = opened(workbooks.write(plain(examples.WORKSHEET)))
    ((sheet, place),) = file.defined_names["encours_reference"].destinations
    assert file[sheet][place.replace("$", "")].value == "REF"
    assert file.custom_doc_props["Encours"].value == "REF"


def test_classes_are_chosen_in_a_list() -> None:
    made = plain(examples.WORKSHEET)
    file = opened(workbooks.write(made))
    (rule,) = file["Réponses"].data_validations.dataValidation
    assert rule.formula1 == "'Listes'!$A$1:$A$2"
    assert [file["Listes"][cell].value for cell in ("A1", "A2")] == ["Bonne", "Faible"]
    assert file["Listes"].sheet_state == "hidden"


def test_a_workbook_goes_back_with_answers_and_comments() -> None:
    notes = {
        "rate": Note("right", "Juste", ""),
        "twice": Note("wrong", "À revoir", "Le double, =2+2."),
        "grade": Note("partly", "En partie juste", "Presque."),
    }
    made = plain(examples.WORKSHEET, raw={"rate": "12,5 %", "grade": "good"}, notes=notes)
    sheet = opened(workbooks.write(made))["Réponses"]
    assert [sheet[cell].value for cell in ("B5", "B6", "B7")] == [0.125, None, "Bonne"]
    assert [sheet[cell].value for cell in ("E5", "E6", "F6")] == [
        "Juste",
        "À revoir",
        "Le double, =2+2.",
    ]
    assert sheet["B6"].comment.text.endswith("Le double, =2+2.")
    assert sheet["B5"].fill.fgColor.rgb != sheet["B6"].fill.fgColor.rgb


def test_the_instructions_are_the_statement_without_its_marks() -> None:
    sheet = opened(workbooks.write(book("suivi-au-tableur")))["Consignes"]
    texts = [str(row[1].value) for row in sheet.iter_rows() if row[1].value]
    assert any("par des formules qui lisent la feuille" in text for text in texts)
    assert not any("**" in text for text in texts)
    assert any("saisie à la main" in text for text in texts)


def test_the_data_as_they_were_are_known_by_address() -> None:
    made = book("suivi-au-tableur")
    kept = workbooks.originals(made)["Pièces"]
    rows = made.tables[0].rows
    assert kept["B2"] == made.tables[0].note[1].value.isoformat()  # type: ignore[index,union-attr]
    assert kept["F5"] == pytest.approx(rows[0][5] / 100)  # type: ignore[operator]
    assert kept["D5"] == rows[0][3].isoformat()  # type: ignore[union-attr]


def test_lines_of_a_statement_are_joined_and_its_row_is_tall_enough() -> None:
    """LibreOffice heightens no row: a text on three lines would lie on the next one."""
    made = plain(examples.WORKSHEET)
    long = " ".join(["encours"] * 30)
    statement = f"Lisez\nle bilan.\n\n- un\n- {long}\nsuite"
    made = replace(made, question=replace(made.question, statement=statement))
    sheet = opened(workbooks.write(made))["Consignes"]
    assert [sheet[cell].value for cell in ("B5", "B6", "B7")] == [
        "Lisez le bilan.",
        "- un",
        f"- {long} suite",
    ]
    assert sheet.row_dimensions[5].height is None
    assert sheet.row_dimensions[7].height >= 3 * 15


def test_every_sheet_is_printed_on_a4_and_data_have_their_titles_on_each_page() -> None:
    file = opened(workbooks.write(book("suivi-au-tableur")))
    for sheet in file:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0  # as many pages as it takes
    assert file["Pièces"].print_title_rows == "$4:$4"
