"""`start.py`, without installing anything: what it would run, and what it says."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import start


class Shell:
    """Remembers the commands, and answers as told."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []
        self.code = 0

    def run(self, command: list[str], **_: object) -> SimpleNamespace:
        self.commands.append(command)
        return SimpleNamespace(returncode=self.code)


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Shell:
    """Put start.py in an empty folder whose environment exists."""
    shell = Shell()
    monkeypatch.setattr(subprocess, "run", shell.run)
    monkeypatch.setattr(start, "ROOT", tmp_path)
    monkeypatch.setattr(start, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(start, "WHEELHOUSE", tmp_path / "wheelhouse")
    locks = {"run": tmp_path / "requirements.lock", "test": tmp_path / "requirements-test.lock"}
    monkeypatch.setattr(start, "LOCKS", locks)
    for path in (*locks.values(), tmp_path / "pyproject.toml"):
        path.write_text("un contenu\n")
    start.python().parent.mkdir(parents=True)
    start.python().write_text("")
    return shell


def installs(shell: Shell) -> list[list[str]]:
    return [command for command in shell.commands if "install" in command]


def test_what_is_installed_is_checked_hash_by_hash(shell: Shell, tmp_path: Path) -> None:
    start.install("run")

    lock, checkout = installs(shell)
    assert "--require-hashes" in lock
    assert lock[-1] == str(tmp_path / "requirements.lock")
    assert "--no-index" not in lock
    assert {"--no-deps", "--no-index", "--no-build-isolation"} <= set(checkout)


def test_a_wheelhouse_is_the_only_origin(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "wheelhouse").mkdir()

    start.install("test")

    lock = installs(shell)[0]
    assert "--no-index" in lock
    assert lock[lock.index("--find-links") + 1] == str(tmp_path / "wheelhouse")
    assert lock[-1] == str(tmp_path / "requirements-test.lock")


def test_a_second_start_installs_nothing(shell: Shell) -> None:
    start.install("run")
    shell.commands.clear()

    start.install("run")

    assert installs(shell) == []


def test_the_tests_installed_are_enough_to_serve_but_not_the_reverse(shell: Shell) -> None:
    start.install("run")
    assert not start.is_installed("test")

    start.install("test")
    shell.commands.clear()
    start.install("run")
    assert installs(shell) == []


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml"])
def test_a_changed_lock_is_installed_again(shell: Shell, tmp_path: Path, changed: str) -> None:
    start.install("run")
    (tmp_path / changed).write_text("un autre contenu\n")

    assert not start.is_installed("run")


def test_a_moved_folder_is_installed_again(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = start.fingerprint("run")
    monkeypatch.setattr(start, "ROOT", tmp_path.parent)
    (tmp_path.parent / "pyproject.toml").write_text("un contenu\n")

    assert start.fingerprint("run") != before


def test_a_failed_installation_leaves_no_stamp_and_says_what_to_do(
    shell: Shell, tmp_path: Path
) -> None:
    shell.code = 0
    assert start.runs()

    def fails(command: list[str], **_: object) -> SimpleNamespace:
        return SimpleNamespace(returncode=int("install" in command))

    shell.run = fails  # type: ignore[method-assign]
    subprocess.run = fails  # type: ignore[assignment]
    with pytest.raises(start.Stop, match="wheelhouse"):
        start.install("run")
    assert not start.stamp_of("run").exists()


def test_an_incomplete_wheelhouse_is_named(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "wheelhouse").mkdir()
    shell.code = 1

    with pytest.raises(start.Stop, match="ne contient pas tout"):
        start.pip("install")


def test_an_old_python_meets_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))

    with pytest.raises(start.Stop, match=r"3\.11 ou plus récent.*3\.9"):
        start.check_python()


def test_this_python_is_accepted() -> None:
    start.check_python()


def test_on_windows_the_interpreter_is_in_scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert start.python().parent.name in {"bin", "Scripts"}
    monkeypatch.setattr(start, "os", SimpleNamespace(name="nt"))
    assert start.python().parts[-2:] == ("Scripts", "python.exe")


def test_a_console_of_code_page_1252_is_spoken_to(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    console = io.TextIOWrapper(raw, encoding="cp1252")
    monkeypatch.setattr(sys, "stdout", console)

    start.say("Prêt\u202f: « déjà »…")

    assert raw.getvalue().decode("cp1252").rstrip() == "Prêt\xa0: « déjà »..."


def test_the_options_reach_the_server(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    followed: list[tuple[str, ...]] = []
    monkeypatch.setattr(start, "follow", lambda *command: followed.append(command) or 0)

    for line in ([], ["--port", "9000", "--no-browser", "--no-demo"], ["test", "lint"]):
        monkeypatch.setattr(sys, "argv", ["start.py", *line])
        assert start.main() == 0

    usual, bare, tests = followed
    assert {"serve", "--lan", "--link", "--demo", "--browser"} <= set(usual)
    assert "--port" not in usual
    assert bare[-2:] == ("--port", "9000")
    assert not {"--demo", "--browser"} & set(bare)
    assert tests == ("tools/check.py", "lint")


def test_the_server_knows_every_option_that_start_gives_it() -> None:
    from simulator.cli.serve import command

    known = {name for option in command.params for name in option.opts}

    assert {"--lan", "--link", "--demo", "--browser", "--port"} <= known
