from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from simulator.cli.year import SWITCHES
from simulator.domain.year.behaviour import Assumptions
from tests.cli.conftest import Run

SMALL = ("--customers", "15", "--date", "2026-06-30", "--seed", "5")


def test_a_year_is_told_and_the_same_seed_gives_the_same(run: Run) -> None:
    first = run("year", "run", *SMALL)
    again = run("year", "run", *SMALL)

    assert "profit économique\u202f:" in first.output
    assert "«\u202fStandard\u202f»" in first.output
    assert first.output == again.output


def test_json_says_months_and_balances(run: Run) -> None:
    result = run("year", "run", *SMALL, "--policy", "courriels", "--json")

    told = json.loads(result.output)
    assert told["policy"] == "courriels"
    assert len(told["months"]) == 12
    assert told["comparison"] is None
    last = told["months"][-1]
    aged = last["ageing_cents"]
    assert sum(aged.values()) == last["closing_cents"]
    assert aged["credits"] <= 0
    # what is not late plus what is late, as the family is made
    family = last["family_days"]
    assert family["dso"] == pytest.approx(family["bpdso"] + family["add"], abs=0.011)
    year, flow = told["year"], told["year"]["flows"]
    out = flow["credited"] + flow["discounted"] + flow["cash"] + flow["written_off"]
    assert year["opening_cents"] + flow["invoiced"] - out == year["closing_cents"]


def test_replications_compare_with_the_reference_policies(run: Run) -> None:
    arguments = ("year", "run", *SMALL, "--replications", "2")

    told = json.loads(run(*arguments, "--json").output)["comparison"]
    lines = run(*arguments).output

    assert told["years"] == 2
    assert set(told["means"]) == {"aucune", "courriels", "standard", "segmentee", "agressive"}
    assert [pair["against"] for pair in told["pairs"]] != []
    assert "contre agressive" in lines


def test_an_assumption_is_switched_off_by_its_name(run: Run) -> None:
    def played(*more: str) -> dict[str, Any]:
        return json.loads(run("year", "run", *SMALL, "--json", *more).output)

    usual, whole = played(), played("--without", "partial_payments", "--without", "desk_cost")
    assert usual["assumptions"]["desk_cost"]
    assert not whole["assumptions"]["desk_cost"]
    assert not whole["assumptions"]["partial_payments"]
    assert usual["year"]["flows"]["desk"] > 0
    assert whole["year"]["flows"]["desk"] == 0, "disputes are handled for nothing"
    assert run("year", "run", *SMALL, "--without", "luck").exit_code == 2
    calm, crisis = (
        played("--without", "own_fate", "--stress", each)["year"]["flows"]["failed"]
        for each in ("0", "20")
    )
    assert calm == 0 < crisis
    flags = {each.name for each in fields(Assumptions) if each.type == "bool"}
    assert set(SWITCHES) == flags


def test_a_policy_is_read_from_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "maison.yaml"
    path.write_text(
        "title: Maison\n"
        "scenarios:\n"
        "  - code: doux\n"
        "    steps: [{offset: 4, channel: email}, {offset: 9, channel: phone, who: collector}]\n"
        "segments:\n"
        "  - {code: publics, scenario: public, public_only: true}\n"
        "  - {code: tous, scenario: doux}\n",
        encoding="utf-8",
    )

    result = run("year", "run", *SMALL, "--policy", str(path), "--json")

    assert json.loads(result.output)["policy"] == "maison"


@pytest.mark.parametrize(
    "text",
    [
        "segments: [{code: tous, scenario: nulle-part}]",
        "capacity_minutes: beaucoup",
        "hold: {after_days: -4}",
        "segments: {",
        "scenarios: [{title: sans code}]",
    ],
)
def test_what_is_wrong_with_a_policy_is_said(run: Run, tmp_path: Path, text: str) -> None:
    path = tmp_path / "maison.yaml"
    path.write_text(text, encoding="utf-8")

    result = run("year", "run", *SMALL, "--policy", str(path))

    assert result.exit_code == 1
    assert result.output.startswith("Erreur\u202f:")


def test_an_unknown_reference_policy_is_refused(run: Run) -> None:
    assert run("year", "run", *SMALL, "--policy", "inconnue").exit_code == 1
