"""Published cases of several figures at once, lists of values, tables and entries."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from simulator.services.calculators.registry import find
from simulator.services.calculators.report import outcome_json
from simulator.services.calculators.run import compute
from tests.services.test_calculators_golden import CASES, TODAY, near, outputs


def run(slug: str, **given: Any) -> dict[str, Any]:
    return outcome_json(compute(find(slug), given, TODAY, machine=True))


def value(slug: str, output: str, **given: Any) -> Any:
    return run(slug, **given)["outputs"][output]["value"]


@pytest.mark.parametrize("code", ["CH-05", "CH-06", "CH-07"])
def test_conan_and_holder_classes_and_probabilities(code: str) -> None:
    case = CASES[code]
    for rank, points in enumerate(case["inputs"]["n"]):
        if "classes" in case["expected"]:
            found = value("conan-holder-probability", "grade", n=points)
            assert found == case["expected"]["classes"][rank]
        else:
            found = value("conan-holder-probability", "sample_probability", n=points)
            assert near(found * 100, case["expected"]["pd"][rank], float(case["tolerance"]))


def test_activity_letters() -> None:
    case = CASES["BDF-06"]
    letters = [
        value("bdf-activity-letter", "letter", ca=Decimal(millions) * 1_000_000)
        for millions in case["inputs"]["ca"]
    ]

    assert letters == case["expected"]["lettres"]


def test_afdcc_ratios() -> None:
    found, expected = outputs("AFD-02", "afdcc-3-ratios"), CASES["AFD-02"]["expected"]
    pairs = {
        "ebit_ca_pct": ("ebit_ca", 100),
        "cfn_ebitda_pct": ("charges_financieres_ebitda", 100),
        "fr_jours": ("fr_jours_ca", 1),
        "tn_jours": ("tresorerie_jours_ca", 1),
        "caf_dette_pct": ("caf_endettement", 100),
        "dfs_va_pct": ("dettes_fiscales_sociales_va", 100),
    }
    for name, (output, scale) in pairs.items():
        assert near(found[output] * scale, expected[name], 0.001), name


def test_the_two_other_models_of_altman_disagree() -> None:
    expected = CASES["ALT-07"]["expected"]
    prime, second = outputs("ALT-07", "altman-z-prime"), outputs("ALT-07", "altman-z-second")

    assert near(prime["score"], expected["Zprime"], 0.001)
    assert near(second["score"], expected["Zsecond"], 0.001)
    assert (prime["grade"], second["grade"]) == (expected["zone_prime"], expected["zone_second"])


def test_the_builder_s_ratios() -> None:
    found, case = outputs("RAT-04", "ratios"), CASES["RAT-04"]
    for name, wanted in case["expected"].items():
        assert near(found[name], wanted, float(case["tolerance"][name])), name


def test_the_functional_balance_sheet_of_a_tax_return() -> None:
    i, expected = CASES["FR-05"]["inputs"], CASES["FR-05"]["expected"]
    renamed = {
        "amort": "BK", "dep_stocks": "BM", "dep_clients": "BY", "EH_cbc": "EH", "immo_brut": "BJ",
        "stocks_brut": "BL", "av_versees": "BV", "clients_brut": "BX", "cca": "CH",
        "autres_creances": "BZ", "vmp": "CD", "dispo": "CF",
    }  # fmt: skip
    lines = {renamed.get(code, code): amount for code, amount in i.items()}
    found = run("tax-return-balances", lines=lines, closing="2024-12-31")["outputs"]
    for name, output in {
        "FRNG": "frng",
        "BFRE": "bfre",
        "BFRHE": "bfrhe",
        "BFR": "bfr",
        "TN": "net_cash",
    }.items():
        assert near(found[output]["value"], expected[name], 0.01), name


def test_stock_turns_and_trade_days_of_a_whole_cycle() -> None:
    i, expected = CASES["ROT-06"]["inputs"], CASES["ROT-06"]["expected"]
    goods = run("stock-days", si=i["si"], sf=i["sf"], cout_march=i["cout_march"])["outputs"]
    made = run("stock-days", pf=i["pf"], cout_pf=i["cout_pf"])["outputs"]
    clients = value("trade-days", "jours", cli=i["cli"], ca_ttc=i["ca_ttc"])
    suppliers = value("trade-days", "jours", side="suppliers", four=i["four"], ach_ttc=i["ach_ttc"])

    assert (goods["jours"]["value"], goods["turns"]["value"]) == (
        expected["j_march"],
        expected["rot_march"],
    )
    assert (made["jours"]["value"], clients, suppliers) == (
        expected["j_pf"],
        expected["j_cli"],
        expected["j_four"],
    )


def test_days_are_on_sales_with_tax() -> None:
    i, expected = CASES["ROT-09"]["inputs"], CASES["ROT-09"]["expected"]
    given = {"encours": i["cli"], "flux": i["ca"], "flow_tax": "ht", "tva": i["tva"]}

    assert near(value("trade-days", "jours", **given), expected["TTC_360"], 0.001)
    assert near(value("trade-days", "jours", base=365, **given), expected["TTC_365"], 0.001)


def test_factoring_on_both_years_and_its_effective_rate() -> None:
    expected = CASES["FAC-02"]["expected"]

    assert near(outputs("FAC-02", "factoring", base="365")["total"], expected["total_365"], 0.01)
    rate = outputs("FAC-02", "factoring", base="365")["effective_rate"]
    assert near(rate * 100, expected["teg_simple_pct"], 0.01)


def test_a_contractual_discount_is_not_an_interest() -> None:
    case = CASES["ESC-08"]["inputs"]
    found = value("discount-settlement", "discount_ttc", f=case["f"], e=case["e"], vat_rate=0)

    assert found == CASES["ESC-08"]["expected"]["contractuel"]


def test_a_bad_behaviour_lowers_the_need_of_the_afdcc() -> None:
    i = {**CASES["LIM-05"]["inputs"]}
    i["ccp"] = i.pop("ccp_mauvais")
    i.pop("ccp_bon")

    assert value("limit-afdcc", "limit", **i) == CASES["LIM-05"]["expected"]["mauvais"]


def test_the_bands_of_an_aged_balance_at_their_bounds() -> None:
    found = outputs("ageing_01_boundaries", "ageing", credits="netted")
    expected = CASES["ageing_01_boundaries"]["expected"]
    amounts = [row["amount"] for row in found["ageing"]]

    assert amounts == [expected[k] for k in ("non_echu", "1_30", "31_60", "61_90", "gt_90")]
    assert found["total"] == expected["total"]
    assert near(found["overdue_ratio"] * 100, CASES["overdue_01"]["expected"]["value"], 0.01)


def test_expected_receipts() -> None:
    found = outputs("forecast_01", "cash-forecast")

    assert [row["expected_on"] for row in found["dates"]] == CASES["forecast_01"]["expected"][
        "dates"
    ]


def test_a_short_history_gives_a_lower_bound_and_a_reason() -> None:
    case = CASES["dso_countback_04_insufficient_history"]
    found = run("dso-countback", **case["inputs"])

    assert found["errors"][0]["reason"] == case["expected"]["flag"]
    assert found["outputs"]["countback"]["value"] is None
    assert found["outputs"]["lower_bound"]["value"] == case["expected"]["lower_bound"]
    assert found["outputs"]["remaining"]["value"] == case["expected"]["remaining"]


def entries(found: dict[str, Any]) -> dict[str, Decimal]:
    moved: dict[str, Decimal] = {}
    for row in found["entries"]:
        amount = Decimal(str(row["debit"])) - Decimal(str(row["credit"]))
        moved[row["account"]] = moved.get(row["account"], Decimal(0)) + amount
    return moved


def test_the_entries_of_a_claim_lost_for_good() -> None:
    assert entries(outputs("GL-47", "write-off")) == {
        "6544": 7000, "44571": 1400, "416": -8400, "491": 5600, "78174": -5600,
    }  # fmt: skip
    assert entries(outputs("GL-48", "write-off"))["4458"] == 1400
    assert entries(outputs("GL-49", "write-off")) == {"6541": 2000, "44571": 400, "411": -2400}
    assert entries(outputs("GL-51", "written-off-recovery")) == {
        "512": 1800,
        "7583": -1500,
        "44571": -300,
    }
    assert entries(outputs("GL-50", "write-down")) == {"68174": 3600, "491": -3600}


def test_public_buyers_and_their_terms() -> None:
    expected = CASES["GL-26"]["expected"]
    for name, days in expected.items():
        buyer = "undertaking" if "entreprise publique" in name else name
        assert value("public-term", "days", buyer=buyer, on="2026-03-10") == days


def test_floors_of_each_half_year() -> None:
    for half, percent in CASES["GL-22"]["expected"].items():
        found = value("penalty-floor", "floor", half=half)
        assert near(found * 100, percent, 0.001)


def test_a_supply_useful_to_the_proceedings_is_paid_when_due() -> None:
    i = {**CASES["GL-44"]["input"]}
    i.pop("order_date")

    assert value("later-claim", "regime", **i) == "later_useful"


def test_how_long_proofs_of_training_are_kept() -> None:
    day = CASES["GL-64"]["input"]["last_payment"]
    training = value("retention", "keep_until", last_payment=day, paper="retention_training_years")
    books = value("retention", "keep_until", last_payment=day, paper="retention_accounting_years")

    assert [training, books] == list(CASES["GL-64"]["expected"].values())


def test_a_lawyer_is_needed_above_a_threshold() -> None:
    found = {
        str(claim): value("procedure-choice", "lawyer_needed", claim=claim, on="2026-11-15")
        for claim in CASES["GL-59"]["input"]["claims"]
    }
    expected = {k: v == "avocat obligatoire" for k, v in CASES["GL-59"]["expected"].items()}

    assert found == expected
