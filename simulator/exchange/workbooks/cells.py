"""The cells of a workbook of strangers, as plain values; what no honest workbook has is refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from simulator.exchange.guard import Bounds, UploadRefused, check_zip

MOST_ROWS, MOST_COLUMNS, MOST_CELLS, MOST_SHEETS = 20_000, 500, 120_000, 30
LONGEST_FORMULA, DEEPEST = 8_192, 60
"""Excel writes no longer formula, and nobody reads one with so many brackets in brackets."""
_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"

Place = tuple[str, int, int]
"""A sheet, a row and a column counted from 1."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """Values and formulas by place; ``names`` are the defined names that are one cell."""

    sheets: tuple[str, ...]
    values: dict[Place, Any]
    formulas: dict[Place, str]
    names: dict[str, Place]
    properties: dict[str, str]


def read(path: Path, limits: Bounds) -> Workbook:
    """Read a workbook, formulas as they are written; ``UploadRefused``.

    ``not_xlsx``, ``old_workbook``, ``open_document``, ``macros``, ``links``, ``outside``,
    ``too_many_cells``, ``deep_formula``, ``not_a_workbook``, or what the archive deserves.
    """
    _sniff(path)
    parts = {part.lstrip("/").casefold() for part in check_zip(path, limits)}
    if {"mimetype", "content.xml"} <= parts:  # what LibreOffice saves when nobody tells it
        raise UploadRefused("open_document")
    if "xl/workbook.xml" not in parts:
        raise UploadRefused("not_a_workbook")
    if any(part.endswith("vbaproject.bin") or "/macrosheets/" in part for part in parts):
        raise UploadRefused("macros")
    if any(part.startswith("xl/externallinks/") for part in parts):
        raise UploadRefused("links")
    book = opened(path, data_only=False)
    values, formulas = _cells(book)
    return Workbook(
        tuple(sheet.title for sheet in book.worksheets),
        values,
        formulas,
        _names(book),
        {one.name: str(one.value) for one in book.custom_doc_props.props},
    )


def _sniff(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(4)
    if head == _OLE:
        raise UploadRefused("old_workbook")
    if head != _ZIP:
        raise UploadRefused("not_xlsx")


def opened(path: Path, *, data_only: bool) -> Any:  # noqa: ANN401 — the reader's own type
    """Open a workbook whose archive was checked; ``UploadRefused`` when it is none."""
    from openpyxl import load_workbook  # noqa: PLC0415 — only the child pays for it

    try:
        with path.open("rb") as file:  # the library would judge a path by its ending
            return load_workbook(file, data_only=data_only, keep_links=False)
    except MemoryError:
        raise
    except Exception as error:  # what a damaged part makes the library raise has no end
        raise UploadRefused("not_a_workbook") from error


def _cells(book: Any) -> tuple[dict[Place, Any], dict[Place, str]]:  # noqa: ANN401
    if len(book.worksheets) > MOST_SHEETS:
        raise UploadRefused("too_many_cells")
    values: dict[Place, Any] = {}
    formulas: dict[Place, str] = {}
    for sheet in book.worksheets:
        if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
            raise UploadRefused("outside")
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None:
                    continue
                place = (sheet.title, cell.row, cell.column)
                formula = _formula(cell)
                if formula:
                    formulas[place] = formula
                else:
                    values[place] = plain(cell.value)
        if len(values) + len(formulas) > MOST_CELLS:
            raise UploadRefused("too_many_cells")
    return values, formulas


def _formula(cell: Any) -> str:  # noqa: ANN401 — the reader's own type
    """Return the formula of a cell with its sign, empty for a value."""
    if cell.data_type != "f":
        return ""
    text = str(getattr(cell.value, "text", cell.value) or "")
    text = text.replace("_xlfn.", "").replace("_xlws.", "")
    depth = deepest = 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        deepest = max(deepest, depth)
    if len(text) > LONGEST_FORMULA or deepest > DEEPEST:
        raise UploadRefused("deep_formula")
    return text if text.startswith("=") else f"={text}"


def plain(value: object) -> Any:  # noqa: ANN401 — text, number, truth or date
    """Return a value as text, number, truth value or date."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date | bool | int | float):
        return value
    return str(value)[:32_767]


def _names(book: Any) -> dict[str, Place]:  # noqa: ANN401 — the reader's own type
    from openpyxl.utils import range_boundaries  # noqa: PLC0415 — only the child pays for it

    found: dict[str, Place] = {}
    for name, defined in book.defined_names.items():
        try:
            ((sheet, area),) = defined.destinations
            left, top, right, bottom = range_boundaries(area)
        except (ValueError, TypeError):  # a constant, several areas, a reference that is lost
            continue
        if left and top and (left, top) == (right, bottom) and sheet in book.sheetnames:
            found[name] = (sheet, top, left)
    return found
