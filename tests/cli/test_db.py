from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_upgrade_makes_the_database_once(run: Run, tmp_path: Path) -> None:
    first = run("db", "upgrade")
    second = run("db", "upgrade")

    assert "mise au niveau" in first.output
    assert "est à niveau" in second.output
    assert (tmp_path / "instance" / "encours.sqlite3").is_file()


def test_what_is_backed_up_comes_back(run: Run, tmp_path: Path) -> None:
    run("trainer", "add", "--name", "Ada", "--email", "ada@encours.example")
    run("db", "backup", str(tmp_path / "avant.sqlite3"))
    run("trainer", "add", "--name", "Bob", "--email", "bob@encours.example")

    restored = run("db", "restore", str(tmp_path / "avant.sqlite3"), "--yes")

    assert restored.exit_code == 0
    assert run("trainer", "link", "ada@encours.example").exit_code == 0
    assert run("trainer", "link", "bob@encours.example").exit_code == 1


def test_restore_asks_first_and_a_no_changes_nothing(run: Run, tmp_path: Path) -> None:
    run("db", "upgrade")
    run("db", "backup", str(tmp_path / "avant.sqlite3"))
    run("trainer", "add", "--name", "Ada", "--email", "ada@encours.example")

    refused = run("db", "restore", str(tmp_path / "avant.sqlite3"), input="n\n")

    assert refused.exit_code == 1
    assert "Interrompu." in refused.output
    assert run("trainer", "link", "ada@encours.example").exit_code == 0


def test_a_refusal_is_a_sentence_and_a_code(run: Run, tmp_path: Path) -> None:
    run("db", "upgrade")
    (tmp_path / "note.txt").write_text("bonjour")

    for arguments, expected in (
        (("restore", str(tmp_path / "note.txt")), "n’est pas une sauvegarde"),
        (("restore", str(tmp_path / "absent")), "n’existe pas"),
        (("backup", str(tmp_path / "note.txt")), "n’écrase aucun fichier"),
        (("backup", str(tmp_path / "note.txt" / "dessous")), "note.txt"),
    ):
        result = run("db", *arguments)
        assert result.exit_code == 1
        assert expected in result.output


def test_on_postgresql_the_right_tool_is_named(run: Run, tmp_path: Path) -> None:
    url = "postgresql://u@127.0.0.1:1/encours"

    result = run("db", "backup", str(tmp_path / "b"), SIMULATOR_DATABASE_URL=url)

    assert result.exit_code == 1
    assert "pg_dump" in result.output


def test_a_server_that_does_not_answer_is_said_without_a_stack(run: Run) -> None:
    url = "postgresql://u@127.0.0.1:1/encours"

    result = run("db", "upgrade", SIMULATOR_DATABASE_URL=url)

    assert result.exit_code == 1
    assert "la base ne répond pas" in result.output


def test_retention_counts_first_and_a_recent_training_keeps_its_work(run: Run) -> None:
    run("demo")

    counted = run("db", "retention", "--dry-run")
    done = run("db", "retention")

    assert (counted.exit_code, done.exit_code) == (0, 0)
    assert "À effacer\u202f: travaux de 0 personne," in counted.output
    assert "Effacé\u202f: travaux de 0 personne," in done.output
