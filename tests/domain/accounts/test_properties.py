"""What must hold for every statement, whatever the figures."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.domain.accounts.annual import annual, annualised
from simulator.domain.accounts.caf import caf_additive, caf_subtractive
from simulator.domain.accounts.functional import functional_of
from simulator.domain.accounts.liquidity import liquidity_of
from simulator.domain.accounts.numbers import decimal_of
from simulator.domain.accounts.ratio import in_days, ratio
from simulator.domain.accounts.reading import balances, check
from simulator.domain.accounts.sig import net_result, operating_result, sig_of
from simulator.domain.refusals import NotFinite, OutOfRange
from tests.domain.accounts.reference import reference
from tests.domain.accounts.strategies import balance_sheets, incomes

bad = st.sampled_from(
    [float("nan"), float("inf"), float("-inf"), Decimal("NaN"), Decimal("sNaN"), Decimal("-Inf")]
)


few = settings(max_examples=30, deadline=None)  # a statement is some eighty draws


@few
@given(incomes())
def test_both_cash_flow_methods_agree(made):
    assert caf_subtractive(made).value == caf_additive(made).value


@few
@given(incomes())
def test_balances_are_those_of_the_printed_form(made):
    assert operating_result(made) == made.value("GG")
    assert net_result(made) == made.value("HN")
    assert sig_of(made).steps[-1].value == net_result(made)


@few
@given(balance_sheets())
def test_frng_less_bfr_is_net_cash_when_the_balance_sheet_balances(made):
    assert balances(made)
    for partners_stable in (True, False):
        found = functional_of(made, partners_stable=partners_stable)
        assert found.net_cash == found.net_cash_by_accounts
        assert found.warnings == ()


@few
@given(balance_sheets(), st.integers(1, 10**6))
def test_a_cent_of_imbalance_is_seen(made, cent):
    lines = dict(made.lines) | {"DG": made["DG"] + cent}
    broken = type(made)(made.closing, lines)
    assert not balances(broken)
    assert "EE" in {item.code for item in check(broken)}
    assert functional_of(broken).warnings == ("incoherent_balance_sheet",)


@few
@given(incomes())
def test_annualising_twelve_months_changes_nothing(made):
    assert annualised(made) is made


@given(st.integers(-(10**12), 10**12))
def test_annual_of_twelve_months_is_the_identity_and_of_six_the_double(flow):
    assert annual("flow", flow, 12) == flow
    assert annual("flow", flow, 6) == 2 * flow


@given(bad)
def test_what_is_not_a_number_is_refused(value):
    with pytest.raises(NotFinite):
        decimal_of("x", value)
    with pytest.raises(NotFinite):
        ratio("x", 1, value)
    with pytest.raises(NotFinite):
        in_days("x", value, 1, basis=360)
    with pytest.raises(NotFinite):
        annual("x", value, 12)


@given(st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6))
def test_a_fraction_comes_in_with_28_digits(value):
    assert abs(Fraction(decimal_of("x", value)) - value) < Fraction(1, 10**15)


@pytest.mark.parametrize("value", [1e300, Decimal("1E+999"), 10**41])
def test_an_absurd_figure_is_refused_before_it_overflows(value):
    with pytest.raises(OutOfRange):
        decimal_of("x", value)


def test_the_liquidity_reading_of_the_reference_firm_is_not_its_frng():
    made = reference()
    found = liquidity_of(made)
    # 2 100 of permanent capital less 1 300 of net fixed assets; FRNG is 1 050.
    assert found.working_capital == 800_00
    assert found.step.formula == "2\u202f100 − 1\u202f300"
    assert functional_of(made).frng == 1050_00
