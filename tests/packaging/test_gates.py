"""The list of gates: all of a gate's commands run, and a missing browser is a failure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import check, chromium

Commands = list[tuple[str, ...]]


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> Commands:
    """Record the commands; those that name ``fails`` fail."""
    seen: Commands = []

    def command(words: tuple[str, ...]) -> bool:
        seen.append(words)
        return "fails" not in words

    monkeypatch.setattr(check, "_command", command)
    return seen


def test_every_command_of_a_gate_runs_even_after_a_failure(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(check.GATES, "lint", (("fails",), ("passes",)))

    assert not check.run("lint")
    assert commands == [("fails",), ("passes",)]


def test_the_number_of_failures_is_the_exit_code(
    commands: Commands, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(check.GATES, "lint", (("fails",),))
    monkeypatch.setitem(check.GATES, "types", (("passes",),))

    assert check.main(["lint", "types"]) == 1
    said = capsys.readouterr().out
    assert "ÉCHEC   lint" in said
    assert "réussi  types" in said


def test_without_a_browser_the_gate_fails_rather_than_skips(
    commands: Commands, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(chromium, "executable", lambda: None)
    monkeypatch.setattr(check, "_command", lambda _words: False)

    assert not check.run("browser")
    assert "n’ont pas pu tourner" in capsys.readouterr().out


def test_an_unknown_gate_is_refused() -> None:
    with pytest.raises(SystemExit) as caught:
        check.main(["tout"])

    assert caught.value.code == 2


def test_a_browser_named_by_hand_must_exist(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = tmp_path / "chromium"
    monkeypatch.setenv("CHROMIUM", str(own))
    assert chromium.executable() is None

    own.write_text("")
    assert chromium.executable() == str(own)


def test_the_floors_of_coverage_are_those_of_the_house() -> None:
    strict, whole = check.GATES["coverage"]

    assert "--fail-under=100" in strict
    assert "--include=simulator/domain/*,simulator/content/*" in strict
    assert "--fail-under=95" in whole
