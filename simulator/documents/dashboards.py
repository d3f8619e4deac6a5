"""A dashboard as a workbook: the figures are live formulas over the trainee's own tables."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from simulator.documents.tables import (
    Formats,
    heighten,
    number_format,
    printed,
    sheet_name,
    workbook,
    write_table,
)
from simulator.domain.tables import FIRST_ROW, TITLES_ROW, Cell, Table

TITLE = "Tableau de bord"


@dataclass(frozen=True, slots=True)
class Live:
    """One row of the dashboard: ``formula`` as files store it, ``value`` as it is on that day."""

    name: str
    formula: str
    value: float | str
    shown: Cell
    target: float | None
    texts: tuple[str, ...]


_HEADS = ("Indicateur", "Valeur", "Objectif", "Contre-indicateur", "Cause", "Décision", "Formule")
_FIGURES = {"Valeur", "Objectif"}
_WIDTHS = (34, 14, 14, 26, 40, 40, 60)


def dashboard_file(heading: str, note: str, rows: Sequence[Live], tables: Sequence[Table]) -> bytes:
    """Return the workbook: the dashboard on one printed page, then its tables."""
    out = io.BytesIO()
    book = workbook(out)
    formats = Formats(book)
    taken: set[str] = set()
    _front(book.add_worksheet(sheet_name(TITLE, taken)), formats, heading, note, rows)
    for table in tables:
        sheet = book.add_worksheet(sheet_name(table.title, taken))
        write_table(sheet, table, formats)
        printed(sheet, titles=True)
    book.close()
    return out.getvalue()


def _front(sheet: Any, formats: Formats, heading: str, note: str, rows: Sequence[Live]) -> None:  # noqa: ANN401 — the library has no types
    sheet.write_string(0, 0, heading, formats.of(bold=True, font_size=14))
    sheet.write_string(1, 0, note, formats.of())
    for place, (title, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
        side = "right" if title in _FIGURES else "left"
        head = formats.of(bold=True, bottom=1, bg_color="#E9EDF3", text_wrap=True, align=side)
        sheet.write_string(TITLES_ROW - 1, place, title, head)
        sheet.set_column(place, place, width)
    wrapped = formats.of(text_wrap=True, valign="top")
    for rank, row in enumerate(rows):
        line = FIRST_ROW - 1 + rank
        how = formats.of(num_format=number_format(row.shown), valign="top")
        sheet.write_string(line, 0, row.name, formats.of(bold=True, valign="top"))
        if row.formula:
            # an array formula, because a product of columns is one outside of SUMPRODUCT
            sheet.write_array_formula(line, 1, line, 1, row.formula, how, row.value)
        if row.target is not None:
            sheet.write_number(line, 2, row.target, how)
        for place, text in enumerate(row.texts, 3):
            sheet.write_string(line, place, text, wrapped)
        heighten(sheet, line, zip(row.texts, _WIDTHS[3:], strict=False))
    printed(sheet)
    sheet.fit_to_pages(1, 1)
