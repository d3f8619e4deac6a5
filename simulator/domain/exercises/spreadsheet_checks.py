"""Checking what an author wrote of a spreadsheet: columns, sums, formulas, models."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.domain.exercises.extracts import EXTRACTS
from simulator.domain.exercises.formula import BadFormula, parse
from simulator.domain.exercises.spreadsheet import ABOUT, AS_OF, CellSpec, Spreadsheet
from simulator.domain.measures import MEASURES

Found = tuple[tuple[str | int, ...], str, str]
"""A path in the record, a code, what was seen."""

APART = frozenset({"extract", "cells", "sheet"})
"""Members that are checked here and nowhere else."""
_TOKEN = re.compile(r"\{([a-z0-9_]+)\}")
_CODE = re.compile(r"[A-Z][A-Z0-9_]*")


def faults(exercise: Spreadsheet) -> Iterator[Found]:
    """Yield what is wrong in the extract and the cells, in the order of the file."""
    extract = EXTRACTS.get(exercise.extract.name)
    if extract is None:
        yield ("extract", "name"), "unknown_name", exercise.extract.name
        return
    columns = set(extract.columns)
    for rank, column in enumerate(exercise.extract.columns):
        if column.name not in columns:
            yield ("extract", "columns", rank, "name"), "unknown_name", column.name
    shown = {column.name for column in exercise.extract.columns}
    above: set[str] = set()
    for rank, cell in enumerate(exercise.cells):
        for path, code, seen in _cell(cell, columns, shown, above):
            yield ("cells", rank, *path), code, seen
        above.add(cell.name)
    if not exercise.cells:
        yield ("cells",), "empty", "cells"


def _cell(cell: CellSpec, columns: set[str], shown: set[str], above: set[str]) -> Iterator[Found]:
    if cell.measure not in MEASURES:
        yield ("measure",), "unknown_measure", cell.measure
    if bool(cell.of) is bool(cell.formula):
        yield ("formula",), "bad_cell", cell.name
    rows = columns | above | ABOUT
    yield from _formulas(cell, rows, above | ABOUT, ())
    for name in cell.reads:
        if name not in shown:
            yield ("reads",), "unknown_name", name
    for name in _TOKEN.findall(cell.model):
        if name not in shown | above | {AS_OF}:
            yield ("model",), "unknown_name", name
    for rank, mistake in enumerate(cell.mistakes):
        path = ("mistakes", rank)
        if not _CODE.fullmatch(mistake.code):
            yield (*path, "code"), "bad_code", mistake.code
        if not 0 <= mistake.keeps <= 1:
            yield (*path, "keeps"), "out_of_range", str(mistake.keeps)
        yield from _formulas(mistake, rows, rows - columns, path)


def _formulas(
    owner: object, rows: set[str], plain: set[str], path: tuple[str | int, ...]
) -> Iterator[Found]:
    """Check the formulas of a cell or of a mistake: on rows, or on the cells above."""
    for key, known in (("of", rows), ("among", rows), ("formula", plain)):
        text = getattr(owner, key)
        if not text:
            continue
        try:
            names = parse(text).names
        except BadFormula as refusal:
            yield (*path, key), f"formula_{refusal.reason}", text
            continue
        for name in sorted(names - known):
            yield (*path, key), "unknown_name", name
