"""The page of receipts: its lists are those of the ledger."""

from __future__ import annotations

from datetime import date

from simulator.domain.dates import to_day
from simulator.domain.ledger.balances import totals
from simulator.services import receipts
from tests.conftest import generated

PORTFOLIO = generated("agroalimentaire", 2, 40, as_of=date(2026, 9, 30))


def test_credits_to_allocate_add_up_to_those_of_the_ledger() -> None:
    found = receipts.of_portfolio(PORTFOLIO)
    whole = totals(PORTFOLIO.ledger, to_day(PORTFOLIO.as_of), len(PORTFOLIO.customers))
    assert found.to_allocate == abs(int(whole.credits.sum())) > 0
    assert all(one.days >= 0 for one in found.credits)
    assert found.months[-1].last == PORTFOLIO.as_of
    assert len(found.months) == receipts.MONTHS


def test_promises_shown_are_to_come_or_broken_the_nearest_first() -> None:
    found = receipts.of_portfolio(PORTFOLIO).promises
    assert {one.pledge.state for one in found} <= {"live", "broken"}
    gaps = [abs((one.pledge.due - PORTFOLIO.as_of).days) for one in found]
    assert gaps == sorted(gaps)
    assert len(found) > 0
