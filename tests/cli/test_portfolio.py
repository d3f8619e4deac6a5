from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

SCENARIO = "negoce-materiaux"
SMALL = ("--customers", "12", "--months", "6", "--date", "2026-06-30")


def test_a_portfolio_is_described_and_the_same_seed_gives_the_same(run: Run) -> None:
    first = run("portfolio", "generate", "--scenario", SCENARIO, *SMALL, "--seed", "7")
    again = run("portfolio", "generate", "--scenario", SCENARIO, *SMALL, "--seed", "7")
    other = run("portfolio", "generate", "--scenario", SCENARIO, *SMALL, "--seed", "8")

    assert "clients\u202f: 12" in first.output
    assert first.output == again.output
    assert first.output != other.output


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_a_portfolio_is_written_once_and_is_the_one_described(
    run: Run, tmp_path: Path, form: str
) -> None:
    from simulator.exchange import portfolio_reading, snapshots

    out = tmp_path / "portefeuille"
    first = run("portfolio", "generate", *SMALL, "--out", str(out), "--format", form)
    again = run("portfolio", "generate", *SMALL, "--out", str(out), "--format", form)
    described = run("portfolio", "generate", *SMALL)

    assert (first.exit_code, again.exit_code) == (0, 1)
    assert "n’est pas un dossier vide" in again.output
    assert snapshots.digest(portfolio_reading.read(out)) in described.output
    assert "clients\u202f: 12" in first.output


@pytest.mark.parametrize(
    "arguments", [("--scenario", "inconnu"), ("--customers", "0"), ("--months", "1000")]
)
def test_what_cannot_be_made_is_said(run: Run, arguments: tuple[str, ...]) -> None:
    result = run("portfolio", "generate", *arguments)

    assert result.exit_code == 1
    assert result.output.startswith("Erreur\u202f:")


def test_too_few_customers_are_not_judged(run: Run) -> None:
    result = run("portfolio", "check", "--scenario", SCENARIO, "--seeds", "1", "--customers", "12")

    assert "trop peu de cas" in result.output
    assert "réf. non livrée" in result.output
    assert "weekend_payment_share" in result.output


def test_a_folder_is_judged_with_the_means_of_its_scenario(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "dossier"
    run("portfolio", "generate", *SMALL, "--out", str(out))

    several = run("portfolio", "check", str(out), "--seeds", "2")
    alone = run("portfolio", "check", str(out), "--seeds", "1")

    assert "ok    balance_gap" in several.output
    assert "auc_conan_holder (moyenne)" in several.output
    assert "(moyenne)" not in alone.output
    assert "2\u202f000 clients" in alone.output


def test_a_ledger_alone_is_judged_on_its_payments(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "dossier"
    many = ("--customers", "150", "--months", "18", "--date", "2026-06-30")
    run("portfolio", "generate", *many, "--out", str(out), "--ledger-only")

    result = run("portfolio", "check", str(out), "--seeds", "1")

    assert not (out / "statements.parquet").exists()
    (line,) = [line for line in result.output.splitlines() if "median_cash_days" in line]
    assert "sans données" in line
    (line,) = [line for line in result.output.splitlines() if "dispute_share" in line]
    assert "sans données" not in line


def test_a_folder_that_is_not_one_is_said(run: Run, tmp_path: Path) -> None:
    result = run("portfolio", "check", str(tmp_path))

    assert result.exit_code == 1
    assert "ne contient pas un portefeuille exporté" in result.output


def test_a_broken_bar_is_counted_and_ends_with_a_code(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from simulator.generation import check, library

    moved = dict(library.bars())
    moved["balance_gap"] = replace(moved["balance_gap"], low=1, high=2, pooled=())
    monkeypatch.setattr(check, "bars", lambda: moved)

    result = run("portfolio", "check", "--scenario", SCENARIO, "--seeds", "1", "--customers", "12")

    assert result.exit_code == 1
    assert "ÉCART balance_gap" in result.output
    assert "1 borne impérative" in result.output


def test_a_ledger_is_imported_with_its_report(run: Run, tmp_path: Path) -> None:
    from simulator.exchange import portfolio_reading

    file, out = tmp_path / "export.csv", tmp_path / "sortie"
    file.write_text(
        "Client;Date;Montant\nFerronnerie Zwingel;13/02/2026;12,50\nAutre;31/02/2026;1,00\n"
    )

    first = run("portfolio", "import", str(file), "--out", str(out))
    again = run("portfolio", "import", str(file), "--out", str(out))

    assert (first.exit_code, again.exit_code) == (0, 1)
    assert "3 lignes\u202f: 1 reprise, 1 ignorée, 1 refusée" in first.output
    assert "ni bilans" in first.output
    assert portfolio_reading.read(out).ledger.documents.gross.tolist() == [1_250]
    kept = b"".join(path.read_bytes() for path in out.iterdir())
    assert b"Zwingel" not in kept
    assert b"date illisible" in kept
