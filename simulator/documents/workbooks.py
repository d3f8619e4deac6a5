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
    heighten,
    printed,
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
_HEAD = {"bold": True, "bottom": 1, "bg_color": "#E9EDF3", "text_wrap": True}
_COLOURS = {"right": "#DDEFE2", "partly": "#FBEBC8", "wrong": "#F6D9D5", "blank": "#EEEEEE"}
_ITEM = re.compile(r"\s*(?:[-*+•|]|[0-9]+[.)])\s")
"""The beginning of a line that is not the rest of the one above: an item, a row of a table."""
_TEXT_WIDTH, _LABEL_WIDTH, _GRID_WIDTH, _VERDICT_WIDTH, _NOTE_WIDTH = 100, 56, 22, 22, 70
"""Widths of columns: paragraphs, questions, answers and answers in a grid, verdicts, feedback."""
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
        printed(sheet, titles=True)
    scratch = file.add_worksheet(SCRATCH)
    scratch.set_column(0, 0, 30)
    printed(scratch)
    _lists(file, book, formats)
    file.get_worksheet_by_name(book.sheet).activate()
    file.close()
    return out.getvalue()


def _lock(sheet: Any) -> None:  # noqa: ANN401 — the library has no types
    sheet.protect("", {"autofilter": True, "format_columns": True, "format_rows": True})


def _guide(file: Any, book: Book, formats: Formats) -> None:  # noqa: ANN401
    sheet = file.add_worksheet(GUIDE)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, _TEXT_WIDTH)
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
            heighten(sheet, row, [(text, _TEXT_WIDTH)])
            row += 1
        row += 1
    _lock(sheet)
    printed(sheet)


def _paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a statement; lines of one are joined, those of a list are not."""
    found: list[str] = []
    apart = True
    for line in text.splitlines():
        kept = _MARKS.sub("", line).strip()
        if kept and not apart and not _ITEM.match(line):
            found[-1] += f" {kept}"
        elif kept:
            found.append(kept)
        apart = not kept
    return found


def _answers(file: Any, book: Book, formats: Formats) -> None:  # noqa: ANN401
    sheet = file.add_worksheet(book.sheet)
    every = answers(book.question)
    grid = [one for one in every if one.part.row]
    plain = [one for one in every if not one.part.row]
    _columns(sheet, grid)
    sheet.write_string(0, 0, book.question.title, formats.of(bold=True, font_size=14))
    sheet.write_string(1, 0, "Répondez dans les cellules jaunes.", formats.of())
    head = formats.of(**_HEAD)
    if grid:
        sheet.write_string(FIRST_ANSWER - 2, LABEL - 1, "", head)
        titles = [(one.part.column, _GRID_WIDTH) for one in grid]
        heighten(sheet, FIRST_ANSWER - 2, titles)
    for one in grid:
        sheet.write_string(FIRST_ANSWER - 2, one.column - 1, one.part.column, head)
        sheet.write_string(one.row - 1, LABEL - 1, one.part.row, formats.of())
    if plain:
        _list_heads(sheet, plain[0].row - 2, book, formats)
    for one in every:
        _answer(file, sheet, one, book, formats)
    sheet.freeze_panes(FIRST_ANSWER - 1, 1)
    _lock(sheet)
    printed(sheet)


def _columns(sheet: Any, grid: Iterable[Answer]) -> None:  # noqa: ANN401
    """Give columns their widths; those of a grid are as wide as the answers of a list."""
    sheet.set_column(0, 0, _LABEL_WIDTH)
    sheet.set_column(1, 1, _GRID_WIDTH)
    sheet.set_column(2, 3, 11)
    sheet.set_column(4, 4, _VERDICT_WIDTH)
    sheet.set_column(5, 5, _NOTE_WIDTH)
    for column in sorted({one.column - 1 for one in grid}):
        sheet.set_column(column, column, _GRID_WIDTH)


def _list_heads(sheet: Any, row: int, book: Book, formats: Formats) -> None:  # noqa: ANN401
    head, right = formats.of(**_HEAD), formats.of(**_HEAD, align="right")
    titles = ["Question", "Votre réponse", "Unité", "Points"]
    titles += ["Résultat", "Retour"] if book.notes else []
    for column, title in enumerate(titles):
        sheet.write_string(row, column, title, right if title == "Points" else head)


def _answer(file: Any, sheet: Any, one: Answer, book: Book, formats: Formats) -> None:  # noqa: ANN401
    part, row, column = one.part, one.row - 1, one.column - 1
    note = book.notes.get(part.name)
    colour = _COLOURS[note.colour] if note else "#FFF9DB"
    cell = worth(part, book.raw[part.name]) if book.raw.get(part.name) else empty(part)
    look = {"locked": False, "bg_color": colour, "border": 1, "border_color": "#B8C0CC"}
    look |= {"valign": "top"}
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
    wrap, top = formats.of(text_wrap=True, valign="top"), formats.of(valign="top")
    aside = {"valign": "top", "align": "left", "indent": 1}
    texts = [(part.label, _LABEL_WIDTH)]
    sheet.write_string(row, LABEL - 1, part.label, wrap)
    if part.measure is not None:
        sheet.write_string(row, ANSWER, part.measure.sign, formats.of(**aside))
    sheet.write_number(row, ANSWER + 1, float(part.points), top)
    if note:
        marked = formats.of(bg_color=colour, text_wrap=True, **aside)
        sheet.write_string(row, ANSWER + 2, note.verdict, marked)
        sheet.write_string(row, ANSWER + 3, note.text, wrap)
        texts += [(note.verdict, _VERDICT_WIDTH), (note.text, _NOTE_WIDTH)]
    heighten(sheet, row, texts)


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
