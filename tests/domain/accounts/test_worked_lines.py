"""Each line of the balances and of the cash flow adds up to its own figure, sum by sum."""

from datetime import date
from decimal import Decimal

import pytest

from simulator.domain.accounts.caf import caf_additive, caf_subtractive
from simulator.domain.accounts.ratio import Ratio, in_days
from simulator.domain.accounts.sig import disposal_result, sig_of
from simulator.domain.accounts.statement import Standard
from simulator.domain.money import cents
from simulator.domain.refusals import NotFinite
from simulator.domain.results import NotComputable, Unit
from tests.domain.accounts.reference import reference, statement

PLAIN = str.maketrans({"\u202f": None, "\u00a0": None, ",": ".", "−": "-"})


def added_up(formula):
    """Add the terms of a sum written in French, by its signs alone."""
    terms = formula.translate(PLAIN).replace("(-", "(~").split(" ")
    whole, sign = Decimal(0), 1
    for term in terms:
        if term in {"+", "-"}:
            sign = 1 if term == "+" else -1
        else:
            whole += sign * Decimal(term.strip("()").replace("~", "-"))
    return whole


def test_each_balance_is_the_sum_that_its_line_shows():
    steps = sig_of(reference()).steps
    assert [step.name for step in steps] == [
        "commercial_margin",
        "production",
        "value_added",
        "ebe",
        "operating_result",
        "current_result",
        "net_result",
    ]
    for step in steps:
        assert cents(added_up(step.formula)) == step.value, step.name


def test_both_roads_to_the_cash_flow_add_up_and_have_a_name():
    firm = reference()
    for found, name in (
        (caf_additive(firm), "caf_additive"),
        (caf_subtractive(firm), "caf_subtractive"),
    ):
        assert found.step.name == name
        assert cents(added_up(found.step.formula)) == found.value


def test_one_detail_of_exceptional_income_is_enough_to_leave_the_total_aside():
    # HB 100 holds 60 of disposals and 40 of something else: only the disposals are on capital
    told = statement({"FL": 1000, "HB": 100, "p775": 60})
    whole = statement({"FL": 1000, "HB": 100})
    subsidy = statement({"FL": 1000, "HB": 100, "p777": 30})
    assert dict(caf_additive(told).subtracted) != dict(caf_additive(whole).subtracted)
    assert sum(c for _, c in caf_additive(told).subtracted) == cents(60)
    assert sum(c for _, c in caf_additive(subsidy).subtracted) == cents(30)
    assert sum(c for _, c in caf_additive(whole).subtracted) == cents(100)


def test_disposals_of_2025_add_those_of_shares():
    sold = {"p757": 50, "c657": 20, "p767": 9, "c667": 4}
    firm = statement(sold, closing=date(2025, 12, 31), standard=Standard.FROM_2025)
    assert disposal_result(firm) == cents(35)


def test_days_name_what_they_divide():
    found = in_days("dso", 30, 1, basis=360)
    assert isinstance(found, Ratio)
    assert (found.value, found.unit) == (10_800, Unit.DAYS)
    nothing = NotComputable("flow_not_positive", {"ratio": "dso", "denominator": Decimal(0)})
    assert in_days("dso", 30, 0, basis=360) == nothing
    with pytest.raises(NotFinite) as refusal:
        in_days("dso", 30, Decimal("NaN"), basis=360)
    assert refusal.value.name == "dso"
