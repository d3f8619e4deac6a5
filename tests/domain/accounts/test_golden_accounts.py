"""Public golden cases: SIG, CAF, functional balance sheet, ratios, rotations."""

from decimal import Decimal

import pytest

from simulator.domain.accounts import rotation
from simulator.domain.accounts.caf import caf_additive, caf_from, caf_subtractive
from simulator.domain.accounts.functional import (
    Functional,
    FunctionalMasses,
    functional,
    functional_of,
)
from simulator.domain.accounts.liquidity import Liquidity
from simulator.domain.accounts.mistake import day_mistakes
from simulator.domain.accounts.ratio import Ratio, in_days, ratio
from simulator.domain.accounts.ratios import ratios_of
from simulator.domain.accounts.sig import sig_of
from simulator.domain.money import cents, euros
from tests.domain.accounts.reference import reference, statement
from tests.domain.risk.cases import CASES, case, near


def _value(result):
    assert isinstance(result, Ratio)
    return result.value


def test_sig_01_every_balance_and_the_cash_flow():
    i, expected, tolerance = case("SIG-01")
    made = statement(
        {
            "FC": i["ventes"],
            "FS": i["achats"],
            "FT": i["var"],
            "FF": i["pv"],
            "FU": i["mp"],
            "FW": i["ace"],
            "FX": i["impots"],
            "FY": i["sal"],
            "FZ": i["soc"],
            "GA": i["dot"],
            "GR": i["cf"],
            "HE": i["exc"],
            "HK": i["is_"],
        }
    )
    sig = sig_of(made)
    assert near(euros(sig.commercial_margin), expected["MC"], tolerance)
    assert near(euros(sig.value_added), expected["VA"], tolerance)
    assert near(euros(sig.ebe), expected["EBE"], tolerance)
    assert near(euros(sig.current_result), expected["RCAI"], tolerance)
    assert near(euros(sig.net_result), expected["RN"], tolerance)
    assert near(euros(caf_subtractive(made).value), expected["CAF"], tolerance)
    assert near(euros(caf_additive(made).value), expected["CAF"], tolerance)


def test_sig_02_value_added_and_ebe_from_aggregates():
    i, expected, tolerance = case("SIG-02")
    sig = sig_of(
        statement(
            {"FF": i["prod"], "FC": i["mc"], "FW": i["conso"], "FO": i["subv"], "FY": i["charges"]}
        )
    )
    assert near(euros(sig.value_added), expected["VA"], tolerance)
    assert near(euros(sig.ebe), expected["EBE"], tolerance)


def test_sig_04_reference_firm_from_the_codes_of_the_form():
    i, expected, tolerance = case("SIG-04")
    renamed = {"prod_vendue": "FF", "prod_fin": "GP"}
    sig = sig_of(statement({renamed.get(code, code): amount for code, amount in i.items()}))
    found = {
        "CA": sig.sales,
        "MC": sig.commercial_margin,
        "production": sig.production,
        "VA": sig.value_added,
        "EBE": sig.ebe,
        "REX": sig.operating_result,
        "RN": sig.net_result,
    }
    for name, value in expected.items():
        assert near(euros(found[name]), value, tolerance), name


def test_caf_02_subtractive_from_signed_lines():
    i, expected, tolerance = case("CAF-02")
    ebe, *others = [cents(line) for line in i["lignes"]]
    gained = [c for c in others if c > 0]
    lost = [-c for c in others if c < 0]
    found = euros(caf_from(ebe, added=gained, subtracted=lost))
    assert near(found, expected["CAF_k"], tolerance)


def test_caf_03_both_methods_agree_on_the_reference_firm():
    i, expected, tolerance = case("CAF-03")
    made = reference()
    sig = sig_of(made)
    assert (euros(sig.ebe), euros(sig.net_result)) == (i["EBE"], i["RN"])
    assert near(euros(caf_subtractive(made).value), expected["soustractive"], tolerance)
    assert near(euros(caf_additive(made).value), expected["additive"], tolerance)


def test_fr_02_eight_masses_that_close():
    i, expected, tolerance = case("FR-02")
    names = ("rs", "es", "ace", "pce", "ache", "pche", "ta", "tp")
    found = functional(FunctionalMasses(*(cents(i[name]) for name in names)))
    assert near(euros(found.frng), expected["FRNG"], tolerance)
    assert near(euros(found.bfre), expected["BFRE"], tolerance)
    assert near(euros(found.bfrhe), expected["BFRHE"], tolerance)
    assert near(euros(found.net_cash), expected["TN"], tolerance)
    assert near(euros(found.net_cash_by_accounts), expected["TN2"], tolerance)
    assert found.warnings == ()


def test_fr_03_trap_the_liquidity_reading_of_the_same_firm_is_another_figure():
    i, expected, tolerance = case("FR-03")
    found = Liquidity(cents(i["cap_perm"]), cents(i["actif_lt"]))
    assert near(euros(found.working_capital), expected["FR"], tolerance)
    functional_frng = CASES["FR-02"]["expected"]["FRNG"]
    assert euros(found.working_capital) != functional_frng  # net assets for gross: the mistake


def test_fr_04_trap_published_working_capital_does_not_follow_from_its_own_data():
    i, expected, tolerance = case("FR-04")
    found = Functional(cents(i["frng"]), cents(i["bfre_recalcule"]), cents(i["bfrhe"]))
    assert near(euros(found.bfr), expected["BFR"], tolerance)
    assert near(euros(found.net_cash), expected["TN"], tolerance)
    wrong = CASES["FR-04"]["published_wrong"]
    assert not near(euros(found.bfr), wrong["BFR"], tolerance)
    assert not near(euros(found.net_cash), wrong["TN"], tolerance)


def test_fr_05_functional_balance_sheet_of_the_reference_firm():
    _, expected, tolerance = case("FR-05")
    found = functional_of(reference())
    assert near(euros(found.frng), expected["FRNG"], tolerance)
    assert near(euros(found.bfre), expected["BFRE"], tolerance)
    assert near(euros(found.bfrhe), expected["BFRHE"], tolerance)
    assert near(euros(found.bfr), expected["BFR"], tolerance)
    assert near(euros(found.net_cash), expected["TN"], tolerance)


def test_fr_05_from_the_masses_that_the_case_gives():
    i, expected, tolerance = case("FR-05")
    lines = {
        "DL": i["DL"],
        "BK": i["amort"],
        "BM": i["dep_stocks"],
        "BY": i["dep_clients"],
        "DR": i["DR"],
        "DU": i["DU"],
        "EH": i["EH_cbc"],
        "DV": i["DV"],
        "BJ": i["immo_brut"],
        "BL": i["stocks_brut"],
        "BV": i["av_versees"],
        "BX": i["clients_brut"],
        "CH": i["cca"],
        "BZ": i["autres_creances"],
        "CD": i["vmp"],
        "CF": i["dispo"],
        **{code: i[code] for code in ("DW", "DX", "DY", "EB", "DZ", "EA")},
    }
    found = functional_of(statement(lines))
    assert near(euros(found.frng), expected["FRNG"], tolerance)
    assert near(euros(found.net_cash), expected["TN"], tolerance)


def test_rat_01_aunege():
    i, expected, tolerance = case("RAT-01")
    debts = i["pct"]
    current = sum(i["fr_res"])
    assert near(_value(ratio("a", i["sn"], i["total"])) * 100, expected["autonomie_pct"], tolerance)
    gearing = _value(ratio("e", i["dlt"], i["sn"])) * 100
    assert near(gearing, expected["endettement_pct"], tolerance)
    assert current - debts == expected["FR"]
    quick = _value(ratio("r", i["real_dispo"], debts))
    assert near(quick, expected["liq_reduite"], tolerance)
    cash = _value(ratio("i", i["dispo"], debts))
    assert near(cash, expected["liq_immediate"], tolerance)


def test_rat_02_current_ratio():
    i, expected, tolerance = case("RAT-02")
    assert near(_value(ratio("rlg", i["ac"], i["dct"])), expected["RLG"], tolerance)


def test_rat_04_demonstration_figures_of_a_builder():
    i, expected, tolerance = case("RAT-04")
    quotients = {
        "liq_generale": (i["ac"], i["pc"]),
        "liq_reduite": (i["ac"] - i["st"], i["pc"]),
        "liq_immediate": (i["tr"], i["pc"]),
        "autonomie": (i["fp"], i["tot"]),
        "endettement": (i["df"], i["fp"]),
        "dette_caf": (i["df"], i["caf"]),
        "rotation": (i["ca"], i["tot"]),
        "roe": (i["rn"], i["fp"]),
    }
    for name, (top, bottom) in quotients.items():
        assert near(_value(ratio(name, top, bottom)), expected[name], tolerance[name]), name
    days = in_days("dso", i["cli"], i["ca"], basis=365)
    assert near(_value(days), expected["dso_HT_365"], tolerance["dso_HT_365"])
    fixed = i["tot"] - i["ac"]
    found = euros(Liquidity(cents(i["cap_perm"]), cents(fixed)).working_capital)
    assert near(found, expected["frng"], tolerance["frng"])
    assert found != CASES["RAT-04"]["published_wrong"]["frng"]


@pytest.mark.parametrize("code", ["ROT-01", "ROT-03", "ROT-04"])
def test_rot_outstanding_over_flow_in_days(code):
    i, expected, tolerance = case(code)
    days = in_days("days", i["encours"], i["flux"], basis=i["base"])
    assert near(_value(days), expected["jours"], tolerance)


def test_rot_06_whole_cycle():
    i, expected, tolerance = case("ROT-06")
    goods = rotation.stock_days("goods", i["si"], i["sf"], i["cout_march"], basis=360)
    turns = rotation.stock_turns("goods", i["si"], i["sf"], i["cout_march"])
    made = rotation.stock_days("made", i["pf"], i["pf"], i["cout_pf"], basis=360)
    customers = in_days("customers", i["cli"], i["ca_ttc"], basis=360)
    suppliers = in_days("suppliers", i["four"], i["ach_ttc"], basis=360)
    found = {
        "j_march": goods,
        "rot_march": turns,
        "j_pf": made,
        "j_cli": customers,
        "j_four": suppliers,
    }
    for name, value in expected.items():
        assert near(_value(found[name]), value, tolerance), name


def test_rot_07_normative_requirement_in_days_of_sales():
    i, expected, tolerance = case("ROT-07")
    days = rotation.normative_days(i["j"], i["num"], i["den"])
    assert near(days, expected["jours_ca"], tolerance)


def test_rot_09_trap_vat_and_days_of_the_year():
    i, expected, tolerance = case("ROT-09")
    flow = rotation.with_vat(i["ca"], i["tva"])
    right = in_days("dso", i["cli"], flow, basis=360)
    assert near(_value(right), expected["TTC_360"], tolerance)
    foreseen = day_mistakes(i["cli"], i["ca"], vat_rate=Decimal("0.2"), basis=360)
    wrong = {m.code: m.value for m in foreseen}
    assert near(wrong["ht_flow"], expected["HT_360"], tolerance)
    assert near(wrong["other_basis"], expected["TTC_365"], tolerance)


def test_ratios_of_the_reference_firm_are_those_of_the_printed_table():
    """Figures printed with the reference firm, rounded as printed there."""
    found = ratios_of(reference())
    printed = {
        "autonomie_financiere": (0.392, 0.0005),
        "gearing_net": (0.682, 0.0005),
        "capacite_remboursement": (1.78, 0.005),
        "liquidite_generale": (1.63, 0.005),
        "liquidite_reduite": (1.10, 0.005),
        "liquidite_immediate": (0.13, 0.005),
        "frais_financiers_ebe": (0.130, 0.0005),
        "frais_financiers_ca": (0.019, 0.0005),
        "couverture_ebe": (7.7, 0.05),
        "couverture_rex": (5.1, 0.05),
        "credit_fournisseurs": (58.7, 0.05),
        "rotation_marchandises": (96.9, 0.05),
        "rotation_matieres": (68.3, 0.05),
        "frng_jours_ca": (78.75, 0.001),
        "tresorerie_jours_ca": (-0.75, 0.001),
    }
    for name, (value, tolerance) in printed.items():
        assert near(_value(found[name]), value, tolerance), name
