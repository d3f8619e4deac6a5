"""Every code that a calculator can show has its French, set as French is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields as dataclass_fields
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
import yaml

from simulator.domain import reading, refusals
from simulator.domain.collection import limitation
from simulator.domain.credit import claims, guarantees
from simulator.domain.indicators import rolls
from simulator.domain.indicators.measure import Flag
from simulator.domain.indicators.registry import BY_CODE
from simulator.domain.refusals import Refusal
from simulator.domain.results import Confidence
from simulator.domain.risk import cotation, grid
from simulator.domain.risk.ranking import ACTIONS
from simulator.services.calculators import command, faults, shown, wording
from simulator.services.calculators.model import Family, Grid, Input, Word
from simulator.services.calculators.registry import ALL, BY_SLUG
from simulator.services.calculators.run import compute

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "content" / "calculators"
TODAY = date(2026, 11, 21)
RESULTS = [compute(each, wording.card(each).example, TODAY) for each in ALL]


def inputs() -> Iterator[Input]:
    for each in ALL:
        for one in each.inputs:
            yield one
            yield from one.columns


def test_the_files_of_words_have_no_fault() -> None:
    assert wording.problems() == []


def test_every_calculator_has_its_card_and_every_card_its_calculator() -> None:
    for each in ALL:
        card = wording.card(each)
        assert card.title != each.slug
        assert card.purpose.endswith(".")
        assert card.source
        assert card.example
        assert set(card.example) <= {one.name for one in each.inputs}, each.slug
    for family in Family:
        slugs = set(yaml.safe_load((FOLDER / f"{family}.yaml").read_text(encoding="utf-8")))
        assert slugs - {"_family"} == {each.slug for each in ALL if each.family is family}
        assert wording.has("families", family)


def test_no_two_calculators_share_a_name_or_a_title() -> None:
    assert len(BY_SLUG) == len(ALL)
    assert len({wording.card(each).title for each in ALL}) == len(ALL)


def test_every_input_output_and_choice_has_its_label() -> None:
    wanted = {one.name for one in inputs()} | {name for each in ALL for name in each.measures}

    assert {name for name in wanted if not wording.known("labels", name)} == set()
    codes = {code for one in inputs() for code in one.choices}
    assert {code for code in codes if not wording.known("words", code)} == set()


def test_every_key_of_an_input_is_its_own() -> None:
    for each in ALL:
        keys = [key for one in each.inputs for key in one.keys]
        assert len(keys) == len(set(keys)), each.slug


def words_of(value: object) -> Iterator[str]:
    if isinstance(value, Word):
        yield value.code
    elif isinstance(value, tuple):
        for item in value:
            yield from words_of(item)
    elif isinstance(value, Grid):
        for row in value.rows:
            yield from words_of(row)


def test_every_word_step_and_warning_of_the_examples_is_french() -> None:
    for outcome in RESULTS:
        assert outcome.result is not None, outcome.calculator.slug
        codes = {code for value in outcome.result.values.values() for code in words_of(value)}
        assert {code for code in codes if not wording.known("words", code)} == set()
        assert all(wording.has("warnings", code) for code in outcome.result.warnings)
        for step in outcome.result.steps:
            assert wording.step(step.name) != step.name.replace("_", " "), step.name
        for step in shown.worked(outcome):
            assert not re.search(r"[a-z]_[a-z]|\d\.\d|\d{4}-\d\d-\d\d", step.formula), step.formula


def test_every_figure_of_a_result_is_declared_with_its_unit() -> None:
    for outcome in RESULTS:
        assert outcome.result is not None
        undeclared = set(outcome.result.values) - set(outcome.calculator.measures)
        assert undeclared == set(), outcome.calculator.slug


def literals(folder: str, called: str) -> set[str]:
    """Return the codes written in calls of a function of the domain."""
    found = set()
    for path in (ROOT / "simulator" / "domain" / folder).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and node.args
                and isinstance(node.func, ast.Name | ast.Attribute)
            ):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                first = node.args[0]
                if name == called and isinstance(first, ast.Constant):
                    found.add(str(first.value))
    return found


@pytest.mark.parametrize(
    "folder", ["accounts", "risk", "credit", "collection", "accounting", "indicators"]
)
def test_every_reason_of_the_domain_has_its_sentence(folder: str) -> None:
    reasons = literals(folder, "NotComputable")

    assert {code for code in reasons if not wording.has("reasons", code)} == set()


@pytest.mark.parametrize(
    "folder", ["accounts", "risk", "credit", "collection", "accounting", "indicators"]
)
def test_every_step_of_the_domain_has_its_name(folder: str) -> None:
    calls = ("Step", "amount_step", "ratio_step", "days_step")
    steps = {code for call in calls for code in literals(folder, call)}

    assert {code for code in steps if not wording.known("steps", code)} == set()


def test_every_flag_and_code_of_an_indicator_has_its_words() -> None:
    assert {flag.value for flag in Flag if not wording.has("warnings", flag.value)} == set()
    assert {code for code in BY_CODE if not wording.known("steps", code)} == set()


def test_lists_of_codes_of_the_domain_have_their_words() -> None:
    codes = {action for actions in ACTIONS.values() for action in actions}
    codes |= {each.code for each in guarantees.GUARANTEES}
    codes |= {breach.value for breach in claims.Breach}
    codes |= {kind.value for kind in limitation.Happening}

    assert {code for code in codes if not wording.known("words", code)} == set()
    assert all(wording.has("ui", f"confidence_{level.value}") for level in Confidence)


MET = (
    refusals.NotFinite, refusals.OutOfRange, refusals.NotPositive, refusals.Negative,
    refusals.WrongOrder, refusals.UnknownChoice, refusals.MissingRate, reading.Unreadable,
    cotation.UnknownCotation, rolls.NotStochastic, grid.DuplicateCriterion, faults.MissingInput,
    faults.UnknownInput, faults.WrongUnit, faults.NotWhole, faults.WrongColumns, faults.WrongShape,
    faults.TooManyRows, faults.AlsoGiven, faults.BeyondMeasure, command.BadJson, command.NotAPair,
    command.GivenTwice,
)  # fmt: skip


@pytest.mark.parametrize("kind", MET)
def test_every_refusal_that_may_be_met_has_its_sentences(kind: type[Refusal]) -> None:
    sentences = yaml.safe_load((FOLDER / "words.yaml").read_text(encoding="utf-8"))["refusals"]
    own = {key: text for key, text in sentences.items() if key.split(".")[0] == kind.__name__}
    data = {each.name for each in dataclass_fields(kind)}

    assert own
    for text in own.values():
        assert {name for _, name, _, _ in Formatter().parse(text) if name} <= data


def test_the_words_are_set_as_french_is() -> None:
    wrong = []
    for path in FOLDER.glob("*.yaml"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            text = line.partition('"')[2]
            if line.startswith("#") or not text or re.match(r"\s+[\w.\"]+: \"[-\d]", line):
                continue
            if re.search(r" [;:!?%]|« | »|(?<=\w)'(?=\w)", text) and ";" not in line:
                wrong.append(f"{path.name}:{number}")

    assert wrong == []
