"""Values of formulas that nothing has computed yet, by an engine that is replaceable.

A file filled by a program has no computed values; neither has one whose data were put back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from simulator.exchange.workbooks.cells import Place

_SECONDS = 4
_ERRORS = {
    "Div": "#DIV/0!",
    "Ref": "#REF!",
    "Name": "#NOM?",
    "Value": "#VALEUR!",
    "Na": "#N/A",
    "Num": "#NOMBRE!",
    "Circ": "#REF!",
    "Null": "#NUL!",
}
OTHER, UNKNOWN = "#VALEUR!", "#NOM?"
UNABLE = frozenset({OTHER, UNKNOWN})
"""What comes of a formula that the engine does not know, as of one that nobody could compute."""
FRENCH = {"#NAME?": UNKNOWN, "#VALUE!": OTHER, "#NUM!": "#NOMBRE!", "#NULL!": "#NUL!"}
"""Errors as files store them, by what a French spreadsheet shows."""


def recomputed(
    sheets: Iterable[str],
    values: Mapping[Place, Any],
    formulas: Mapping[Place, str],
    asked: Iterable[Place],
) -> dict[Place, str | float | bool | date | None]:
    """Return the values of some formulas; an error of the formula is its French text."""
    import formualizer  # noqa: PLC0415 — only the child pays for it

    limits = formualizer.EvaluationConfig()
    limits.enable_parallel = False
    limits.max_eval_time_ms = _SECONDS * 1000
    book = formualizer.Workbook(config=formualizer.WorkbookConfig(eval_config=limits))
    for sheet in sheets:
        book.add_sheet(sheet)
    for (sheet, row, column), value in values.items():
        book.set_value(sheet, row, column, value)
    refused = set()
    for place, formula in formulas.items():
        try:
            book.set_formula(*place, formula)
        except Exception:  # noqa: BLE001 — whatever the engine cannot parse is an error of the cell
            refused.add(place)
    return {place: OTHER if place in refused else _value(book, place) for place in asked}


def _value(book: Any, place: Place) -> str | float | bool | date | None:  # noqa: ANN401
    try:
        value = book.evaluate_cell(*place)
    except Exception:  # noqa: BLE001 — the engine raises for some errors and returns the others
        return UNKNOWN
    if isinstance(value, dict):
        return _ERRORS.get(str(value.get("kind")), OTHER)
    if value is None or isinstance(value, bool | int | float | str | date):
        return value
    return OTHER
