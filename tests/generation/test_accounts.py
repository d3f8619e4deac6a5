"""Accounts balance to the cent, follow each other, and look like their sector."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

import pytest

from simulator.domain.accounts.liasse import PARTIAL_TOTALS, TOTALS
from simulator.domain.accounts.statement import Standard, Statement
from simulator.domain.portfolio import Portfolio


@pytest.fixture(scope="module")
def books(panel: Portfolio) -> list[tuple[Statement, ...]]:
    return [customer.statements for customer in panel.customers if customer.statements]


def test_assets_equal_liabilities_to_the_cent(books) -> None:
    assert [s for years in books for s in years if s["CO"] - s["1A"] != s["EE"]] == []


@pytest.mark.parametrize("total", sorted(set(TOTALS) - PARTIAL_TOTALS))
def test_every_total_is_the_sum_of_its_lines(books, total: str) -> None:
    wrong = [
        statement
        for years in books
        for statement in years
        if total in statement.lines and statement.values(*TOTALS[total]) != statement[total]
    ]

    assert wrong == []


def test_the_result_is_the_same_on_both_sides(books) -> None:
    assert all(s["DI"] == s["HN"] for years in books for s in years)


def test_equity_rolls_forward_with_result_and_dividends(books) -> None:
    for years in books:
        for before, after in pairwise(years):
            assert after["DL"] == before["DL"] + after["HN"] - after["div"]
            assert after["DA"] == before["DA"]
            assert 0 <= after["div"] <= max(before["HN"], 0)


def test_stocks_roll_forward_through_the_income_statement(books) -> None:
    for years in books:
        for before, after in pairwise(years):
            assert after["FT"] == before["BT"] - after["BT"]
            assert after["FV"] == before["BL"] - after["BL"]
            assert after["FM"] == after.add("BN", "BP", "BR") - before.add("BN", "BP", "BR")


def test_fixed_assets_roll_forward(books) -> None:
    """Net value = net value before + acquisitions - allowances - book value of what was sold."""
    for years in books:
        for before, after in pairwise(years):
            sold = after.add("c657", "c675")
            acquired = after.add("BJ", "-BK") - before.add("BJ", "-BK") + after["GA"] + sold
            assert acquired >= 0
            assert after["inv"] == pytest.approx(acquired * 0.96, abs=1)
            assert before["BK"] + after["GA"] >= after["BK"]


def test_impairments_and_provisions_roll_forward(books) -> None:
    """What was set aside less what was taken back is what the balance sheets changed by."""
    codes = ("BM", "BS", "BU", "BY", "DP")
    for years in books:
        for before, after in pairwise(years):
            assert after.add("GC", "GD", "-FP") == after.add(*codes) - before.add(*codes)


def test_nothing_that_cannot_be_negative_is(books) -> None:
    positive = ("FL", "FS", "FU", "FW", "FY", "FZ", "GA", "BX", "CF", "DX", "DY", "DU", "DA", "EC")
    for years in books:
        for statement in years:
            assert {code: statement[code] for code in positive if statement[code] < 0} == {}
            assert statement["BK"] <= statement["BJ"]
            assert statement["EG"] <= statement["EC"]
            assert statement["EH"] + statement["d1a"] <= statement["DU"]


def test_there_are_three_years_in_order(books) -> None:
    for years in books:
        assert len(years) == 3
        for before, after in pairwise(years):
            assert (after.closing - before.closing).days in {365, 366}
            assert (after.closing.month, after.months) == (before.closing.month, 12)


def test_accounts_are_known_after_half_a_year(panel: Portfolio) -> None:
    ages = [
        (panel.as_of - customer.statements[-1].closing).days
        for customer in panel.customers
        if customer.statements
    ]

    assert min(ages) >= 180
    assert 0.02 < sum(age > 580 for age in ages) / len(ages) < 0.15  # some file late


def test_sales_of_fixed_assets_move_with_the_chart_of_2025(books) -> None:
    sold = {Standard.BEFORE_2025: 0, Standard.FROM_2025: 0}
    for years in books:
        for statement in years:
            new = statement.standard is Standard.FROM_2025
            assert statement.add("p775", "c675") == 0 if new else statement["p757"] == 0
            sold[statement.standard] += statement["c657"] if new else statement["c675"]

    assert min(sold.values()) > 0


def test_public_bodies_have_no_accounts(panel: Portfolio) -> None:
    assert {bool(c.statements) for c in panel.customers if c.identity.public} == {False}
    assert {bool(c.statements) for c in panel.customers if not c.identity.public} == {True}


def test_trade_sells_goods_and_transport_sells_services(panel: Portfolio) -> None:
    shares = {
        "gros": ("FC", 0.9),
        "transport": ("FI", 1.0),
        "agro": ("FF", 0.9),
        "btp": ("FI", 0.9),
    }
    for sector, (code, least) in shares.items():
        mine = [c.statements[-1] for c in panel.customers if c.identity.sector == sector]
        assert min(s[code] / s["FL"] for s in mine) >= least


def test_restaurants_are_paid_at_once_and_builders_wait(panel: Portfolio) -> None:
    def days(sector: str) -> float:
        mine = [c.statements[-1] for c in panel.customers if c.identity.sector == sector]
        return median(s["BX"] / s["FL"] / 1.2 * 360 for s in mine)

    assert days("chr") < 12
    assert 50 < days("btp") < 80


def test_health_shows_in_the_accounts(panel: Portfolio) -> None:
    """Firms of the best fifth of hidden health have more equity and more margin than the worst."""
    pairs = [
        (hidden.health, customer.statements[-1])
        for customer, hidden in zip(panel.customers, panel.hidden, strict=True)
        if customer.statements
    ]
    firms = sorted(pairs, key=lambda pair: pair[0])
    fifth = len(firms) // 5
    worst, best = firms[:fifth], firms[-fifth:]
    for measure in (lambda s: s["DL"] / s["EE"], lambda s: s["HN"] / s["FL"]):
        assert median(measure(s) for _, s in best) > median(measure(s) for _, s in worst) + 0.03
