"""A scenario that does not say what it must is refused, every fault with its file and line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

from simulator.domain.portfolio import SourceKind
from simulator.generation import library
from simulator.generation.build import generate
from simulator.generation.library import calibration, read_scenario
from simulator.generation.reading import FaultyScenario, Reader
from simulator.paths import SCENARIOS
from tests.generation.conftest import AS_OF

GOOD = """\
title: Essai
summary: Un essai
supplier:
  name: Essai
  activity: Essais
  margin_rate: 0.2
  vat_rate: 0.055
  goods: [essais]
  sales_reps: [Une Personne]
  story: Une histoire.
customers:
  sectors: {btp: 0.6, gros: 0.4}
  sizes: {TPE: 1}
  terms:
    btp: {30j: 1}
seasonality: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
"""


def read(tmp_path: Path, text: str):
    path = tmp_path / "essai.yaml"
    path.write_text(text, encoding="utf-8")
    return read_scenario(path, calibration())


def test_a_good_file_is_read(tmp_path: Path) -> None:
    scenario = read(tmp_path, GOOD)

    assert scenario.key == "essai"
    assert scenario.playable
    assert str(scenario.supplier.vat_rate) == "0.055"
    assert scenario.customers.terms == {"btp": {"30j": 1.0}}
    assert len(generate(scenario, 1, 20, as_of=AS_OF).customers) == 20


BAD = [
    ("title: Essai\n", "", "essai.yaml:1: scenario.title: missing (title)"),
    ("title: Essai", "title: ''", "essai.yaml:1: scenario.title: empty"),
    ("title: Essai", "title: [Essai]", "essai.yaml:1: scenario.title: value_expected"),
    ("summary: Un", "sumary: Un", "essai.yaml:2: scenario.sumary: unknown (sumary)"),
    ("0.055", "5,5", "essai.yaml:7: scenario.supplier.vat_rate: number_expected (5,5)"),
    ("0.055", "5.5", "essai.yaml:7: scenario.supplier.vat_rate: out_of_range (5.5)"),
    ("0.055", "-0.1", "essai.yaml:7: scenario.supplier.vat_rate: out_of_range (-0.1)"),
    ("0.055", "nan", "essai.yaml:7: scenario.supplier.vat_rate: out_of_range (nan)"),
    ("[essais]", "[]", "essai.yaml:8: supplier.goods: empty"),
    ("[essais]", "essais", "essai.yaml:8: scenario.supplier.goods: list_expected"),
    ("gros: 0.4", "gros: 0.3", "essai.yaml:12: scenario.customers.sectors: sum (0.9)"),
    ("gros: 0.4", "gro: 0.4", "essai.yaml:12: customers.sectors: unknown_choice (gro)"),
    ("gros: 0.4", "btp: 0.4", "essai.yaml:12: scenario.customers.sectors: doubled (btp)"),
    ("{TPE: 1}", "3", "essai.yaml:13: scenario.customers.sizes: mapping_expected"),
    ("{30j: 1}", "{90j: 1}", "essai.yaml:15: customers.terms.btp: unknown_choice (90j)"),
    ("    btp:", "    bpt:", "essai.yaml:15: customers.terms: unknown_choice (bpt)"),
    ("[1, 1,", "[1,", "essai.yaml:16: scenario.seasonality: wrong_length (11)"),
    ("[1, 1,", "[1, 0,", "essai.yaml:16: scenario.seasonality[1]: out_of_range (0)"),
    ("seasonality", "playable: peut-être\nseasonality",
     "essai.yaml:16: scenario.playable: true_or_false (peut-être)"),
    (GOOD, "", "essai.yaml:1: scenario: mapping_expected"),
    ("title: Essai", "title: [Essai", "essai.yaml:2: : unreadable"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "fault"), BAD, ids=[fault for _, _, fault in BAD])
def test_every_fault_has_its_line(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert old in GOOD
    with pytest.raises(FaultyScenario) as refusal:
        read(tmp_path, GOOD.replace(old, new, 1))

    assert any(str(found).startswith(fault) for found in refusal.value.faults)


def test_all_faults_are_listed_at_once(tmp_path: Path) -> None:
    with pytest.raises(FaultyScenario) as refusal:
        read(tmp_path, GOOD.replace("0.055", "x").replace("0.2", "y").replace("title", "titre"))

    assert len(refusal.value.faults) == 4


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Copy the shared files, so that one of them can be spoilt."""
    for name in ("calibration", "names", "sources", "realism"):
        shutil.copy(SCENARIOS / f"{name}.yaml", tmp_path)
    return tmp_path


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "reader", "old", "new", "code"),
    [
        ("calibration", "calibration", "TPE: {headcount", "XXL: {headcount", "unknown_choice"),
        ("calibration", "calibration", "TPE: {headcount", "XXL: {headcount", "missing"),
        ("calibration", "calibration", "law: normal", "law: gamma", "unknown_choice"),
        ("calibration", "calibration", "virement: 0.55", "troc: 0.55", "unknown_choice"),
        ("sources", "sentences", "tone: good", "tone: merry", "unknown_choice"),
        ("sources", "sentences", "kind: sales_note", "kind: gossip", "unknown_choice"),
        ("names", "names", "streets:", "roads:", "missing"),
        ("realism", "bars", "hard: true", "hard: maybe", "true_or_false"),
    ],
)
def test_shared_files_are_checked_too(shelf, name, reader, old, new, code) -> None:
    spoil(shelf, name, old, new)

    with pytest.raises(FaultyScenario) as refusal:
        getattr(library, reader).__wrapped__(shelf)

    assert code in {fault.code for fault in refusal.value.faults}
    assert {fault.file for fault in refusal.value.faults} == {f"{name}.yaml"}


def test_sentences_are_a_list(shelf: Path) -> None:
    (shelf / "sources.yaml").write_text("a: b\n", encoding="utf-8")

    with pytest.raises(FaultyScenario):
        library.sentences.__wrapped__(shelf)


def test_a_fault_above_a_missing_key_points_to_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "essai.yaml"
    path.write_text("a:\n  b: 1\n", encoding="utf-8")
    reader = Reader(path)

    assert reader.at("a.b").start_mark.line == 1
    assert reader.at("a.c").start_mark.line == 1
    assert reader.at("z.c").start_mark.line == 0


def texts(node: object) -> list[str]:
    if isinstance(node, dict):
        return [text for value in node.values() for text in texts(value)]
    if isinstance(node, list):
        return [text for value in node for text in texts(value)]
    return [node] if isinstance(node, str) else []


FILES = [
    *sorted((SCENARIOS / "companies").glob("*.yaml")),
    SCENARIOS / "difficulties.yaml",
    SCENARIOS / "sources.yaml",
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_french_typography(path: Path) -> None:
    wrong = [
        text
        for text in texts(yaml.safe_load(path.read_text(encoding="utf-8")))
        if re.search(r" [;:?!%»]|[a-zé][;?!]|« |'|\d \d{3}|\d%", text)
    ]

    assert wrong == []


def test_stories_take_a_page() -> None:
    for scenario in library.playable():
        assert 280 <= len(scenario.supplier.story.split()) <= 520, scenario.key


def test_the_panel_is_not_offered() -> None:
    assert "panel-de-calage" not in {scenario.key for scenario in library.playable()}
    assert len(library.playable()) == 4


def test_every_sentence_can_be_written() -> None:
    known = {"name", "manager", "city", "siren", "rep", "day", "year"}
    known |= {"goods", "of_goods", "month", "of_month"}
    for sentence in library.sentences():
        assert set(re.findall(r"{(\w+)}", sentence.text)) <= known
    kinds = {sentence.kind for sentence in library.sentences()}
    assert kinds == set(SourceKind)
