"""A file as a grid of cells: what it says, before anybody knows what it means."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

Cell = str | Decimal | date
"""A text as typed, or a number or a date that a workbook held as such; empty text is nothing."""

MOST_ROWS = 200_000
MOST_COLUMNS = 120
LONGEST_CELL = 500


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a file: ``line`` is its number as an editor or a spreadsheet shows it.

    ``broken`` says that a quotation mark was opened and never closed.
    """

    line: int
    cells: tuple[Cell, ...]
    broken: bool = False

    def __getitem__(self, column: int) -> Cell:
        """Return a cell; a column that the line does not have is empty."""
        return self.cells[column] if column < len(self.cells) else ""

    @property
    def blank(self) -> bool:
        """Say whether nothing is written on the line."""
        return not any(self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines of a file and how it was read.

    ``form`` is ``csv`` or ``xlsx``; ``notes`` are codes of what was left aside (macros, links to
    other files, other sheets).
    """

    records: tuple[Record, ...]
    form: str
    encoding: str = ""
    separator: str = ""
    notes: tuple[str, ...] = field(default=())

    @property
    def width(self) -> int:
        """Return the number of columns of the widest line."""
        return max((len(record.cells) for record in self.records), default=0)


def text_of(cell: Cell) -> str:
    """Return a cell as text: a number without an idle ``.0``, a date as in ISO 8601."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, date):
        return cell.isoformat()
    return format(cell.normalize(), "f") if cell else "0"


def trimmed(records: Sequence[Record]) -> tuple[Record, ...]:
    """Return the records without the blank ones at the end."""
    last = len(records)
    while last and records[last - 1].blank:
        last -= 1
    return tuple(records[:last])


def dump(grid: Grid) -> bytes:
    """Write a grid as JSON: texts as texts, numbers as numbers, dates as objects."""
    head = [grid.form, grid.encoding, grid.separator, list(grid.notes)]
    rows = [[r.line, int(r.broken), *map(_written, r.cells)] for r in grid.records]
    return json.dumps([head, rows], ensure_ascii=False, separators=(",", ":")).encode()


def _written(cell: Cell) -> object:
    if isinstance(cell, str):
        return cell
    return {"d": cell.isoformat()} if isinstance(cell, date) else {"n": str(cell)}


def load(content: bytes) -> Grid:
    """Read a grid back."""
    (form, encoding, separator, notes), rows = json.loads(content, object_hook=_read)
    records = (Record(row[0], tuple(row[2:]), broken=bool(row[1])) for row in rows)
    return Grid(tuple(records), form, encoding, separator, tuple(notes))


def _read(item: dict[str, Any]) -> Cell:
    return date.fromisoformat(item["d"]) if "d" in item else Decimal(item["n"])
