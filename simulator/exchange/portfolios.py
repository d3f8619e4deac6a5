"""A portfolio as a folder of tables, Parquet or CSV, for other tools; and back.

``portfolio.json`` holds what is not a table. Days are dates, amounts are integer cents, codes are
those of the domain. The hidden state has a file of its own, that nobody needs to be shown.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, Literal

import numpy as np

from simulator.domain.dates import NEVER, from_day, to_day
from simulator.domain.ledger.columns import Columns, Disputes, Documents, Ledger, Payments, Promises
from simulator.domain.portfolio import Portfolio
from simulator.domain.refusals import Refusal, UnknownChoice
from simulator.exchange import records
from simulator.exchange.statement_lines import ABSENT

Format = Literal["parquet", "csv"]
FORMATS = ("parquet", "csv")
HEADER = "portfolio.json"
HIDDEN = "hidden.json"
LINES = "statements"
_TABLES: Mapping[str, type[Columns]] = {
    "documents": Documents,
    "payments": Payments,
    "disputes": Disputes,
    "promises": Promises,
}
_DAYS = frozenset({"issued", "due", "paid", "opened", "closed", "made"})
_DTYPES = {"customer": np.int32, "document": np.int32, "kind": np.int16, "means": np.int16}
_CODES = frozenset({"cause", "quality"})

Rows = Mapping[str, Sequence[Any]]


@dataclass(eq=False)
class NotAPortfolioFolder(Refusal):
    """A file of an exported portfolio that is missing or cannot be read."""

    file: str


def export(portfolio: Portfolio, directory: Path, form: str = "parquet") -> tuple[Path, ...]:
    """Write a portfolio into a folder; return the files, ``UnknownChoice`` on another format."""
    write = _writer(form)
    directory.mkdir(parents=True, exist_ok=True)
    record = records.to_record(portfolio)
    hidden = record.pop("hidden")
    written = [
        _json(directory / HEADER, {**record, "format": form}),
        _json(directory / HIDDEN, hidden),
    ]
    for name in _TABLES:
        path = directory / f"{name}.{form}"
        write(path, _shown(getattr(portfolio.ledger, name)))
        written.append(path)
    path = directory / f"{LINES}.{form}"
    write(path, _lines(portfolio))
    return (*written, path)


def read(directory: Path) -> Portfolio:
    """Read an exported portfolio back; ``NotAPortfolioFolder`` names the first wrong file."""
    record = _read_json(directory / HEADER)
    form = record.pop("format", None)
    load = _reader(str(form))
    record["hidden"] = _read_json(directory / HIDDEN)
    tables = {
        name: _table(load, directory / f"{name}.{form}", kind) for name, kind in _TABLES.items()
    }
    path = directory / f"{LINES}.{form}"
    codes, lines = _read_lines(record, _rows(load, path), path)
    ledger = Ledger(**tables)  # type: ignore[arg-type] # the names are those of the ledger's fields
    return records.from_record(record, ledger, codes, lines)


def _json(path: Path, value: object) -> Path:
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def _read_json(path: Path) -> Any:  # noqa: ANN401 — JSON holds anything
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NotAPortfolioFolder(path.name) from error


def _shown(table: Columns) -> Rows:
    """Return the columns of a table as lists, days as dates."""
    return {
        item.name: _dates(getattr(table, item.name))
        if item.name in _DAYS
        else getattr(table, item.name).tolist()
        for item in fields(table)
    }


def _dates(days: Iterable[int]) -> list[date | None]:
    return [None if day == NEVER else from_day(day) for day in days]


def _lines(portfolio: Portfolio) -> Rows:
    """Return accounts as one row a line: customer, closing, code, cents."""
    rows = [
        (customer.id, statement.closing, code, int(amount))
        for customer in portfolio.customers
        for statement in customer.statements
        for code, amount in statement.lines.items()
    ]
    names = ("customer", "closing", "code", "cents")
    return {name: [row[rank] for row in rows] for rank, name in enumerate(names)}


def _read_lines(record: records.Record, rows: Rows, path: Path) -> tuple[list[str], records.Ints]:
    """Put the lines back into one column a code, end to end, statement by statement."""
    try:
        codes = list(dict.fromkeys(str(code) for code in rows["code"]))
        order = [
            (customer["id"], head[0])
            for customer in record["customers"]
            for head in customer["statements"]
        ]
        place = {key: rank for rank, key in enumerate(order)}
        column = {code: rank for rank, code in enumerate(codes)}
        table = np.full((len(codes), len(order)), ABSENT, dtype=np.int64)
        for customer, closing, code, amount in zip(
            rows["customer"], rows["closing"], rows["code"], rows["cents"], strict=True
        ):
            table[column[str(code)], place[int(customer), str(closing)]] = int(amount)
    except (KeyError, ValueError) as error:
        raise NotAPortfolioFolder(path.name) from error
    return codes, table.reshape(-1)


def _table(load: Callable[[Path], Rows], path: Path, kind: type[Columns]) -> Columns:
    rows = _rows(load, path)
    try:
        return kind(*(_column(item.name, rows[item.name]) for item in fields(kind)))
    except (KeyError, ValueError) as error:
        raise NotAPortfolioFolder(path.name) from error


def _column(name: str, values: Sequence[Any]) -> np.typing.NDArray[Any]:
    if name in _DAYS:
        days = [to_day(_date(value)) if value not in {None, ""} else NEVER for value in values]
        return np.array(days, dtype=np.int32)
    dtype = np.int16 if name in _CODES else _DTYPES.get(name, np.int64)
    return np.array([int(value) for value in values], dtype=dtype)


def _date(value: str | date) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _rows(load: Callable[[Path], Rows], path: Path) -> Rows:
    try:
        return load(path)
    except (OSError, ValueError) as error:  # pyarrow's own errors are ValueErrors
        raise NotAPortfolioFolder(path.name) from error


def _writer(form: str) -> Callable[[Path, Rows], None]:
    if form not in FORMATS:
        raise UnknownChoice("format", form, FORMATS)
    return _write_csv if form == "csv" else _write_parquet


def _reader(form: str) -> Callable[[Path], Rows]:
    if form not in FORMATS:
        raise NotAPortfolioFolder(HEADER)
    return _read_csv if form == "csv" else _read_parquet


def _write_csv(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(rows)
        writer.writerows(zip(*rows.values(), strict=True))


def _read_csv(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        names, *lines = csv.reader(file, delimiter=";")
    return {name: [line[rank] for line in lines] for rank, name in enumerate(names)}


def _write_parquet(path: Path, rows: Rows) -> None:
    import pyarrow as pa  # noqa: PLC0415 — half a second that no page should pay
    import pyarrow.parquet as pq  # noqa: PLC0415

    pq.write_table(pa.table(dict(rows)), path, compression="zstd")


def _read_parquet(path: Path) -> Rows:
    import pyarrow.parquet as pq  # noqa: PLC0415

    found: Rows = pq.read_table(path).to_pydict()
    return found
