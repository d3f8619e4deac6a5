"""A folder of tables read back as a portfolio."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from simulator.domain.dates import NEVER, from_day
from simulator.domain.firm import Identity
from simulator.domain.ledger.columns import Columns, Ledger
from simulator.domain.portfolio import Portfolio
from simulator.exchange import records, tables
from simulator.exchange.portfolios import (
    CUSTOMERS,
    FILES,
    HEADER,
    HIDDEN,
    INSURER,
    KNOWN,
    LEDGER,
    STATEMENTS,
    NotAPortfolioFolder,
    types_of,
)
from simulator.exchange.statement_lines import ABSENT
from simulator.exchange.tables import FORMATS, Rows, Types

_DTYPES = {"row": np.int32, "code": np.int16, "day": np.int32, "int": np.int64}
_FAULTS = (OSError, LookupError, ValueError, TypeError, OverflowError)
"""What a wrong file raises, a row cut short and a number too long included; pyarrow's too."""


def made_of(directory: Path) -> records.Record:
    """Return what the header of a folder says: format, options; ``NotAPortfolioFolder``."""
    try:
        header: records.Record = json.loads((directory / HEADER).read_text(encoding="utf-8"))
        if header["format"] not in FORMATS:
            raise NotAPortfolioFolder(HEADER)
    except _FAULTS as error:
        raise NotAPortfolioFolder(HEADER) from error
    return header


def read(directory: Path) -> Portfolio:
    """Read an exported portfolio back; ``NotAPortfolioFolder`` names the first wrong file.

    Where the folder holds the ledger only, customers are known by their number.
    """
    header = made_of(directory)
    folder, alone = _Folder(directory, header["format"]), bool(header.get("ledger_only"))
    customers = folder.unnamed() if alone else folder.customers()
    codes, lines = ([], np.zeros(0, dtype=np.int64)) if alone else folder.files(customers)
    ledger = Ledger(**{name: folder.ledger(name, kind) for name, kind in LEDGER.items()})  # type: ignore[arg-type] # the names are those of the ledger's fields
    hidden = folder.hidden()
    try:
        record = {**header, "customers": customers, "hidden": hidden}
        return records.from_record(record, ledger, codes, lines)
    except _FAULTS as error:
        raise NotAPortfolioFolder(HEADER) from error


@dataclass(frozen=True, slots=True)
class _Folder:
    directory: Path
    form: str

    def rows(self, name: str, types: Types) -> Rows:
        path = self.directory / f"{name}.{self.form}"
        try:
            return tables.read(path, self.form, types)
        except _FAULTS as error:
            raise self.wrong(name) from error

    def wrong(self, name: str) -> NotAPortfolioFolder:
        return NotAPortfolioFolder(f"{name}.{self.form}")

    def hidden(self) -> list[tuple[Any, ...]]:
        rows = self.rows("hidden", HIDDEN)
        days = [None if day == NEVER else from_day(day).isoformat() for day in rows["default_on"]]
        return list(zip(rows["health"], rows["profile"], days, strict=True))

    def customers(self) -> list[records.Record]:
        return [_nested(row) for row in _each(self.rows("customers", CUSTOMERS))]

    def unnamed(self) -> list[records.Record]:
        return [_unnamed(row) for row in _each(self.rows("customers", KNOWN))]

    def files(self, customers: list[records.Record]) -> tuple[list[str], records.Ints]:
        """Give customers their sources, contacts and heads of accounts; return the lines."""
        by_id = {record["id"]: record for record in customers}
        for name, types in FILES.items():
            try:
                for row in _each(self.rows(name, types)):
                    by_id[row.pop("customer")][name].append(list(row.values()))
            except KeyError as error:
                raise self.wrong(name) from error
        try:
            stated = self.rows("statements", STATEMENTS)
            for row in _each(stated):
                head = [row["closing"], row["months"], row["standard"]]
                by_id[row["customer"]]["statements"].append(head)
            return self._lines()
        except KeyError as error:
            raise self.wrong("statements") from error

    def _lines(self) -> tuple[list[str], records.Ints]:
        path = self.directory / f"statements.{self.form}"
        codes = [name for name in tables.names(path, self.form) if name not in STATEMENTS]
        cells = self.rows("statements", dict.fromkeys(codes, "count"))
        plain = [[ABSENT if cents is None else cents for cents in cells[code]] for code in codes]
        return codes, np.array(plain, dtype=np.int64).reshape(-1)

    def ledger(self, name: str, kind: type[Columns]) -> Columns:
        types = types_of(kind)
        rows = self.rows(name, types)
        return kind(*(rows[item.name].astype(_DTYPES[types[item.name]]) for item in fields(kind)))


_NOTHING = {"int": 0, "text": "", "date": date.min.isoformat(), "count": None, "bool": False}
_NOBODY = {
    **{name: _NOTHING[kind] for name, kind in CUSTOMERS.items()},
    "cotation": None,
}


def _each(rows: Rows) -> list[dict[str, Any]]:
    columns = [v.tolist() if isinstance(v, np.ndarray) else v for v in rows.values()]
    return [dict(zip(rows, values, strict=True)) for values in zip(*columns, strict=True)]


def _nested(row: Mapping[str, Any]) -> records.Record:
    """Return a customer as ``records`` has it, without its sources and accounts."""
    names = [item.name for item in fields(Identity)]
    insurer = [row[name] for name in INSURER]
    rest = {name: row[name] for name in row if name not in {*names, *INSURER}}
    return {
        **rest,
        "identity": {name: row[name] for name in names},
        "insurer": None if insurer[0] is None else insurer,
        "statements": [],
        **{name: [] for name in FILES},
    }


def _unnamed(row: Mapping[str, Any]) -> records.Record:
    """Return a customer of whom only the columns of the ledger are known."""
    return _nested({**_NOBODY, **row, "name": f"Client {row['id'] + 1}"})
