"""A skeleton of each type: right as it is written, in a module that stays right."""

import shutil
from pathlib import Path

import pytest

from simulator.content.catalogue import load
from simulator.content.exercises import FaultyFile, find_exercise
from simulator.content.frozen import dump
from simulator.content.frozen import load as thaw
from simulator.content.skeletons import CannotBegin, begin, types
from simulator.domain.exercises.drawing import flaws
from simulator.domain.exercises.types import TYPES
from simulator.domain.exercises.world import World
from tests import make

ROOT = Path(__file__).resolve().parents[2] / "content"
CATALOGUE, _ = load(ROOT)


@pytest.fixture
def root(tmp_path):
    """A content folder with one module, its topics, and the skeletons."""
    for name in ("skeletons", "programmes", "rates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "figures.yaml", tmp_path)
    module = "50-construire-les-kpi"
    shutil.copytree(ROOT / "modules" / module, tmp_path / "modules" / module)
    return tmp_path


def test_every_type_has_its_skeleton():
    assert set(types(ROOT)) == set(TYPES)


@pytest.mark.parametrize("kind", types(ROOT))
def test_a_skeleton_is_an_exercise_that_is_proved(root, kind):
    path = begin(root, kind, "50-construire-les-kpi", "mon-exercice")
    found = find_exercise(root, "mon-exercice")

    assert found is not None
    assert found.kind == kind
    assert path.read_text(encoding="utf-8").count("#") >= 4
    for seed in (1, 2, 3):
        world = World(make.portfolio(seed, 60), CATALOGUE.words, CATALOGUE.law)
        assert flaws(found.question(world)) == ()
    _, problems = load(root)
    assert [str(one) for one in problems if "mon-exercice" in str(one)] == []


@pytest.mark.parametrize("exercise", CATALOGUE.exercises.values(), ids=lambda one: one.id)
def test_an_exercise_is_frozen_and_thawed_the_same(exercise):
    assert thaw(dump(exercise)) == exercise


def test_a_module_is_named_with_or_without_its_number(root):
    begin(root, "choice", "construire-les-kpi", "un")
    begin(root, "choice", "50-construire-les-kpi", "deux")
    described = root / "modules" / "50-construire-les-kpi" / "module.yaml"

    assert ", un, deux]" in described.read_text(encoding="utf-8")


def test_a_list_of_one_id_a_line_is_kept_so(root):
    described = root / "modules" / "50-construire-les-kpi" / "module.yaml"
    described.write_text("id: essai\nexercises:\n  - ancien\n", encoding="utf-8")
    begin(root, "choice", "construire-les-kpi", "neuf")

    assert described.read_text(encoding="utf-8") == "id: essai\nexercises:\n  - neuf\n  - ancien\n"


def test_an_empty_module_begins_with_a_topic_to_fill(root):
    folder = root / "modules" / "99-vide"
    folder.mkdir()
    (folder / "module.yaml").write_text("id: vide\nexercises: []\n", encoding="utf-8")
    (folder / "exercises").mkdir()
    (folder / "exercises" / "autre.yaml").write_text("- rien\n", encoding="utf-8")

    assert "A-COMPLETER" in begin(root, "choice", "vide", "un").read_text(encoding="utf-8")
    assert "exercises: [un]" in (folder / "module.yaml").read_text(encoding="utf-8")


def test_what_cannot_be_begun_is_refused_and_leaves_nothing(root):
    (root / "modules" / "60-sans-liste").mkdir()
    (root / "modules" / "60-sans-liste" / "module.yaml").write_text("id: x\n", encoding="utf-8")
    begin(root, "choice", "construire-les-kpi", "pris")
    for kind, module, slug in (
        ("devinette", "construire-les-kpi", "un"),
        ("../figures", "construire-les-kpi", "un"),
        ("choice", "nulle-part", "un"),
        ("choice", "construire-les-kpi", "Pas bon"),
        ("choice", "construire-les-kpi", "pris"),
        ("choice", "sans-liste", "un"),
    ):
        with pytest.raises(CannotBegin):
            begin(root, kind, module, slug)
    assert not list((root / "modules").glob("*/exercises/un.yaml"))


def test_a_file_with_a_fault_is_refused_with_its_line(root):
    path = begin(root, "worksheet", "construire-les-kpi", "faux")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("measure: percent", "measure: franc"), encoding="utf-8")

    with pytest.raises(FaultyFile) as caught:
        find_exercise(root, "faux")
    assert "exercises/faux.yaml:" in caught.value.fault
    assert find_exercise(root, "nulle-part") is None
