"""The migrations: up and down on both databases, and at the end the very tables of the store."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from simulator import paths
from simulator.services import databases
from simulator.store.tables import Base
from tests.databases import empty, postgres_url, shared_root


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(
    request: pytest.FixtureRequest, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{(tmp_path / 'base.sqlite3').as_posix()}"
    found = postgres_url(shared_root(tmp_path_factory.getbasetemp()), "migrations")
    empty(found)
    return found


def tables(url: str) -> set[str]:
    with databases.connect(url) as connection:
        return set(inspect(connection).get_table_names()) - {"alembic_version"}


def test_an_empty_database_is_brought_to_the_head(url: str) -> None:
    assert databases.version(url).current is None

    databases.upgrade(url)

    assert databases.version(url).up_to_date
    assert tables(url) == set(Base.metadata.tables)


def test_the_head_is_what_the_store_declares(url: str) -> None:
    """A change of the tables without its migration fails here: run `make migration`."""
    databases.upgrade(url)

    with databases.connect(url) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_every_step_goes_down_and_up_again(url: str) -> None:
    databases.upgrade(url)
    databases.downgrade(url, "base")
    assert tables(url) == set()

    databases.upgrade(url)
    assert tables(url) == set(Base.metadata.tables)


def test_the_head_that_is_read_in_the_files_is_that_of_alembic() -> None:
    scripts = ScriptDirectory(str(paths.MIGRATIONS))

    assert databases.head() == scripts.get_current_head()
    for script in scripts.walk_revisions():
        assert databases.known(script.revision)
    assert not databases.known("9999")


def test_an_upgrade_twice_changes_nothing(url: str) -> None:
    databases.upgrade(url)
    databases.upgrade(url)

    assert databases.version(url).up_to_date


def test_a_later_version_is_refused_by_name(url: str) -> None:
    databases.upgrade(url)
    with databases.connect(url) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(databases.DatabaseTooNew) as caught:
        databases.upgrade(url)

    assert caught.value.revision == "9999"


def test_an_upgrade_that_breaks_midway_leaves_the_base_as_it_was(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_connection: object) -> None:
        raise databases.BrokenReferences(("trainees",))

    monkeypatch.setattr(databases, "_check_and_mark", breaks)
    with pytest.raises(databases.BrokenReferences):
        databases.upgrade(url)

    assert tables(url) == set()


def test_rows_that_point_at_nothing_are_not_accepted(tmp_path: Path) -> None:
    url = f"sqlite:///{(tmp_path / 'base.sqlite3').as_posix()}"
    databases.upgrade(url)
    with databases.connect(url) as connection:
        connection.exec_driver_sql(
            "INSERT INTO sign_in_links (trainer_id, digest, expires_at)"
            " VALUES (42, 'x', '2026-01-01')"
        )

    with pytest.raises(databases.BrokenReferences) as caught:
        databases.upgrade(url)

    assert caught.value.tables == ("sign_in_links",)


def test_a_server_that_does_not_answer_is_said() -> None:
    with pytest.raises(databases.DatabaseUnreachable):
        databases.version("postgresql+psycopg://u@127.0.0.1:1/encours")
