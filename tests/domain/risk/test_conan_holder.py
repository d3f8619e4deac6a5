"""Conan & Holder: refusals, warnings, contributions, mistakes, months."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.accounts.ratio import Ratio
from simulator.domain.money import cents
from simulator.domain.refusals import NotFinite, OutOfRange
from simulator.domain.results import NotComputable, Unit
from simulator.domain.risk import conan_holder as ch
from simulator.domain.risk.conan_holder import ConanHolderInputs, conan_holder, conan_holder_of
from simulator.domain.risk.profile import Profile, profile_of
from simulator.domain.risk.result import RatioUsed, Score
from tests.domain.accounts.reference import IDENTITY, reference, statement

PUBLISHED = ConanHolderInputs(
    ebe=120,
    debts=670,
    permanent_capital=600,
    total_assets=1000,
    quick_assets=350,
    interest=20,
    sales=2000,
    staff=250,
    value_added=400,
)
"""Worked example published with a financial analysis module: 15,98 points."""

amounts = st.decimals(0, 10**9, places=2)
positive = st.decimals("0.01", 10**9, places=2)


def _score(inputs=PUBLISHED, profile=None) -> Score:
    found = conan_holder(inputs) if profile is None else conan_holder(inputs, profile)
    assert isinstance(found, Score)
    return found


def test_the_published_example():
    assert round(_score().value, 2) == Decimal("15.98")


def test_each_contribution_is_its_coefficient_times_its_ratio():
    parts = {p.ratio: round(p.amount, 3) for p in _score().contributions}
    assert parts == {
        "ebe_dettes": Decimal("4.299"),
        "capitaux_permanents_bilan": Decimal("13.200"),
        "realisable_disponible_bilan": Decimal("5.600"),
        "frais_financiers_ca": Decimal("-0.870"),
        "personnel_va": Decimal("-6.250"),
    }


@given(
    st.builds(
        ConanHolderInputs,
        ebe=st.decimals(-(10**9), 10**9, places=2),
        debts=positive,
        permanent_capital=amounts,
        total_assets=positive,
        quick_assets=amounts,
        interest=amounts,
        sales=positive,
        staff=amounts,
        value_added=positive,
        months=st.integers(1, 24),
    )
)
def test_contributions_add_up_to_the_value(inputs):
    score = _score(inputs)
    parts = sum(p.coefficient * p.value for p in score.contributions)
    assert abs(parts - score.value) <= abs(score.value) * Decimal("1e-20") + Decimal("1e-12")
    plain = ch.points(*(used.value for used in score.ratios))
    assert plain == score.value


@pytest.mark.parametrize("scale_factor", [1000, Decimal("0.01"), 0.5])
def test_the_unit_of_account_does_not_matter(scale_factor):
    names = [n for n in PUBLISHED.__dataclass_fields__ if n != "months"]
    scaled = ConanHolderInputs(
        **{n: Decimal(str(scale_factor)) * getattr(PUBLISHED, n) for n in names}
    )
    assert abs(_score(scaled).value - _score().value) < Decimal("1e-20")


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        ("debts", "debts_not_positive"),
        ("total_assets", "total_assets_not_positive"),
        ("sales", "turnover_not_positive"),
        ("value_added", "value_added_not_positive"),
    ],
)
@pytest.mark.parametrize("value", [0, -10])
def test_a_denominator_that_makes_no_sense_gives_no_score(field, reason, value):
    found = conan_holder(replace(PUBLISHED, **{field: value}))
    assert isinstance(found, NotComputable)
    assert found.reason == reason
    assert ch.mistakes(replace(PUBLISHED, **{field: value})) == ()


def test_a_negative_value_added_would_have_improved_the_score():
    naive = ch.points(
        Decimal(120) / 670,
        Decimal("0.6"),
        Decimal("0.35"),
        Decimal("0.01"),
        Decimal(250) / -400,
    )
    assert naive > _score().value


@pytest.mark.parametrize("field", ["ebe", "staff", "debts"])
def test_what_is_not_a_number_is_refused(field):
    with pytest.raises(NotFinite):
        conan_holder(replace(PUBLISHED, **{field: float("nan")}))


def test_months_out_of_bounds_are_refused():
    with pytest.raises(OutOfRange):
        conan_holder(replace(PUBLISHED, months=0))


def test_probability_is_flat_beyond_the_table_and_marked():
    assert ch.probability(Decimal(-100)).value == 1
    assert ch.probability(Decimal(50)).value == Decimal("0.1")
    found = ch.probability(Decimal("5.75"))  # half-way from 4,7 to 6,8
    assert found.value == Decimal("0.55")
    assert (found.prior, found.horizon_years) == (Decimal("0.5"), 3)


def test_three_zones_of_practice_are_a_scale_apart():
    found = [ch.ZONES_4_9.grade(Decimal(n)) for n in ("9.1", "9", "4", "3.9")]
    assert found == ["saine", "vigilance", "vigilance", "danger"]


def test_warnings_say_what_is_outside_the_domain():
    inside = Profile(cents(2_000_000), 50, 25)
    assert _score(profile=inside).warnings == ("pd_of_balanced_sample",)
    outside = Profile(cents(900_000), 5, 47)
    assert _score(profile=outside).warnings[:3] == (
        "out_of_domain_size",
        "out_of_domain_headcount",
        "out_of_domain_sector",
    )
    assert "out_of_domain_size" in _score(profile=Profile(cents(75_000_001))).warnings
    assert "year_not_twelve_months" in _score(replace(PUBLISHED, months=6)).warnings


def test_a_statement_and_an_identity_give_the_profile():
    made = statement({"FL": 1_000_000}, months=6)
    assert profile_of(made) == Profile(cents(2_000_000))
    assert profile_of(made, IDENTITY) == Profile(cents(2_000_000), 42, 25)
    assert profile_of(made, IDENTITY).industrial
    assert not profile_of(made, IDENTITY).trading
    assert profile_of(made, replace(IDENTITY, naf="ZZ")).division is None
    assert profile_of(made).industrial is None


def test_a_statement_without_value_added_has_no_score():
    assert isinstance(
        conan_holder_of(statement({"DX": 1, "FL": 1, "FW": 3}), IDENTITY), NotComputable
    )


def test_the_steps_show_ratios_products_and_the_sum():
    found = conan_holder_of(reference())
    assert isinstance(found, Score)
    formulas = [step.formula for step in found.steps]
    assert formulas[0] == "690 ÷ 1\u202f990"
    assert formulas[5] == "24 × 0,3467"
    assert formulas[8] == "(−87) × 0,0188"
    assert formulas[-1].startswith("8,3216 + 13,7092 + 6,6469 + (−1,6313)")
    assert found.steps[-1].value == found.value
    assert found.ratios[0].step == found.steps[0]
    assert RatioUsed("x", Decimal(1), Unit.RATIO).step is None
    assert len(found.steps) == 11


def test_foreseen_mistakes_are_the_wrong_paths_computed():
    wrong = {m.code: round(m.value, 3) for m in ch.mistakes(PUBLISHED)}
    assert wrong == {
        "fraction": Decimal("0.160"),
        "plus_r4": Decimal("17.719"),  # 15,979 + 2 × 0,870
        "plus_r5": Decimal("28.479"),  # 15,979 + 2 × 6,250
        "r5_over_sales": Decimal("20.979"),  # R5 = 0,125
        "r5_over_assets": Decimal("19.729"),  # R5 = 0,25
        "r1_over_assets": Decimal("14.560"),  # R1 = 0,12
        "swapped_r2_r3": Decimal("14.479"),
        "constant_r3": Decimal("15.179"),
    }
    assert "not_annualised" in {m.code for m in ch.mistakes(replace(PUBLISHED, months=6))}


def test_the_ratios_may_be_had_alone():
    found = ch.ratios(PUBLISHED)
    assert not isinstance(found, NotComputable)
    assert all(isinstance(r, Ratio) for r in found)
    assert [r.name for r in found] == list(ch.NAMES)


def test_foreseen_mistakes_from_a_statement_by_hand():
    wrong = {m.code: m.value for m in ch.mistakes_of(reference())}
    gaps = {code: value - Decimal("20.741") for code, value in wrong.items()}
    by_hand = {
        "rex_for_ebe": "-2.7739",  # 24 × (460 − 690) ÷ 1 990
        "equity_for_permanent_capital": "-5.0920",  # 22 × (1 320 − 2 100) ÷ 3 370
        "stocks_in_r3": "3.1810",  # 16 × 670 ÷ 3 370
        "current_assets_gross": "0.3798",  # 16 × 80 ÷ 3 370
        "sales_with_vat": "0.2719",  # 87 × 90 × (1 ÷ 4 800 − 1 ÷ 5 760)
    }
    for code, gap in by_hand.items():
        assert abs(gaps[code] - Decimal(gap)) < Decimal("0.001"), code
    assert "plus_r4" in wrong
    assert ch.mistakes_of(statement({})) == ()
