"""Text with separators into records: the separator is found, a broken quotation costs one line."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator

from simulator.exchange.guard import UploadRefused
from simulator.exchange.ledgers.cells import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Record
from simulator.exchange.ledgers.header import header_score

SEPARATORS = (";", "\t", ",", "|")
_SAMPLE = 200
_NAMED = 40
_WIDE = 8
_DECLARED = re.compile(r"sep=(.)", re.IGNORECASE)
_JOINED = 12
"""A cell with line breaks spans few lines; beyond, a mark was forgotten."""
_BREAK = re.compile(r"\r\n|\n|\r")
_SPACES = " \t\u00a0\u202f"


def separator_of(lines: list[str]) -> str:
    """Return the separator that shows the most names of columns, then the most even columns."""
    if lines and (declared := _DECLARED.fullmatch(lines[0].strip())):  # Excel's own first line
        return declared[1]
    sample = [line for line in lines[:_SAMPLE] if line.strip()]
    return max(SEPARATORS, key=lambda separator: _even(sample, separator), default=";")


def _even(sample: list[str], separator: str) -> tuple[int, float]:
    """Return how well a separator cuts: column names found, then even columns."""
    rows = [_fields(line, separator) for line in sample]
    counts = Counter(len(row) for row in rows if len(row) > 1)
    width, times = max(counts.items(), key=lambda item: item[1], default=(1, 0))
    cut = [Record(0, tuple(row)) for row in rows[:_NAMED] if 1 < len(row) <= MOST_COLUMNS]
    return max(map(header_score, cut), default=0), times * min(width, _WIDE)


def records_of(text: str) -> tuple[tuple[Record, ...], str]:
    """Return the records of a text and its separator.

    Raises ``UploadRefused`` (``too_many_rows``).
    """
    lines = _BREAK.split(text.rstrip("\x1a"))
    if lines and not lines[-1]:
        lines.pop()
    if len(lines) > MOST_ROWS:
        raise UploadRefused("too_many_rows")
    separator = separator_of(lines)
    declared = bool(lines) and _DECLARED.fullmatch(lines[0].strip()) is not None
    widths = Counter(len(_fields(line, separator)) for line in lines[:_SAMPLE] if line.strip())
    width = widths.most_common(1)[0][0] if widths else 1
    return tuple(_records(lines, separator, width, int(declared))), separator


def _records(lines: list[str], separator: str, width: int, start: int) -> Iterator[Record]:
    place = start
    while place < len(lines):
        line = lines[place]
        if '"' not in line:
            yield _record(place, line.split(separator))
            place += 1
            continue
        used, fields = _quoted(lines, place, separator, width)
        if used:
            yield _record(place, fields)
            place += used
        else:
            yield _record(place, line.replace('"', "").split(separator), broken=True)
            place += 1


def _quoted(lines: list[str], place: int, separator: str, width: int) -> tuple[int, list[str]]:
    """Return how many lines a record with quotation marks takes, none when it is broken."""
    joined = lines[place]
    fields = _fields(joined, separator)
    if _closed(joined, separator):
        return 1, fields
    for used in range(2, _JOINED + 1):
        if place + used > len(lines):
            break
        joined += "\n" + lines[place + used - 1]
        if _closed(joined, separator):
            fields = _fields(joined, separator)
            return (used, fields) if len(fields) == width else (0, [])
    return 0, []


def _closed(line: str, separator: str) -> bool:
    """Say whether every quotation mark that opens a cell is closed."""
    marks = line.count('"')
    if marks % 2 == 0:
        return True
    # A mark inside a cell that none opens (12" pipe) opens nothing.
    opened = [cell for cell in line.split(separator) if cell.lstrip(_SPACES).startswith('"')]
    return not opened


def _fields(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:  # a cell beyond the limit of the reader
        return line.split(separator)


def _record(place: int, fields: list[str], *, broken: bool = False) -> Record:
    cells = tuple(cell.strip(_SPACES)[:LONGEST_CELL] for cell in fields[:MOST_COLUMNS])
    return Record(place + 1, cells, broken=broken)
