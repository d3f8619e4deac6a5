from __future__ import annotations

from pathlib import Path

import pytest

from simulator.domain.portfolio import Portfolio
from tests.cli.conftest import Run

SCENARIO = "negoce-materiaux"
SMALL = ("--customers", "12", "--months", "6", "--date", "2026-06-30")


def test_a_portfolio_is_described_and_the_same_seed_gives_the_same(run: Run) -> None:
    first = run("portfolio", "generate", SCENARIO, *SMALL, "--seed", "7")
    again = run("portfolio", "generate", SCENARIO, *SMALL, "--seed", "7")
    other = run("portfolio", "generate", SCENARIO, *SMALL, "--seed", "8")

    assert "clients\u202f: 12" in first.output
    assert first.output == again.output
    assert first.output != other.output


def test_a_portfolio_is_written_once(run: Run, tmp_path: Path) -> None:
    from simulator.exchange import snapshots

    target = tmp_path / "portefeuille.bin"
    first = run("portfolio", "generate", SCENARIO, *SMALL, "--output", str(target))
    again = run("portfolio", "generate", SCENARIO, *SMALL, "--output", str(target))

    loaded = snapshots.load(target.read_bytes())
    assert isinstance(loaded, Portfolio)
    assert len(loaded.customers) == 12
    assert (first.exit_code, again.exit_code) == (0, 1)


@pytest.mark.parametrize(
    "arguments", [("inconnu",), (SCENARIO, "--customers", "0"), (SCENARIO, "--months", "1000")]
)
def test_what_cannot_be_made_is_said(run: Run, arguments: tuple[str, ...]) -> None:
    result = run("portfolio", "generate", *arguments)

    assert result.exit_code == 1
    assert result.output.startswith("Erreur\u202f:")


def test_too_few_customers_are_not_judged(run: Run) -> None:
    result = run("portfolio", "check", SCENARIO, "--seeds", "1", "--customers", "12")

    assert "non calculable" in result.output
    assert "weekend_payment_share" in result.output


def test_a_broken_bar_is_counted_and_ends_with_a_code(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from simulator.generation import check, library

    moved = dict(library.bars())
    moved["balance_gap"] = replace(moved["balance_gap"], low=1, high=2, pooled=())
    monkeypatch.setattr(check, "bars", lambda: moved)

    result = run("portfolio", "check", SCENARIO, "--seeds", "1", "--customers", "12")

    assert result.exit_code == 1
    assert "ÉCART balance_gap" in result.output
    assert "1 borne impérative" in result.output


def test_a_ledger_is_imported_with_its_report(run: Run, tmp_path: Path) -> None:
    from simulator.exchange import portfolios

    file, out = tmp_path / "export.csv", tmp_path / "sortie"
    file.write_text(
        "Client;Date;Montant\nFerronnerie Zwingel;13/02/2026;12,50\nAutre;31/02/2026;1,00\n"
    )

    first = run("portfolio", "import", str(file), "--out", str(out))
    again = run("portfolio", "import", str(file), "--out", str(out))

    assert (first.exit_code, again.exit_code) == (0, 1)
    assert "1 reprises, 1 ignorées, 1 refusées" in first.output
    assert portfolios.read(out).ledger.documents.gross.tolist() == [1_250]
    kept = b"".join(path.read_bytes() for path in out.iterdir())
    assert b"Zwingel" not in kept
    assert b"date illisible" in kept
