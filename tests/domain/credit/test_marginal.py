from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.credit.carry import (
    carrying_cost,
    days_that_consume,
    dso_day,
    late_debt_cost,
)
from simulator.domain.credit.expectation import (
    CreditSale,
    Expectation,
    break_even_payment,
    expected_value,
    present_value,
)
from simulator.domain.credit.inputs import TaxBase, YearBasis
from simulator.domain.credit.marginal import (
    LossConvention,
    MakeUp,
    MarginBase,
    margin_on_price,
    net_loss,
    sales_to_make_up,
)
from simulator.domain.money import Cents, cents
from simulator.domain.refusals import Negative, NotPositive, OutOfRange
from simulator.domain.results import NotComputable

VAT = Decimal("0.2")


def test_both_conventions_of_the_loss_side_by_side():
    price = sales_to_make_up(cents(100), Decimal("0.3"))
    cost = sales_to_make_up(cents(100), Decimal("0.3"), convention=LossConvention.COST)
    assert isinstance(price, MakeUp)
    assert isinstance(cost, MakeUp)
    # 100 ÷ 0,3 = 333,33 and 4 whole sales; 70 ÷ 0,3 = 233,33 and 3 whole sales
    assert (price.sales, price.whole_sales) == (cents("333.33"), 4)
    assert (cost.loss, cost.sales, cost.whole_sales) == (cents(70), cents("233.33"), 3)
    assert [s.name for s in cost.steps] == ["loss", "sales", "multiple"]


def test_ten_thousand_at_fifteen_percent_are_66_667():
    found = sales_to_make_up(cents(10_000), Decimal("0.15"))
    assert isinstance(found, MakeUp)
    assert found.sales == cents("66666.67")


@pytest.mark.parametrize("margin", [Decimal(0), Decimal("-0.05")])
def test_no_margin_never_makes_up_a_loss(margin):
    found = sales_to_make_up(cents(100), margin)
    assert isinstance(found, NotComputable)
    assert found.reason == "margin_not_positive"


def test_a_margin_typed_in_percent_is_refused():
    with pytest.raises(OutOfRange):
        sales_to_make_up(cents(100), Decimal(15))


def test_a_margin_on_cost_is_less_on_the_price():
    assert margin_on_price(Decimal("0.25"), MarginBase.COST) == Decimal("0.2")
    assert margin_on_price(Decimal("0.25"), MarginBase.PRICE) == Decimal("0.25")


def test_the_tax_of_a_bad_debt_is_not_lost():
    found = net_loss(cents(12_000), TaxBase.TTC, VAT)
    assert found.loss == cents(10_000)
    assert net_loss(cents(10_000), TaxBase.HT, VAT).loss == cents(10_000)
    assert net_loss(cents(12_000), TaxBase.TTC, VAT, vat_recovered=False).loss == cents(12_000)
    assert net_loss(cents(10_000), TaxBase.HT, VAT, vat_recovered=False).loss == cents(12_000)


def test_insurance_at_ninety_percent_divides_the_sales_to_make_up_by_ten():
    rest = net_loss(cents(50_000), TaxBase.HT, VAT, quota=Decimal("0.9"))
    found = sales_to_make_up(rest.loss, Decimal("0.25"))
    assert isinstance(found, MakeUp)
    assert found.sales == cents(20_000)


def test_recoveries_come_first_and_cover_is_capped_by_the_agreement():
    found = net_loss(
        cents(50_000),
        TaxBase.HT,
        VAT,
        recovery=cents(5_000),
        quota=Decimal("0.9"),
        granted=cents(30_000),
    )
    assert (found.recovery, found.indemnity, found.loss) == (
        cents(5_000),
        cents(27_000),
        cents(18_000),
    )


@given(
    amount=st.integers(0, 10**11),
    base=st.sampled_from(TaxBase),
    vat=st.decimals(0, 1, places=3),
    recovery=st.integers(0, 10**11),
    quota=st.decimals(0, 1, places=3),
    granted=st.none() | st.integers(0, 10**11),
)
def test_a_loss_never_exceeds_the_exposure_and_its_parts_add_up(amount, base, vat, **rest):
    granted = rest["granted"]
    found = net_loss(
        Cents(amount),
        base,
        vat,
        recovery=Cents(rest["recovery"]),
        quota=rest["quota"],
        granted=None if granted is None else Cents(granted),
    )
    assert found.recovery + found.indemnity + found.loss == found.net
    assert 0 <= found.loss <= found.net <= amount


def test_recovering_part_of_the_cost_raises_the_default_that_can_be_borne():
    # 10 000 at 25 %: margin 2 500; with 5 000 recovered, p max = 2 500 ÷ (10 000 − 5 000)
    sale = CreditSale(cents(10_000), Decimal("0.25"), Decimal("0.5"), recovery=cents(5_000))
    found = expected_value(sale)
    assert isinstance(found, Expectation)
    assert (found.max_default, found.net, found.accept) == (Decimal("0.5"), 0, False)


@pytest.mark.parametrize(("admin", "recovery", "highest"), [(3_000, 0, 0), (0, 9_000, 1)])
def test_the_greatest_default_stays_a_probability(admin, recovery, highest):
    found = expected_value(
        CreditSale(
            cents(10_000),
            Decimal("0.25"),
            Decimal("0.1"),
            admin=cents(admin),
            recovery=cents(recovery),
        )
    )
    assert isinstance(found, Expectation)
    assert found.max_default == highest
    assert found.accept is (highest == 1)


def test_a_recovery_cannot_exceed_the_price_and_at_the_price_default_changes_nothing():
    with pytest.raises(OutOfRange):
        expected_value(CreditSale(cents(10), Decimal("0.1"), Decimal(0), recovery=cents(11)))
    found = expected_value(CreditSale(cents(10), Decimal("0.1"), Decimal(0), recovery=cents(10)))
    assert isinstance(found, NotComputable)
    with pytest.raises(NotPositive):
        expected_value(CreditSale(cents(0), Decimal("0.1"), Decimal(0)))


@given(
    st.integers(100, 10**9),
    st.decimals(0, 1, places=3),
    st.decimals(0, 1, places=3),
    st.decimals(0, 1, places=3),
)
def test_the_expected_value_falls_when_default_grows(price, margin, p, q):
    def net(probability: Decimal) -> int:
        found = expected_value(CreditSale(Cents(price), margin, probability))
        assert isinstance(found, Expectation)
        return found.net

    assert net(max(p, q)) <= net(min(p, q))


def test_time_raises_the_probability_of_payment_that_is_needed():
    # PV simple of 1 200 in 180 days at 10 %: 1 200 ÷ 1,05; p = 1 000 × 1,05 ÷ 1 200 = 0,875
    found = break_even_payment(
        cents(1_000), cents(1_200), annual_rate=Decimal("0.1"), revenue_days=180
    )
    assert isinstance(found, Decimal)
    assert abs(found - Decimal("0.875")) < Decimal("1e-20")


def test_compound_present_value_over_a_year():
    found = present_value(cents(1_100), Decimal("0.1"), 365, basis=YearBasis.D365, compound=True)
    assert abs(found - cents(1_000)) < Decimal("1e-15")


def test_a_sale_under_its_cost_has_no_break_even():
    found = break_even_payment(cents(1_300), cents(1_200))
    assert isinstance(found, NotComputable)
    assert found.reason == "cost_above_revenue"
    assert break_even_payment(cents(1_200), cents(1_200)) == 1


def test_no_contract_days_means_no_lateness():
    found = carrying_cost(cents(360_000), Decimal(0), 30, Decimal("0.1"))
    assert (found.outstanding, found.cost, found.late_cost) == (cents(30_000), cents(3_000), 0)
    early = carrying_cost(cents(360_000), VAT, 30, Decimal("0.1"), contract_days=45)
    assert early.late_days == 0


def test_two_days_of_dso_of_fifty_millions_are_274_000_euros():
    day = dso_day(cents(50_000_000), Decimal("0.05"), basis=YearBasis.D365)
    assert abs(2 * day.cash - cents(274_000)) < cents(100)
    assert day.yearly_cost == cents("6849.32")


def test_free_money_and_negative_margins_eat_nothing():
    free = days_that_consume(Decimal("0.03"), VAT, Decimal(0))
    lost = days_that_consume(Decimal("-0.03"), VAT, Decimal("0.06"))
    assert isinstance(free, NotComputable)
    assert isinstance(lost, NotComputable)
    assert (free.reason, lost.reason) == ("rate_zero", "margin_negative")


def test_a_late_debt_costs_its_days():
    assert late_debt_cost(cents(5_000), Decimal("0.08"), days=90) == cents(100)
    with pytest.raises(Negative):
        late_debt_cost(cents(-1), Decimal("0.08"))
