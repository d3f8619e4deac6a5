from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.credit.discount import (
    Equivalents,
    annual_rate,
    buyer_gain,
    days_gained,
    equivalents,
    highest_affordable,
    indifference_rate,
    prorata_interest,
    rate_steps,
    seller_effect,
    settlement,
)
from simulator.domain.credit.inputs import YearBasis
from simulator.domain.money import Cents, cents
from simulator.domain.refusals import NotFinite, OutOfRange
from simulator.domain.results import NotComputable

TWO = Decimal("0.02")
FOUR_PLACES = Decimal("0.0001")


def near(value, expected: str) -> bool:
    return abs(value - Decimal(expected)) < FOUR_PLACES / 2


def test_two_ten_net_thirty_has_four_yearly_rates():
    found = equivalents(TWO, 20)
    assert isinstance(found, Equivalents)
    assert near(found.simple_360, "0.3673")
    assert near(found.simple_365, "0.3724")
    assert near(found.compound_360, "0.4386")
    assert near(found.compound_365, "0.4459")


def test_two_percent_for_fifty_days():
    simple = annual_rate(TWO, 50)
    compound = annual_rate(TWO, 50, basis=YearBasis.D365, compound=True)
    assert near(simple, "0.1469")
    assert near(compound, "0.1589")


def test_two_twenty_net_forty_five():
    # published as about 34,3 %: compound on 365 over 25 days
    assert near(annual_rate(TWO, 25, basis=YearBasis.D365, compound=True), "0.3431")


@pytest.mark.parametrize(("early", "late", "days"), [(10, 30, 20), (10, 45, 35)])
def test_days_gained_are_counted_to_the_real_payment(early, late, days):
    assert days_gained(early, late) == days


def test_without_days_gained_there_is_no_rate():
    for found in (days_gained(30, 30), annual_rate(TWO, 0), equivalents(TWO, -1)):
        assert isinstance(found, NotComputable)
        assert found.reason == "no_days_gained"
    assert rate_steps(TWO, 0) == ()


def test_rates_are_shown_line_by_line():
    simple, compound = rate_steps(TWO, 20), rate_steps(TWO, 20, compound=True)
    assert [s.name for s in simple] == ["period_rate", "annual_rate"]
    assert simple[1].value == annual_rate(TWO, 20)
    assert compound[1].value == annual_rate(TWO, 20, compound=True)
    assert simple[1].formula != compound[1].formula


def test_a_discount_typed_in_percent_is_refused():
    for outside in (Decimal(2), Decimal(1), Decimal("-0.01")):
        with pytest.raises(OutOfRange):
            annual_rate(outside, 20)
    with pytest.raises(NotFinite):
        annual_rate(TWO, Decimal("NaN"))


def test_the_seller_can_afford_0_826_percent_for_fifty_days_at_six():
    assert near(highest_affordable(Decimal("0.06"), 50), "0.008264")


def test_a_discount_is_booked_without_its_tax():
    found = settlement(cents(1_200), TWO, Decimal("0.2"))
    assert (found.paid, found.discount_ht, found.vat) == (cents(1_176), cents(20), cents(4))


def test_a_pro_rata_interest_is_not_a_contractual_discount():
    # the published page finds 16,67; the contract says 200
    assert prorata_interest(cents(10_000), TWO, 30) == cents("16.67")
    assert settlement(cents(10_000), TWO, Decimal(0)).discount_ttc == cents(200)


def test_the_buyer_gains_up_to_the_indifference_rate():
    rate = indifference_rate(TWO, 20)
    assert isinstance(rate, Decimal)
    assert buyer_gain(cents(10_000), TWO, 20, rate) == 0
    # 200 − 9 800 × 9 % × 20 ÷ 360 = 151
    assert buyer_gain(cents(10_000), TWO, 20, Decimal("0.09")) == cents(151)
    assert buyer_gain(cents(10_000), TWO, 20, Decimal("0.5")) < 0


def test_the_seller_pays_the_discount_and_saves_interest():
    # taken 600 000 HT; freed 600 000 × 1,2 × 0,98 × 50 ÷ 360 = 98 000; saved 6 % = 5 880
    found = seller_effect(
        cents(1_000_000),
        Decimal("0.2"),
        taken_share=Decimal("0.6"),
        discount=TWO,
        days=50,
        funding_rate=Decimal("0.06"),
        losses_avoided=cents(1_120),
    )
    assert found.cash_freed == cents(98_000)
    assert (found.financing_saved, found.discount_cost) == (cents(5_880), cents(12_000))
    assert found.net == cents(-5_000)


DISCOUNTS = st.decimals("0.0001", "0.5", places=4)
DAYS = st.integers(1, 180)


@given(DISCOUNTS, DISCOUNTS, DAYS, st.sampled_from(YearBasis), st.booleans())
def test_a_higher_discount_is_a_higher_rate(one, other, days, basis, compound):
    low, high = sorted((one, other))
    first = annual_rate(low, days, basis=basis, compound=compound)
    second = annual_rate(high, days, basis=basis, compound=compound)
    assert (first < second) is (low < high)


@given(DISCOUNTS, DAYS, DAYS, st.sampled_from(YearBasis), st.booleans())
def test_more_days_for_the_same_discount_is_a_lower_rate(discount, one, other, basis, compound):
    short, long = sorted((one, other))
    first = annual_rate(discount, short, basis=basis, compound=compound)
    second = annual_rate(discount, long, basis=basis, compound=compound)
    assert (first > second) is (short < long)


@given(DISCOUNTS, DAYS, st.sampled_from(YearBasis), st.booleans())
def test_what_the_seller_can_afford_is_the_inverse_of_what_it_is_worth(
    discount, days, basis, compound
):
    rate = annual_rate(discount, days, basis=basis, compound=compound)
    back = highest_affordable(rate, days, basis=basis, compound=compound)
    assert abs(back - discount) < Decimal("1e-15")


@given(st.integers(0, 10**11), st.decimals(0, 1, places=4), st.decimals(0, 1, places=3))
def test_a_settlement_conserves_every_cent(invoice, discount, vat):
    found = settlement(Cents(invoice), discount, vat)
    assert found.paid + found.discount_ttc == invoice
    assert found.discount_ht + found.vat == found.discount_ttc
