"""A filled workbook into answers: whose it is, what each named cell holds, what formulas read.

``task`` runs in the guarded child; it finds what is wanted in a file beside the workbook.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import date, datetime
from math import isclose
from pathlib import Path
from typing import Any

from simulator.domain.exercises.references import Area, areas, number, rows_read
from simulator.domain.exercises.sheets import letters
from simulator.exchange import guard
from simulator.exchange.guard import Bounds, UploadRefused
from simulator.exchange.workbooks import cells
from simulator.exchange.workbooks.cells import Place, Workbook
from simulator.exchange.workbooks.recomputing import FRENCH, UNABLE, recomputed
from simulator.exchange.workbooks.records import BOUNDS, Filled, Sent, Spot, Wanted

_BESIDE = ".wanted"
_MOST_STEPS, _MOST_AREAS, _SHOWN = 4_000, 40, 8


def read(content: bytes, wanted: Wanted, bounds: Bounds = BOUNDS) -> Sent:
    """Return the answers of a workbook, read in a guarded child; ``UploadRefused``."""
    if len(content) > bounds.size:
        raise UploadRefused("too_large")
    with tempfile.TemporaryDirectory(prefix="encours-") as folder:
        path = Path(folder) / "sent"
        path.write_bytes(content)
        path.with_name(path.name + _BESIDE).write_text(wanted.dump(), encoding="utf-8")
        task_name = "simulator.exchange.workbooks.reading:task"
        return Sent.load(guard.guarded(task_name, path, bounds))


def task(path: Path, limits: Bounds) -> bytes:
    """Read a workbook and return what it answers as bytes: what the child runs."""
    wanted = Wanted.load(path.with_name(path.name + _BESIDE).read_text(encoding="utf-8"))
    return sent(path, wanted, limits).dump()


def sent(path: Path, wanted: Wanted, limits: Bounds) -> Sent:
    """Return what a workbook answers, in this process; for the child and for tests."""
    book = cells.read(path, limits)
    reference = _reference(book, wanted)
    needed = (wanted.sheet, *wanted.originals)
    missing = tuple(name for name in needed if name not in book.sheets)
    if not reference or missing:
        return Sent(reference, missing=missing)
    places = {part: _place(book, spot) for part, spot in wanted.answers.items()}
    changed = _put_back(book, wanted.originals)
    computed = _computed(path, book, places, fresh=not changed)
    answers = {
        part: _filled(book, place, computed.get(place), set(places.values()))
        for part, place in places.items()
    }
    return Sent(reference, answers, (), changed)


def _reference(book: Workbook, wanted: Wanted) -> str:
    found = book.values.get(_place(book, wanted.reference), "")
    return str(found) or book.properties.get(wanted.property, "")


def _place(book: Workbook, spot: Spot) -> Place:
    """Return where a named cell is; a program that loses the names leaves the cells in place."""
    column = spot.address.rstrip("0123456789")
    row = int(spot.address.removeprefix(column))
    return book.names.get(spot.name, (spot.sheet, row, number(column)))


def _put_back(
    book: Workbook, originals: Mapping[str, Mapping[str, str | float]]
) -> tuple[str, ...]:
    """Give the data of the exercise their values again; return the cells that had others."""
    changed = []
    for sheet, kept in originals.items():
        for address, value in kept.items():
            column = address.rstrip("0123456789")
            place = (sheet, int(address.removeprefix(column)), number(column))
            if place in book.formulas or not _same(book.values.get(place), value):
                changed.append(f"{sheet}!{address}")
                book.formulas.pop(place, None)
                book.values[place] = _original(value)
    return tuple(changed)


def _same(found: object, value: str | float) -> bool:
    if isinstance(found, date):
        return found.isoformat() == value
    if isinstance(found, int | float) and isinstance(value, int | float):
        return isclose(found, value, rel_tol=1e-9, abs_tol=1e-9)
    return isinstance(value, str) and " ".join(str(found).split()) == " ".join(value.split())


def _original(value: str | float) -> str | float | date:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _computed(
    path: Path, book: Workbook, places: Mapping[str, Place], *, fresh: bool
) -> dict[Place, Any]:
    """Return the values of the formulas: those that the spreadsheet left, else computed here.

    Zero is what some programs write without computing: it is checked, and kept when the engine here
    does not know the formula.
    """
    asked = [place for place in places.values() if place in book.formulas]
    if not asked:
        return {}
    left: dict[Place, Any] = {}
    if fresh:
        values = cells.opened(path, data_only=True)
        for sheet, row, column in asked:
            found = values[sheet].cell(row, column).value
            value = None if found is None else cells.plain(found)
            left[sheet, row, column] = FRENCH.get(value, value) if isinstance(value, str) else value
    unsure = [place for place in asked if left.get(place) in {None, 0, ""}]
    if unsure:
        for place, value in recomputed(book.sheets, book.values, book.formulas, unsure).items():
            if left.get(place) != 0 or value not in UNABLE:
                left[place] = value
    return left


def _filled(book: Workbook, place: Place, computed: object, stops: set[Place]) -> Filled:
    formula = book.formulas.get(place, "")
    value = computed if formula else book.values.get(place)
    reads = _reached(book, place, formula, stops - {place}) if formula else ""
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return Filled(day.isoformat(), formula, date=True, reads=reads)
    if value is None or isinstance(value, bool | int | float | str):
        return Filled(value, formula, reads=reads)
    return Filled(str(value), formula, reads=reads)


def _reached(book: Workbook, place: Place, formula: str, stops: set[Place]) -> str:
    """Return the cells that a formula reaches through others, as ``Pièces!F5:F60``.

    It stops at other answers, each of which is judged for itself.
    """
    seen = {place}
    left = [(place[0], formula)]
    found: list[Area] = []
    through = False
    while left and len(seen) < _MOST_STEPS:
        sheet, text = left.pop()
        for area in areas(text, sheet):
            found.append(area)
            for other in book.formulas:
                if other not in seen and other not in stops and _inside(other, area):
                    seen.add(other)
                    left.append((other[0], book.formulas[other]))
                    through = True
    return _joined(found) if through else ""


def _inside(place: Place, area: Area) -> bool:
    sheet, row, column = place
    return (
        sheet.casefold() == area.sheet.casefold()
        and area.first_row <= row <= area.last_row
        and area.first_column <= column <= area.last_column
    )


def _joined(found: list[Area]) -> str:
    """Write areas column by column, those that touch put together."""
    columns = {
        (area.sheet, column)
        for area in found
        for column in range(area.first_column, min(area.last_column, area.first_column + 50) + 1)
    }
    texts = []
    for sheet, column in sorted(columns):
        for first, last in rows_read(found, sheet, column):
            name = sheet if sheet.isalnum() else f"'{sheet}'"
            texts.append(f"{name}!{letters(column)}{first}:{letters(column)}{last}")
    return " ".join(texts[:_MOST_AREAS])
