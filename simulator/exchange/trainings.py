"""A training as one file: rows in JSON, snapshots beside them, a list of digests over them all.

A file that somebody sends is unpacked in the guarded child process (``unpacked``), which gives it
back as plain bytes (``received``).
"""

from __future__ import annotations

import hashlib
import io
import json
import struct
import zipfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from simulator.domain.refusals import Refusal
from simulator.exchange import snapshots as portfolios
from simulator.exchange.guard import Bounds

FORMAT, VERSION = "encours-formation", 1
MOST_BYTES = 150 * 1024 * 1024
"""What a file may unpack to: a class of a hundred with its portfolios is far below."""
MOST_PARTS = 5_000
_MEGABYTE = 1024 * 1024
_MANIFEST, _ROWS, _SNAPSHOTS = "manifeste.json", "lignes.json", "instantanes/"
_EPOCH = (1980, 1, 1, 0, 0, 0)

Rows = dict[str, list[dict[str, Any]]]


@dataclass(eq=False)
class NotATrainingFile(Refusal):
    """A file that is not a training, whatever its name says."""


@dataclass(eq=False)
class DamagedTrainingFile(Refusal):
    """A file whose contents are not those that were written; ``part`` is the first such."""

    part: str


@dataclass(eq=False)
class OtherTrainingFile(Refusal):
    """A file of another version of the product."""

    version: int
    known: int


@dataclass(eq=False)
class HeavyTraining(Refusal):
    """A training that no file may hold, in megabytes: it could not be opened again."""

    size: int
    most: int


@dataclass(frozen=True, slots=True)
class Bundle:
    """Everything of a training: rows by table as plain values, snapshots by name."""

    facts: dict[str, str]
    """What a person reads before opening it: the title, the day it was made."""
    rows: Rows
    snapshots: dict[str, bytes] = field(default_factory=dict)


_PART_COST = 512
"""Bytes that a part costs beside its content: its name, three times, its digest, its headers."""


def check_weight(bundle: Bundle) -> None:
    """Refuse what could not be read back: ``HeavyTraining``."""
    parts = len(bundle.snapshots) + 2
    size = len(_json(bundle.rows)) + sum(map(len, bundle.snapshots.values())) + parts * _PART_COST
    if size > MOST_BYTES or parts > MOST_PARTS:
        raise HeavyTraining(-(-size // _MEGABYTE), MOST_BYTES // _MEGABYTE)


def pack(bundle: Bundle) -> bytes:
    """Return the file: the same training gives the same bytes."""
    parts = {_ROWS: _json(bundle.rows)}
    parts |= {_SNAPSHOTS + name: content for name, content in sorted(bundle.snapshots.items())}
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "facts": bundle.facts,
        "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in parts.items()},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in ({_MANIFEST: _json(manifest)} | parts).items():
            kind = zipfile.ZIP_STORED if name.startswith(_SNAPSHOTS) else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, kind)
    return out.getvalue()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def unpack(content: bytes) -> Bundle:
    """Read a file back: ``NotATrainingFile``, ``OtherTrainingFile`` or ``DamagedTrainingFile``."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise NotATrainingFile from error
    with archive:
        infos = archive.infolist()
        if len(infos) > MOST_PARTS or sum(one.file_size for one in infos) > MOST_BYTES:
            raise NotATrainingFile
        if _MANIFEST not in archive.namelist():
            raise NotATrainingFile
        manifest = _manifest(archive)
        parts = {}
        for name, digest in manifest["sha256"].items():
            parts[name] = _part(archive, name)
            if hashlib.sha256(parts[name]).hexdigest() != digest:
                raise DamagedTrainingFile(name)
    if _ROWS not in parts:
        raise DamagedTrainingFile(_ROWS)
    snapshots = {
        name.removeprefix(_SNAPSHOTS): part
        for name, part in parts.items()
        if name.startswith(_SNAPSHOTS)
    }
    return Bundle(manifest["facts"], _rows(parts[_ROWS]), snapshots)


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a part; a zip that lies about it, or lacks it, is damaged."""
    try:
        return archive.read(name)
    except Exception as error:  # each way of compressing has its own errors
        raise DamagedTrainingFile(name) from error


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        found = json.loads(_part(archive, _MANIFEST))
    except ValueError as error:
        raise DamagedTrainingFile(_MANIFEST) from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise NotATrainingFile
    if found.get("version") != VERSION:
        version = found.get("version")
        raise OtherTrainingFile(version if isinstance(version, int) else 0, VERSION)
    if not all(isinstance(found.get(key), dict) for key in ("facts", "sha256")):
        raise DamagedTrainingFile(_MANIFEST)
    return found


def _rows(content: bytes) -> Rows:
    try:
        found = json.loads(content)
    except ValueError as error:
        raise DamagedTrainingFile(_ROWS) from error
    whole = isinstance(found, dict) and all(
        isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
        for rows in found.values()
    )
    if not whole:
        raise DamagedTrainingFile(_ROWS)
    rows: Rows = found
    return rows


_REFUSALS: dict[str, type[NotATrainingFile | DamagedTrainingFile | OtherTrainingFile]] = {
    one.__name__: one for one in (NotATrainingFile, DamagedTrainingFile, OtherTrainingFile)
}
_LENGTH = struct.Struct(">Q")


def unpacked(path: Path, _bounds: Bounds) -> bytes:
    """Unpack a file and check all that it holds, in the child process; ``received`` reads it."""
    try:
        bundle = unpack(path.read_bytes())
        _check_portfolios(bundle)
    except tuple(_REFUSALS.values()) as refusal:
        return _framed({"refused": type(refusal).__name__, "data": asdict(refusal)}, ())
    sizes = [[name, len(content)] for name, content in bundle.snapshots.items()]
    head = {"facts": bundle.facts, "rows": bundle.rows, "snapshots": sizes}
    return _framed(head, bundle.snapshots.values())


def _check_portfolios(bundle: Bundle) -> None:
    """Open every portfolio that the file holds, whatever the row that names it."""
    for name, content in bundle.snapshots.items():
        if content.startswith(portfolios.MAGIC):
            try:
                portfolios.load(content)
            except Refusal as error:
                raise DamagedTrainingFile(name) from error


def _framed(head: dict[str, Any], parts: Iterable[bytes]) -> bytes:
    text = _json(head)
    return b"".join((_LENGTH.pack(len(text)), text, *parts))


def received(answer: bytes) -> Bundle:
    """Return the bundle that the child process unpacked, or raise its refusal."""
    (length,) = _LENGTH.unpack_from(answer)
    place = _LENGTH.size + length
    head = json.loads(answer[_LENGTH.size : place])
    if "refused" in head:
        raise _REFUSALS[head["refused"]](**head["data"])
    snapshots = {}
    for name, size in head["snapshots"]:
        snapshots[name] = answer[place : place + size]
        place += size
    return Bundle(head["facts"], head["rows"], snapshots)
