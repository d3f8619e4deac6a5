"""The workbook of an exercise: instructions, answers with their named cells, data, a scratch sheet.

Everything is locked but the cells of answers and the scratch sheet. Given back with its gradings,
each answer has its colour and its comment.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from simulator.documents.tables import (
    Formats,
    sheet_name,
    stored,
    workbook,
    write_cell,
    write_table,
)
from simulator.domain.exercises.question import PartKind, Question
from simulator.domain.exercises.sheets import (
    ANSWER,
    FIRST_ANSWER,
    LABEL,
    Answer,
    answers,
    empty,
    letters,
    worth,
)
from simulator.domain.tables import FIRST_ROW, NOTE_ROW, Table

GUIDE, ANSWERS, SCRATCH, LISTS = "Consignes", "Réponses", "Brouillon", "Listes"
REFERENCE = "encours_reference"
PROPERTY = "Encours"
"""Where the reference of a workbook is written: a named cell, and a property of the file."""
_REFERENCE_ROW = 3
_STEPS = (
    "Répondez dans les cellules jaunes de la feuille « {answers} » ; le reste est verrouillé.",
    "Une cellule accepte une valeur ou une formule ; les pourcentages se tapent avec leur signe.",
    "La feuille « {scratch} » est libre : calculs intermédiaires, colonnes d’aide.",
    "Enregistrez en .xlsx, sans renommer ni supprimer de feuille, puis renvoyez le fichier.",
)
_FORMULAS = "Ici, les formules comptent : une valeur juste saisie à la main perd des points."
_COLOURS = {"right": "#DDEFE2", "partly": "#FBEBC8", "wrong": "#F6D9D5", "blank": "#EEEEEE"}
_MARKS = re.compile(r"\*\*|`|(?<!\w)_|_(?!\w)")


@dataclass(frozen=True, slots=True)
class Note:
    """What a graded cell says: its colour, the verdict in a word, the feedback."""

    colour: str
    verdict: str
    text: str


@dataclass(frozen=True, slots=True)
class Book:
    """All that a workbook holds; ``extracts`` are tables to work on, ``raw`` answers to put back.

    ``formulas`` says that the exercise asks for formulas; ``notes`` are gradings by part.
    """

    question: Question
    sheet: str
    reference: str
    tables: tuple[Table, ...]
    formulas: bool = False
    raw: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, Note] = field(default_factory=dict)

    @property
    def sheets(self) -> tuple[tuple[str, Table], ...]:
        """Return the sheets of data with their names, which are unlike each other."""
        taken = {name.casefold() for name in (GUIDE, self.sheet, SCRATCH, LISTS)}
        return tuple((sheet_name(table.title, taken), table) for table in self.tables)


def originals(book: Book) -> dict[str, dict[str, str | float]]:
    """Return what the cells of data hold, by sheet then address; dates as ISO texts."""
    found: dict[str, dict[str, str | float]] = {}
    for name, table in book.sheets:
        cells: dict[str, str | float] = {}
        if table.note:
            _put(cells, NOTE_ROW, 2, stored(table.note[1]))
        for row in range(len(table.rows)):
            for column in range(len(table.columns)):
                _put(cells, FIRST_ROW + row, column + 1, stored(table.cell(row, column)))
        found[name] = cells
    return found


def _put(cells: dict[str, str | float], row: int, column: int, value: object) -> None:
    if value is not None and value != "":
        shown = value if isinstance(value, str | float) else str(value)[:10]
        cells[f"{letters(column)}{row}"] = shown


def write(book: Book) -> bytes:
    """Return the workbook as a file."""
    out = io.BytesIO()
    file = workbook(out)
    formats = Formats(file)
    file.set_custom_property(PROPERTY, book.reference)
    _guide(file, book, formats)
    _answers(file, book, formats)
    for name, table in book.sheets:
        sheet = file.add_worksheet(name)
        write_table(sheet, table, formats)
        _lock(sheet)
        _printed(sheet)
    file.add_worksheet(SCRATCH).set_column(0, 0, 30)
    _lists(file, book, formats)
    file.get_worksheet_by_name(book.sheet).activate()
    file.close()
    return out.getvalue()


def _lock(sheet: Any) -> None:  # noqa: ANN401 — the library has no types
    sheet.protect("", {"autofilter": True, "format_columns": True, "format_rows": True})


def _printed(sheet: Any) -> None:  # noqa: ANN401 — the library has no types
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _guide(file: Any, book: Book, formats: Formats) -> None:  # noqa: ANN401
    sheet = file.add_worksheet(GUIDE)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 100)
    wrap = formats.of(text_wrap=True, valign="top")
    sheet.write_string(0, 0, book.question.title, formats.of(bold=True, font_size=16))
    row = _REFERENCE_ROW - 1
    grey = formats.of(font_color="#667085")
    sheet.write_string(row, 0, "Référence, à ne pas toucher", grey)
    sheet.write_string(row, 1, book.reference, grey)
    file.define_name(REFERENCE, f"='{GUIDE}'!$B${_REFERENCE_ROW}")
    steps = [text.format(answers=book.sheet, scratch=SCRATCH) for text in _STEPS]
    steps += [_FORMULAS] if book.formulas else []
    row += 2
    for title, texts in (("Énoncé", _paragraphs(book.question.statement)), ("Classeur", steps)):
        sheet.write_string(row, 0, title, formats.of(bold=True, valign="top"))
        for text in texts:
            sheet.write_string(row, 1, text, wrap)
            row += 1
        row += 1
    _lock(sheet)
    _printed(sheet)


def _paragraphs(text: str) -> list[str]:
    return [_MARKS.sub("", line).strip() for line in text.splitlines() if line.strip()]


def _answers(file: Any, book: Book, formats: Formats) -> None:  # noqa: ANN401
    sheet = file.add_worksheet(book.sheet)
    every = answers(book.question)
    grid = [one for one in every if one.part.row]
    plain = [one for one in every if not one.part.row]
    sheet.set_column(0, 0, 56)
    sheet.set_column(1, 1, 22)
    sheet.set_column(2, 3, 14)
    sheet.set_column(4, 4, 20)
    sheet.set_column(5, 5, 80)
    sheet.write_string(0, 0, book.question.title, formats.of(bold=True, font_size=14))
    sheet.write_string(1, 0, "Répondez dans les cellules jaunes.", formats.of())
    head = formats.of(bold=True, bottom=1, bg_color="#E9EDF3", text_wrap=True)
    for one in grid:
        sheet.write_string(FIRST_ANSWER - 2, one.column - 1, one.part.column, head)
        sheet.write_string(one.row - 1, LABEL - 1, one.part.row, formats.of())
    if plain:
        _list_heads(sheet, plain[0].row - 2, book, head)
    for one in every:
        _answer(file, sheet, one, book, formats)
    sheet.freeze_panes(FIRST_ANSWER - 1, 1)
    _lock(sheet)
    _printed(sheet)


def _list_heads(sheet: Any, row: int, book: Book, head: Any) -> None:  # noqa: ANN401
    titles = ["Question", "Votre réponse", "Unité", "Points"]
    titles += ["Résultat", "Retour"] if book.notes else []
    for column, title in enumerate(titles):
        sheet.write_string(row, column, title, head)


def _answer(file: Any, sheet: Any, one: Answer, book: Book, formats: Formats) -> None:  # noqa: ANN401
    part, row, column = one.part, one.row - 1, one.column - 1
    note = book.notes.get(part.name)
    colour = _COLOURS[note.colour] if note else "#FFF9DB"
    cell = worth(part, book.raw[part.name]) if book.raw.get(part.name) else empty(part)
    look = {"locked": False, "bg_color": colour, "border": 1, "border_color": "#B8C0CC"}
    write_cell(sheet, row, column, cell, formats, **look)
    file.define_name(one.name, f"='{book.sheet}'!${letters(one.column)}${one.row}")
    if part.kind is PartKind.CHOICE:
        source = f"='{LISTS}'!${letters(column_of(book.question, part.name))}$1"
        last = f":${letters(column_of(book.question, part.name))}${len(part.choices)}"
        sheet.data_validation(
            row, column, row, column, {"validate": "list", "source": source + last}
        )
    if note and (part.row or note.text):
        sheet.write_comment(row, column, f"{note.verdict}. {note.text}".strip(), {"x_scale": 3})
    if part.row:
        return
    wrap = formats.of(text_wrap=True, valign="top")
    sheet.write_string(row, LABEL - 1, part.label, wrap)
    if part.measure is not None:
        sheet.write_string(row, ANSWER, part.measure.sign, formats.of())
    sheet.write_number(row, ANSWER + 1, float(part.points), formats.of())
    if note:
        sheet.write_string(row, ANSWER + 2, note.verdict, formats.of(bg_color=colour, valign="top"))
        sheet.write_string(row, ANSWER + 3, note.text, wrap)


def _choices(question: Question) -> list[str]:
    return [part.name for part in question.parts if part.kind is PartKind.CHOICE]


def column_of(question: Question, name: str) -> int:
    """Return the column of the hidden sheet where the choices of a part are listed."""
    return _choices(question).index(name) + 1


def _lists(file: Any, book: Book, formats: Formats) -> None:  # noqa: ANN401
    chosen: Iterable[str] = _choices(book.question)
    if not chosen:
        return
    sheet = file.add_worksheet(LISTS)
    for part in book.question.parts:
        if part.kind is PartKind.CHOICE:
            column = column_of(book.question, part.name) - 1
            for row, choice in enumerate(part.choices):
                sheet.write_string(row, column, choice.label, formats.of())
    sheet.hide()
    _lock(sheet)
