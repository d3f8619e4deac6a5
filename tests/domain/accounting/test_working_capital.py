"""Working capital, net cash, cash effect of days."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.accounting.working_capital import (
    Balance,
    Operations,
    cash_effect,
    financing_cost,
    need,
    need_in_days,
    sales_to_make_up,
    working_capital,
)
from simulator.domain.money import Cents
from simulator.domain.refusals import Negative, NotPositive
from simulator.domain.results import NotComputable
from tests.domain.collection.lawbook import case, eur


def test_the_need_the_net_cash_and_ten_days_of_receivables():
    given_, expected = case("GL-56")
    operations = Operations(
        stocks=eur(given_["stock"]),
        receivables=eur(given_["receivables"]),
        suppliers=eur(given_["suppliers"]),
        other_debts=eur(given_["other_short_term_debts"]),
    )
    found = Balance(eur(given_["frng"]), need(operations))
    assert found.need == eur(expected["bfr"])
    assert found.net_cash == eur(expected["treasury_net"])
    assert found.steps()[-1].value == eur(expected["treasury_net"])
    gain = cash_effect(eur(given_["annual_sales_ttc"]), given_["dso_cut_days"])
    assert gain == eur(expected["cash_gain_of_10_days"])


def test_working_capital_is_what_stable_resources_leave():
    assert working_capital(eur(500), eur(650)) == eur(-150)


def test_every_line_of_the_need_counts_on_its_side():
    assert need(Operations(eur(1), eur(2), eur(4), eur(8), eur(16), eur(32))) == eur(-49)


def test_what_a_delay_costs():
    assert financing_cost(eur(180000), Decimal("0.05"), 90) == eur(2250)
    assert sales_to_make_up(eur(7000), Decimal("0.05")) == eur(140000)
    assert need_in_days(eur(180000), eur(1440000)) == 45


def test_what_has_no_meaning_is_not_computed():
    assert isinstance(need_in_days(eur(1), Cents(0)), NotComputable)
    assert isinstance(sales_to_make_up(eur(1), Decimal(0)), NotComputable)


@pytest.mark.parametrize(
    ("call", "refusal"),
    [
        (lambda: cash_effect(Cents(-1), 1), Negative),
        (lambda: cash_effect(eur(1), 1, year=0), NotPositive),
        (lambda: financing_cost(eur(1), Decimal(-1), 1), Negative),
        (lambda: financing_cost(eur(1), Decimal(1), -1), Negative),
        (lambda: sales_to_make_up(Cents(-1), Decimal(1)), Negative),
    ],
)
def test_impossible_figures_are_refused(call, refusal):
    with pytest.raises(refusal):
        call()


@given(st.integers(0, 10**12), st.integers(-360, 360))
def test_days_gained_and_days_lost_are_opposite(sales, days):
    assert cash_effect(Cents(sales), days) == -cash_effect(Cents(sales), -days)
