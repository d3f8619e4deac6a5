"""Three levels of the same supplier: the same firms, that pay worse as it gets harder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simulator.domain.dates import to_day
from simulator.domain.portfolio import Portfolio
from simulator.domain.refusals import UnknownChoice
from simulator.generation import difficulties, library
from simulator.generation.build import generate
from simulator.generation.reading import FaultyScenario
from simulator.services import years
from tests.generation.conftest import AS_OF

KEY = "negoce-materiaux"
KEYS = (f"{KEY}.facile", KEY, f"{KEY}.difficile")


def overdue_share(portfolio: Portfolio) -> float:
    """Return the mean days between due day and last payment, unpaid counted to the day."""
    documents, payments = portfolio.ledger.documents, portfolio.ledger.payments
    last = np.full(len(documents), to_day(portfolio.as_of), dtype=np.int64)
    paid = np.zeros(len(documents), dtype=np.int64)
    np.add.at(paid, payments.document, payments.amount)
    closing = np.zeros(len(documents), dtype=np.int64)
    np.maximum.at(closing, payments.document, payments.paid.astype(np.int64))
    last = np.where(paid == documents.gross, closing, last)
    return float(np.maximum(last - documents.due, 0)[documents.gross > 0].mean())


@pytest.fixture(scope="module")
def portfolios() -> list[Portfolio]:
    return [generate(key, 11, 150, as_of=AS_OF) for key in KEYS]


def test_the_firms_are_the_same_at_every_level(portfolios: list[Portfolio]) -> None:
    names = [[c.identity.name for c in portfolio.customers] for portfolio in portfolios]
    accounts = [[c.statements[-1:] for c in portfolio.customers] for portfolio in portfolios]

    assert names[0] == names[1] == names[2]
    assert accounts[0] == accounts[1] == accounts[2]
    assert [portfolio.supplier.scenario for portfolio in portfolios] == list(KEYS)


def test_they_pay_later_dispute_more_and_fail_more_as_it_gets_harder(
    portfolios: list[Portfolio],
) -> None:
    late = [overdue_share(portfolio) for portfolio in portfolios]
    disputed = [len(p.ledger.disputes) / len(p.ledger.documents) for p in portfolios]
    failed = [sum(each.default_on is not None for each in p.hidden) for p in portfolios]

    assert late[0] < late[1] < late[2]
    assert disputed[0] < disputed[1] < disputed[2]
    assert failed[0] <= failed[1] <= failed[2]
    assert failed[0] < failed[2]


def test_the_simulated_year_meets_the_same_level() -> None:
    easy, normal, hard = (years.population(key) for key in KEYS)

    for sector in normal.default_rate:
        assert easy.default_rate[sector] <= normal.default_rate[sector] <= hard.default_rate[sector]
    assert hard.default_rate["btp"] == pytest.approx(1.8 * normal.default_rate["btp"])
    assert hard.dispute_rate["btp"] == pytest.approx(1.4 * normal.dispute_rate["btp"])


def test_the_normal_level_is_the_scenario_as_it_is_written() -> None:
    scenario = library.scenario(KEY)

    assert difficulties.key_of(KEY, difficulties.NORMAL) == KEY
    assert difficulties.at(scenario, difficulties.NORMAL) == scenario
    assert list(difficulties.difficulties()) == ["facile", "normale", "difficile"]


@pytest.mark.parametrize("key", [f"{KEY}.", f"{KEY}.normale", f"{KEY}.cruelle", "x.facile"])
def test_another_level_is_refused(key: str) -> None:
    with pytest.raises(UnknownChoice):
        library.scenario(key)


def test_a_level_is_checked_like_a_scenario(tmp_path: Path) -> None:
    path = tmp_path / "difficulties.yaml"
    path.write_text(
        "rude: {label: a, summary: b, default_factor: 9, dispute_factor: 1, delay_shift: 0}\n"
    )

    with pytest.raises(FaultyScenario) as caught:
        difficulties.read(path)
    assert {(fault.where, fault.code) for fault in caught.value.faults} == {
        ("rude.default_factor", "out_of_range"),
        ("rude.newcomers_factor", "missing"),
    }
