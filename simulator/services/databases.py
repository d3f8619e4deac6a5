"""The database as a whole: which version it is, bringing it to another, recognising it as ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, NullPool, create_engine, event, inspect
from sqlalchemy.exc import DBAPIError

from simulator import paths
from simulator.domain.refusals import Refusal

if TYPE_CHECKING:
    from alembic.config import Config

APPLICATION_ID = 0x456E6372
"""Mark of our SQLite files ("Encr"), so that a restored file can be recognised."""
_REVISION = re.compile(r"^(down_)?revision = (?:['\"](\w+)['\"]|None)", re.MULTILINE)


@dataclass(eq=False)
class DatabaseUnreachable(Refusal):
    """The database does not answer; ``detail`` is the driver's own line."""

    detail: str


@dataclass(eq=False)
class DatabaseTooNew(Refusal):
    """The database was brought to a version that this program does not know."""

    revision: str


@dataclass(eq=False)
class BrokenReferences(Refusal):
    """A migration would leave rows that point at nothing; it was undone."""

    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """Where a database stands: its revision (``None``: empty) and the one this program wants."""

    current: str | None
    head: str

    @property
    def up_to_date(self) -> bool:
        """Say whether nothing is left to do."""
        return self.current == self.head


def version(url: str) -> Version:
    """Return the version of a database.

    Raises ``DatabaseUnreachable``, or ``DatabaseTooNew`` when a later program wrote it.
    """
    with connect(url) as connection:
        current = _current(connection)
    if current is not None and not known(current):
        raise DatabaseTooNew(current)
    return Version(current, head())


def head() -> str:
    """Return the revision that this program works with."""
    line = _line()
    [revision] = line.keys() - line.values()  # one line of migrations, and it is not empty
    return revision


def known(revision: str) -> bool:
    """Say whether a revision is one of this program's."""
    return revision in _line()


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return None if row is None else str(row[0])


def _line() -> dict[str, str | None]:
    """Return each revision with the one before it, as the files of the migrations say.

    They are read as text: Alembic, every dialect that it knows and the migrations themselves would
    stay in the memory of a server that has nothing to bring up.
    """
    line: dict[str, str | None] = {}
    for path in sorted((paths.MIGRATIONS / "versions").glob("*.py")):
        found: dict[str, str] = dict(_REVISION.findall(path.read_text("utf-8")))
        line[found[""]] = found["down_"] or None
    return line


def upgrade(url: str, revision: str = "head") -> None:
    """Bring a database up, wholly or not at all.

    Refusals as ``version``, or ``BrokenReferences``.
    """
    from alembic import command  # noqa: PLC0415 - see _line

    version(url)
    with connect(url) as connection:
        command.upgrade(alembic_config(connection), revision)
        _check_and_mark(connection)


def downgrade(url: str, revision: str) -> None:
    """Take a database down to a revision (``base``: empty); refusals as ``upgrade``."""
    from alembic import command  # noqa: PLC0415 - see _line

    version(url)
    with connect(url) as connection:
        command.downgrade(alembic_config(connection), revision)
        _check_and_mark(connection)


def _check_and_mark(connection: Connection) -> None:
    """Check the references that SQLite does not watch during a migration, and mark the file."""
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise BrokenReferences(tuple(sorted({str(row[0]) for row in broken})))
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def alembic_config(connection: Connection) -> Config:
    """Return what Alembic's commands ask for, tied to a connection."""
    from alembic.config import Config  # noqa: PLC0415 - see _line

    config = Config()
    config.set_main_option("script_location", str(paths.MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


@contextmanager
def connect(url: str) -> Iterator[Connection]:
    """Open a connection in one transaction, kept at the end and undone by an error.

    SQLite is told to begin at once: its driver would otherwise leave table changes outside the
    transaction. Raises ``DatabaseUnreachable``.
    """
    engine = create_engine(url, poolclass=NullPool)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _no_hidden_transaction)
        event.listen(engine, "begin", _begin)
    try:
        with engine.begin() as connection:
            yield connection
    except DBAPIError as error:
        raise DatabaseUnreachable(str(error.orig).strip().partition("\n")[0]) from error
    finally:
        engine.dispose()


def _no_hidden_transaction(connection: Any, _record: Any) -> None:  # noqa: ANN401 - the driver's
    connection.isolation_level = None


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
