"""A workbook that LibreOffice saved: its formulas, its cached values, its errors, its other format.

``libreoffice.xlsx`` is a workbook of the product, filled in and saved by LibreOffice 7.4 in French:
=SOMME(…), an array formula, a helper column, a function that the engine here does not compute, a
rounded share, and a name that nobody knows.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from simulator.exchange.guard import UploadRefused
from simulator.exchange.workbooks import reading
from simulator.exchange.workbooks.records import BOUNDS, Filled, Spot, Wanted

SAVED = Path(__file__).with_name("libreoffice.xlsx")
CELLS = {
    "total": "B5",
    "overdue": "B6",
    "over_30": "B7",
    "contested": "B8",
    "overdue_share": "B9",
    "clean_share": "B10",
    "lateness": "B11",
}


def answers(originals: Mapping[str, Mapping[str, float]] | None = None) -> Mapping[str, Filled]:
    spots = {name: Spot(f"rep_{name}", "Réponses", cell) for name, cell in CELLS.items()}
    reference = Spot("encours_reference", "Consignes", "B3")
    given: Any = originals or {}
    found = reading.sent(SAVED, Wanted(spots, given, "Réponses", reference, "Encours"), BOUNDS)
    assert (found.reference, found.missing) == ("référence", ())
    return found.answers


def rows() -> tuple[datetime, list[tuple[datetime, float]]]:
    """Return the day of the extract, then when each invoice is due and what is left of it."""
    sheet: Any = load_workbook(SAVED)["Pièces"]
    lines = [(row[3].value, row[5].value) for row in sheet.iter_rows(min_row=5)]
    return sheet["B2"].value, lines


def test_what_libreoffice_computed_is_read() -> None:
    day, lines = rows()
    found = answers()
    overdue = sum(left for due, left in lines if due < day)
    total = sum(left for _, left in lines)
    assert found["total"].value == total
    assert found["overdue"].value == overdue
    assert found["over_30"].value == sum(
        left for due, left in lines if day - due > timedelta(days=30)
    )
    assert found["overdue_share"].value == round(overdue / total, 4)
    assert found["lateness"] == Filled(None)


def test_formulas_are_named_and_followed_to_the_data() -> None:
    found = answers()
    assert found["total"].formula == "=SUM(Pièces!F5:F48)"
    assert found["overdue"].formula == "=SUM(IF(Pièces!D5:D48<Pièces!B2,Pièces!F5:F48,0))"
    assert {"Pièces!D5:D48", "Pièces!F5:F48"} <= set(found["over_30"].reads.split())


def test_an_error_is_that_of_a_french_spreadsheet() -> None:
    assert answers()["clean_share"].value == "#NOM?"


def test_a_zero_of_the_spreadsheet_stays_when_the_engine_here_cannot_say() -> None:
    assert answers()["contested"].value == 0


def test_data_that_were_changed_are_put_back_and_its_formulas_computed_again() -> None:
    day, lines = rows()
    first = lines[0][1]
    found = answers({"Pièces": {"F5": first + 1000}})
    assert lines[0][0] < day - timedelta(days=30)
    assert found["total"].value == pytest.approx(sum(left for _, left in lines) + 1000)
    assert found["overdue"].value == pytest.approx(
        sum(left for due, left in lines if due < day) + 1000
    )
    assert found["over_30"].value == pytest.approx(
        sum(left for due, left in lines if day - due > timedelta(days=30)) + 1000
    )


def test_the_own_format_of_libreoffice_is_named(tmp_path: Path) -> None:
    path = tmp_path / "sent"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", "<office:document-content/>")
    with pytest.raises(UploadRefused) as caught:
        reading.sent(path, Wanted({}, {}, "Réponses", Spot("", "", "A1"), ""), BOUNDS)
    assert caught.value.reason == "open_document"
