from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.credit.factoring import (
    Comparison,
    Contract,
    InterestBase,
    YearlyCost,
    against_overdraft,
    assign,
    loss_borne,
    reverse_factoring,
    shown_and_real_dso,
    yearly_cost,
)
from simulator.domain.credit.inputs import YearBasis
from simulator.domain.money import Cents, cents
from simulator.domain.refusals import Negative, OutOfRange
from simulator.domain.results import NotComputable

CONTRACT = Contract(Decimal("0.009"), Decimal("0.032"), Decimal("0.1"), basis=YearBasis.D365)


def test_the_published_case_costs_about_6_900_euros():
    # factoexpert rounds the outstanding to 83 k€; exact: 4 500 + 82 191,78 × 90 % × 3,2 %
    found = yearly_cost(CONTRACT, cents(500_000), 60)
    assert found.outstanding == cents("82191.78")
    assert found.total == cents("6867.12")
    assert abs(found.total - cents(6_900)) < cents(50)


def test_minimum_commission_insurance_and_fees_are_added():
    dear = replace(
        CONTRACT,
        recourse=False,
        insurance_rate=Decimal("0.002"),
        minimum_commission=cents(6_000),
        fees=cents(300),
    )
    found = yearly_cost(dear, cents(500_000), 60)
    assert (found.commission, found.insurance, found.fees) == (
        cents(6_000),
        cents(1_000),
        cents(300),
    )
    assert found.total == cents("9667.12")
    assert found.steps[-1].name == "effective_rate"


def test_nothing_advanced_has_no_effective_rate():
    found = yearly_cost(replace(CONTRACT, guarantee_fund=Decimal(1)), cents(1_000), 60)
    assert isinstance(found.effective_rate, NotComputable)
    assert found.steps[-1].name == "total"


def test_interest_may_be_counted_on_the_advance_less_the_commission():
    contract = Contract(Decimal("0.008"), Decimal("0.04"), Decimal("0.1"))
    found = assign(contract, cents(100_000), 45, interest_base=InterestBase.ADVANCE_LESS_COMMISSION)
    # (90 000 − 800) × 4 % × 45 ÷ 360 = 446
    assert (found.interest, found.net) == (cents(446), cents(88_754))
    assert found.received_in_all == cents(98_754)


def test_a_contract_without_recourse_carries_its_risk_in_the_commission():
    contract = replace(CONTRACT, recourse=False, insurance_rate=Decimal("0.001"))
    assert assign(contract, cents(1_000), 0).commission == cents(10)


def test_the_loss_stays_with_the_seller_with_recourse():
    assert loss_borne(CONTRACT, cents(40_000), cents(30_000)) == cents(40_000)
    without = replace(CONTRACT, recourse=False)
    assert loss_borne(without, cents(40_000), cents(30_000)) == cents(10_000)
    assert loss_borne(without, cents(20_000), cents(30_000)) == 0


def test_factoring_against_an_overdraft_of_the_same_advance():
    # 360 days: advance 75 000, factoring 4 500 + 2 400 = 6 900; overdraft 7 % = 5 250 + 150
    contract = replace(CONTRACT, basis=YearBasis.D360)
    found = against_overdraft(
        contract,
        cents(500_000),
        60,
        Decimal("0.07"),
        overdraft_fees=cents(150),
        saved=cents(1_000),
    )
    assert (found.factoring, found.overdraft, found.difference) == (
        cents(6_900),
        cents(5_400),
        cents(500),
    )
    # (6 900 − 1 000 − 150) ÷ 75 000
    assert isinstance(found.break_even_rate, Decimal)
    assert abs(found.break_even_rate - Decimal("0.0766666667")) < Decimal("1e-9")


def test_no_advance_has_nothing_to_compare():
    found = against_overdraft(CONTRACT, cents(1_000), 0, Decimal("0.05"))
    assert isinstance(found, Comparison)
    assert isinstance(found.break_even_rate, NotComputable)


def test_reverse_factoring_never_costs_the_invoice():
    with pytest.raises(OutOfRange):
        reverse_factoring(cents(100), Decimal(4), 360)
    with pytest.raises(Negative):
        reverse_factoring(cents(-100), Decimal("0.04"), 30)
    assert [s.name for s in reverse_factoring(cents(1), Decimal(0), 1).steps] == ["cost", "net"]


RATES = st.decimals(0, "0.2", places=4)


@given(st.builds(Contract, RATES, RATES, RATES), st.integers(0, 10**10), st.integers(0, 120))
def test_an_assignment_conserves_the_invoice(contract, invoice, days):
    found = assign(contract, Cents(invoice), days)
    assert found.net + found.commission + found.interest + found.retained == invoice
    assert found.advance + found.retained == invoice


@given(st.builds(Contract, RATES, RATES, RATES), st.integers(10**6, 10**11), st.integers(30, 120))
def test_the_effective_rate_is_never_under_the_financing_rate(contract, sales, days):
    found = yearly_cost(contract, Cents(sales), days)
    assert isinstance(found, YearlyCost)
    assert isinstance(found.effective_rate, Decimal)
    assert found.effective_rate >= contract.financing_rate - Decimal("0.0001")


def test_assigning_invoices_lowers_the_dso_that_is_shown_and_not_the_real_one():
    assert shown_and_real_dso(cents(100), cents(50), cents(900)) == (40, 60)
    assert isinstance(shown_and_real_dso(cents(1), cents(1), cents(0)), NotComputable)
