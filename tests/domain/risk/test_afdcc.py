"""AFDCC: what is public, and notes that never pass for official ones."""

from dataclasses import replace
from decimal import Decimal

import pytest

from simulator.domain.accounts.ratio import Ratio
from simulator.domain.money import cents
from simulator.domain.refusals import OutOfRange, UnknownChoice
from simulator.domain.results import Confidence, NotComputable
from simulator.domain.risk import afdcc2, afdcc3
from simulator.domain.risk.afdcc2 import Afdcc2Inputs, PracticeSize
from simulator.domain.risk.profile import Profile
from simulator.domain.risk.result import Score
from tests.domain.accounts.reference import IDENTITY, reference, statement

PEERS = {name: [Decimal(i) / 10 for i in range(-4, 6)] for name in afdcc3.NAMES}
INPUTS = Afdcc2Inputs(
    equity=40,
    total_assets=100,
    interest=2,
    sales=200,
    net_cash=10,
    tax_and_social_debts=15,
    value_added=75,
    ebe=14,
)


def _note(ratios, population=PEERS) -> Score:
    found = afdcc3.pedagogical_note(ratios, population)
    assert isinstance(found, Score)
    return found


def test_six_sectors_hold_each_division_once_and_leave_out_the_excluded():
    held = [d for divisions in afdcc3.SECTORS.values() for d in divisions]
    assert len(held) == len(set(held))
    assert len(afdcc3.SECTORS) == 6
    assert afdcc3.sector_of(25) == "industrie"
    assert afdcc3.sector_of(55) == "commerce_detail"
    for excluded in (1, 64, 65, 84, 94):
        assert afdcc3.sector_of(excluded) is None


@pytest.mark.parametrize(
    ("value", "lower", "note"),
    [("9", False, 20), ("-9", False, 0), ("9", True, 0), ("2", False, 10), ("2", True, 10)],
)
def test_the_note_is_a_rank_among_peers(value, lower, note):
    peers = [Decimal(n) for n in (1, 2, 3)]
    assert afdcc3.rank_note(Decimal(value), peers, lower_is_better=lower) == note


def test_the_note_always_carries_its_banner():
    score = _note(afdcc3.afdcc3_ratios(afdcc3.inputs_of(reference())))
    assert score.banner == "pedagogical_afdcc"
    assert score.confidence is Confidence.PEDAGOGICAL
    assert "afdcc3_pedagogique" in score.model
    assert 0 <= score.value <= 20
    assert sum(p.amount for p in score.contributions) == score.value
    assert len(score.ratios) == 6


def test_the_note_of_the_reference_firm_by_hand():
    """Peers from −0,4 to 0,5 by 0,1: rank of each ratio counted by hand, mean of the six."""
    score = _note(afdcc3.afdcc3_ratios(afdcc3.inputs_of(reference())))
    notes = [p.value for p in score.contributions]
    # 0,096: 5 below → 10 · 0,116 lower is better: 6 below → 8 · 78,75: 20 · −0,75: 0
    # 0,468: 9 below → 18 · 0,143 lower is better: 6 below → 8
    assert notes == [10, 8, 20, 0, 18, 8]
    assert round(score.value, 6) == Decimal("10.666667")
    assert score.grade == "correcte"


def test_no_debt_is_best_and_no_ebitda_worst():
    sound = afdcc3.inputs_of(reference())
    free = _note(afdcc3.afdcc3_ratios(replace(sound, financial_debt=0)))
    assert free.contribution("caf_endettement").value == 20
    assert "caf_endettement_debts_not_positive" in free.warnings
    weak = _note(afdcc3.afdcc3_ratios(replace(sound, ebitda=-5)))
    assert weak.contribution("charges_financieres_ebitda").value == 0
    assert len(weak.ratios) == 5


def test_no_sales_or_no_peers_gives_no_note():
    sound = afdcc3.inputs_of(reference())
    none = afdcc3.pedagogical_note(afdcc3.afdcc3_ratios(replace(sound, sales=0)), PEERS)
    assert isinstance(none, NotComputable)
    assert none.reason == "turnover_not_positive"
    alone = afdcc3.pedagogical_note(afdcc3.afdcc3_ratios(sound), {})
    assert alone == NotComputable("no_population", {"ratio": "ebit_ca"})


def test_the_tax_rate_is_a_fraction():
    assert afdcc3.restated_current_result([100], Decimal("0.25")) == (100, 75)
    with pytest.raises(OutOfRange):
        afdcc3.restated_current_result([100], 25)


def test_days_of_sales_on_a_civil_year():
    found = afdcc3.afdcc3_ratios(afdcc3.inputs_of(reference()), basis=365)["fr_jours_ca"]
    assert isinstance(found, Ratio)
    assert found.value == Decimal("79.84375")  # 1 050 ÷ 4 800 × 365


def test_what_is_public_of_afdcc_2():
    public = afdcc2.STRUCTURE
    assert (public.functions, public.sectors, public.ratios) == (11, 7, 5)
    assert public.confidence is Confidence.NOT_PUBLIC
    assert len(afdcc2.PRACTICE_FUNCTIONS) == public.functions
    assert len(afdcc2.SECTORS) == public.sectors
    for model in afdcc2.PRACTICE_FUNCTIONS.values():
        assert len(model.coefficients) == public.ratios
        assert model.confidence is Confidence.PEDAGOGICAL
        assert "entrainement" in model.name


def test_a_practice_score_by_hand():
    score = afdcc2.afdcc2_practice(INPUTS, "transport", PracticeSize.ALL)
    assert isinstance(score, Score)
    # 10 + 11 × (0,40 − 0,33) − 100 × (0,01 − 0,010) + 0,045 × (18 − 18)
    #    − 9 × (0,20 − 0,22) + 35 × (0,07 − 0,085)
    assert score.value == Decimal("10.425")
    assert score.grade == "correcte"
    assert score.banner == "pedagogical_afdcc"
    assert score.warnings == ("pedagogical",)
    assert sum(p.amount for p in score.contributions) + score.constant == score.value


@pytest.mark.parametrize("sector", afdcc2.SECTORS)
@pytest.mark.parametrize("size", [PracticeSize.SMALL, PracticeSize.MEDIUM])
def test_every_sector_has_a_function_for_each_size(sector, size):
    assert sector in afdcc2.practice_function(sector, size).name


def test_unknown_sector_or_size():
    with pytest.raises(UnknownChoice):
        afdcc2.practice_function("agriculture", PracticeSize.SMALL)
    with pytest.raises(UnknownChoice):
        afdcc2.practice_function("industrie", PracticeSize.ALL)


def test_a_practice_score_that_does_not_exist():
    found = afdcc2.afdcc2_practice(replace(INPUTS, sales=0), "services", PracticeSize.SMALL)
    assert isinstance(found, NotComputable)
    assert found.reason == "turnover_not_positive"


def test_size_follows_sales_and_the_published_bounds_are_watched():
    small = afdcc2.afdcc2_practice_of(reference(), "industrie")
    assert isinstance(small, Score)
    assert small.model.endswith("petite")
    assert "out_of_domain_size" in small.warnings  # 4 800 € of sales
    big = statement({code: 1000 * c / 100 for code, c in reference().lines.items()})
    medium = afdcc2.afdcc2_practice_of(big, "industrie")
    assert isinstance(medium, Score)
    assert medium.model.endswith("moyenne")
    assert "out_of_domain_size" not in medium.warnings
    assert afdcc2.DOMAIN.warnings(Profile(cents(100_000))) == ("out_of_domain_size",)


def test_the_note_of_a_statement_knows_who_is_left_out():
    note = afdcc3.pedagogical_note_of(reference(), PEERS)
    assert isinstance(note, Score)
    assert "out_of_domain_size" in note.warnings  # 4 800 € of sales
    big = statement({code: 1000 * c / 100 for code, c in reference().lines.items()})
    same = afdcc3.pedagogical_note_of(big, PEERS, IDENTITY)
    assert isinstance(same, Score)
    assert (same.value, same.warnings) == (note.value, ("pedagogical",))
    bank = afdcc3.pedagogical_note_of(big, PEERS, replace(IDENTITY, naf="64.19Z"))
    assert bank == NotComputable("excluded_sector", {"division": 64})
    none = afdcc3.pedagogical_note_of(statement({"CF": 1}), PEERS)
    assert isinstance(none, NotComputable)


def test_the_version_of_2009_has_the_size_in_place_of_tax_and_social_debts():
    assert len(afdcc3.NAMES) == len(afdcc3.NAMES_2009) == 6
    assert set(afdcc3.NAMES_2009) - set(afdcc3.NAMES) == {"taille"}
    assert set(afdcc3.NAMES) - set(afdcc3.NAMES_2009) == {"dettes_fiscales_sociales_va"}
