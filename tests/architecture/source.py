"""The code read as trees, once for all the tests of the house's rules."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIMULATOR = ROOT / "simulator"
APART = {"__pycache__", "instance", "wheelhouse", "dist", "build", "htmlcov", "mutants"}


@cache
def modules(*folders: str) -> tuple[Path, ...]:
    """Return the Python files of some folders, migrations apart."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return tuple(sorted(path for path in found if "versions" not in path.parts))


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name(path: Path) -> str:
    """Return a path as it is read in a message."""
    return path.relative_to(ROOT).as_posix()


@cache
def kept_files() -> tuple[Path, ...]:
    """Return the files that a commit would hold: nothing hidden but what CI and git read."""
    found = []
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part != ".ci" for part in parts[:-1])
        if hidden or APART.intersection(parts) or parts[-1].startswith(".coverage"):
            continue
        if path.is_file():
            found.append(path)
    return tuple(sorted(found))
