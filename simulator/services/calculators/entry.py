"""A whole entry → values or faults: aliases, defaults, tables, every fault at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from simulator.domain.reading import Unreadable
from simulator.domain.refusals import Refusal
from simulator.services.calculators.cells import Parsed, cell
from simulator.services.calculators.faults import (
    AlsoGiven,
    Fault,
    MissingInput,
    TooManyRows,
    UnknownInput,
    WrongColumns,
    WrongShape,
)
from simulator.services.calculators.model import Calculator, Input, Kind

MOST_ROWS = 2000
LONGEST_TABLE = 100_000
TODAY = "today"


@dataclass(slots=True)
class Understood:
    """What an entry gave: values by input name, and what is wrong with it."""

    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def understand(
    calculator: Calculator, given: Mapping[str, Any], today: date, *, machine: bool
) -> Understood:
    """Read an entry; ``machine`` says that bare rates are fractions and that keys are checked."""
    found = Understood()
    known = {key for one in calculator.inputs for key in one.keys}
    if machine:
        names = tuple(one.name for one in calculator.inputs)
        strangers = [key for key in given if key not in known]
        found.faults += [Fault("", UnknownInput(str(key), names)) for key in strangers]
    for one in calculator.inputs:
        _understand_input(found, one, given, today, machine=machine)
    return found


def _understand_input(
    found: Understood, one: Input, given: Mapping[str, Any], today: date, *, machine: bool
) -> None:
    key, *others = [key for key in one.keys if not _blank(given.get(key))] or [""]
    raw = given.get(key)
    if others:
        found.faults.append(Fault(one.name, AlsoGiven(key, others[0])))
        return
    if not key:
        if one.default == TODAY:
            found.values[one.name] = today
            return
        if not one.default:
            if one.required:
                found.faults.append(Fault(one.name, MissingInput(one.name)))
            return
        raw = one.default
    hundredths = key in one.hundredths
    try:
        if one.kind is Kind.TABLE:
            _table(found, one, raw, machine=machine)
        else:
            # A default is written as a person types it, sign included.
            found.values[one.name] = cell(one, raw, machine=machine, hundredths=hundredths)
    except Refusal as refusal:
        found.faults.append(Fault(one.name, refusal))


def _blank(value: object) -> bool:
    if isinstance(value, list | tuple):
        return not value
    return value is None or (isinstance(value, str) and not value.strip())


def _table(found: Understood, one: Input, raw: object, *, machine: bool) -> None:
    rows = _lines(raw) if isinstance(raw, str) else _given_rows(one, raw)
    if len(rows) > MOST_ROWS:
        raise TooManyRows(len(rows), MOST_ROWS)
    table = []
    for number, cells in enumerate(rows, start=1):
        row = _row(found, one, number, cells, machine=machine)
        if row is not None:
            table.append(row)
    if one.required and not rows:
        raise MissingInput(one.name)
    found.values[one.name] = tuple(table)


Row = Mapping[str, object] | list[object]


def _lines(raw: str) -> list[Row]:
    """Cut a typed table: one row a line, cells apart by ``;`` or by a tab (as Excel pastes)."""
    if len(raw) > LONGEST_TABLE:
        raise Unreadable(raw[:40], "too_long")
    lines = [line for line in raw.splitlines() if line.strip()]
    return [[part.strip() for part in line.replace("\t", ";").split(";")] for line in lines]


def _given_rows(one: Input, raw: object) -> list[Row]:
    """Bring the lists that programs give to rows: objects, lists, single figures, by key."""
    if isinstance(raw, Mapping):
        return [row for key, value in raw.items() for row in _by_key(str(key), value)]
    if not isinstance(raw, list | tuple):
        raise WrongShape(one.name, "list")
    rows: list[Row] = []
    for item in raw:
        if isinstance(item, Mapping):
            rows.append({str(key): value for key, value in item.items()})
        else:
            rows.append(list(item) if isinstance(item, list | tuple) else [item])
    return rows


def _by_key(key: str, value: object) -> list[Row]:
    if isinstance(value, Mapping):
        return [[key, str(inner), figure] for inner, figure in value.items()]
    return [[key, *value] if isinstance(value, list | tuple) else [key, value]]


def _row(
    found: Understood, one: Input, number: int, cells: Row, *, machine: bool
) -> dict[str, Parsed] | None:
    try:
        given = cells if isinstance(cells, Mapping) else _named(one, cells)
    except Refusal as refusal:
        found.faults.append(Fault(one.name, refusal, number))
        return None
    row: dict[str, Parsed] = {}
    faults = len(found.faults)
    for column in one.columns:
        try:
            value = _cell(column, given, machine=machine)
        except Refusal as refusal:
            found.faults.append(Fault(one.name, refusal, number, column.name))
        else:
            if value is not None:
                row[column.name] = value
    return row if len(found.faults) == faults else None


def _named(one: Input, cells: list[object]) -> Mapping[str, object]:
    names = [column.name for column in one.columns]
    least = sum(column.required for column in one.columns)
    while len(cells) > len(names) and _blank(cells[-1]):
        cells = cells[:-1]
    if not least <= len(cells) <= len(names):
        raise WrongColumns("; ".join(str(part)[:40] for part in cells), tuple(names))
    return dict(zip(names, cells, strict=False))


def _cell(column: Input, given: Mapping[str, object], *, machine: bool) -> Parsed | None:
    key = next((key for key in column.keys if not _blank(given.get(key))), "")
    if not key and not column.default:
        if column.required:
            raise MissingInput(column.name)
        return None
    raw = given[key] if key else column.default
    return cell(column, raw, machine=machine, hundredths=key in column.hundredths)
