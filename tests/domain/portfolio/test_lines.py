"""Lines decided, put in the files of a portfolio."""

from __future__ import annotations

from simulator.domain.money import Cents, cents
from simulator.domain.portfolio.lines import with_lines
from tests.make import portfolio


def test_a_line_decided_takes_the_place_of_the_opening_one() -> None:
    before = portfolio()

    after = with_lines(before, {1: cents(12_000), 2: Cents(0)})

    assert (after.customers[1].limit, after.customers[2].limit) == (cents(12_000), 0)
    assert after.customers[0] is before.customers[0]
    assert after.ledger is before.ledger
    assert before.customers[1].limit != cents(12_000)


def test_without_a_known_customer_nothing_changes() -> None:
    before = portfolio()
    assert with_lines(before, {10**6: cents(1)}) is before
    assert with_lines(before, {}) is before
