"""The published cases of every family, given to the calculators under their own input names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from simulator.services.calculators.registry import find
from simulator.services.calculators.report import outcome_json
from simulator.services.calculators.run import compute

GOLDEN = Path(__file__).parents[1] / "domain" / "golden"
TODAY = date(2026, 11, 21)

Case = dict[str, Any]


def _cases() -> dict[str, Case]:
    found: dict[str, Case] = {}
    for name in ("risk", "kpi", "law"):
        data = json.loads(
            (GOLDEN / f"{name}.json").read_text(encoding="utf-8"), parse_float=Decimal
        )
        rows = data if isinstance(data, list) else data["cases"]
        found |= {case["id"]: case for case in rows}
    return found


CASES = _cases()


def outputs(case: str, slug: str, **more: Any) -> dict[str, Any]:
    """Run a case as a program does: its own inputs, plus the conventions that its title names."""
    given = {**CASES[case].get("inputs", CASES[case].get("input", {})), **more}
    outcome = compute(find(slug), given, TODAY, machine=True)
    found = outcome_json(outcome)
    assert "errors" not in found, found["errors"]
    return {name: output["value"] for name, output in found["outputs"].items()}


def near(value: Any, expected: Any, tolerance: float) -> bool:
    return abs(float(value) - float(expected)) <= tolerance + 1e-9


def _(slug: str, where: Mapping[str, str], scale: int = 1, **more: Any) -> tuple[Any, ...]:
    """Say which calculator, where each expected figure is, and by how much they are multiplied."""
    return slug, where, scale, more


MADE_UP = {"ca": "sales"}
ARTICLE = {
    "CH-02": _("conan-holder", {"N_points": "score", "classe": "grade"}),
    "CH-03": _("conan-holder", {"N_points": "score", "classe": "grade"}),
    "CH-04": _("conan-holder", {"N_fraction": "score_fraction"}),
    "CH-09": _("probability-rebasing", {"pd_pct": "probability"}, 100),
    "CH-10": _("annualise", {"R1": "R1"}),
    "BDF-01": _("bdf-z-1983", {"Z": "score", "zone": "grade"}),
    "BDF-02": _("bdf-z-1983", {"Z": "score", "zone": "grade"}),
    "BDF-03": _("bdf-z-1983", {"Z": "score"}),
    "AFD-01": _(
        "restated-result", {"RCAI_retraite": "RCAI_retraite", "RNR": "RNR"}, tax_rate="33,3333 %"
    ),
    "ALT-01": _("altman-z", {"Z": "score", "zone": "grade"}),
    "ALT-03": _("altman-z", {"Z": "score", "zone": "grade"}),
    "ALT-04": _("altman-z", {"Z": "score"}),
    "ALT-05": _("altman-z", {"Z": "score"}),
    "PTS-01": _(
        "risk-points", {"points": "score", "classe": "grade", "somme_poids": "total_weight"}
    ),
    "PTS-02": _("credit-men", {"S": "score"}),
    "SIG-01": _(
        "sig",
        {
            "MC": "commercial_margin",
            "VA": "value_added",
            "EBE": "ebe",
            "RCAI": "current_result",
            "RN": "net_result",
            "CAF": "caf",
        },
    ),
    "SIG-04": _(
        "sig",
        {
            "CA": "sales",
            "MC": "commercial_margin",
            "production": "production",
            "VA": "value_added",
            "EBE": "ebe",
            "REX": "operating_result",
            "RN": "net_result",
        },
    ),
    "CAF-03": _("caf", {"soustractive": "caf_subtractive", "additive": "caf_additive"}),
    "FR-02": _(
        "functional-balance-sheet",
        {
            "FRNG": "frng",
            "BFRE": "bfre",
            "BFRHE": "bfrhe",
            "TN": "net_cash",
            "TN2": "net_cash_by_accounts",
        },
    ),
    "FR-03": _("liquidity-working-capital", {"FR": "working_capital"}),
    "RAT-02": _("ratios", {"RLG": "liq_generale"}),
    "ROT-01": _("trade-days", {"jours": "jours"}),
    "ROT-03": _("trade-days", {"jours": "jours"}),
    "ROT-04": _("trade-days", {"jours": "jours"}),
    "ROT-07": _("normative-days", {"jours_ca": "jours_ca"}),
    "LIM-02": _("limit-complete-need", {"sans_retard": "without_lateness", "avec_retard": "limit"}),
    "LIM-04": _("limit-rolling-need", {"pointe": "limit", "total": "total", "moyenne": "mean"}),
    "LIM-05": _("limit-afdcc", {"bon": "limit"}),
    "LIM-06": _(
        "limit-combination",
        {"cap_fp": "cap_fp", "cap_fourn": "cap_fourn", "cap_bfr": "cap_bfr", "limite": "limit"},
    ),
    "LIM-07": _("limit-insured", {"limite": "limit", "perte_max": "max_loss"}),
    "LIM-08": _("limit-concentration", {"plafond": "limit"}),
    **{f"MAR-0{n}": _("sales-to-make-up", MADE_UP) for n in (1, 2, 4, 5, 6)},
    "MAR-08": _(
        "sales-to-make-up", {"ratio": "multiple", "ventes": "whole_sales"}, convention="cost"
    ),
    "MAR-09": _("break-even-payment", {"p": "probability"}),
    "MAR-10": _(
        "expected-value",
        {"E_brut": "gross", "portage": "carry", "E_net": "net", "p_max": "max_default"},
    ),
    "CCC-01": _(
        "carrying-cost", {"encours": "outstanding", "cout": "cost", "dont_retard": "late_cost"}
    ),
    "CCC-02": _("margin-days", {"jours": "days"}),
    "COU-01": _("late-debt-cost", {"cout": "cost"}),
    "COU-02": _("full-cost", {"total": "total"}),
    "INS-01": _("insurance-indemnity", {"indemnite": "paid", "reste": "own_loss"}),
    "INS-02": _("insurance-claim-year", {"cumul": "insured", "paye": "paid"}),
    "INS-03": _("insurance-claim-year", {"cumul": "insured", "paye": "paid"}),
    "FAC-02": _("factoring", {"total_360": "total"}),
    "FAC-03": _("factoring-assignment", {"avance": "advance", "retenue": "retained"}),
    "FAC-04": _(
        "factoring-assignment", {"commission": "commission", "interets": "interest", "net": "net"}
    ),
    "FAC-05": _("reverse-factoring", {"cout": "cost", "net": "net"}),
    "ESC-02": _("discount-rate", {"simple": "simple_365"}, 100),
    "ESC-03": _("discount-rate", {"simple": "simple_365"}, 100),
    "ESC-04": _("discount-rate", {"compose": "compound_365"}, 100),
    "ESC-06": _("discount-rate", {"nominal": "simple_365", "effectif": "compound_365"}, 100),
    "ESC-07": _("discount-affordable", {"e_max_pct": "discount"}, 100),
    "dso_simple_01": _("dso", {"value": "dso"}),
    "dso_simple_03": _("dso", {"value": "dso"}),
    "dso_simple_04": _("dso", {"value": "dso"}),
    "dso_simple_07_trap_ht": _("dso", {"value": "dso"}),
    "dso_simple_08_mixed_vat": _("dso", {"value": "dso"}),
    "dso_countback_01": _("dso-countback", {"value": "countback"}),
    "dso_countback_03_trap_published_error": _("dso-countback", {"value": "countback"}),
    "dso_countback_05_zero": _("dso-countback", {"value": "countback"}),
    "dso_countback_07_growth": _(
        "dso-countback", {"countback": "countback", "simple_quarter": "simple"}
    ),
    "dso_split_03": _(
        "dso-decomposition",
        {
            "total": "total",
            "not_due": "dso_not_due",
            "overdue": "dso_overdue",
            "disputed": "dso_disputed",
        },
    ),
    "add_01": _("dso-family", {"dso": "dso", "bpdso": "bpdso", "add": "add"}),
    "add_02": _("dso-family", {"dso": "dso", "bpdso": "bpdso", "add": "add"}),
    "dmp_01": _("days-to-pay", {"weighted": "weighted", "unweighted": "unweighted"}),
    "dmp_02": _("days-to-pay", {"weighted": "weighted"}),
    "dbt_01": _("days-beyond-terms", {"value": "floored"}),
    "dbt_03_floor_vs_signed": _("days-beyond-terms", {"signed": "signed", "floored": "floored"}),
    "cei_01": _("cei", {"value": "cei"}, 100),
    "cei_02": _("cei", {"value": "cei"}, 100),
    "cei_04_trap_past_due": _("cei", {"value": "cei"}, 100),
    "cei_05_perfect": _("cei", {"value": "cei"}, 100),
    "recovery_01": _("recovery-rate", {"value": "rate"}, 100),
    "rpc_01": _("right-party-contacts", {"value": "rate"}, 100),
    "dispute_01": _("dispute-weight", {"on_total": "on_total", "on_overdue": "on_overdue"}, 100),
    "cost_01": _("cost-per-euro", {"value": "cost_per_euro"}, 100),
    "collector_01": _("collector-workload", {"load_pct": "load"}, 100),
    "conc_01": _("concentration", {"hhi": "hhi", "equiv_number": "equiv_number"}),
    "limit_01": _(
        "limit-overruns", {"overrun_count": "overrun_count", "overrun_amount": "overrun_amount"}
    ),
    "cover_01": _(
        "insurance-coverage", {"expected_indemnity_at_90pct": "indemnity", "uninsured": "uninsured"}
    ),
    "roll_01": _("roll-rate", {"value": "rate"}, 100),
    "markov_01": _("markov", {"bad_amount": "bad_amount"}),
    "markov_03": _("markov", {"bad_amount": "bad_amount"}),
    "baddebt_01": _("bad-debt-ratio", {"value": "ratio"}, 100),
    "provision_01": _("provision-matrix", {"total": "expected_losses"}),
    "effort_01": _("sales-to-offset", {"value": "sales"}),
    "effort_02": _("sales-to-offset", {"value": "sales"}),
    "cash_day_01": _("cash-of-days", {"value": "cash"}),
    "cash_day_02": _("cash-of-days", {"value": "cash"}),
    "late_interest_01": _("late-interest", {"interest": "interest", "total": "total"}),
    "discount_01": _(
        "discount-rate", {"simple_exact": "simple_365", "compounded": "compound_365"}, 100
    ),
    "promise_01": _(
        "promises-kept",
        {
            "by_count": "by_count",
            "by_amount_full_only": "by_amount",
            "by_amount_with_partial_on_time": "with_partial",
        },
        100,
    ),
    **{
        f"GL-0{n}": _(
            "due-date",
            {
                "method_A_date_plus_45_then_end_of_month": "method_A",
                "method_A_days": "method_A_days",
                "method_B_end_of_month_plus_45": "method_B",
                "method_B_days": "method_B_days",
            },
        )
        for n in (2, 3, 4, 5)
    },
    "GL-06": _("due-date", {"due_date": "due_date"}),
    "GL-07": _("due-date", {"due_date": "due_date"}),
    "GL-08": _("term-legality", {"max_due_date": "latest", "contract_term_lawful": "lawful"}),
    "GL-09": _("term-legality", {"due_date": "latest"}),
    "GL-10": _("term-legality", {"max_due_date": "latest"}, sector="livestock"),
    "GL-11": _("term-legality", {"max_due_date": "latest"}, sector="spirits"),
    "GL-12": _(
        "term-legality", {"clause_lawful": "lawful", "max_due_date": "latest"}, sector="transport"
    ),
    **{
        f"GL-{n}": _(
            "late-penalties",
            {
                "days_late": "days_late",
                "interest": "interest",
                "fixed_indemnity": "fixed_indemnity",
            },
        )
        for n in (13, 14, 15, 16, 20)
    },
    "GL-21": _(
        "fixed-indemnity",
        {"fixed_indemnity": "fixed_indemnity", "vat_on_indemnity": "vat_on_indemnity"},
    ),
    "GL-23": _("penalty-floor", {"compliant": "compliant"}),
    "GL-24": _(
        "payment-imputation",
        {
            "total_due": "total_due",
            "principal_after": "principal",
            "fixed_indemnity": "fixed_indemnity",
        },
    ),
    "GL-25": _(
        "public-interest",
        {
            "legal_due_date": "legal_due_date",
            "days_late": "days_late",
            "interest": "interest",
            "fixed_indemnity": "fixed_indemnity",
            "interest_must_be_paid_by": "accessories_by",
        },
    ),
    "GL-27": _(
        "prudent-limitation",
        {
            "prudent_last_day_from_completion": "from_completion",
            "last_day_from_due_date": "from_due_date",
        },
    ),
    "GL-28": _("limitation", {"time_barred": "time_barred"}),
    "GL-30": _("limitation", {"last_day": "last_day"}, claim="transport"),
    "GL-32": _("limitation", {"last_day": "last_day"}),
    **{
        f"GL-{n}": _("claim-declaration", {"raw_expiry": "raw_expiry", "deadline": "deadline"})
        for n in (33, 34, 35, 36)
    },
    "GL-38": _("revendication", {"raw_expiry": "raw_expiry", "deadline": "deadline"}),
    "GL-39": _(
        "revendication-petition",
        {
            "answer_period_ends": "answer_ends",
            "last_day_to_petition": "raw_expiry",
            "last_day_to_petition_after_642": "deadline",
        },
    ),
    "GL-40": _("injonction-service", {"raw_expiry": "raw_expiry", "last_day_to_serve": "deadline"}),
    "GL-42": _(
        "injonction-after-service",
        {
            "opposition_raw": "opposition_raw",
            "opposition_last_day": "opposition",
            "enforcement_possible_after": "enforcement",
        },
    ),
    "GL-43": _(
        "claim-amounts",
        {"principal_declared": "principal_declared", "total_declared": "total_declared"},
    ),
    "GL-47": _("write-off", {"net_result_effect_year": "result"}),
    "GL-48": _("write-off", {"vat_recovered": "vat_recovered"}),
    "GL-50": _("write-down", {"ht": "ht", "required": "required", "amount": "adjustment"}),
    "GL-52": _("write-down", {"ht": "ht", "vat": "vat", "writedown": "required"}),
    "GL-54": _("write-down-tax", {"tax_add_back": "add_back"}),
    "GL-56": _(
        "working-capital",
        {"bfr": "bfr", "treasury_net": "net_cash", "cash_gain_of_10_days": "cash_gain"},
    ),
    "GL-57": _(
        "discount-rate",
        {"simple_annual_pct_360": "simple_360", "effective_annual_pct_365": "compound_365"},
        100,
    ),
    "GL-58": _("court-contribution", {"due": "due"}),
}


@pytest.mark.parametrize("code", ARTICLE)
def test_a_published_case_gives_its_figures(code: str) -> None:
    slug, where, scale, more = ARTICLE[code]
    found = outputs(code, slug, **more)
    expected = CASES[code]["expected"]
    tolerance = CASES[code].get("tolerance", 0.005)
    checked = 0
    for name, output in where.items():
        if name not in expected:
            continue
        checked += 1
        wanted = expected[name]
        if isinstance(wanted, bool | str):
            assert found[output] == wanted, name
        else:
            assert near(found[output] * scale, wanted, float(tolerance)), (name, found[output])
    assert checked


def test_every_case_that_a_calculator_claims_is_of_a_published_family() -> None:
    families = {
        case.get("domain") or case.get("kpi") or case.get("topic") for case in CASES.values()
    }
    from simulator.services.calculators.registry import ALL

    claimed = {family for each in ALL for family in each.golden}

    assert claimed <= families
