from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.cli.conftest import Run


def test_nothing_signed_is_said(run: Run) -> None:
    result = run("attendance", "verify")

    assert result.exit_code == 0
    assert "Aucune signature" in result.output


def test_a_chain_is_verified_and_a_change_behind_the_product_s_back_is_found(
    run: Run, tmp_path: Path
) -> None:
    run("demo")
    whole = run("attendance", "verify")
    assert whole.exit_code == 0
    assert "chaîne intacte" in whole.output
    with sqlite3.connect(tmp_path / "instance" / "encours.sqlite3") as base:
        base.execute("UPDATE signatures SET minutes = minutes + 1 WHERE sequence = 2")

    touched = run("attendance", "verify")

    assert touched.exit_code == 1
    assert "rompue à l’entrée 2" in touched.output


def test_signatures_cut_from_the_end_are_missed(run: Run, tmp_path: Path) -> None:
    run("demo")
    with sqlite3.connect(tmp_path / "instance" / "encours.sqlite3") as base:
        base.execute("DELETE FROM signatures WHERE id = (SELECT max(id) FROM signatures)")
        assert base.total_changes == 1

    assert run("attendance", "verify").exit_code == 1
