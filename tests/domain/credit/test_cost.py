from decimal import Decimal

import pytest

from simulator.domain.credit.cost import CreditCosts, full_cost, profitability
from simulator.domain.money import cents
from simulator.domain.refusals import Negative
from simulator.domain.results import NotComputable


def test_the_return_published_by_the_afdcc():
    found = profitability(
        cents(5_000_000),
        Decimal("0.1"),
        costs=cents(300_000),
        losses=cents(100_000),
        tax_rate=Decimal("0.2"),
        invested=cents(750_000),
    )
    assert found.net == cents(80_000)
    assert isinstance(found.on_invested, Decimal)
    assert abs(found.on_invested - Decimal("0.1067")) < Decimal("0.0001")
    assert [s.name for s in found.steps] == ["margin", "before_tax", "tax", "net", "on_invested"]


def test_a_loss_bears_no_tax_unless_it_saves_some():
    def net(*, credit: bool) -> int:
        return profitability(
            cents(100),
            Decimal("0.1"),
            costs=cents(110),
            tax_rate=Decimal("0.25"),
            tax_credit=credit,
        ).net

    assert net(credit=False) == cents(-100)
    assert net(credit=True) == cents(-75)


def test_no_money_invested_has_no_return():
    found = profitability(cents(100), Decimal("0.1"))
    assert isinstance(found.on_invested, NotComputable)


def test_recoveries_and_late_charges_lower_the_full_cost():
    costs = CreditCosts(bad_debts=cents(100), recoveries=cents(30), late_charges=cents(5))
    found = full_cost(costs, cents(1_000))
    assert (found.total, found.of_sales) == (cents(65), Decimal("0.065"))


def test_without_sales_the_cost_stays_and_its_share_does_not():
    found = full_cost(CreditCosts(carry=cents(10)), cents(0))
    assert found.total == cents(10)
    assert isinstance(found.of_sales, NotComputable)


def test_a_negative_line_is_refused_by_its_name():
    with pytest.raises(Negative) as refusal:
        full_cost(CreditCosts(indemnities=cents(-1)), cents(1))
    assert refusal.value.name == "indemnities"
