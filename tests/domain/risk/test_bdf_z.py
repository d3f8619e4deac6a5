"""Z 1983: units, trade, bands of probability, mistakes, statements."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.money import cents
from simulator.domain.refusals import NotFinite
from simulator.domain.results import Confidence, NotComputable
from simulator.domain.risk import bdf_z, bdf_z_accounts
from simulator.domain.risk.bdf_z import BdfZRatios
from simulator.domain.risk.bdf_z_accounts import BdfZInputs, bdf_z_of, bdf_z_ratios, inputs_of
from simulator.domain.risk.profile import Profile
from simulator.domain.risk.result import Score
from tests.domain.accounts.reference import BALANCE, INCOME, previous, reference, statement

PIVOT = BdfZRatios(62.8, 79.8, 24.8, 6.8, 98.2, 11.1, 79.0, 10.1)
numbers = st.decimals(-1000, 1000, places=3)


def _score(ratios=PIVOT, **given_) -> Score:
    found = bdf_z.bdf_z(ratios, **given_)
    assert isinstance(found, Score)
    return found


@given(st.tuples(*[numbers] * 8))
def test_contributions_and_the_constant_add_up_to_the_value(values):
    score = _score(BdfZRatios(*values))
    parts = sum(p.coefficient * p.value for p in score.contributions) + score.constant
    assert abs(parts - score.value) < Decimal("1e-20")


def test_trap_fractions_put_every_firm_near_minus_0_85():
    wrong = {m.code: m.value for m in bdf_z.mistakes(PIVOT)}
    assert abs(wrong["fractions"] - Decimal("-0.85")) < Decimal("0.03")
    fractions = BdfZRatios(0.13, 1.01, 0.47, 0.14, 0.16, 0.07, 0.25, 0.13)
    assert "ratios_look_like_fractions" in _score(fractions).warnings
    assert "ratios_look_like_fractions" not in _score().warnings


def test_foreseen_mistakes_by_hand():
    one = BdfZRatios(0, 0, 10, 0, 0, 0, 72, 0)
    # 100 Z = −8,24 + 50,832 − 85,544 = −42,952
    assert _score(one).value == Decimal("-0.42952")
    wrong = {m.code: m.value for m in bdf_z.mistakes(one)}
    assert wrong["hundred_times"] == Decimal("-42.952")
    assert wrong["no_constant"] == Decimal("0.42592")
    assert wrong["plus_r3"] == Decimal("-0.26472")
    assert wrong["minus_r7"] == Decimal("-1.44616")
    assert wrong["plus_r5"] == wrong["plus_r6"] == Decimal("-0.42952")
    assert round(wrong["basis_365"], 5) == Decimal("-0.42246")  # R7 = 73


@pytest.mark.parametrize(
    ("z", "percent"),
    [
        ("-1.9", "100"),
        ("-1.875", "100"),
        ("-1", "95.6"),
        ("-0.3", "73.8"),
        ("-0.25", "46.9"),
        ("0", "46.9"),
        ("0.5", "33.4"),
        ("1", "17.7"),
        ("1.25", "17.7"),
        ("1.7", "9.5"),
    ],
)
def test_probability_by_band(z, percent):
    found = bdf_z.probability(Decimal(z))
    assert found.value * 100 == Decimal(percent)
    assert found.confidence is Confidence.PROBABLE


def test_the_bounds_of_uncertainty_belong_to_it():
    assert bdf_z.zone(Decimal("-0.25")) == "incertitude"
    assert bdf_z.zone(Decimal("0.125")) == "incertitude"


def test_not_for_trade():
    found = bdf_z.bdf_z(PIVOT, Profile(division=46))
    assert isinstance(found, NotComputable)
    assert found.reason == "not_for_trade"
    assert "out_of_domain_sector" in _score(profile=Profile(division=70)).warnings
    trader = statement(INCOME | BALANCE | {"FC": 9000})
    refused = bdf_z_of(trader, previous())
    assert isinstance(refused, NotComputable)
    assert refused.reason == "not_for_trade"


def test_a_ratio_that_is_not_a_number_is_refused():
    with pytest.raises(NotFinite):
        bdf_z.bdf_z(replace(PIVOT, r4=float("inf")))


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        ("ebe", "ebe_not_positive"),
        ("invested", "invested_not_positive"),
        ("financial_debt", "debts_not_positive"),
        ("sales", "turnover_not_positive"),
        ("purchases_ttc", "purchases_not_positive"),
        ("previous_value_added", "previous_value_added_not_positive"),
        ("production_ttc", "production_not_positive"),
        ("value_added", "value_added_not_positive"),
    ],
)
def test_a_denominator_that_makes_no_sense_gives_no_ratio(field, reason):
    inputs = inputs_of(reference(), previous())
    found = bdf_z_ratios(replace(inputs, **{field: 0}))
    assert isinstance(found, NotComputable)
    assert found.reason == reason


def test_a_loss_making_firm_has_no_score():
    found = bdf_z_of(statement(INCOME | BALANCE | {"FY": 3000}), previous())
    assert isinstance(found, NotComputable)
    assert found.reason == "ebe_not_positive"


def test_days_follow_the_basis_and_steps_are_kept():
    inputs = inputs_of(reference(), previous())
    assert isinstance(inputs, BdfZInputs)
    civil, commercial = (bdf_z_ratios(inputs, basis=b) for b in (365, 360))
    assert isinstance(civil, BdfZRatios)
    assert isinstance(commercial, BdfZRatios)
    assert round(Decimal(str(civil.r5)) * 360, 6) == round(Decimal(str(commercial.r5)) * 365, 6)
    score = bdf_z_of(reference(), previous())
    assert isinstance(score, Score)
    assert score.steps[0].formula == "90 ÷ 690"
    assert len(score.steps) == 8 + 8 + 1


def test_a_year_of_six_months_is_annualised():
    half = statement({c: v / 2 for c, v in INCOME.items()} | BALANCE | {"inv": 130}, months=6)
    one, other = bdf_z_of(half, previous()), bdf_z_of(reference(), previous())
    assert isinstance(one, Score)
    assert isinstance(other, Score)
    assert abs(one.value - other.value) < Decimal("1e-12")


def test_size_is_never_out_of_domain():
    assert _score(profile=Profile(cents(1))).warnings == ("units_probable", "pd_to_be_confirmed")


def test_foreseen_mistakes_from_accounts_by_hand():
    inputs = inputs_of(reference(), previous())
    right = bdf_z_of(reference(), previous())
    assert isinstance(right, Score)
    wrong = {m.code: m.value - right.value for m in bdf_z_accounts.mistakes(inputs)}
    # R5 58,74 → 70,49 · R7 89,71 → 107,65 · R6 6,842 → 6,404
    assert round(wrong["purchases_ht"], 4) == Decimal("-0.0809")
    assert round(wrong["production_ht"], 4) == Decimal("0.1267")
    assert round(wrong["growth_on_current"], 4) == Decimal("0.0051")
    assert round(wrong["basis_365"], 4) == Decimal("0.0032")
    assert bdf_z_accounts.mistakes(replace(inputs, ebe=0)) == ()
