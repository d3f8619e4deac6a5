"""A question on the sheets of a workbook: where each answer is typed, what a cell says as a text.

The grading of a workbook is that of the page: a cell becomes the raw text that a hand would type.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from simulator.domain.exercises.question import Choice, Document, Part, PartKind, Question
from simulator.domain.measures import MEASURES
from simulator.domain.reading import Unreadable, read, read_date
from simulator.domain.results import Unit
from simulator.domain.tables import Cell, Column, Kind, Plain, Table

TYPED = frozenset({PartKind.NUMBER, PartKind.DATE, PartKind.CHOICE, PartKind.TEXT})
"""Parts that one cell can answer."""
FIRST_ANSWER = 5
"""Row of the first answer; the titles are above it."""
LABEL, ANSWER = 1, 2
_SIGN = re.compile(r"[^0-9.,\s\u00a0\u202f]+$")
_BARE = re.compile(r"[0-9]{4,}")
_DIGITS = 15
"""Decimal digits that the numbers of a workbook hold; what follows is the noise of binary."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The cell of a part, row and column counted from 1; ``name`` is its name in the workbook."""

    part: Part
    row: int
    column: int

    @property
    def name(self) -> str:
        """Return the defined name of the cell."""
        return f"rep_{self.part.name}"

    @property
    def address(self) -> str:
        """Return the place as people write it: ``B7``."""
        return f"{letters(self.column)}{self.row}"


def letters(column: int) -> str:
    """Return the letters of a column counted from 1: 28 is ``AB``."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def offered(question: Question) -> bool:
    """Say whether a question can be answered in a workbook: cells, and one figure at least."""
    kinds = {part.kind for part in question.parts}
    return kinds <= TYPED and bool(kinds & {PartKind.NUMBER, PartKind.DATE})


def answers(question: Question) -> tuple[Answer, ...]:
    """Return where each part is answered: first the grid, one row a row, then one part a row."""
    return places(question.parts)


def places(parts: Iterable[Part]) -> tuple[Answer, ...]:
    """Return where each part stands on the sheet of answers."""
    every = tuple(parts)
    grid = [part for part in every if part.row]
    rows = list(dict.fromkeys(part.row for part in grid))
    columns = list(dict.fromkeys(part.column for part in grid))
    found = [
        Answer(part, FIRST_ANSWER + rows.index(part.row), ANSWER + columns.index(part.column))
        for part in grid
    ]
    start = FIRST_ANSWER + len(rows) + (2 if rows else 0)  # a blank row, then titles again
    plain = [part for part in every if not part.row]
    return (*found, *(Answer(part, start + rank, ANSWER) for rank, part in enumerate(plain)))


def tables(documents: Iterable[Document]) -> tuple[Table, ...]:
    """Return the documents of a question as tables of figures, as precise as the page shows."""
    found = []
    for document in documents:
        width = max((len(row.cells) for row in document.rows), default=1)
        heads = document.columns or ("",) * width
        rows: tuple[tuple[Plain | Cell, ...], ...] = tuple(
            (row.label, *(cell_of(text) for text in row.cells)) for row in document.rows
        )
        columns = (Column(""), *(Column(head) for head in heads))
        found.append(Table(document.title, columns, rows))
    return tuple(found)


def cell_of(text: str) -> Cell:
    """Return the figure or the date that a text shows; a text that is neither stays one."""
    shown = text.strip()
    if _BARE.fullmatch(shown):  # figures written without spaces are a number of something
        return Cell(text, Kind.TEXT)
    try:
        found = read(shown, MEASURES["ratio"])
    except Unreadable:
        return _date_of(text)
    sign = match[0] if (match := _SIGN.search(shown)) else ""
    if sign == "€":
        return Cell(found.bare * 100, Kind.CENTS, found.places)
    if found.unit is Unit.RATIO:
        return Cell(found.value, Kind.PERCENT, found.places)
    return Cell(found.bare, Kind.NUMBER, found.places, sign)


def _date_of(text: str) -> Cell:
    try:
        return Cell(read_date(text), Kind.DATE)
    except Unreadable:
        return Cell(text, Kind.TEXT)


def raw_of(part: Part, value: str | float | date | None, formula: str = "") -> str:
    """Return the text that a hand would type for what a cell holds; a formula follows its value.

    A cell of percentages holds 0.125 for 12,5 %; a list holds the label of a choice.
    """
    text = _typed(part, value)
    return f"{text} {formula}".strip() if formula else text


def _typed(part: Part, value: str | float | date | None) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, str):
        return _named(part.choices, value) if part.kind is PartKind.CHOICE else value
    percent = part.measure is not None and part.measure.name == "percent"
    exact = Decimal(f"{value:.{_DIGITS}g}") * (100 if percent else 1)
    if not exact.is_finite():
        return str(value)
    shown = f"{exact.normalize():f}".replace(".", ",")
    return shown + (" %" if percent else "")


def _named(choices: tuple[Choice, ...], label: str) -> str:
    """Return the name of the choice of a label; another text is left, and will be sent back."""
    wanted = _plain(label)
    return next((one.name for one in choices if _plain(one.label) == wanted), label)


def _plain(label: str) -> str:
    return " ".join(label.split()).casefold()


def worth(part: Part, raw: str) -> Cell:
    """Return what a cell shows of a raw text, to give a workbook back with its answers in it."""
    text = raw.partition("=")[0].strip()
    if part.kind is PartKind.CHOICE:
        return Cell(next((c.label for c in part.choices if c.name == text), text), Kind.TEXT)
    if part.kind is PartKind.DATE:
        return _date_of(text)
    if part.kind is PartKind.TEXT or part.measure is None:
        return Cell(raw, Kind.TEXT)
    try:
        found = read(text, part.measure)
    except Unreadable:
        return Cell(raw, Kind.TEXT)
    if part.measure.name in {"euro", "percent"}:
        return empty(part, found.value)
    return empty(part, found.value / part.measure.factor)


def empty(part: Part, value: Fraction | None = None) -> Cell:
    """Return the cell of a part: its kind, its decimals, its sign, and a value if there is one."""
    measure = part.measure
    if part.kind is PartKind.DATE:
        return Cell(None, Kind.DATE)
    if measure is None:
        return Cell(None, Kind.TEXT)
    kinds = {"euro": Kind.CENTS, "percent": Kind.PERCENT}
    kind = kinds.get(measure.name, Kind.NUMBER)
    return Cell(value, kind, measure.places, measure.sign if kind is Kind.NUMBER else "")
