"""A workbook into records: values only, never formulas, macros or links to other files."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from simulator.exchange.guard import Bounds, UploadRefused, check_zip
from simulator.exchange.ledgers.cells import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Record,
    trimmed,
)
from simulator.exchange.ledgers.header import header_score

_SCORED = 40
_DIGITS = 15
"""Decimal digits that a workbook's numbers hold; what follows is the noise of binary."""


def read(path: Path, limits: Bounds) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    """Return the records of the sheet that looks most like a ledger, and notes.

    Raises ``UploadRefused``: ``not_a_workbook``, ``too_many_rows``, or what the archive deserves.
    """
    parts = check_zip(path, limits)
    if "xl/workbook.xml" not in {part.lstrip("/") for part in parts}:
        raise UploadRefused("not_a_workbook")
    notes = []
    if any(part.endswith("vbaProject.bin") for part in parts):
        notes.append("macros")
    if any(part.startswith("xl/externalLinks/") for part in parts):
        notes.append("links")
    try:
        sheets = _sheets(path)
    except (KeyError, ValueError, TypeError, AttributeError, LookupError, SyntaxError) as error:
        raise UploadRefused("not_a_workbook") from error
    except zipfile.BadZipFile as error:
        raise UploadRefused("not_a_workbook") from error
    if len(sheets) > 1:
        notes.append("sheets")
    best = max(sheets, key=_score, default=())
    return best, tuple(notes)


def _sheets(path: Path) -> list[tuple[Record, ...]]:
    from openpyxl import load_workbook  # noqa: PLC0415 — only the child pays for it

    with path.open("rb") as file:  # the library would judge a path by its ending
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        try:
            found = [trimmed(_bounded(_rows(sheet))) for sheet in book.worksheets]
        finally:
            book.close()
    return [records for records in found if records]


def _rows(sheet: Any) -> Iterable[tuple[Any, ...]]:  # noqa: ANN401 — the reader's own type
    sheet.reset_dimensions()  # what a sheet says of its size is often false
    rows: Iterable[tuple[Any, ...]] = sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
    return rows


def _bounded(rows: Iterable[tuple[Any, ...]]) -> list[Record]:
    records, blank = [], 0
    for line, row in enumerate(rows, 1):
        cells = tuple(_cells(row))
        if not cells:
            blank += 1
            # One cell at the bottom of the sheet makes a million blank lines.
            if blank > MOST_ROWS:
                break
            records.append(Record(line, ()))
            continue
        if line > MOST_ROWS:
            raise UploadRefused("too_many_rows")
        records.append(Record(line, cells))
    return records


def _cells(row: tuple[Any, ...]) -> Iterator[Cell]:
    last = len(row)
    while last and row[last - 1] in {None, ""}:
        last -= 1
    for value in row[:last]:
        yield _cell(value)


def _cell(value: object) -> Cell:
    if isinstance(value, date):  # a datetime is one too
        return value.date() if isinstance(value, datetime) else value
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int | float):
        found = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{_DIGITS}g}")
        return found if found.is_finite() else ""
    return "" if value is None else " ".join(str(value).split())[:LONGEST_CELL]


def _score(records: tuple[Record, ...]) -> tuple[int, int]:
    best = max((header_score(record) for record in records[:_SCORED]), default=0)
    return best, len(records)
