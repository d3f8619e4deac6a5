from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.config import Settings
from simulator.services import backups, databases, presence

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def settings(folder: Path, url: str = "") -> Settings:
    folder.mkdir(parents=True, exist_ok=True)
    url = url or f"sqlite:///{(folder / 'encours.sqlite3').as_posix()}"
    return Settings(instance=folder, database_url=url, secret_key="k" * 40)


@pytest.fixture
def filled(tmp_path: Path) -> Settings:
    """Return an instance whose database holds one organisation, in WAL as it is served."""
    made = settings(tmp_path / "instance")
    databases.upgrade(made.database_url)
    write(made, "CCI de Tarbes")
    return made


def write(where: Settings, name: str) -> None:
    assert where.sqlite_path is not None
    with closing(sqlite3.connect(where.sqlite_path)) as connection, connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(
            "INSERT INTO organisations (name, address, city, siret, activity_number,"
            " signatory, signatory_role, legal_mentions, convocation)"
            " VALUES (?, '', '', '', '', '', '', '', '')",
            (name,),
        )


def names(path: Path | None) -> list[str]:
    assert path is not None
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM organisations ORDER BY id")]


def test_a_backup_holds_what_the_journal_had_not_yet_written(
    filled: Settings, tmp_path: Path
) -> None:
    assert filled.sqlite_path is not None
    with closing(sqlite3.connect(filled.sqlite_path)) as open_reader:
        open_reader.execute("SELECT * FROM organisations").fetchone()
        write(filled, "CCI de Pau")
        made = backups.backup(filled, tmp_path / "sauvegarde.sqlite3")

    assert names(made.path) == ["CCI de Tarbes", "CCI de Pau"]
    assert made.revision == databases.head()
    assert made.size == made.path.stat().st_size
    assert [path.name for path in tmp_path.glob("sauvegarde*")] == ["sauvegarde.sqlite3"]


def test_a_backup_makes_its_folder_and_overwrites_nothing(filled: Settings, tmp_path: Path) -> None:
    target = tmp_path / "cle" / "usb" / "sauvegarde.sqlite3"
    backups.backup(filled, target)

    with pytest.raises(backups.FileInTheWay):
        backups.backup(filled, target)


def test_there_is_nothing_to_back_up_before_the_first_start(tmp_path: Path) -> None:
    with pytest.raises(backups.NothingToBackUp):
        backups.backup(settings(tmp_path), tmp_path / "sauvegarde")


def test_postgresql_has_its_own_tools(tmp_path: Path) -> None:
    elsewhere = settings(tmp_path, "postgresql+psycopg://u@h/encours")

    with pytest.raises(backups.BackupByServer):
        backups.backup(elsewhere, tmp_path / "sauvegarde")
    with pytest.raises(backups.BackupByServer):
        backups.restore(elsewhere, tmp_path / "sauvegarde", NOW)


def test_what_is_restored_replaces_the_base_and_the_base_is_kept(
    filled: Settings, tmp_path: Path
) -> None:
    made = backups.backup(filled, tmp_path / "sauvegarde.sqlite3")
    write(filled, "CCI de Pau")

    done = backups.restore(filled, made.path, NOW)

    assert names(filled.sqlite_path) == ["CCI de Tarbes"]
    assert names(done.replaced) == ["CCI de Tarbes", "CCI de Pau"]
    assert done.replaced is not None
    assert done.replaced.parent == filled.instance / "backups"
    assert not list(filled.instance.glob("*-wal"))


def test_two_restorations_in_the_same_second_keep_two_files(
    filled: Settings, tmp_path: Path
) -> None:
    made = backups.backup(filled, tmp_path / "sauvegarde.sqlite3")

    first = backups.restore(filled, made.path, NOW).replaced
    second = backups.restore(filled, made.path, NOW).replaced

    assert first != second


def test_a_new_machine_is_restored_without_a_base_to_keep(filled: Settings, tmp_path: Path) -> None:
    made = backups.backup(filled, tmp_path / "sauvegarde.sqlite3")
    new = settings(tmp_path / "neuve")

    assert backups.restore(new, made.path, NOW).replaced is None
    assert names(new.sqlite_path) == ["CCI de Tarbes"]


def test_a_running_server_keeps_its_base(filled: Settings, tmp_path: Path) -> None:
    made = backups.backup(filled, tmp_path / "sauvegarde.sqlite3")
    write(filled, "CCI de Pau")

    with presence.serving(filled.instance), pytest.raises(presence.ServerRunning):
        backups.restore(filled, made.path, NOW)

    assert names(filled.sqlite_path) == ["CCI de Tarbes", "CCI de Pau"]


def refused(filled: Settings, source: Path, kind: type[Exception]) -> None:
    """Check that a file is refused and that the base did not move."""
    before = names(filled.sqlite_path)
    with pytest.raises(kind):
        backups.restore(filled, source, NOW)
    assert names(filled.sqlite_path) == before
    assert not list(filled.instance.glob("*.part"))


def test_a_file_that_is_absent_or_of_another_kind_is_refused(
    filled: Settings, tmp_path: Path
) -> None:
    text = tmp_path / "note.txt"
    text.write_text("bonjour")
    empty = tmp_path / "vide"
    empty.write_bytes(b"")

    refused(filled, tmp_path / "absent", backups.NoSuchFile)
    refused(filled, tmp_path, backups.NoSuchFile)
    refused(filled, text, backups.NotABackup)
    refused(filled, empty, backups.NotABackup)


def test_a_base_of_another_program_is_refused(filled: Settings, tmp_path: Path) -> None:
    other = tmp_path / "autre.sqlite3"
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("CREATE TABLE organisations (id INTEGER PRIMARY KEY)")

    refused(filled, other, backups.NotABackup)


def test_an_emptied_base_is_refused(filled: Settings, tmp_path: Path) -> None:
    emptied = settings(tmp_path / "autre")
    databases.upgrade(emptied.database_url)
    databases.downgrade(emptied.database_url, "base")
    assert emptied.sqlite_path is not None

    refused(filled, emptied.sqlite_path, backups.NotABackup)


def test_a_damaged_backup_is_refused(filled: Settings, tmp_path: Path) -> None:
    made = backups.backup(filled, tmp_path / "sauvegarde.sqlite3")
    whole = bytearray(made.path.read_bytes())
    for page in range(1, len(whole) // 4096):  # every page but the first, which holds the mark
        whole[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    made.path.write_bytes(bytes(whole))

    refused(filled, made.path, backups.DamagedBackup)


def test_a_cut_backup_is_refused(filled: Settings, tmp_path: Path) -> None:
    made = backups.backup(filled, tmp_path / "sauvegarde.sqlite3")
    whole = made.path.read_bytes()
    made.path.write_bytes(whole[: len(whole) // 2])

    refused(filled, made.path, backups.DamagedBackup)


def test_a_backup_of_a_later_version_is_refused(filled: Settings, tmp_path: Path) -> None:
    made = backups.backup(filled, tmp_path / "sauvegarde.sqlite3")
    with closing(sqlite3.connect(made.path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")

    refused(filled, made.path, backups.BackupTooNew)
