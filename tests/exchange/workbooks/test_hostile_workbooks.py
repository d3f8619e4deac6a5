"""Workbooks meant to harm: each is refused by name, in bounded time and memory."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from simulator.documents import workbooks as documents
from simulator.exchange import guard
from simulator.exchange.guard import MEBIBYTE, UploadRefused
from simulator.exchange.workbooks import reading
from tests.exchange.workbooks.filling import book, changed, wanted

BOOK = book("suivi-au-tableur")
BLANK = documents.write(BOOK)


def refused(content: bytes) -> str:
    with pytest.raises(UploadRefused) as caught:
        reading.read(content, wanted(BOOK))
    return caught.value.reason


def with_parts(**parts: bytes) -> bytes:
    """Return the blank workbook with parts put for others, or more of them."""
    out = io.BytesIO()
    named = {name.replace("__", "/").replace("_dot_", "."): body for name, body in parts.items()}
    with (
        zipfile.ZipFile(io.BytesIO(BLANK)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if name not in named:
                target.writestr(name, source.read(name))
        for name, body in named.items():
            target.writestr(name, body)
    return out.getvalue()


def sheet(cells: str) -> bytes:
    return (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
        f'2006/main"><sheetData>{cells}</sheetData></worksheet>'
    ).encode()


def test_a_file_of_sixty_megabytes_starts_no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(guard.subprocess, "Popen")
    assert refused(b"PK\x03\x04" + bytes(60 * MEBIBYTE)) == "too_large"


def test_a_zip_bomb_is_not_inflated() -> None:
    bomb = with_parts(xl__worksheets__sheet9_dot_xml=b" " * (400 * MEBIBYTE))
    assert len(bomb) < MEBIBYTE
    assert refused(bomb) == "inflates"


def test_an_entity_bomb_is_not_parsed() -> None:
    laughs = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    body = sheet("").replace(b"<worksheet", laughs.encode() + b"<worksheet")
    assert refused(with_parts(xl__worksheets__sheet2_dot_xml=body)) == "entities"


def test_a_cell_at_the_end_of_the_sheet_is_refused() -> None:
    far = sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    assert refused(with_parts(xl__worksheets__sheet2_dot_xml=far)) == "outside"


def test_three_thousand_brackets_are_refused() -> None:
    deep = "=" + "(" * 3000 + "1" + ")" * 3000

    def nest(file: Any) -> None:
        file["Réponses"]["B5"] = deep

    assert refused(changed(BLANK, nest)) == "deep_formula"


def test_an_endless_formula_is_refused() -> None:
    def stretch(file: Any) -> None:
        file["Réponses"]["B5"] = "=" + "+".join(["1"] * 9000)

    assert refused(changed(BLANK, stretch)) == "deep_formula"


def test_macros_are_refused() -> None:
    assert refused(with_parts(xl__vbaProject_dot_bin=b"\xd0\xcf\x11\xe0")) == "macros"
    assert refused(with_parts(xl__macrosheets__sheet1_dot_xml=sheet(""))) == "macros"


def test_links_to_other_files_are_refused() -> None:
    link = b'<?xml version="1.0"?><externalLink/>'
    assert refused(with_parts(xl__externalLinks__externalLink1_dot_xml=link)) == "links"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        ("Nom;Dû\r\nMartin;12\r\n".encode(), "not_xlsx"),
        (b"%PDF-1.7", "not_xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_workbook"),
        (BLANK[: len(BLANK) // 2], "not_a_zip"),
        (BLANK[:-400], "not_a_zip"),
        (b"PK\x03\x04" + b"\xff" * 900, "not_a_zip"),
    ],
    ids=["empty", "csv", "pdf", "xls", "half", "cut", "noise"],
)
def test_what_is_no_workbook_is_refused(content: bytes, reason: str) -> None:
    assert refused(content) == reason


def test_an_archive_of_something_else_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("word/document.xml", "<w/>")
    assert refused(out.getvalue()) == "not_a_workbook"


@pytest.mark.parametrize("body", [b"", b"<", b"\xff\xfe"])
def test_a_damaged_workbook_is_refused(body: bytes) -> None:
    assert refused(with_parts(xl__workbook_dot_xml=body)) == "not_a_workbook"


def test_a_workbook_full_of_cells_is_refused() -> None:
    row = "".join(f"<c><v>{number}</v></c>" for number in range(300))
    full = sheet(f"<row>{row}</row>" * 500)
    assert refused(with_parts(xl__worksheets__sheet2_dot_xml=full)) == "too_many_cells"


def test_a_formula_that_computes_for_ever_is_ended() -> None:
    """Twelve columns, each cell counting the whole of the one before, squared."""

    def burn(file: Any) -> None:
        scratch = file["Brouillon"]
        for row in range(1, 400):
            scratch.cell(row, 1).value = "=SUMPRODUCT((ROW($1:$20000)*ROW($1:$20000))*1)"
        file["Réponses"]["B5"] = "=SUM(Brouillon!A1:A399)"

    # The guard ends it: without its limit this line would not be left.
    assert _outcome(changed(BLANK, burn)) in {"answered", "too_long", "too_much_memory"}


def _outcome(content: bytes) -> str:
    try:
        reading.read(content, wanted(BOOK))
    except UploadRefused as refusal:
        return refusal.reason
    return "answered"
