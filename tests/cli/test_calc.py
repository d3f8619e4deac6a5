"""The toolbox on the command line: lists, sums a hand can check, named refusals."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Run


def shown(text: str) -> str:
    """Give the narrow spaces of figures and signs the width of a keyboard's."""
    return text.replace("\u202f", " ")


def asked(run: Run, name: str, **given: Any) -> tuple[int, dict[str, Any]]:
    """Ask a calculator as a program does."""
    result = run("calc", name, "--json", "-", input=json.dumps(given))
    found: dict[str, Any] = json.loads(result.output)
    return result.exit_code, found


def test_the_list_covers_every_family(run: Run) -> None:
    said = shown(run("calc", "--list").output)

    for word in (
        "conan-holder",
        "late-penalties",
        "dso-countback",
        "claim-declaration",
        "write-off",
    ):
        assert word in said


def test_the_list_for_programs_gives_inputs_outputs_units_source_and_proof(run: Run) -> None:
    listed = json.loads(run("calc", "--list", "--json").output)

    assert len({each["name"] for each in listed}) == len(listed)
    for each in listed:
        assert each["inputs"]
        assert each["outputs"]
        assert each["source"]
        assert each["confidence"]
        assert all("unit" in one for one in each["inputs"] if one["kind"] == "figure")


def test_a_due_date_is_counted_both_ways_when_it_ends_with_a_month(run: Run) -> None:
    # 15 January + 45 days = 1 March, then 31 March; or 31 January + 45 days = 17 March.
    said = shown(run("calc", "due-date", "invoice_date=15/01/2026", "term=45j_fdm").output)

    assert "31/03/2026" in said
    assert "17/03/2026" in said


def test_penalties_add_interest_and_the_flat_indemnity(run: Run) -> None:
    # First half of 2026: 2.15 % + 10 points; 10 000 × 12.15 % × 43 / 365 = 143.14.
    code, found = asked(
        run, "late-penalties", amount_ttc=10000, due_date="2026-01-31", payment_date="2026-03-15"
    )

    assert code == 0
    assert found["outputs"]["interest"]["value"] == 143.14
    assert found["outputs"]["total_accessories"]["value"] == 183.14
    assert found["steps"]
    assert found["source"]


def test_amounts_may_be_typed_the_french_way(run: Run) -> None:
    # 1 200 000 / 7 300 000 × 365 = 60 days.
    said = run("calc", "dso", "ar_ttc=1 200 000", "sales_ttc=7 300 k€", "days=365").output

    assert "DSO : 60 j" in shown(said)


def test_a_bare_rate_is_a_fraction_and_a_sign_is_honoured(run: Run) -> None:
    for margin in ("0.05", "0,05", "5 %"):
        said = run("calc", "sales-to-make-up", "unpaid=1000", f"margin_rate={margin}").output
        assert "20 000,00 €" in shown(said)


@pytest.mark.parametrize(
    ("name", "given", "refusal", "where"),
    [
        ("conan-holder", {"ebe": 1}, "MissingInput", "debts"),
        ("dso", {"ar_ttc": -5, "sales_ttc": 10, "days": 90}, "Negative", "ar_ttc"),
        ("dso", {"ar_ttc": 5, "sales_ttc": 0, "days": 90}, "NotComputable", None),
        ("dso", {"ar_ttc": "NaN", "sales_ttc": 10, "days": 90}, "NotFinite", "ar_ttc"),
        ("dso", {"ar_ttc": 1, "sales_ttc": 10, "days": 90, "typo": 1}, "UnknownInput", None),
        (
            "claim-declaration",
            {"bodacc_publication": "2026-02-30"},
            "Unreadable",
            "bodacc_publication",
        ),
        (
            "late-penalties",
            {"amount_ttc": 100, "due_date": "2030-01-31", "payment_date": "2031-03-15"},
            "MissingRate",
            None,
        ),
        ("sales-to-make-up", {"unpaid": 1000, "margin_rate": 0}, "NotComputable", None),
        (
            "suspect-period",
            {"opening_judgment": "2026-01-01", "cessation": "2026-02-01"},
            "WrongOrder",
            "cessation",
        ),
    ],
)
def test_bad_input_is_a_named_refusal_with_its_data(
    run: Run, name: str, given: dict[str, Any], refusal: str, where: str | None
) -> None:
    code, found = asked(run, name, **given)

    assert code == 1
    error = found["errors"][0]
    assert error["refusal"] == refusal
    assert error["data"] or error["reason"]
    assert error["sentence"]
    if where:
        assert error["input"] == where


@pytest.mark.parametrize(
    "text", ["", "[1]", "{", '{"a": 1, "a": 2}', "[" * 5000, '{"a": ' + "9" * 5000 + "}"]
)
def test_what_is_not_one_json_object_is_refused(run: Run, text: str) -> None:
    result = run("calc", "dso", "--json", "-", input=text)

    assert result.exit_code == 1
    assert json.loads(result.output)["errors"][0]["refusal"] in {"BadJson", "GivenTwice"}


def test_infinite_figures_of_json_are_refused(run: Run) -> None:
    text = '{"ar_ttc": Infinity, "sales_ttc": 1e999, "days": 1e-999999}'
    result = run("calc", "dso", "--json", "-", input=text)
    names = {error["refusal"] for error in json.loads(result.output)["errors"]}

    assert result.exit_code == 1
    assert names == {"NotFinite", "OutOfRange"}


@pytest.mark.parametrize(
    "arguments",
    [("inconnu",), ("dso", "ar_ttc"), ("dso", "ar_ttc=douze", "sales_ttc=1", "days=3")],
)
def test_what_cannot_be_read_is_said_in_french(run: Run, arguments: tuple[str, ...]) -> None:
    result = run("calc", *arguments)

    assert result.exit_code == 1
    assert "\u202f" in result.output


def test_a_calculator_without_data_says_what_it_wants(run: Run) -> None:
    said = run("calc", "conan-holder").output

    assert "permanent_capital" in said
    assert "Exemple" in said
