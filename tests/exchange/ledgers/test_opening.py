"""Opening files: encodings, separators, sheets, and what is not a ledger at all."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from simulator.exchange import guard
from simulator.exchange.guard import Bounds, UploadRefused
from simulator.exchange.ledgers import cells, opening
from simulator.exchange.ledgers.cells import text_of
from tests.exchange.ledgers.files import grid, with_part, workbook

TITLES = "Client;Date;Échéance;Montant"
ROW = "Société Générée;31/12/2025;30/01/2026;1 234,56"
AT = datetime(2026, 2, 1, 8, 30)  # noqa: DTZ001 - workbooks know no time zone
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "{}<sheetData>{}</sheetData></worksheet>"
)
LEDGER = [["Client", "Date", "Montant"], ["Société", date(2026, 1, 31), 12.5]]


def refused(folder: Path, content: bytes) -> str:
    with pytest.raises(UploadRefused) as caught:
        grid(folder, content)
    return caught.value.reason


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_every_usual_encoding_gives_the_same_cells(tmp_path: Path, encoding: str) -> None:
    found = grid(tmp_path, f"{TITLES}\r\n{ROW}\r\n" * 3, encoding)

    assert found.records[0].cells == ("Client", "Date", "Échéance", "Montant")
    assert found.records[1].cells[0] == "Société Générée"


def test_a_byte_that_no_encoding_knows_costs_one_letter(tmp_path: Path) -> None:
    found = grid(tmp_path, TITLES.encode("cp1252") + b"\nSoci\x81t\xe9;1;2;3\n")

    assert found.records[1].cells[0] == "Soci\ufffdté"


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_separator_and_end_of_line_is_found(tmp_path: Path, separator: str, end: str) -> None:
    lines = [TITLES.replace(";", separator)] + [
        f'"Durand{separator} fils"{separator}31/12/2025{separator}30/01/2026{separator}"1,5"'
    ] * 3
    found = grid(tmp_path, end.join(lines))

    assert found.separator == separator
    assert found.records[1].cells == (f"Durand{separator} fils", "31/12/2025", "30/01/2026", "1,5")


def test_commas_in_every_amount_do_not_make_a_separator(tmp_path: Path) -> None:
    found = grid(tmp_path, f"{TITLES}\n" + "A;31/12/2025;30/01/2026;1,50\n;;broken\n" * 20)

    assert found.separator == ";"


def test_the_line_that_spreadsheets_write_for_themselves_is_obeyed(tmp_path: Path) -> None:
    found = grid(tmp_path, "sep=#\nClient#Montant\nA;B#1\n")

    assert found.records[0].line == 2
    assert found.records[1].cells == ("A;B", "1")


def test_a_cell_of_several_lines_is_one_record_with_its_first_line(tmp_path: Path) -> None:
    found = grid(tmp_path, f'{TITLES}\n"A\nB";1;2;3\nC;1;2;3\n')

    assert [(r.line, r.cells[0]) for r in found.records] == [(1, "Client"), (2, "A\nB"), (4, "C")]


def test_a_mark_that_is_never_closed_costs_its_line_only(tmp_path: Path) -> None:
    found = grid(tmp_path, f'{TITLES}\n"A;1;2;3\n' + "B;1;2;3\n" * 30)

    assert [r.broken for r in found.records] == [False, True] + [False] * 30
    assert found.records[2].cells == ("B", "1", "2", "3")


def test_inches_in_a_text_are_no_quotation(tmp_path: Path) -> None:
    found = grid(tmp_path, f'{TITLES}\nTube 12" A;1;2;3\nTube 6" B;1;2;3\n')

    assert [r.cells[0] for r in found.records[1:]] == ['Tube 12" A', 'Tube 6" B']


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old_workbook"),
        (b"%PDF-1.7 nothing", "binary"),
        (b"\x89PNG\r\n" + bytes(range(256)) * 4, "binary"),
        (bytes(range(256)) * 40, "binary"),
        (b"\0\1\2\3" * 500, "binary"),
        (b"<html><table><tr><td>1</td></tr></table>", "a_page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><a/>", "a_page"),
        (b"PK\x03\x04nothing", "not_a_zip"),
        (b"\n\n;;;\n", "no_rows"),
        (b"Client\0;1\n", "binary"),
    ],
)
def test_what_is_no_ledger_is_named(tmp_path: Path, content: bytes, reason: str) -> None:
    assert refused(tmp_path, content) == reason


def test_too_many_lines_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.exchange.ledgers.separated.MOST_ROWS", 10)
    monkeypatch.setattr("simulator.exchange.ledgers.workbooks.MOST_ROWS", 10)

    assert refused(tmp_path, b"a;b\n" * 11) == "too_many_rows"
    assert refused(tmp_path, workbook([["a", "b"]] * 11)) == "too_many_rows"


def test_a_workbook_keeps_its_dates_and_figures(tmp_path: Path) -> None:
    rows = [*LEDGER, [None, AT, 0.1 + 0.2], [True, "  x  y ", 3], [None]]
    found = grid(tmp_path, workbook(rows))

    assert found.form == "xlsx"
    assert [record.cells for record in found.records] == [
        ("Client", "Date", "Montant"),
        ("Société", date(2026, 1, 31), Decimal("12.5")),
        ("", date(2026, 2, 1), Decimal("0.3")),
        ("oui", "x y", Decimal(3)),
    ]


def test_the_sheet_that_looks_like_a_ledger_is_read(tmp_path: Path) -> None:
    notes = [["Ceci est une notice"]] * 50

    found = grid(tmp_path, workbook(notes, LEDGER))

    assert found.records[0].cells == ("Client", "Date", "Montant")
    assert "sheets" in found.notes


def test_a_sheet_that_lies_on_its_size_is_read_whole(tmp_path: Path) -> None:
    content = workbook(LEDGER)
    first = '<c r="A1" t="inlineStr"><is><t>Client</t></is></c><c r="B1"><v>5</v></c>'
    rows = f'<row r="1">{first}</row><row r="2"><c r="B2"><v>7</v></c></row>'
    sheet = SHEET.format('<dimension ref="A1"/>', rows).encode()

    found = grid(tmp_path, with_part(content, "xl/worksheets/sheet1.xml", sheet))

    assert [record.cells for record in found.records] == [("Client", Decimal(5)), ("", Decimal(7))]


def test_a_cell_at_the_end_of_the_sheet_costs_nothing(tmp_path: Path) -> None:
    last = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    sheet = SHEET.format("", f'<row r="1"><c r="A1"><v>5</v></c></row>{last}').encode()

    found = grid(tmp_path, with_part(workbook(LEDGER), "xl/worksheets/sheet1.xml", sheet))

    assert [record.cells for record in found.records] == [(Decimal(5),)]


def test_macros_and_links_are_not_read_and_it_is_said(tmp_path: Path) -> None:
    content = with_part(workbook(LEDGER), "xl/vbaProject.bin", b"Sub Auto_Open()")
    content = with_part(content, "xl/externalLinks/externalLink1.xml", b"<externalLink/>")

    found = grid(tmp_path, content)

    assert found.notes == ("macros", "links")
    assert found.records[1].cells[0] == "Société"


def test_a_formula_is_its_value_or_nothing(tmp_path: Path) -> None:
    found = grid(tmp_path, workbook([["Client", "Date", "Montant"], ["A", "x", "=1+1"]]))

    assert found.records[1].cells == ("A", "x")


def test_another_archive_is_no_workbook(tmp_path: Path) -> None:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("content.xml", "<office/>")
    assert refused(tmp_path, out.getvalue()) == "not_a_workbook"
    assert refused(tmp_path, with_part(workbook(LEDGER), "xl/workbook.xml", b"<no")) == (
        "not_a_workbook"
    )


def test_an_entity_bomb_in_a_sheet_is_refused(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "cccc"><!ENTITY d "&b;&b;&b;">]><worksheet>&d;</worksheet>'

    assert refused(tmp_path, with_part(workbook(LEDGER), "xl/worksheets/sheet1.xml", bomb)) == (
        "entities"
    )


def test_a_sheet_that_inflates_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(with_part(workbook(LEDGER), "xl/worksheets/sheet1.xml", b" " * 20_000_000))

    with pytest.raises(UploadRefused) as caught:
        opening.grid_of(path, Bounds(inflated=10_000_000))
    assert caught.value.reason == "inflates"


def test_the_child_reads_what_this_process_reads(tmp_path: Path) -> None:
    for content in (f"{TITLES}\n{ROW}\n".encode(), workbook(LEDGER)):
        path = tmp_path / "export.csv"  # whatever the name says
        path.write_bytes(content)

        assert opening.read(path) == opening.grid_of(path, Bounds())


def test_a_file_of_fifty_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(50 * guard.MEBIBYTE)

    with pytest.raises(UploadRefused) as caught:
        opening.read(path)
    assert caught.value.reason == "too_large"


def test_a_grid_is_kept_whole(tmp_path: Path) -> None:
    found = grid(tmp_path, workbook(LEDGER, LEDGER))

    assert cells.load(cells.dump(found)) == found


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("x", "x"),
        (Decimal("12.50"), "12.5"),
        (Decimal("1e5"), "100000"),
        (Decimal(0), "0"),
        (date(2026, 1, 2), "2026-01-02"),
    ],
)
def test_a_cell_is_shown_as_people_write_it(cell: cells.Cell, text: str) -> None:
    assert text_of(cell) == text
