"""What is written some customers after the others is what is made all at once."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from simulator.domain.ledger.columns import Ledger
from simulator.domain.refusals import UnknownChoice
from simulator.exchange import portfolio_reading, snapshots
from simulator.generation import build
from simulator.services import portfolio_files

AS_OF = date(2026, 11, 30)


@pytest.fixture
def parts_of_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make parts small, so that there are more of them than makers."""
    whole = build.Draft.parts
    monkeypatch.setattr(build.Draft, "parts", lambda drawn: whole(drawn, 10))


@pytest.mark.usefixtures("parts_of_ten")
@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_a_portfolio_written_by_parts_is_the_whole(tmp_path: Path, form: str) -> None:
    drawn = build.draft("agroalimentaire", 4, 43, 6, as_of=AS_OF)
    made = build.generate("agroalimentaire", 4, 43, 6, as_of=AS_OF)

    written = portfolio_files.write(drawn, tmp_path, form)

    assert snapshots.payload(portfolio_reading.read(tmp_path)) == snapshots.payload(made)
    assert written.supplier == made.supplier
    assert (written.customers, written.documents) == (43, len(made.ledger.documents))


@pytest.mark.usefixtures("parts_of_ten")
def test_a_ledger_alone_is_that_of_the_portfolio(tmp_path: Path) -> None:
    drawn = build.draft("agroalimentaire", 4, 25, 6, as_of=AS_OF)
    made = build.generate("agroalimentaire", 4, 25, 6, as_of=AS_OF)

    portfolio_files.write(drawn, tmp_path, "parquet", ledger_only=True)
    read = portfolio_reading.read(tmp_path)

    for table in fields(Ledger):
        one, other = getattr(read.ledger, table.name), getattr(made.ledger, table.name)
        for item in fields(one):
            assert getattr(one, item.name).tolist() == getattr(other, item.name).tolist()
    assert read.hidden == made.hidden
    assert read.supplier == made.supplier
    for here, there in zip(read.customers, made.customers, strict=True):
        assert here.identity.name == f"Client {here.id + 1}"
        assert here.identity.sector == there.identity.sector
        assert here.identity.size == there.identity.size
        assert here.identity.public == there.identity.public
        assert (here.terms, here.means) == (there.terms, there.means)
        assert here.statements == here.sources == ()


def test_another_format_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    drawn = build.draft("agroalimentaire", 4, 3, 1, as_of=AS_OF)

    with pytest.raises(UnknownChoice):
        portfolio_files.write(drawn, tmp_path / "new", "xlsx")

    assert not (tmp_path / "new").exists()


def test_the_header_says_how_the_folder_was_made(tmp_path: Path) -> None:
    drawn = build.draft("agroalimentaire", 4, 3, 2, as_of=AS_OF)

    portfolio_files.write(drawn, tmp_path, "csv")

    header = json.loads((tmp_path / "portfolio.json").read_text(encoding="utf-8"))
    assert header["supplier"]["scenario"] == "agroalimentaire"
    assert (header["seed"], header["months"], header["as_of"]) == (4, 2, "2026-11-30")
    assert header["version"] == build.VERSION
