"""Reading a filled workbook: values, formulas, data put back, what is missing."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from simulator.documents import workbooks as documents
from simulator.exchange.workbooks import reading
from simulator.exchange.workbooks.records import BOUNDS, Sent
from tests.exchange.workbooks.filling import book, changed, filled, models, wanted

BOOK = book("suivi-au-tableur")
BLANK = documents.write(BOOK)
LAST = 4 + len(BOOK.tables[0].rows)


def read(content: bytes, tmp_path: Any) -> Sent:
    """Read in this process: the child is tried apart."""
    path = tmp_path / "sent"
    path.write_bytes(content)
    return reading.sent(path, wanted(BOOK), BOUNDS)


def test_the_model_formulas_give_the_right_figures(tmp_path: Any) -> None:
    """Engine and author agree: each model, computed on the sheet, is the expected figure."""
    found = read(filled(BOOK, models(BOOK)), tmp_path)
    assert found.reference == "référence"
    for judge in BOOK.question.judges:
        answer = found.answers[judge.part.name]
        factor = 100 if judge.part.measure.name == "euro" else 1  # type: ignore[union-attr]
        assert answer.value * factor == pytest.approx(float(judge.value))  # type: ignore[operator,attr-defined]
        assert answer.formula.startswith("=")


def test_a_guarded_child_reads_the_same(tmp_path: Any) -> None:
    content = filled(BOOK, {**models(BOOK), "lateness": 12.5})
    assert reading.read(content, wanted(BOOK)) == read(content, tmp_path)


def test_values_come_as_they_are(tmp_path: Any) -> None:
    given = {
        "total": 12,
        "overdue": "1 234,56 €",
        "over_30": True,
        "contested": datetime(2026, 3, 7),  # noqa: DTZ001 — a workbook knows no zone
    }
    found = read(filled(BOOK, given), tmp_path).answers
    assert (found["total"].value, found["total"].formula) == (12, "")
    assert found["overdue"].value == "1 234,56 €"
    assert found["over_30"].value is True
    assert (found["contested"].value, found["contested"].date) == ("2026-03-07", True)
    assert found["lateness"].value is None


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=1/0", "#DIV/0!"),
        ("=B5+1", "#REF!"),
        ("=INCONNUE(1)", "#NOM?"),
        ("=SUM(Nulle!A1)", "#REF!"),
        ("=1+", "#VALEUR!"),
        ("=DATE(2026,3,7)", "2026-03-07"),
        ('="a"&"b"', "ab"),
    ],
)
def test_a_formula_that_fails_says_how(tmp_path: Any, formula: str, value: str) -> None:
    assert read(filled(BOOK, {"total": formula}), tmp_path).answers["total"].value == value


def test_data_that_were_changed_are_put_back_and_all_is_computed_again(tmp_path: Any) -> None:
    def cheat(file: Any) -> None:
        file["Pièces"]["F5"] = 10_000_000
        file["Pièces"]["F6"] = "=1+1"
        file["Pièces"]["D7"] = None

    found = read(changed(filled(BOOK, models(BOOK)), cheat), tmp_path)
    assert found.changed == ("Pièces!F5", "Pièces!F6", "Pièces!D7")
    total = BOOK.question.judges[0].value  # type: ignore[attr-defined]
    assert found.answers["total"].value == pytest.approx(total / 100)


def test_a_value_that_the_spreadsheet_computed_is_kept(tmp_path: Any) -> None:
    content = filled(BOOK, {"total": "=SUM(Pièces!F5:F9)"})
    sheet = _part(content, "Réponses")
    cached = content_with(content, sheet, b"</f><v></v>", b"</f><v>4321.5</v>")
    assert read(cached, tmp_path).answers["total"].value == 4321.5


def test_a_zero_that_nothing_computed_is_checked(tmp_path: Any) -> None:
    content = filled(BOOK, {"total": "=2*21"})
    sheet = _part(content, "Réponses")
    cached = content_with(content, sheet, b"</f><v></v>", b"</f><v>0</v>")
    assert read(cached, tmp_path).answers["total"].value == 42


def _part(content: bytes, title: str) -> str:
    names = [sheet.title for sheet in load_workbook(io.BytesIO(content))]
    return f"xl/worksheets/sheet{names.index(title) + 1}.xml"


def content_with(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Return a workbook of which one part had some bytes put for others."""
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            body = source.read(name)
            if name == part:
                for shown in (old, b"</f><v />", b"</f><v/>"):
                    body = body.replace(shown, new)
                assert new in body
            target.writestr(name, body)
    return out.getvalue()


def test_columns_of_help_are_followed_to_what_they_read(tmp_path: Any) -> None:
    def help_yourself(file: Any) -> None:
        scratch = file["Brouillon"]
        for row in range(5, LAST + 1):
            scratch.cell(row, 1).value = f"=Pièces!F{row}*(Pièces!D{row}<Pièces!$B$2)"
        file["Réponses"]["B6"] = f"=SUM(Brouillon!A5:A{LAST})"

    found = read(changed(BLANK, help_yourself), tmp_path).answers["overdue"]
    assert f"Pièces!F5:F{LAST}" in found.reads.split()
    assert f"Pièces!D5:D{LAST}" in found.reads.split()
    right = float(BOOK.question.judges[1].value) / 100  # type: ignore[attr-defined]
    assert found.value == pytest.approx(right)


def test_another_answer_is_not_followed(tmp_path: Any) -> None:
    found = read(filled(BOOK, {**models(BOOK), "lateness": "=B6*2"}), tmp_path)
    assert found.answers["lateness"].reads == ""


def test_a_cell_that_moved_is_found_by_its_name(tmp_path: Any) -> None:
    def move(file: Any) -> None:
        file.defined_names["rep_total"].attr_text = "'Réponses'!$B$30"
        file["Réponses"]["B30"] = 77

    assert read(changed(BLANK, move), tmp_path).answers["total"].value == 77


@pytest.mark.parametrize("text", ["#REF!", "'Réponses'!$B$5:$B$6", "12", "'Perdue'!$B$5"])
def test_a_name_that_is_lost_leaves_the_cell_where_it_was(tmp_path: Any, text: str) -> None:
    def lose(file: Any) -> None:
        file.defined_names["rep_total"].attr_text = text
        file["Réponses"]["B5"] = 5

    assert read(changed(BLANK, lose), tmp_path).answers["total"].value == 5


def test_the_property_says_whose_it_is_when_the_cell_does_not(tmp_path: Any) -> None:
    def wipe(file: Any) -> None:
        file["Consignes"]["B3"] = None

    assert read(changed(BLANK, wipe), tmp_path).reference == "référence"


def test_a_renamed_sheet_is_missing(tmp_path: Any) -> None:
    def rename(file: Any) -> None:
        file["Pièces"].title = "Mes pièces"

    found = read(changed(BLANK, rename), tmp_path)
    assert found.missing == ("Pièces",)
    assert found.answers == {}


def test_a_foreign_workbook_has_no_reference(tmp_path: Any) -> None:
    from openpyxl import Workbook

    out = io.BytesIO()
    Workbook().save(out)
    found = read(out.getvalue(), tmp_path)
    assert (found.reference, found.answers) == ("", {})
    assert found.missing == ("Réponses", "Pièces")
