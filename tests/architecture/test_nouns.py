"""One noun, one name, in every layer."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, SIMULATOR, tree

WEB = SIMULATOR / "web"
SHARED_TEMPLATES = {"errors", "macros", "components", "home"}  # a refused code: back to the door
WITHOUT_SERVICE = {
    "home": "the door: it leads to the other nouns and arranges nothing",
    "handbook": "pages of help, which are templates only",
}


def blueprints() -> dict[str, Path]:
    """Return the file of each blueprint, by the blueprint's name."""
    found = {}
    for path in sorted(WEB.glob("*.py")):
        for node in ast.walk(tree(path)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "Blueprint"
                and isinstance(node.args[0], ast.Constant)
            ):
                found[str(node.args[0].value)] = path
    return found


def rendered(path: Path) -> set[str]:
    """Return the folders of the templates that a module renders."""
    return {
        str(node.args[0].value).partition("/")[0]
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "render_template"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def test_there_are_blueprints() -> None:
    assert "trainings" in blueprints()


@pytest.mark.parametrize("noun", sorted(blueprints()))
def test_a_blueprint_has_the_name_of_its_file_its_templates_and_its_service(noun: str) -> None:
    path = blueprints()[noun]

    assert path.stem == noun
    assert rendered(path) <= {noun} | SHARED_TEMPLATES
    if noun not in WITHOUT_SERVICE:
        service = SIMULATOR / "services" / noun
        assert service.with_suffix(".py").exists() or (service / "__init__.py").exists()


def test_every_folder_of_templates_is_a_noun() -> None:
    nouns = set(blueprints()) | SHARED_TEMPLATES | {"layouts", "documents", "exercises"}
    folders = {path.name for path in (ROOT / "templates").iterdir() if path.is_dir()}

    assert folders <= nouns


def test_every_form_has_its_blueprint() -> None:
    forms = {path.stem for path in (WEB / "forms").glob("*.py")} - {"__init__", "base"}

    assert forms <= set(blueprints())


def test_every_table_module_is_listed() -> None:
    from simulator.store import tables

    kept = {path.stem for path in (SIMULATOR / "store").glob("*.py")}

    assert kept - {"__init__", "base", "tables"} <= set(dir(tables))
