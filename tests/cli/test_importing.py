"""The command that imports a ledger, on a file of which nothing can be kept."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_a_ledger_without_an_item_says_why_line_by_line(run: Run, tmp_path: Path) -> None:
    file, out = tmp_path / "export.csv", tmp_path / "sortie"
    file.write_text("Client;Date;Montant\nZwingel;13/02/2026;0\nAutre;31/02/2026;1,00\n")

    result = run("portfolio", "import", str(file), "--out", str(out))

    assert result.exit_code == 1
    assert "Aucune ligne n’a pu être lue" in result.output
    assert "2 ignorées, 1 refusée" in result.output
    [report] = out.iterdir()
    assert "date illisible" in report.read_text(encoding="utf-8-sig")
    assert "Zwingel" not in report.read_text(encoding="utf-8-sig")
