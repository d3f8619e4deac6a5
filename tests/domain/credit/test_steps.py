"""A page shows the lines of a computation: they must lead to the result that it gives."""

from decimal import Decimal

import pytest

from simulator.domain.credit.capacity import equity_cap
from simulator.domain.credit.carry import (
    carrying_cost,
    consume_steps,
    days_that_consume,
    dso_day,
)
from simulator.domain.credit.cost import CreditCosts, full_cost
from simulator.domain.credit.discount import (
    affordable_steps,
    annual_rate,
    buyer_gain,
    buyer_steps,
    highest_affordable,
    rate_steps,
    seller_effect,
    settlement,
)
from simulator.domain.credit.expectation import (
    CreditSale,
    break_even_payment,
    break_even_steps,
    expected_value,
)
from simulator.domain.credit.factoring import Contract, assign, reverse_factoring, yearly_cost
from simulator.domain.credit.inputs import TaxBase
from simulator.domain.credit.insurance import Policy, indemnity, premium
from simulator.domain.credit.limits import Cover, insured_layer
from simulator.domain.credit.marginal import net_loss, sales_to_make_up
from simulator.domain.credit.need import complete_need
from simulator.domain.money import cents
from simulator.domain.refusals import NotPositive

VAT, RATE, TWO = Decimal("0.2"), Decimal("0.06"), Decimal("0.02")
CONTRACT = Contract(Decimal("0.009"), Decimal("0.032"), Decimal("0.1"))
YEAR = yearly_cost(CONTRACT, cents(500_000), 60)
LAYERS = insured_layer(cents(80_000), Cover(cents(50_000), Decimal("0.9"), cents(20_000)))
EFFECT = seller_effect(
    cents(1_000), VAT, taken_share=Decimal(1), discount=TWO, days=30, funding_rate=RATE
)

RESULTS = [
    (complete_need(cents(777), VAT, 47, lateness_days=3), "need", "amount"),
    (equity_cap(cents(333)), "equity_cap", "amount"),
    (LAYERS, "limit", "limit"),
    (LAYERS, "max_loss", "max_loss"),
    (sales_to_make_up(cents(100), Decimal("0.3")), "multiple", "multiple"),
    (net_loss(cents(120), TaxBase.TTC, VAT, quota=Decimal("0.5")), "loss", "loss"),
    (expected_value(CreditSale(cents(100), VAT, TWO)), "net", "net"),
    (carrying_cost(cents(777), VAT, 54, RATE, contract_days=45), "late_cost", "late_cost"),
    (dso_day(cents(777), RATE), "yearly_cost", "yearly_cost"),
    (full_cost(CreditCosts(carry=cents(3)), cents(7)), "of_sales", "of_sales"),
    (settlement(cents("77.77"), TWO, VAT), "paid", "paid"),
    (EFFECT, "net", "net"),
    (YEAR, "total", "total"),
    (YEAR, "effective_rate", "effective_rate"),
    (assign(CONTRACT, cents("77.77"), 33), "net", "net"),
    (reverse_factoring(cents("77.77"), RATE, 33), "net", "net"),
    (premium(Policy("exemple"), cents(777), cents(700), 3), "total", "total"),
    (indemnity(cents(777), cents(700), Decimal("0.9")), "own_loss", "own_loss"),
]


@pytest.mark.parametrize(("result", "step", "field"), RESULTS)
def test_the_lines_hold_the_result(result, step, field):
    values = {line.name: line.value for line in result.steps}
    assert values[step] == getattr(result, field)
    assert len(values) == len(result.steps)
    assert all(line.formula for line in result.steps)


def near(one: object, other: object) -> bool:
    return abs(Decimal(str(one)) - Decimal(str(other))) < Decimal("1e-20")


def test_the_companions_of_plain_results_end_on_them():
    days = days_that_consume(Decimal("0.03"), VAT, RATE)
    assert near(consume_steps(Decimal("0.03"), VAT, RATE)[-1].value, days)
    assert consume_steps(Decimal("0.03"), VAT, Decimal(0)) == ()
    assert rate_steps(TWO, 20)[-1].value == annual_rate(TWO, 20)
    assert affordable_steps(RATE, 50)[-1].value == highest_affordable(RATE, 50)
    gain = buyer_steps(cents(10_000), TWO, 20, Decimal("0.09"))
    assert [line.value for line in gain] == [cents(200), cents(49), cents(151)]
    assert gain[-1].value == buyer_gain(cents(10_000), TWO, 20, Decimal("0.09"))


def test_the_break_even_is_shown_with_its_present_values():
    lines = break_even_steps(
        cents(1_000), cents(1_260), annual_rate=Decimal("0.1"), revenue_days=180
    )
    # 1 260 ÷ 1,05 = 1 200
    assert [line.value for line in lines[:2]] == [cents(1_000), cents(1_200)]
    right = break_even_payment(
        cents(1_000), cents(1_260), annual_rate=Decimal("0.1"), revenue_days=180
    )
    assert near(lines[-1].value, right)
    with pytest.raises(NotPositive):
        break_even_steps(cents(1), cents(0))
