"""Public golden cases: Conan & Holder, Z 1983, cotation, AFDCC 3, Altman, points of risk."""

from decimal import Decimal

import pytest

from simulator.domain.accounts.annual import annual
from simulator.domain.accounts.ratio import Ratio
from simulator.domain.risk import afdcc3, altman, bdf_z, conan_holder
from simulator.domain.risk.altman import AltmanInputs, AltmanRatios, altman_from_ratios
from simulator.domain.risk.bdf_z import BdfZRatios
from simulator.domain.risk.bdf_z_accounts import bdf_z_of
from simulator.domain.risk.conan_holder import ConanHolderInputs, conan_holder_of
from simulator.domain.risk.cotation import activity_letter
from simulator.domain.risk.credit_men import credit_men
from simulator.domain.risk.default_grid import DEFAULT_GRID
from simulator.domain.risk.grid import risk_points
from simulator.domain.risk.rebase import rebased
from simulator.domain.risk.result import Score
from tests.domain.accounts.reference import previous, reference
from tests.domain.risk.cases import CASES, case, near


def _inputs(i):
    return ConanHolderInputs(
        ebe=i["ebe"],
        debts=i["dettes"],
        permanent_capital=i["cap_perm"],
        total_assets=i["actif"],
        quick_assets=i["real_dispo"],
        interest=i["ff"],
        sales=i["ca"],
        staff=i["pers"],
        value_added=i["va"],
    )


@pytest.mark.parametrize("code", ["CH-02", "CH-03"])
def test_conan_holder_of_plain_amounts(code):
    i, expected, tolerance = case(code)
    score = conan_holder.conan_holder(_inputs(i))
    assert isinstance(score, Score)
    assert near(score.value, expected["N_points"], tolerance)
    assert score.grade == expected["classe"]


def test_ch_02_is_found_from_the_statement_of_the_reference_firm():
    _, expected, tolerance = case("CH-02")
    score = conan_holder_of(reference())
    assert isinstance(score, Score)
    assert near(score.value, expected["N_points"], tolerance)


def test_ch_04_trap_the_fraction_must_not_be_set_against_the_classes():
    i, expected, tolerance = case("CH-04")
    score = conan_holder.conan_holder(_inputs(i))
    assert isinstance(score, Score)
    fraction = conan_holder.as_fraction(score.value)
    assert near(fraction, expected["N_fraction"], tolerance)
    wrong = {m.code: m.value for m in conan_holder.mistakes(_inputs(i))}
    assert near(wrong["fraction"], expected["N_fraction"], tolerance)
    assert score.grade == "bonne"
    assert conan_holder.CLASSES.grade(fraction) == "danger"


def test_ch_05_classes():
    i, expected, _ = case("CH-05")
    found = [conan_holder.CLASSES.grade(Decimal(str(n))) for n in i["n"]]
    assert found == expected["classes"]


@pytest.mark.parametrize("code", ["CH-06", "CH-07"])
def test_conan_holder_probability_by_decile(code):
    i, expected, tolerance = case(code)
    for n, percent in zip(i["n"], expected["pd"], strict=True):
        found = conan_holder.probability(Decimal(str(n)))
        assert near(found.value * 100, percent, tolerance)
        assert found.confidence == CASES[code]["confidence"]


def test_ch_09_rebasing_of_the_probability():
    i, expected, tolerance = case("CH-09")
    found = rebased(i["pds"], i["pi"], i["pis"])
    assert near(found * 100, expected["pd_pct"], tolerance)


def test_ch_10_trap_a_year_of_six_months_is_annualised():
    i, expected, tolerance = case("CH-10")
    right = annual("ebe", i["ebe"], i["mois"]) / i["dettes"]
    assert near(right, expected["R1"], tolerance)
    amounts = {**CASES["CH-02"]["inputs"], "ebe": i["ebe"], "dettes": i["dettes"]}
    plain = _inputs(amounts)
    inputs = ConanHolderInputs(
        **{name: getattr(plain, name) for name in plain.__dataclass_fields__ if name != "months"},
        months=i["mois"],
    )
    score = conan_holder.conan_holder(inputs)
    assert isinstance(score, Score)
    assert near(score.contribution("ebe_dettes").value, expected["R1"], tolerance)
    wrong = {m.code: m.value for m in conan_holder.mistakes(inputs)}
    gap = (score.value - wrong["not_annualised"]) / 24
    assert near(gap, expected["R1"] - expected["R1_faux"], tolerance)


@pytest.mark.parametrize("code", ["BDF-01", "BDF-02", "BDF-03"])
def test_z_1983_from_ratios(code):
    i, expected, tolerance = case(code)
    score = bdf_z.bdf_z(BdfZRatios(**i))
    assert isinstance(score, Score)
    assert near(score.value, expected["Z"], tolerance)
    if "zone" in expected:
        assert score.grade == expected["zone"]


def test_bdf_01_is_found_from_the_statements_of_the_reference_firm():
    i, expected, tolerance = case("BDF-01")
    score = bdf_z_of(reference(), previous())
    assert isinstance(score, Score)
    for used in score.ratios:
        assert near(used.value, i[used.name], 1e-9), used.name
    assert near(score.value, expected["Z"], tolerance)


def test_bdf_05_zones():
    i, expected, _ = case("BDF-05")
    assert [bdf_z.zone(Decimal(str(z))) for z in i["z"]] == expected["zones"]


def test_bdf_06_activity_letters():
    i, expected, _ = case("BDF-06")
    found = [activity_letter(Decimal(str(m)) * 1_000_000) for m in i["ca"]]
    assert found == expected["lettres"]


def test_afd_01_restated_current_result():
    i, expected, tolerance = case("AFD-01")
    before, after = afdcc3.restated_current_result(i["lignes"], Decimal(1) / 3)
    assert near(before, expected["RCAI_retraite"], tolerance)
    assert near(after, expected["RNR"], tolerance)


def _afdcc3_figures(ratios):
    names = {
        "ebit_ca_pct": ("ebit_ca", 100),
        "cfn_ebitda_pct": ("charges_financieres_ebitda", 100),
        "fr_jours": ("fr_jours_ca", 1),
        "tn_jours": ("tresorerie_jours_ca", 1),
        "caf_dette_pct": ("caf_endettement", 100),
        "dfs_va_pct": ("dettes_fiscales_sociales_va", 100),
    }
    found = {}
    for name, (ratio, factor) in names.items():
        assert isinstance(ratios[ratio], Ratio)
        found[name] = ratios[ratio].value * factor
    return found


def test_afd_02_ratios_from_amounts_and_from_the_statement():
    i, expected, tolerance = case("AFD-02")
    inputs = afdcc3.Afdcc3Inputs(
        ebit=i["ebit"],
        sales=i["ca"],
        net_financial_charges=i["cfn"],
        ebitda=i["ebitda"],
        working_capital=i["fr"],
        net_cash=i["tn"],
        caf=i["caf"],
        financial_debt=i["dfin"],
        tax_and_social_debts=i["dfs"],
        value_added=i["va"],
    )
    for chosen in (inputs, afdcc3.inputs_of(reference())):
        found = _afdcc3_figures(afdcc3.afdcc3_ratios(chosen))
        for name, value in expected.items():
            assert near(found[name], value, tolerance), name


@pytest.mark.parametrize("code", ["ALT-01", "ALT-03", "ALT-04"])
def test_altman_z_1968(code):
    i, expected, tolerance = case(code)
    score = altman_from_ratios("altman_z", AltmanRatios(**i))
    assert near(score.value, expected["Z"], tolerance)
    assert score.grade == expected.get("zone", score.grade)


def test_alt_05_trap_the_published_figure_is_not_what_the_formula_gives():
    i, expected, tolerance = case("ALT-05")
    score = altman_from_ratios("altman_z", AltmanRatios(**i))
    assert near(score.value, expected["Z"], tolerance)
    wrong = CASES["ALT-05"]["published_wrong"]["Z"]
    assert not near(score.value, wrong, tolerance)
    # The published figure is in the grey zone, the right one is safe: the decision changes.
    assert (score.grade, altman.MODELS["altman_z"].classes.grade(Decimal(str(wrong)))) == (
        "sure",
        "grise",
    )


def test_alt_07_two_models_disagree_on_the_reference_firm():
    i, expected, tolerance = case("ALT-07")
    plain = AltmanInputs(
        current_assets=i["ac"],
        short_term_debts=i["pct"],
        total_assets=i["ta"],
        retained_earnings=i["res"],
        ebit=i["ebit"],
        equity=i["cp"],
        debts=i["dettes"],
        sales=i["ca"],
    )
    for inputs in (plain, altman.inputs_of(reference())):
        prime = altman.altman("altman_z_prime", inputs)
        second = altman.altman("altman_z_second", inputs)
        assert isinstance(prime, Score)
        assert isinstance(second, Score)
        assert near(prime.value, expected["Zprime"], tolerance)
        assert near(second.value, expected["Zsecond"], tolerance)
        assert prime.grade == expected["zone_prime"]
        assert second.grade == expected["zone_second"]


def test_pts_01_default_grid():
    i, expected, tolerance = case("PTS-01")
    assert [c.weight for c in DEFAULT_GRID.criteria] == i["poids"]
    assert DEFAULT_GRID.highest_note == i["nmax"]
    assert DEFAULT_GRID.total_weight == expected["somme_poids"]
    notes = {c.code: n for c, n in zip(DEFAULT_GRID.criteria, i["notes"], strict=True)}
    score = risk_points(DEFAULT_GRID, notes)
    assert isinstance(score, Score)
    assert near(score.value, expected["points"], tolerance)
    assert score.grade == expected["classe"]


def test_pts_02_credit_men():
    i, expected, tolerance = case("PTS-02")
    score = credit_men(i["perso"], i["eco"], i["fin"])
    assert near(score.value, expected["S"], tolerance)
