"""Tables as files: an Excel workbook or a CSV for a French spreadsheet; no cell computes anything.

A name that begins with ``=`` is a text in a workbook, and has an apostrophe before it in a CSV.
"""

from __future__ import annotations

import csv
import io
import re
import textwrap
from collections.abc import Iterable
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

from simulator.domain.measures import write_number
from simulator.domain.tables import FIRST_ROW, NOTE_ROW, TITLES_ROW, Cell, Kind, Plain, Table

LONGEST_TEXT = 32_000
"""What a cell of a workbook may hold, with some room."""
_WIDEST, _NARROWEST, _MEASURED = 48, 9, 200
_LINE, _TALLEST = 15, 400
"""Height of a line of text and of the tallest row, in points."""
_LETTERS = 1.1
"""Letters of a text in the place of a figure, in Calibri as in the type that replaces it."""
_A4 = 9
_COMPUTES = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
MADE = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The date written inside files: that of nothing, so that the same table is the same bytes."""


def csv_file(table: Table) -> bytes:
    """Write a table as a French spreadsheet reads it: UTF-8 with a mark, ``;``, decimal comma."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([neutral(column.title) for column in table.columns])
    for row in range(len(table.rows)):
        cells = [table.cell(row, column) for column in range(len(table.columns))]
        writer.writerow([_text(cell) for cell in cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def neutral(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula; control characters are left out."""
    kept = _CONTROL.sub(" ", text)
    computes = kept.lstrip().startswith(_COMPUTES) or kept.startswith(("\t", "\n"))
    return f"'{kept}" if computes else kept


def _text(cell: Cell) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, str):
        return neutral(value)
    number, places = _figure(cell, Fraction(value))
    shown = write_number(number, places).replace("\u202f", "").replace("\u2212", "-")
    return shown + (" %" if cell.kind is Kind.PERCENT else "")


def _figure(cell: Cell, value: Fraction) -> tuple[Fraction, int]:
    if cell.kind is Kind.CENTS:
        return value / 100, 2
    return (value * 100 if cell.kind is Kind.PERCENT else value), cell.places


def xlsx_file(*tables: Table) -> bytes:
    """Write tables as a workbook, one sheet a table, with French formats and a filter."""
    out = io.BytesIO()
    book = workbook(out)
    formats = Formats(book)
    taken: set[str] = set()
    for table in tables:
        sheet = book.add_worksheet(sheet_name(table.title, taken))
        write_table(sheet, table, formats)
        last = max(TITLES_ROW, TITLES_ROW + len(table.rows) - 1)
        sheet.autofilter(TITLES_ROW - 1, 0, last, len(table.columns) - 1)
        printed(sheet, titles=True)
    book.close()
    return out.getvalue()


def workbook(out: io.BytesIO) -> Any:  # noqa: ANN401 — the library has no types
    """Return a workbook to write where no text becomes a formula or a link."""
    import xlsxwriter  # noqa: PLC0415 — few ask for a workbook, and pages start without it

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, {"in_memory": True, **plain})
    book.set_properties({"created": MADE})
    return book


def sheet_name(title: str, taken: set[str]) -> str:
    """Return a name that a workbook accepts, unlike those that are taken; it is then taken."""
    kept = _FORBIDDEN.sub(" ", title).strip(" '")[:31] or "Feuille"
    name, number = kept, 1
    while name.casefold() in taken:
        number += 1
        name = f"{kept[: 28 - len(str(number))]} ({number})"
    taken.add(name.casefold())
    return name


class Formats:
    """The formats of a workbook, each made once; ``more`` are the library's properties."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 — the library has no types
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def of(self, **more: object) -> Any:  # noqa: ANN401 — the library has no types
        """Return a format."""
        key = tuple(sorted(more.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"font_name": "Calibri", **more})
        return self._made[key]

    def cell(self, cell: Cell, **more: object) -> Any:  # noqa: ANN401 — the library has no types
        """Return the format of a value."""
        shown = number_format(cell)
        return self.of(**more, **({"num_format": shown} if shown else {}))


def number_format(cell: Cell) -> str:
    """Return how a spreadsheet shows a value, in the notation of files, which no language changes.

    A French Excel shows ``#,##0.00 "€"`` as ``1 234,56 €``; a blank before ``%`` leaves the cell
    one of percentages, where ``12,5`` is typed for 12,5 %.
    """
    zeros = "." + "0" * cell.places if cell.places else ""
    sign = f'\\ "{cell.sign}"' if cell.sign else ""
    return {
        Kind.TEXT: "",
        Kind.CENTS: '#,##0.00\\ "€"',
        Kind.PERCENT: f"0{zeros}\\ %",
        Kind.NUMBER: f"#,##0{zeros}{sign}",
        Kind.DATE: "dd/mm/yyyy",
        Kind.MOMENT: "dd/mm/yyyy hh:mm",
    }[cell.kind]


def write_table(sheet: Any, table: Table, formats: Formats, **more: object) -> None:  # noqa: ANN401
    """Write a table on a sheet: title, note, titles of columns, values, widths, frozen titles."""
    sheet.write_string(0, 0, _clean(table.title), formats.of(bold=True, font_size=14, **more))
    if table.note:
        label, cell = table.note
        sheet.write_string(NOTE_ROW - 1, 0, _clean(label), formats.of(**more))
        write_cell(sheet, NOTE_ROW - 1, 1, cell, formats, **more)
    head: dict[str, object] = {"bold": True, "text_wrap": True, **more}
    if any(column.title for column in table.columns):
        head |= {"bottom": 1, "bg_color": "#E9EDF3"}
    widths = [_width(table, place) for place in range(len(table.columns))]
    for place, column in enumerate(table.columns):
        look = _side(table, place)
        sheet.write_string(TITLES_ROW - 1, place, _clean(column.title), formats.of(**head, **look))
        sheet.set_column(place, place, widths[place])
    for row in range(len(table.rows)):
        _write_row(sheet, table, row, widths, formats, **more)
    sheet.freeze_panes(TITLES_ROW, 1)


def _write_row(
    sheet: Any,  # noqa: ANN401 — the library has no types
    table: Table,
    row: int,
    widths: list[int],
    formats: Formats,
    **more: object,
) -> None:
    """Write a row; a text that is wider than its column is on as many lines as it takes."""
    cells = [table.cell(row, place) for place in range(len(widths))]
    texts = [
        (cell.value, width)
        for cell, width in zip(cells, widths, strict=True)
        if isinstance(cell.value, str) and len(wrapped(cell.value, width)) > 1
    ]
    tall: dict[str, object] = {"text_wrap": True, "valign": "top"} if texts else {}
    for place, cell in enumerate(cells):
        look = {**_side(table, place, cell), **tall, **more}
        write_cell(sheet, FIRST_ROW - 1 + row, place, cell, formats, **look)
    heighten(sheet, FIRST_ROW - 1 + row, texts)


def _side(table: Table, place: int, cell: Cell | None = None) -> dict[str, object]:
    """Return where the text of a column stands: off the figures of the column before.

    Without a cell, that of the title: over the figures when all are.
    """
    if cell is None:
        found = (table.cell(row, place) for row in range(min(len(table.rows), _MEASURED)))
        kinds = {one.kind for one in found if one.value is not None} or {table.columns[place].kind}
        if Kind.TEXT not in kinds:
            return {"align": "right"}
    elif cell.kind is not Kind.TEXT:
        return {}
    return {"align": "left", "indent": 1} if place else {}


def heighten(sheet: Any, row: int, texts: Iterable[tuple[str, int]]) -> None:  # noqa: ANN401
    """Give a row, counted from 0, the height of its wrapped texts, each with its column's width.

    Excel does it when it opens a file; LibreOffice does not, and the lines lie on each other.
    """
    lines = max((len(wrapped(text, width)) for text, width in texts), default=1)
    if lines > 1:
        sheet.set_row(row, min(_LINE * lines, _TALLEST))


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines that a text takes in a column, whose width is counted in figures."""
    letters = round(width * _LETTERS)
    return [
        line
        for paragraph in text.splitlines() or [""]
        for line in textwrap.wrap(paragraph, letters) or [""]
    ]


def printed(sheet: Any, *, titles: bool = False) -> None:  # noqa: ANN401 — the library has no types
    """Set a sheet to be printed: A4, across, all columns on a page, titles again on each."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&RPage &P / &N")
    if titles:
        sheet.repeat_rows(TITLES_ROW - 1)


def write_cell(
    sheet: Any,  # noqa: ANN401 — the library has no types
    row: int,
    column: int,
    cell: Cell,
    formats: Formats,
    **more: object,
) -> None:
    """Write a value at a place counted from 0; money is written in euros, never as a text."""
    value, how = stored(cell), formats.cell(cell, **more)
    if value is None:
        sheet.write_blank(row, column, None, how)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, how)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, how)
    else:
        sheet.write_number(row, column, value, how)


def stored(cell: Cell) -> str | float | date | None:
    """Return what a workbook stores of a value: euros for cents, a naive moment, else itself."""
    value: Plain = cell.value
    if value is None:
        return None
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, date):
        return value
    return float(Fraction(value) / (100 if cell.kind is Kind.CENTS else 1))


def _clean(text: str) -> str:
    return _CONTROL.sub(" ", text)[:LONGEST_TEXT]


def _width(table: Table, place: int) -> int:
    """Return the width of a column, from its title and its first values."""
    shown = [_text(table.cell(row, place)) for row in range(min(len(table.rows), _MEASURED))]
    signs = [table.cell(row, place).sign for row in range(len(shown))]
    widths = [
        len(table.columns[place].title) + 3,  # the arrow of a filter
        *(len(text) + len(sign) + 4 for text, sign in zip(shown, signs, strict=True)),
    ]
    return max(_NARROWEST, min(_WIDEST, max(widths)))
