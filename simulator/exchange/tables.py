"""Tables in files, Parquet or CSV, written some rows after the others and read back whole.

A column has a type: ``int``, ``row`` and ``code`` (integers of 64, 32 and 16 bits, never empty),
``real``, ``count`` (an integer, or nothing), ``day`` (a day number, ``NEVER`` being nothing),
``date`` (an ISO date as text, or nothing), ``text`` (or nothing) and ``bool``. Days and dates are
dates in the files.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from simulator.domain.dates import NEVER, from_day, to_day
from simulator.domain.refusals import UnknownChoice

FORMATS = ("parquet", "csv")
WHOLE = frozenset({"int", "row", "code"})
_STEPS = frozenset({"int", "row", "day"})
Types = Mapping[str, str]
Rows = Mapping[str, Any]
"""Columns by name: an array where there is one, else a list, or ``Coded``."""


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A column of text that takes few values: the rank of each row's among them."""

    ranks: np.typing.NDArray[np.int64]
    values: Sequence[str]


class Writer(Protocol):
    """A table being written."""

    def add(self, rows: Rows) -> None:
        """Write some more rows."""


def writing(path: Path, form: str, types: Types) -> AbstractContextManager[Writer]:
    """Open a table to be written; ``UnknownChoice`` on another format."""
    if form not in FORMATS:
        raise UnknownChoice("format", form, FORMATS)
    return _writing_csv(path, types) if form == "csv" else _writing_parquet(path, types)


def names(path: Path, form: str) -> list[str]:
    """Return the names of the columns of a table."""
    if form == "csv":
        with path.open(encoding="utf-8", newline="") as file:
            return next(csv.reader(file, delimiter=";"))
    import pyarrow.parquet as pq  # noqa: PLC0415 — half a second that no page should pay

    found: list[str] = pq.read_schema(path).names
    return found


def read(path: Path, form: str, types: Types) -> Rows:
    """Read columns of a table back.

    Raises ``OSError``, ``KeyError`` and ``ValueError`` (those of pyarrow are) on a wrong file.
    """
    return _read_csv(path, types) if form == "csv" else _read_parquet(path, types)


@dataclass(frozen=True, slots=True)
class _Csv:
    writer: Any
    types: Types

    def add(self, rows: Rows) -> None:
        columns = [_texts(kind, rows[name]) for name, kind in self.types.items()]
        self.writer.writerows(zip(*columns, strict=True))


@contextmanager
def _writing_csv(path: Path, types: Types) -> Iterator[_Csv]:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(types)
        yield _Csv(writer, types)


def _texts(kind: str, values: Any) -> Sequence[Any]:  # noqa: ANN401 - arrays and lists alike
    if isinstance(values, Coded):
        return [values.values[rank] for rank in values.ranks.tolist()]
    plain = values.tolist() if isinstance(values, np.ndarray) else values
    if kind == "day":
        return [_iso(day) for day in plain]
    if kind == "bool":
        return [int(value) for value in plain]
    return plain  # type: ignore[no-any-return] # a list, whatever it was made of


@lru_cache(maxsize=20_000)
def _iso(day: int) -> str:
    return "" if day == NEVER else from_day(day).isoformat()


@lru_cache(maxsize=20_000)
def _day(text: str) -> int:
    return to_day(date.fromisoformat(text)) if text else NEVER


def _read_csv(path: Path, types: Types) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        head, *lines = csv.reader(file, delimiter=";")
    place = {name: rank for rank, name in enumerate(head)}
    return {
        name: _values(kind, [line[place[name]] for line in lines]) for name, kind in types.items()
    }


def _values(kind: str, texts: Sequence[str]) -> Any:  # noqa: ANN401 - an array or a list
    if kind in WHOLE:
        return np.array([int(text) for text in texts], dtype=np.int64)
    if kind == "day":
        return np.array([_day(text) for text in texts], dtype=np.int64)
    if kind == "bool":
        return [text == "1" for text in texts]
    if kind == "real":
        return [float(text) for text in texts]
    if kind == "count":
        return [int(text) if text else None for text in texts]
    return [text or None for text in texts]


@dataclass(frozen=True, slots=True)
class _Parquet:
    writer: Any
    schema: Any

    def add(self, rows: Rows) -> None:
        import pyarrow as pa  # noqa: PLC0415 — half a second that no page should pay

        columns = [_arrow(rows[item.name], item.type) for item in self.schema]
        self.writer.write_table(pa.table(columns, schema=self.schema))


@contextmanager
def _writing_parquet(path: Path, types: Types) -> Iterator[_Parquet]:
    import pyarrow as pa  # noqa: PLC0415 — half a second that no page should pay
    import pyarrow.parquet as pq  # noqa: PLC0415 — as above

    known = {
        "int": pa.int64(),
        "count": pa.int64(),
        "day": pa.date32(),
        "date": pa.date32(),
        "text": pa.string(),
        "real": pa.float64(),
        "row": pa.int32(),
        "code": pa.int16(),
        "bool": pa.bool_(),
    }
    schema = pa.schema([(name, known[kind]) for name, kind in types.items()])
    # Whole numbers and days as the differences between rows: faster to write than a dictionary,
    # and smaller than what a compression makes of them.
    steps = {name: "DELTA_BINARY_PACKED" for name, kind in types.items() if kind in _STEPS}
    with closing(
        pq.ParquetWriter(
            path,
            schema,
            compression={
                name: "none" if kind in _STEPS or kind == "code" else "zstd"
                for name, kind in types.items()
            },
            use_dictionary=[name for name in types if name not in steps],
            column_encoding=steps,
        )
    ) as writer:
        yield _Parquet(writer, schema)


def _arrow(values: Any, kind: Any) -> Any:  # noqa: ANN401 - pyarrow has no types
    import pyarrow as pa  # noqa: PLC0415 — half a second that no page should pay
    import pyarrow.types as known  # noqa: PLC0415 — as above

    if isinstance(values, Coded):
        ranks = _columned(values.ranks, pa.int32())
        return pa.DictionaryArray.from_arrays(ranks, list(values.values)).dictionary_decode()
    if isinstance(values, np.ndarray) and (known.is_integer(kind) or known.is_date(kind)):
        return _columned(values, kind)
    if known.is_date(kind):
        days = [None if text is None else date.fromisoformat(text) for text in values]
        return pa.array(days, type=kind)
    return pa.array(list(values), type=kind)


def _columned(values: Any, kind: Any) -> Any:  # noqa: ANN401 - pyarrow has no types
    """Hand a column over as it is: what pyarrow makes of arrays would import pandas."""
    import pyarrow as pa  # noqa: PLC0415 — half a second that no page should pay
    import pyarrow.types as known  # noqa: PLC0415 — as above

    plain = np.ascontiguousarray(values, dtype=f"i{kind.bit_width // 8}")
    there = plain != NEVER if known.is_date(kind) else np.ones(0, dtype=np.bool_)
    mask = None if there.all() else pa.py_buffer(np.packbits(there, bitorder="little"))
    return pa.Array.from_buffers(kind, len(plain), [mask, pa.py_buffer(plain)])


def _read_parquet(path: Path, types: Types) -> Rows:
    import pyarrow.parquet as pq  # noqa: PLC0415 — as above

    table = pq.read_table(path, columns=list(types))
    return {name: _plain(kind, table.column(name)) for name, kind in types.items()}


def _plain(kind: str, column: Any) -> Any:  # noqa: ANN401 - pyarrow has no types
    if kind in WHOLE:
        return column.to_numpy()
    if kind == "day":
        days = column.to_numpy().astype("datetime64[D]")
        return np.where(np.isnat(days), NEVER, days.astype(np.int64))
    if kind == "date":
        return [None if day is None else day.isoformat() for day in column.to_pylist()]
    return column.to_pylist()
