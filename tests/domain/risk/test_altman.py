"""Altman: four models, zones, French reading, mistakes."""

from dataclasses import replace
from decimal import Decimal

import pytest

from simulator.domain.accounts.statement import Standard
from simulator.domain.refusals import NotFinite, UnknownChoice
from simulator.domain.results import Confidence, NotComputable
from simulator.domain.risk import altman
from simulator.domain.risk.altman import (
    MODELS,
    AltmanInputs,
    AltmanRatios,
    altman_from_ratios,
    altman_of,
)
from simulator.domain.risk.result import Score
from tests.domain.accounts.reference import BALANCE, INCOME, reference, statement

FIRM = AltmanInputs(
    current_assets=50,
    short_term_debts=30,
    total_assets=100,
    retained_earnings=10,
    ebit=8,
    equity=40,
    debts=50,
    sales=150,
    market_value=60,
)


def _score(name, inputs=FIRM) -> Score:
    found = altman.altman(name, inputs)
    assert isinstance(found, Score)
    return found


def test_four_models_by_hand():
    # X1 0,2 · X2 0,1 · X3 0,08 · X4 1,2 (market) or 0,8 (book) · X5 1,5
    assert _score("altman_z").value == Decimal("2.864")
    assert _score("altman_z_prime").value == Decimal("2.30966")
    assert _score("altman_z_second").value == Decimal("3.0156")
    assert _score("altman_z_second_em").value == Decimal("6.2656")


def test_contributions_and_constant_add_up():
    for name in MODELS:
        score = _score(name)
        assert sum(p.amount for p in score.contributions) + score.constant == score.value
        assert score.steps[-1].value == score.value


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("altman_z", "1.81", "2.99"),
        ("altman_z_prime", "1.23", "2.9"),
        ("altman_z_second", "1.1", "2.6"),
        ("altman_z_second_em", "4.15", "5.85"),
    ],
)
def test_zones(name, low, high):
    zones = MODELS[name].classes
    step = Decimal("0.0001")
    found = [zones.grade(Decimal(z)) for z in (high, low)]
    assert found == ["grise", "grise"]
    assert zones.grade(Decimal(high) + step) == "sure"
    assert zones.grade(Decimal(low) - step) == "detresse"


def test_levels_of_proof_are_carried():
    assert _score("altman_z").warnings == ()
    assert "zones_probable" in _score("altman_z_second").warnings
    assert MODELS["altman_z_second_em"].confidence is Confidence.PROBABLE


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("market_value", None, "market_value_unknown"),
        ("total_assets", 0, "total_assets_not_positive"),
        ("debts", 0, "debts_not_positive"),
        ("sales", 0, "turnover_not_positive"),
    ],
)
def test_no_score_without_a_base(field, value, reason):
    found = altman.altman("altman_z", replace(FIRM, **{field: value}))
    assert isinstance(found, NotComputable)
    assert found.reason == reason
    assert altman.mistakes("altman_z", replace(FIRM, **{field: value})) == ()


def test_unknown_model_and_unreadable_ratio():
    with pytest.raises(UnknownChoice):
        altman.altman("altman_x", FIRM)
    with pytest.raises(NotFinite):
        altman_from_ratios("altman_z", AltmanRatios(0, 0, float("nan"), 0))


def test_flows_are_annualised():
    half = _score("altman_z_prime", replace(FIRM, ebit=4, sales=75, months=6))
    assert half.value == _score("altman_z_prime").value
    assert half.warnings == ("year_not_twelve_months",)


def test_a_listed_firm_from_a_statement_and_its_market_value():
    score = altman_of("altman_z", reference(), 1990)
    assert isinstance(score, Score)
    assert score.contribution("x4").value == 1


def test_a_disposal_of_2025_does_not_improve_the_ebit():
    old = altman_of("altman_z_prime", reference())
    lines = {c: v for c, v in INCOME.items() if c not in {"p775", "c675"}}
    moved = lines | {"FQ": 45, "p757": 40, "GE": 40, "c657": 25}
    new = altman_of("altman_z_prime", statement(moved | BALANCE, standard=Standard.FROM_2025))
    assert isinstance(old, Score)
    assert isinstance(new, Score)
    assert old.value == new.value


def test_foreseen_mistakes_by_hand():
    wrong = {m.code: m.value for m in altman.mistakes("altman_z_prime", FIRM)}
    # Z coefficients on book equity: 0,24 + 0,14 + 0,264 + 0,48 + 1,5
    assert wrong["coefficients_of_altman_z"] == Decimal("2.624")
    assert wrong["coefficients_of_altman_z_second"] == Decimal("3.0156")
    assert wrong["short_term_debts_forgotten"] == Decimal("2.52476")
    assert "coefficients_of_altman_z_prime" not in wrong


def test_a_score_without_x5_needs_no_sales():
    found = altman.altman("altman_z_second", replace(FIRM, sales=0))
    assert not isinstance(found, NotComputable)
    assert found.value == altman.altman("altman_z_second", FIRM).value
