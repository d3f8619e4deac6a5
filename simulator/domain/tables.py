"""A table of typed values, ready to be a sheet, a CSV file or the data of an exercise.

Values are exact: cents, fractions, dates. How they are written belongs to ``documents.tables``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

Row = TypeVar("Row")


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    CENTS = "cents"
    PERCENT = "percent"  # a fraction: 1/8 is written 12,5 %
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"  # an instant, written in the time that it carries


Plain = str | int | Fraction | Decimal | date | datetime | None
"""A value; ``None`` is an empty cell."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value that is not of its column's kind; ``sign`` follows a number (``j``, ``k€``)."""

    value: Plain
    kind: Kind
    places: int = 0
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """The title of a column, what it holds, and its decimals for percentages and numbers."""

    title: str
    kind: Kind = Kind.TEXT
    places: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows of values; ``note`` is a labelled value that stands above the titles."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Plain | Cell, ...], ...]
    note: tuple[str, Cell] | None = None

    def cell(self, row: int, column: int) -> Cell:
        """Return a value with its kind."""
        value = self.rows[row][column]
        if isinstance(value, Cell):
            return value
        head = self.columns[column]
        return Cell(value, head.kind, head.places)


def table(
    title: str,
    rows: Sequence[Row],
    *columns: tuple[Column, Callable[[Row], Plain | Cell]],
) -> Table:
    """Make a table of records: each column with what it reads in a record."""
    heads = tuple(head for head, _ in columns)
    return Table(title, heads, tuple(tuple(read(row) for _, read in columns) for row in rows))


NOTE_ROW, TITLES_ROW, FIRST_ROW = 2, 4, 5
"""Rows of a sheet, counted from 1: the note, the titles of the columns, the first values.

The note has its label in the first column and its value in the second.
"""
