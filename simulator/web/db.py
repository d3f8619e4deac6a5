"""The only bridge between Flask and the store: the session, and how the engine is set up."""

from __future__ import annotations

import sqlite3

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session

from simulator.store import tables

db = SQLAlchemy(model_class=tables.Base)


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


def tune_sqlite(engine: Engine) -> None:
    """Make SQLite safe for a class: WAL, foreign keys, a durable and immediate transaction.

    ``BEGIN IMMEDIATE`` because a deferred read-then-write loses updates between processes;
    ``synchronous=FULL`` because an acknowledged answer must survive a power cut.
    """

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
        mode = connection.get_execution_options().get("sqlite_begin", "IMMEDIATE")
        connection.exec_driver_sql(f"BEGIN {mode}")
