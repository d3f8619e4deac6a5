"""Ratios of a statement: what is refused, VAT on the domestic share, months, mistakes."""

from decimal import Decimal

import pytest

from simulator.domain.accounts import ratios, rotation
from simulator.domain.accounts.functional import (
    Functional,
    functional_of,
    operating_requirement,
)
from simulator.domain.accounts.ratio import Ratio, in_days, ratio
from simulator.domain.money import cents
from simulator.domain.refusals import NotPositive, OutOfRange, UnknownChoice
from simulator.domain.results import NotComputable, Unit
from tests.domain.accounts.reference import INCOME, reference, statement

VAT = Decimal("0.2")


def test_an_empty_statement_has_no_ratio_and_says_why():
    found = ratios.ratios_of(statement({}))
    assert {r.reason for r in found.values() if isinstance(r, NotComputable)} == {
        "total_assets_not_positive",
        "permanent_capital_not_positive",
        "equity_not_positive",
        "caf_not_positive",
        "debts_not_positive",
        "ebe_not_positive",
        "turnover_not_positive",
        "no_interest",
        "goods_sold_not_positive",
        "value_added_not_positive",
        "purchases_not_positive",
        "cost_not_positive",
    }
    assert not any(isinstance(r, Ratio) for r in found.values())


def test_every_ratio_of_the_reference_firm_exists_and_shows_its_computation():
    for name, found in ratios.ratios_of(reference()).items():
        assert isinstance(found, Ratio), name
        assert found.name == name
        assert "÷" in found.step.formula
        factor = found.basis or 1
        assert found.value == found.numerator * factor / found.denominator


def test_a_negative_equity_gives_no_gearing():
    found = ratios.ratio_of("gearing_net", statement({"DA": -5, "DU": 10}))
    assert found == NotComputable(
        "equity_not_positive", {"ratio": "gearing_net", "denominator": Decimal(-5)}
    )


def test_exports_carry_no_vat():
    made = statement({"FL": 100, "FK": 40, "FF": 100, "FE": 40, "BX": 56})
    assert ratios.sales_with_vat(made, VAT) == cents(112)
    assert ratios.production_with_vat(made, VAT) == cents(112)
    days = ratios.dso_of(made, vat_rate=VAT, basis=360)
    assert isinstance(days, Ratio)
    assert days.value == 180


@pytest.mark.parametrize("rate", [Decimal(20), Decimal("-0.1")])
def test_a_vat_rate_in_points_is_refused(rate):
    with pytest.raises(OutOfRange):
        ratios.purchases_with_vat(reference(), rate)


def test_discounted_bills_are_still_owed_and_advances_are_not():
    made = statement(INCOME | {"BX": 1150, "eene": 100, "DW": 20})
    days = ratios.dso_of(made, vat_rate=VAT, basis=360)
    assert isinstance(days, Ratio)
    assert days.value == Decimal("76.875")  # (1 150 + 100 − 20) ÷ 5 760 × 360


def test_half_a_year_of_flows_gives_the_same_days_and_years():
    whole = reference()
    half = statement(
        {c: v / 2 if c in INCOME else v / 100 for c, v in whole.lines.items()} | _halved(),
        months=6,
    )
    for name in ("credit_clients", "capacite_remboursement", "rentabilite_financiere", "taux_ebe"):
        one, other = ratios.ratios_of(whole)[name], ratios.ratios_of(half)[name]
        assert isinstance(one, Ratio)
        assert isinstance(other, Ratio)
        assert abs(one.value - other.value) < Decimal("1e-9"), name


def _halved():
    return {code: amount / 2 for code, amount in INCOME.items()}


def test_stock_days_take_the_opening_stock_of_the_previous_year_when_it_is_known():
    made = statement({"BT": 130, "FS": 500, "FT": 20})
    alone = ratios.stock_days_of("rotation_marchandises", made, basis=360)
    known = ratios.stock_days_of("rotation_marchandises", made, statement({"BT": 130}), basis=360)
    assert isinstance(alone, Ratio)
    assert isinstance(known, Ratio)
    assert round(alone.value, 2) == Decimal("96.92")
    assert known.value == 90


def test_unknown_names_are_refused():
    with pytest.raises(UnknownChoice):
        ratios.ratio_of("magic", reference())
    with pytest.raises(UnknownChoice):
        ratios.stock_days_of("magic", reference(), basis=360)


def test_a_basis_must_be_positive():
    with pytest.raises(NotPositive):
        in_days("x", 1, 1, basis=0)


def test_units():
    assert isinstance(found := ratio("x", 3, 2), Ratio)
    assert (found.value, found.unit) == (Decimal("1.5"), Unit.RATIO)
    assert ratio("x", 1, 0) == NotComputable(
        "denominator_not_positive", {"ratio": "x", "denominator": Decimal(0)}
    )


def test_a_normative_requirement_without_sales_does_not_exist():
    found = rotation.normative_days(30, 1, 0)
    assert isinstance(found, NotComputable)


def test_vat_on_a_share_of_the_flow():
    assert rotation.with_vat(100, VAT, taxed_share=Decimal("0.5")) == 110


def test_partners_accounts_may_be_read_as_cash_debts():
    stable, unstable = (functional_of(reference(), partners_stable=p) for p in (True, False))
    assert stable.frng - unstable.frng == cents(60)
    assert stable.bfr == unstable.bfr
    assert operating_requirement(reference()) == stable.bfre == cents(1005)


def test_functional_steps_show_the_figures_and_masses_are_optional():
    steps = {s.name: s.formula for s in functional_of(reference()).steps}
    assert steps["net_cash"] == "1\u202f050 − 1\u202f060"
    assert steps["frng"] == "3\u202f800 − 2\u202f750"
    bare = Functional(cents(1), cents(2), cents(3))
    assert [s.name for s in bare.steps] == ["bfr", "net_cash"]
    assert bare.net_cash_by_accounts is None
    assert bare.warnings == ()
