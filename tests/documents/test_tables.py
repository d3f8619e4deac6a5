"""Lists as files: French in a CSV, typed in a workbook, and no cell that computes."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from simulator.documents.tables import csv_file, neutral, sheet_name, xlsx_file
from simulator.domain.tables import FIRST_ROW, TITLES_ROW, Cell, Column, Kind, Plain, Table

COLUMNS = (
    Column("Nom"),
    Column("Dû", Kind.CENTS),
    Column("Part", Kind.PERCENT, 1),
    Column("Jours", Kind.NUMBER, 2),
    Column("Le", Kind.DATE),
    Column("À", Kind.MOMENT),
)
ROW = (
    "Martin",
    -123456,
    Fraction(1, 8),
    Fraction(3, 2),
    date(2026, 3, 7),
    datetime(2026, 3, 7, 14, 5, tzinfo=UTC),
)
NOTHING = ("", None, None, None, None, None)


def made(*rows: tuple[Plain | Cell, ...], title: str = "Liste") -> Table:
    return Table(title, COLUMNS, rows, ("Arrêté au", Cell(date(2026, 11, 30), Kind.DATE)))


def lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_a_csv_is_french() -> None:
    content = csv_file(made(ROW, NOTHING))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    assert lines(content) == [
        ["Nom", "Dû", "Part", "Jours", "Le", "À"],
        ["Martin", "-1234,56", "12,5 %", "1,50", "07/03/2026", "07/03/2026 14:05"],
        ["", "", "", "", "", ""],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+33 1",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\n=1",
        "\r=cmd|' /C calc'!A0",
        "  =1",
        "＝1+1",
        "\x00=1",
    ],
)
def test_a_name_never_computes_in_a_csv(text: str) -> None:
    ((_, *_), (found, *_)) = lines(csv_file(made((text, *NOTHING[1:]))))
    assert found.startswith("'")


@given(st.text(max_size=40))
def test_no_text_of_a_csv_computes(text: str) -> None:
    found = neutral(text)
    assert not found.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert "\x00" not in found


def test_a_title_never_computes_either() -> None:
    table = Table("T", (Column("=A1"),), ())
    assert lines(csv_file(table)) == [["'=A1"]]


def test_a_workbook_holds_figures_and_dates() -> None:
    file = load_workbook(io.BytesIO(xlsx_file(made(ROW, NOTHING))))
    sheet = file["Liste"]
    values = [sheet.cell(FIRST_ROW, column).value for column in range(1, 7)]
    assert values == [
        "Martin",
        -1234.56,
        0.125,
        1.5,
        datetime(2026, 3, 7),  # noqa: DTZ001 — a workbook knows no zone
        datetime(2026, 3, 7, 14, 5),  # noqa: DTZ001 — a workbook knows no zone
    ]
    assert sheet.cell(FIRST_ROW, 2).number_format == '#,##0.00\\ "€"'
    assert sheet.cell(FIRST_ROW, 3).number_format == "0.0\\ %"
    assert sheet.cell(TITLES_ROW, 1).value == "Nom"
    assert [sheet["A2"].value, sheet["B2"].value] == [
        "Arrêté au",
        datetime(2026, 11, 30),  # noqa: DTZ001 — a workbook knows no zone
    ]
    assert sheet.cell(FIRST_ROW + 1, 2).value is None


@pytest.mark.parametrize("text", ["=1+1", "http://exemple.example", "{=A1}", "12", "\x01=2"])
def test_no_text_of_a_workbook_computes_or_links(text: str) -> None:
    file = load_workbook(io.BytesIO(xlsx_file(made((text, *NOTHING[1:])))))
    cell = file["Liste"].cell(FIRST_ROW, 1)
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert str(cell.value).strip() == text.replace("\x01", " ").strip()


def test_a_very_long_text_is_cut() -> None:
    file = load_workbook(io.BytesIO(xlsx_file(made(("é" * 40_000, *NOTHING[1:])))))
    assert len(str(file["Liste"].cell(FIRST_ROW, 1).value)) == 32_000


def test_the_same_table_is_the_same_bytes() -> None:
    assert xlsx_file(made(ROW)) == xlsx_file(made(ROW))


def test_sheets_have_names_that_a_workbook_accepts() -> None:
    taken: set[str] = set()
    names = [
        sheet_name(title, taken) for title in ("a/b:c", "A/B:C", "é" * 40, "é" * 40, "[]", "'")
    ]
    assert names[0] == "a b c"
    assert names[1] == "A B C (2)"
    assert names[4:] == ["Feuille", "Feuille (2)"]
    assert all(0 < len(name) <= 31 for name in names)
    assert len({name.casefold() for name in names}) == len(names)
    xlsx_file(*(made(title=title) for title in ("a/b:c", "A/B:C", "é" * 40, "é" * 40)))


def test_a_column_has_room_for_the_sign_of_its_figures() -> None:
    """A figure that has no room is shown as ####."""
    words = Table("Mots", (Column("n"),), ((Cell(Fraction(-8), Kind.NUMBER, 2, "points"),),))
    bare = Table("Nus", (Column("n"),), ((Cell(Fraction(-8), Kind.NUMBER, 2),),))
    file = load_workbook(io.BytesIO(xlsx_file(words, bare)))
    widths = [file[name].column_dimensions["A"].width for name in ("Mots", "Nus")]
    assert widths[0] >= len("-8,00 points") + 1
    assert widths[0] > widths[1]


def test_a_text_wider_than_its_column_takes_several_lines_and_its_row_follows() -> None:
    table = Table("Long", (Column("a"), Column("b")), (("mot " * 40, "x"), ("mot", "x")))
    sheet = load_workbook(io.BytesIO(xlsx_file(table)))["Long"]
    assert sheet.cell(FIRST_ROW, 1).alignment.wrap_text
    assert sheet.row_dimensions[FIRST_ROW].height >= 3 * 15
    assert sheet.row_dimensions[FIRST_ROW + 1].height is None


def test_a_title_stands_over_the_figures_of_its_column() -> None:
    table = Table("Côtés", (Column("a"), Column("b", Kind.CENTS), Column("c")), (("x", 100, "y"),))
    sheet = load_workbook(io.BytesIO(xlsx_file(table)))["Côtés"]
    sides = [sheet.cell(TITLES_ROW, place).alignment.horizontal for place in (1, 2, 3)]
    assert sides == [None, "right", "left"]
