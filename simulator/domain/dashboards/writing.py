"""A book as sheets of a workbook, and a French formula as the workbook's file stores it.

Files hold English names, ``,`` between arguments and a decimal point; a French Excel shows its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from simulator.domain.dashboards.book import Book
from simulator.domain.dashboards.naming import (
    CELLS,
    COLUMNS,
    COUNTS,
    DATES,
    RATES,
    TITLES,
    Source,
)
from simulator.domain.dates import from_day
from simulator.domain.exercises.excel import pieces
from simulator.domain.exercises.excel_values import Scalar, fold
from simulator.domain.tables import FIRST_ROW, Cell, Column, Kind, Plain, Table

SETTINGS = "Paramètres"
ENGLISH: Mapping[str, str] = {
    "SOMME": "SUM",
    "MOYENNE": "AVERAGE",
    "MIN": "MIN",
    "MAX": "MAX",
    "NB": "COUNT",
    "NBVAL": "COUNTA",
    "SOMME.SI": "SUMIF",
    "MOYENNE.SI": "AVERAGEIF",
    "NB.SI": "COUNTIF",
    "SOMME.SI.ENS": "SUMIFS",
    "MOYENNE.SI.ENS": "AVERAGEIFS",
    "NB.SI.ENS": "COUNTIFS",
    "SOMMEPROD": "SUMPRODUCT",
    "SI": "IF",
    "SIERREUR": "IFERROR",
    "ET": "AND",
    "OU": "OR",
    "NON": "NOT",
    "ABS": "ABS",
    "ARRONDI": "ROUND",
    "VRAI": "TRUE",
    "FAUX": "FALSE",
}


def tables(book: Book) -> tuple[Table, ...]:
    """Return the tables of a book and its single figures, as sheets."""
    found = [_table(book, source) for source in Source]
    cells = book.sheet(Source.MONTHS).cells
    rows = tuple((name, _cell(name, cells[fold(name)])) for name in CELLS)
    return (*found, Table(SETTINGS, (Column("Nom"), Column("Valeur", Kind.NUMBER, 2)), rows))


def _table(book: Book, source: Source) -> Table:
    sheet, names = book.sheet(source), COLUMNS[source]
    columns = [sheet.columns[fold(name)] for name in names]
    rows = tuple(
        tuple(_cell(name, value) for name, value in zip(names, row, strict=True))
        for row in zip(*columns, strict=True)
    )
    return Table(TITLES[source], tuple(Column(name) for name in names), rows)


def _cell(name: str, value: Scalar) -> Cell:
    if isinstance(value, str):
        return Cell(value, Kind.TEXT)
    if name in DATES:
        return Cell(from_day(int(value)), Kind.DATE)
    shown: Plain = value
    return Cell(shown, Kind.NUMBER, 0 if name in COUNTS else 4 if name in RATES else 2)


def english(text: str, source: Source, rows: int) -> str:
    """Return a formula as a file stores it, its names as references to the sheets.

    ``rows`` is the number of rows of the table it is written on. Raises ``BadExcel``.
    """
    where = _places(source, rows)
    found = []
    for kind, piece in pieces(text):
        if kind == "number":
            found.append(piece.replace(",", "."))
        elif kind == "range":
            column = COLUMNS[source][ord(piece.lstrip("$")[0].upper()) - ord("A")]
            found.append(where[fold(column)])
        elif kind == "name":
            called = ENGLISH.get(fold(piece).upper())
            found.append(called or where[fold(piece)])
        else:
            found.append("," if piece == ";" else piece)
    return "=" + "".join(found)


def _places(source: Source, rows: int) -> dict[str, str]:
    last = FIRST_ROW + max(rows, 1) - 1
    columns = {
        fold(name): f"'{TITLES[source]}'!${chr(65 + rank)}${FIRST_ROW}:${chr(65 + rank)}${last}"
        for rank, name in enumerate(COLUMNS[source])
    }
    cells = {fold(n): f"'{SETTINGS}'!$B${FIRST_ROW + rank}" for rank, n in enumerate(CELLS)}
    return {**cells, **columns}
