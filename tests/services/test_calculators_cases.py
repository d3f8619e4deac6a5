"""Cases worked out by hand for the calculators, and entries that must be refused by name."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from simulator.services.calculators.registry import find
from simulator.services.calculators.report import outcome_json
from simulator.services.calculators.run import compute

TODAY = date(2026, 11, 21)
CASES = json.loads((Path(__file__).parent / "calculator_cases.json").read_text(encoding="utf-8"))
NEAR = 0.006
"""Half a cent and a little; rates and scores of the cases are compared to four more places."""


def told(slug: str, given: dict[str, Any]) -> dict[str, Any]:
    return outcome_json(compute(find(slug), given, TODAY, machine=True))


def refusal(slug: str, **given: Any) -> dict[str, Any]:
    found: dict[str, Any] = told(slug, given)["errors"][0]
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_a_case_worked_out_by_hand_comes_out(case: dict[str, Any]) -> None:
    found = told(case["calculator"], case["input"])
    assert "errors" not in found, found["errors"]

    for name, expected in case["expected"].items():
        value = found["outputs"][name]["value"]
        if isinstance(expected, str | bool):
            assert value == expected, name
        else:
            tolerance = NEAR if abs(expected) >= 1 and name != "score" else 1e-4
            assert value == pytest.approx(expected, abs=tolerance), name


ALTMAN = {
    "current_assets": 500, "short_term_debts": 300, "total_assets": 1000, "retained_earnings": 150,
    "ebit": 120, "debts": 550, "sales": 1300,
}  # fmt: skip


def test_a_score_says_which_figure_is_missing() -> None:
    without_debts = {name: value for name, value in ALTMAN.items() if name != "debts"}

    assert refusal("altman-z-prime", equity=450, **without_debts)["input"] == "debts"
    assert refusal("altman-z-prime", **ALTMAN)["input"] == "equity"
    assert refusal("altman-z", equity=450, **ALTMAN)["reason"] == "market_value_unknown"


def test_a_ratio_left_blank_is_not_a_zero() -> None:
    assert refusal("altman-z", x1=0.2, x2=0.1, x3=0.1, x5=1.5)["input"] == "x4"
    assert refusal("altman-z-second", x2=0.1, x3=0.1, x4=1)["input"] == "x1"


def test_without_a_term_the_thirty_days_do_not_run_from_the_invoice() -> None:
    assert refusal("due-date", invoice_date="2026-02-12")["reason"] == "receipt_unknown"


def test_a_public_buyer_is_late_from_a_date_that_is_known() -> None:
    found = refusal("public-interest", amount_ttc=24000, buyer="state", payment_date="2026-07-20")
    assert found["reason"] == "request_unknown"


def test_a_public_rate_is_said_to_stay_that_of_the_first_half() -> None:
    given = {"amount_ttc": 24000, "buyer": "state", "received": "2026-03-10"}
    crossing = told("public-interest", given | {"payment_date": "2026-07-20"})
    assert "public_rate_kept" in [warning["code"] for warning in crossing["warnings"]]
    within = told("public-interest", given | {"payment_date": "2026-05-20"})
    assert within["warnings"] == []


@pytest.mark.parametrize(
    ("issued", "term", "codes"),
    [
        ("2026-02-12", "60 jours fin de mois", ["term_over_ceiling"]),
        ("2026-02-12", "45 jours fin de mois", []),
        ("1990-02-12", "90 jours", []),
    ],
)
def test_a_due_date_warns_of_a_term_over_the_ceiling(
    issued: str, term: str, codes: list[str]
) -> None:
    found = told("due-date", {"invoice_date": issued, "term": term})
    assert [warning["code"] for warning in found["warnings"]] == codes


def test_more_overdue_than_there_is_in_all_is_flagged() -> None:
    found = told("overdue-ratio", {"overdue": 200, "total": 150})
    assert "perimeters_differ" in [warning["code"] for warning in found["warnings"]]


def test_one_datum_under_two_names_is_refused() -> None:
    found = refusal("dso", ar=1, ar_ttc=2, sales_ttc=1, days=1)
    assert (found["refusal"], found["input"]) == ("AlsoGiven", "ar_ttc")


def test_figures_that_give_nothing_measurable_are_refused() -> None:
    found = refusal("discount-rate", discount="99,9999999 %", days=1)
    assert found["refusal"] == "BeyondMeasure"


@pytest.mark.parametrize(
    ("slug", "given", "words"),
    [
        ("penalty-floor", {"half": "2027-S1"}, "taux de refinancement de la BCE"),
        ("limitation", {"start": "1951-01-01"}, "règle légale"),
        ("dso", {"ar": True, "sales_ttc": 1, "days": 1}, "un nombre"),
    ],
)
def test_a_refusal_is_french_to_its_last_word(slug: str, given: dict[str, Any], words: str) -> None:
    sentence = refusal(slug, **given)["sentence"]
    assert words in sentence
    assert "_" not in sentence
