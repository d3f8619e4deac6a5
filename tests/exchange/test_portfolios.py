"""A portfolio goes out as tables and comes back the same."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from simulator.domain.portfolio import Portfolio
from simulator.domain.refusals import UnknownChoice
from simulator.exchange import portfolio_reading, portfolios, snapshots
from simulator.exchange.portfolios import NotAPortfolioFolder
from simulator.generation.build import generate


@pytest.fixture(scope="module")
def portfolio() -> Portfolio:
    return generate("services-entreprises", 8, 25, as_of=date(2026, 11, 30))


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_round_trip_is_exact(portfolio: Portfolio, tmp_path: Path, form: str) -> None:
    portfolios.export(portfolio, tmp_path / "new" / "folder", form)

    back = portfolio_reading.read(tmp_path / "new" / "folder")
    assert back.customers == portfolio.customers
    assert snapshots.payload(back) == snapshots.payload(portfolio)


def test_a_table_can_be_read_by_people(portfolio: Portfolio, tmp_path: Path) -> None:
    portfolios.export(portfolio, tmp_path, "csv")

    head, first = (tmp_path / "documents.csv").read_text(encoding="utf-8").splitlines()[:2]

    assert head == "customer;number;kind;issued;due;gross;net"
    assert first.startswith("0;100001;0;20")
    assert date.fromisoformat(first.split(";")[3]).year in {2024, 2025, 2026}


def test_another_format_is_refused(portfolio: Portfolio, tmp_path: Path) -> None:
    with pytest.raises(UnknownChoice):
        portfolios.export(portfolio, tmp_path, "xls")


def spoil_header(folder: Path) -> None:
    header = json.loads((folder / "portfolio.json").read_text(encoding="utf-8"))
    header["format"] = "xls"
    (folder / "portfolio.json").write_text(json.dumps(header), encoding="utf-8")


SPOILT = [
    ("portfolio.json", lambda folder: (folder / "portfolio.json").unlink()),
    ("portfolio.json", lambda folder: (folder / "portfolio.json").write_text("{")),
    ("portfolio.json", spoil_header),
    ("portfolio.json", lambda folder: (folder / "portfolio.json").write_text('{"format": "csv"}')),
    ("hidden.csv", lambda folder: (folder / "hidden.csv").unlink()),
    ("customers.csv", lambda folder: (folder / "customers.csv").write_text("id;name\n1;A\n")),
    ("sources.csv", lambda folder: (folder / "sources.csv").write_text(
        "customer;kind;dated;text\n999;press;2025-12-31;Rien\n")),
    ("payments.csv", lambda folder: (folder / "payments.csv").unlink()),
    ("payments.csv", lambda folder: (folder / "payments.csv").write_text("")),
    ("payments.csv", lambda folder: (folder / "payments.csv").write_text("document\n1\n")),
    ("payments.csv", lambda folder: (folder / "payments.csv").write_text(
        "document;paid;amount;means\n1;2026-01-01\n")),
    ("payments.csv", lambda folder: (folder / "payments.csv").write_text(
        f"document;paid;amount;means\n1;2026-01-01;{10**30};0\n")),
    ("disputes.csv", lambda folder: (folder / "disputes.csv").write_text(
        "document;opened;closed;amount;cause\nx;2026-01-01;;3;1\n")),
    ("contacts.csv", lambda folder: (folder / "contacts.csv").unlink()),
    ("statements.csv", lambda folder: (folder / "statements.csv").write_text(
        "customer;closing;months;standard;FL\n999;2025-12-31;12;;3\n")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "spoil"), SPOILT)
def test_a_wrong_file_is_named(portfolio: Portfolio, tmp_path: Path, name: str, spoil) -> None:
    portfolios.export(portfolio, tmp_path, "csv")
    spoil(tmp_path)

    with pytest.raises(NotAPortfolioFolder) as refusal:
        portfolio_reading.read(tmp_path)

    assert refusal.value.file == name


def test_a_file_that_is_not_parquet_is_named(portfolio: Portfolio, tmp_path: Path) -> None:
    portfolios.export(portfolio, tmp_path, "parquet")
    (tmp_path / "documents.parquet").write_bytes(b"not a table")

    with pytest.raises(NotAPortfolioFolder) as refusal:
        portfolio_reading.read(tmp_path)

    assert refusal.value.file == "documents.parquet"
