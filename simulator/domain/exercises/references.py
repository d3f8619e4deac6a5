"""What a spreadsheet formula reads: ranges by sheet, whatever the language of its functions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

LAST_ROW = 1_048_576
_TEXTS = re.compile(r'"[^"]*"')
_REFERENCE = re.compile(
    r"(?:(?:'(?P<quoted>[^']+)'|(?P<sheet>[\w.]+))!)?"
    r"(?<![A-Za-z0-9_.$])"
    r"(?:\$?(?P<c1>[A-Za-z]{1,3})\$?(?P<r1>[0-9]{1,7})"
    r"(?::\$?(?P<c2>[A-Za-z]{1,3})\$?(?P<r2>[0-9]{1,7}))?"
    r"|\$?(?P<whole1>[A-Za-z]{1,3}):\$?(?P<whole2>[A-Za-z]{1,3}))"
    r"(?![A-Za-z0-9_.(!])"
)
_LONGEST = 8_192


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, rows and columns counted from 1, both ends included."""

    sheet: str
    first_column: int
    first_row: int
    last_column: int
    last_row: int


def areas(formula: str, here: str) -> tuple[Area, ...]:
    """Return the cells that a formula names, in order; ``here`` is the sheet it stands on.

    Texts between quotes are no references. Beyond the longest formula of Excel, nothing is read.
    """
    found = []
    for match in _REFERENCE.finditer(_TEXTS.sub('""', formula[:_LONGEST])):
        sheet = match["quoted"] or match["sheet"] or here
        if match["c1"]:
            columns = sorted((number(match["c1"]), number(match["c2"] or match["c1"])))
            rows = sorted((int(match["r1"]), int(match["r2"] or match["r1"])))
        else:
            columns = sorted((number(match["whole1"]), number(match["whole2"])))
            rows = [1, LAST_ROW]
        found.append(Area(sheet, columns[0], rows[0], columns[1], rows[1]))
    return tuple(found)


def number(letters: str) -> int:
    """Return the number of a column from its letters: ``AB`` is 28."""
    value = 0
    for letter in letters.upper():
        value = value * 26 + ord(letter) - ord("A") + 1
    return value


def rows_read(found: Iterable[Area], sheet: str, column: int) -> list[tuple[int, int]]:
    """Return the runs of rows that areas read in a column, in order and joined when they touch."""
    spans = sorted(
        (one.first_row, one.last_row)
        for one in found
        if one.sheet.casefold() == sheet.casefold()
        and one.first_column <= column <= one.last_column
    )
    runs: list[tuple[int, int]] = []
    for first, last in spans:
        if runs and first <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], max(last, runs[-1][1]))
        else:
            runs.append((first, last))
    return runs
