"""Rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, SIMULATOR, kept_files, modules, name, tree

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
MEDIAN_FILE = 120


def calls(path: Path, called: str) -> list[int]:
    """Return the lines where a function or a method of this name is called."""
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Attribute) and function.attr == called:
                found.append(node.lineno)
            if isinstance(function, ast.Name) and function.id == called:
                found.append(node.lineno)
    return found


def test_only_views_and_commands_commit() -> None:
    """The edge of a request is the edge of its transaction."""
    edges = (SIMULATOR / "web", SIMULATOR / "cli")
    wrong = [
        f"{name(path)}:{line}"
        for path in modules("simulator")
        if not any(edge in path.parents for edge in edges)
        for line in calls(path, "commit")
    ]

    assert wrong == []


def test_nothing_prints() -> None:
    wrong = [name(path) for path in modules("simulator") if calls(path, "print")]

    assert wrong == []


def test_files_stay_short() -> None:
    long = {
        name(path): lines
        for path in modules("simulator", "tests", "tools")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }

    assert long == {}


def test_the_middle_file_is_short() -> None:
    sizes = sorted(
        len(path.read_text(encoding="utf-8").splitlines())
        for path in modules("simulator")
        if path.name != "__init__.py"
    )

    assert sizes[len(sizes) // 2] <= MEDIAN_FILE


def test_functions_stay_short() -> None:
    long = [
        f"{name(path)}:{node.name}"
        for path in modules("simulator", "tools")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]

    assert long == []


def test_no_file_names_a_machine_or_where_packages_came_from() -> None:
    """Nobody else has that folder, and a mirror of packages is no part of the product."""
    # Written in two pieces, so that this file does not refuse itself.
    signs = ["/ro" + "ot/", "/wo" + "rk/", "/Us" + "ers/", r"C:\\Us" + "ers", "/ho" + r"me/\w"]
    signs += ["py" + "pi-more", "simple" + "/index", "index" + r"[-_]url\s*=", "extra-" + "index"]
    pattern = re.compile("|".join(signs))
    wrong = []
    for path in kept_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:  # an image, a font
            continue
        wrong += [name(path) for _ in [0] if pattern.search(text)]

    assert wrong == []


def test_start_is_plain_enough_for_an_old_python_to_read() -> None:
    """Its refusal must be a sentence, so its syntax must be understood."""
    ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_start_imports_the_standard_library_only() -> None:
    import sys

    imported = {
        (node.module or "").partition(".")[0] if isinstance(node, ast.ImportFrom) else alias.name
        for node in ast.walk(tree(ROOT / "start.py"))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }

    assert imported <= sys.stdlib_module_names


def test_the_makefile_and_the_list_of_gates_agree() -> None:
    from tools.check import GATES

    line = re.search(
        r"^GATES := (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    )

    assert line is not None
    assert line[1].split() == list(GATES)


@pytest.mark.parametrize("layer", ["services", "web", "store"])
def test_layers_say_in_one_sentence_what_they_are(layer: str) -> None:
    assert ast.get_docstring(tree(SIMULATOR / layer / "__init__.py"))
