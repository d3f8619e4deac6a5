"""The only bridge between Flask and the store: the session, and how the engine is set up."""

from __future__ import annotations

import sqlite3
import threading

from flask import Flask, g, has_request_context, request
from flask.typing import ResponseReturnValue
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from simulator.store import tables

db = SQLAlchemy(model_class=tables.Base)

POOL = {"pool_size": 15, "max_overflow": 0}
"""Connections of a process, all kept: one more, opened and thrown away by each page of a busy room,
costs as much as the page (SQLite reads its schema again)."""


def session() -> Session:
    """Return the session of this request."""
    return db.session()


def commit() -> None:
    """Make what the request did durable; called once, by the view."""
    db.session.commit()


def read_only() -> None:
    """Begin a transaction that will only read: on SQLite it takes no writer's place.

    For screens that ask every second; a view that writes afterwards must begin another.
    """
    db.session().connection(execution_options={"sqlite_begin": "DEFERRED"})


class PatientFlask(Flask):
    """An application that asks a page again, as a writer, when reading first was not enough.

    A page that is only read takes no writer's place on SQLite, so that a class reads while somebody
    writes. The few that write on the way (a first visit) are refused by SQLite when another has
    written in between, never wrong: they are begun again with the writer's place taken at once.
    """

    def dispatch_request(self) -> ResponseReturnValue:
        """Answer the request; on SQLite, a second time when the reader could not write."""
        try:
            return super().dispatch_request()
        except OperationalError as error:
            if _mode() == "IMMEDIATE" or not _overtaken(error):
                raise
            db.session.rollback()
            g.takes_writers_place = True
            return super().dispatch_request()


def _overtaken(error: OperationalError) -> bool:
    """Say whether SQLite refused because somebody else wrote or is writing."""
    found = error.orig
    busy = isinstance(found, sqlite3.OperationalError) and found.sqlite_errorcode & 0xFF
    return busy == sqlite3.SQLITE_BUSY


def _mode() -> str:
    """Say how this transaction begins: a reader's for a page, a writer's for everything else."""
    reads = has_request_context() and request.method in {"GET", "HEAD"}
    return "DEFERRED" if reads and "takes_writers_place" not in g else "IMMEDIATE"


WRITERS_PATIENCE = 15.0
"""Seconds that somebody waits for the writer's place, in this process and then in SQLite."""


class WritersPlace:
    """The writer's place of one SQLite file among the threads of this process.

    SQLite lets one write at a time and has the others sleep and ask again, longer each time: thirty
    people who answer together would wait for sleeps, not for each other. Here the next one wakes at
    once. Other processes are still told apart by SQLite itself.
    """

    def __init__(self) -> None:
        self._free = threading.Lock()
        self._holder: object = None

    def take(self, connection: object) -> None:
        """Wait for the place; after too long SQLite is left to say what it thinks of it."""
        if self._holder is not connection and self._free.acquire(timeout=WRITERS_PATIENCE):
            self._holder = connection

    def leave(self, connection: object) -> None:
        """Give the place up, if it is this connection's."""
        if self._holder is connection:
            self._holder = None
            self._free.release()


def tune_sqlite(engine: Engine) -> None:
    """Make SQLite safe for a class: WAL, foreign keys, a durable and immediate transaction.

    ``BEGIN IMMEDIATE`` for whatever writes, because a deferred read-then-write is refused when
    another process has written in between (pages that are read begin deferred: ``PatientFlask``);
    ``synchronous=FULL`` because an acknowledged answer must survive a power cut.
    """
    place = WritersPlace()

    @event.listens_for(engine, "connect")
    def _connect(connection: DBAPIConnection, _record: object) -> None:
        if not isinstance(connection, sqlite3.Connection):  # pragma: no cover - typing only
            return
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "busy_timeout=15000",
            "cache_size=-16000",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get("sqlite_begin") or _mode()
        if mode == "IMMEDIATE":
            place.take(connection.connection.dbapi_connection)
        connection.exec_driver_sql(f"BEGIN {mode}")

    # A connection goes back to its pool once its transaction is over on the disk, not before.
    @event.listens_for(engine, "checkin")
    def _checkin(connection: DBAPIConnection | None, _record: object) -> None:
        place.leave(connection)

    @event.listens_for(engine, "invalidate")
    def _invalidate(connection: DBAPIConnection, _record: object, _error: object) -> None:
        place.leave(connection)
