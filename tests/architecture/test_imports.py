"""What is imported, when, and whether it was asked for."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib import metadata

from tests.architecture.source import ROOT, modules, name, tree

HEAVY = (
    "pandas",
    "faker",
    "typst",
    "pyarrow",
    "docx",
    "openpyxl",
    "xlsxwriter",
    "alembic",
    "segno",
)


def test_the_pages_start_without_the_heavy_libraries() -> None:
    """They are imported by the function that needs them: starting stays under a second."""
    program = (
        "import sys, simulator.web.app\n"
        f"print('heavy:', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=False
    )

    assert done.returncode == 0, done.stderr
    assert "heavy: []" in done.stdout


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = project["optional-dependencies"]
    lines = [*project["dependencies"], *(line for extra in optional.values() for line in extra)]
    return {normal(re.split(r"[\s<>=!~;\[]", line)[0]) for line in lines}


def normal(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def test_every_library_imported_is_asked_for() -> None:
    """A library that comes with another goes with it too."""
    providers = metadata.packages_distributions()
    wrong = set()
    for path in modules("simulator"):
        for node in ast.walk(tree(path)):
            imported = []
            if isinstance(node, ast.Import):
                imported = [alias.name for alias in node.names]
            if isinstance(node, ast.ImportFrom):
                imported = [node.module or ""]
            for module in imported:
                top = module.partition(".")[0]
                if top in sys.stdlib_module_names or top in {"simulator", "__future__"}:
                    continue
                if not declared() & {normal(found) for found in providers.get(top, ())}:
                    wrong.add(f"{name(path)}: {top}")

    assert wrong == set()
