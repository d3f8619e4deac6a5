"""A portfolio as one compressed blob: the truth that is stored beside its seed.

Layout: ``ENCOURS`` and a version byte, the SHA-256 of the payload, the payload deflated. The
payload is a header (JSON: everything that is not a column) then the columns, each as the
differences between rows, bytes of equal weight together, which is what deflates well. The same
portfolio always gives the same payload.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from simulator.domain.ledger.columns import Columns, Disputes, Documents, Ledger, Payments, Promises
from simulator.domain.portfolio import Portfolio
from simulator.domain.refusals import Refusal
from simulator.exchange import records

MAGIC = b"ENCOURS\x01"
_DIGEST = 32
_LENGTH = struct.Struct(">I")
_LEVEL = 6
_LARGEST = 512 * 1024 * 1024

_DTYPES = {"int16": np.int16, "int32": np.int32, "int64": np.int64}
_TABLES: dict[str, type[Columns]] = {
    "documents": Documents,
    "payments": Payments,
    "disputes": Disputes,
    "promises": Promises,
}

Column = npt.NDArray[np.int16] | npt.NDArray[np.int32] | npt.NDArray[np.int64]


@dataclass(eq=False)
class NotASnapshot(Refusal):
    """The blob does not start as a snapshot of this version does."""

    version: int | None


@dataclass(eq=False)
class DamagedSnapshot(Refusal):
    """The blob starts well, but its content is not what was written."""

    reason: str


def payload(portfolio: Portfolio) -> bytes:
    """Return the content of a snapshot before compression; equal portfolios give equal bytes."""
    tables = [getattr(portfolio.ledger, name) for name in _TABLES]
    codes, lines = records.statement_columns(portfolio.customers)
    columns = [getattr(table, item.name) for table in tables for item in fields(table)]
    header = {
        "portfolio": records.to_record(portfolio),
        "codes": codes,
        "columns": [[str(column.dtype), len(column)] for column in (*columns, lines)],
    }
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    packed = b"".join(_pack(column) for column in (*columns, lines))
    return _LENGTH.pack(len(text)) + text + packed


def digest(portfolio: Portfolio) -> str:
    """Return the SHA-256 of a portfolio's content, the same on every machine."""
    return hashlib.sha256(payload(portfolio)).hexdigest()


def dump(portfolio: Portfolio) -> bytes:
    """Return the snapshot of a portfolio."""
    content = payload(portfolio)
    return MAGIC + hashlib.sha256(content).digest() + zlib.compress(content, _LEVEL)


def digest_of(blob: bytes) -> str:
    """Return the digest that a snapshot of ``dump`` carries: that of its portfolio."""
    return blob[len(MAGIC) : len(MAGIC) + _DIGEST].hex()


def load(blob: bytes) -> Portfolio:
    """Return the portfolio of a snapshot.

    Raises ``NotASnapshot`` for a foreign blob or version, ``DamagedSnapshot`` for a damaged one.
    """
    if blob[: len(MAGIC)] != MAGIC:
        known = blob[: len(MAGIC) - 1] == MAGIC[:-1] and len(blob) >= len(MAGIC)
        raise NotASnapshot(blob[len(MAGIC) - 1] if known else None)
    content = _inflate(blob[len(MAGIC) + _DIGEST :])
    if hashlib.sha256(content).digest() != blob[len(MAGIC) : len(MAGIC) + _DIGEST]:
        raise DamagedSnapshot("digest")
    try:
        return _read(content)
    except (struct.error, ValueError, LookupError, TypeError) as error:
        raise DamagedSnapshot("content") from error


def _read(content: bytes) -> Portfolio:
    (length,) = _LENGTH.unpack_from(content)
    header = json.loads(content[_LENGTH.size : _LENGTH.size + length])
    columns, place = [], _LENGTH.size + length
    for dtype, count in header["columns"]:
        size = np.dtype(_DTYPES[dtype]).itemsize * count
        columns.append(_unpack(content[place : place + size], dtype, count))
        place += size
    return records.from_record(
        header["portfolio"], _ledger(columns), header["codes"], columns[-1].astype(np.int64)
    )


def _ledger(columns: list[Column]) -> Ledger:
    tables, place = [], 0
    for table in _TABLES.values():
        width = len(fields(table))
        tables.append(table(*columns[place : place + width]))
        place += width
    return Ledger(*tables)  # type: ignore[arg-type] # the order of the tables is that of the ledger


def _inflate(blob: bytes) -> bytes:
    machine = zlib.decompressobj()
    try:
        content = machine.decompress(blob, _LARGEST)
    except zlib.error as error:
        raise DamagedSnapshot("deflate") from error
    if not machine.eof:
        raise DamagedSnapshot("truncated")
    if machine.unused_data:
        raise DamagedSnapshot("trailing")
    return content


def _pack(column: Column) -> bytes:
    """Turn a column into little-endian differences, bytes of equal weight together."""
    if not len(column):
        return b""
    first = column[:1]
    with np.errstate(over="ignore"):
        steps = np.concatenate([first, column[1:] - column[:-1]])
    little = steps.astype(steps.dtype.newbyteorder("<"))
    return little.view(np.uint8).reshape(len(column), -1).T.tobytes()


def _unpack(packed: bytes, dtype: str, count: int) -> Column:
    kind = np.dtype(_DTYPES[dtype])
    table = np.frombuffer(packed, dtype=np.uint8).reshape(kind.itemsize, count).T
    steps = np.ascontiguousarray(table).view(kind.newbyteorder("<")).reshape(count)
    with np.errstate(over="ignore"):
        column: Column = np.cumsum(steps.astype(kind), dtype=kind)
    return column
