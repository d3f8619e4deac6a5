"""Saving an SQLite database to one file while people work, and putting it back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from simulator.config import Settings
from simulator.domain.refusals import Refusal
from simulator.services import databases, presence

FOLDER = "backups"
_MAGIC = b"SQLite format 3\x00"
_ROWS = "trainings", "trainees"


@dataclass(eq=False)
class BackupByServer(Refusal):
    """The database is on a PostgreSQL server, which has its own tools."""


@dataclass(eq=False)
class NothingToBackUp(Refusal):
    """There is no database yet."""

    path: str


@dataclass(eq=False)
class FileInTheWay(Refusal):
    """A backup never overwrites a file."""

    path: str


@dataclass(eq=False)
class NoSuchFile(Refusal):
    """The file to restore is not there."""

    path: str


@dataclass(eq=False)
class NotABackup(Refusal):
    """The file is not a database of this product."""

    path: str


@dataclass(eq=False)
class DamagedBackup(Refusal):
    """The file is a database of this product, and it is damaged."""

    path: str
    detail: str


@dataclass(eq=False)
class BackupTooNew(Refusal):
    """The file was made by a later version of this product."""

    path: str
    revision: str


@dataclass(frozen=True, slots=True)
class Backup:
    """A file, its size in bytes, the revision of its tables and how many rows it holds."""

    path: Path
    size: int
    revision: str
    rows: dict[str, int]


@dataclass(frozen=True, slots=True)
class Restoration:
    """What was put back, and where what it replaced was kept (``None``: there was nothing)."""

    backup: Backup
    replaced: Path | None


def backup(settings: Settings, target: Path) -> Backup:
    """Copy the database to a new file, whole and consistent, without stopping anybody.

    Raises ``BackupByServer``, ``NothingToBackUp``, ``FileInTheWay``; ``OSError`` on a full disk.
    """
    source = _database(settings)
    if not source.exists():
        raise NothingToBackUp(str(source))
    if target.exists():
        raise FileInTheWay(str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    with _written(target) as part:
        _copy(source, part)
        examine(part)
    return examine(target)


def restore(settings: Settings, source: Path, now: datetime) -> Restoration:
    """Put a backup in the place of the database, which is first kept beside it.

    Raises ``BackupByServer``, ``NoSuchFile``, ``NotABackup``, ``DamagedBackup``, ``BackupTooNew``,
    or ``presence.ServerRunning``.
    """
    database = _database(settings)
    restored = examine(source)
    if not databases.known(restored.revision):
        raise BackupTooNew(str(source), restored.revision)
    with presence.alone(settings.instance):
        replaced = keep(settings, now) if database.exists() else None
        with _written(database) as part:
            _copy(source, part)
            # The journal of the replaced database must not be played on the new one.
            for suffix in ("-wal", "-shm"):
                database.with_name(database.name + suffix).unlink(missing_ok=True)
    return Restoration(restored, replaced)


def keep(settings: Settings, now: datetime) -> Path:
    """Back the database up into the instance, under the time of day; return the file."""
    stamp = now.strftime("%Y-%m-%d-%Hh%Mm%S")
    folder = settings.instance / FOLDER
    names = (f"{stamp}{suffix}.sqlite3" for suffix in ("", *(f"-{n}" for n in range(2, 100))))
    target = next(path for name in names if not (path := folder / name).exists())
    return backup(settings, target).path


def examine(path: Path) -> Backup:
    """Read what a file holds, without changing it; refusals as ``restore``."""
    if not path.is_file():
        raise NoSuchFile(str(path))
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise NotABackup(str(path))
    try:
        with closing(_open(path)) as connection:
            return _read(path, connection)
    except sqlite3.DatabaseError as error:
        raise DamagedBackup(str(path), str(error)) from error


def _read(path: Path, connection: sqlite3.Connection) -> Backup:
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    if mark != databases.APPLICATION_ID:
        raise NotABackup(str(path))
    (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise DamagedBackup(str(path), str(verdict))
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if found is None:
        raise NotABackup(str(path))
    rows = {
        name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608 - our names
        for name in _ROWS
    }
    return Backup(path, path.stat().st_size, str(found[0]), rows)


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def _database(settings: Settings) -> Path:
    path = settings.sqlite_path
    if path is None:
        raise BackupByServer
    return path


def _copy(source: Path, target: Path) -> None:
    """Copy page by page under SQLite's own locks; leave one file, with no journal beside it."""
    with closing(_open(source)) as reading, closing(sqlite3.connect(target)) as writing:
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def _written(target: Path) -> Iterator[Path]:
    """Give a file beside the target that takes its name at the end, and vanishes on an error."""
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        yield part
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
