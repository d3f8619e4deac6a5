"""Scores at their edges: what an identity adds, units, what a refusal or a mistake says."""

from dataclasses import replace
from decimal import Decimal

import pytest

from simulator.domain.refusals import NotFinite
from simulator.domain.results import Confidence, NotComputable
from simulator.domain.risk import altman, bdf_z
from simulator.domain.risk.altman import MODELS, AltmanInputs
from simulator.domain.risk.bdf_z import BdfZRatios
from simulator.domain.risk.conan_holder import conan_holder_of
from simulator.domain.risk.rebase import rebased
from simulator.domain.risk.result import Score
from tests.domain.accounts.reference import IDENTITY, reference, statement


def test_an_identity_tells_that_a_firm_is_too_small_for_the_score():
    tiny = conan_holder_of(reference(), replace(IDENTITY, headcount=3))
    assert isinstance(tiny, Score)
    assert "out_of_domain_headcount" in tiny.warnings
    unknown = conan_holder_of(reference())
    assert isinstance(unknown, Score)
    assert "out_of_domain_headcount" not in unknown.warnings


def test_percents_read_as_fractions_and_days_as_years():
    wrong = {m.code: m.value for m in bdf_z.mistakes(BdfZRatios(0, 0, 10, 0, 0, 0, 72, 0))}
    # −85,544 − 0,824 × 0,1 + 0,706 × 0,2 = −85,4852
    assert wrong["fractions"] == Decimal("-0.854852")


def test_three_percent_is_no_longer_a_fraction():
    suspect = "ratios_look_like_fractions"
    at, under = (bdf_z.bdf_z(BdfZRatios(r1, 1, 1, 1, 1, 1, 1, 1)) for r1 in (3, "2.99"))
    assert isinstance(at, Score)
    assert isinstance(under, Score)
    assert suspect not in at.warnings
    assert suspect in under.warnings


def test_a_firm_without_sales_says_how_much_it_sold():
    nothing = AltmanInputs(50, 30, 100, 10, 8, 40, 50, 0, 60)
    assert altman.altman("altman_z", nothing) == NotComputable(
        "turnover_not_positive", {"sales": Decimal(0)}
    )


def test_retained_earnings_leave_out_capital_premiums_revaluation_and_regulated_reserves():
    lines = {"DL": 100, "DA": 40, "DB": 10, "DC": 5, "DJ": 3, "DK": 2}
    assert altman.inputs_of(statement(lines)).retained_earnings == 40


def test_published_zones_and_constants():
    # Altman 1968, 1983 and 1995: only the version for emerging markets has a constant
    assert {name: model.constant for name, model in MODELS.items()} == {
        "altman_z": 0,
        "altman_z_prime": 0,
        "altman_z_second": 0,
        "altman_z_second_em": Decimal("3.25"),
    }
    assert MODELS["altman_z"].confidence is Confidence.CERTAIN


def test_a_rate_that_is_no_number_is_named():
    with pytest.raises(NotFinite) as refusal:
        rebased(Decimal("0.5"), base_rate=Decimal("NaN"), sample_rate=Decimal("0.5"))
    assert refusal.value.name == "base_rate"
