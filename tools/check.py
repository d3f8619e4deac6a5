"""Every gate of the house, in one list; ``make check``, ``python start.py test`` and CI run this.

``python tools/check.py`` runs them all and ends with a line a gate; names choose some of them.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools import chromium  # noqa: E402 - the checkout is put on the path just above

PYTHON = (sys.executable, "-m")
PYTEST = (*PYTHON, "pytest", "-n", "2")
MODULES = ("--dist", "loadscope", "--no-loadscope-reorder")
"""A module to a process: what it sets up is set up once. They go in the order of
``tests/conftest.py``: the longest first, or else one of them ends alone."""
HALVES = ("--dist", "worksteal")
"""Half of the tests to each process: most pages are looked at by one module."""
COVERED = ("--cov=simulator", "--cov-branch", "--cov-report=")
REPORT = (*PYTHON, "coverage", "report", "--skip-covered", "--show-missing")

GATES: dict[str, tuple[tuple[str, ...], ...]] = {
    "lint": (
        (*PYTHON, "ruff", "check", "."),
        (*PYTHON, "ruff", "format", "--check", "."),
    ),
    "types": ((*PYTHON, "mypy"),),
    "imports": (
        (sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"),
    ),
    "content": ((*PYTHON, "simulator.cli", "content", "check"),),
    # The same tests on both databases; what they cover is measured once: it costs two thirds more.
    "test": (
        (*PYTEST, *MODULES, *COVERED, "-m", "not browser and not postgres"),
        (*PYTEST, *MODULES, "-m", "postgres and not browser"),
    ),
    "browser": ((*PYTEST, *HALVES, "-m", "browser"),),
    "coverage": (
        (*REPORT, "--include=simulator/domain/*,simulator/content/*", "--fail-under=100"),
        (*REPORT, "--fail-under=95"),
    ),
}


def run(name: str) -> bool:
    """Run the commands of a gate, all of them, and say whether they passed."""
    if name == "browser" and not _has_browser():
        return False
    results = [_command(command) for command in GATES[name]]  # all of them, before judging
    return all(results)


def _command(command: tuple[str, ...]) -> bool:
    environ = {**os.environ, "PYTHONUTF8": "1"}
    # What is compiled is kept beside its source: each worker, server and command that the tests
    # start would else compile the whole product, and the asserts of all the tests.
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode == 0


def _has_browser() -> bool:
    """Say whether there is a Chromium; try Playwright's own where the network allows it."""
    if chromium.executable():
        return True
    print("Chromium est absent ; essai d’installation par Playwright…", flush=True)
    if _command((*PYTHON, "playwright", "install", "chromium")):
        return True
    print(
        "Les essais dans un navigateur n’ont pas pu tourner : installez Chromium ou Chrome, ou"
        " donnez son chemin dans la variable CHROMIUM, puis relancez."
    )
    return False


def main(arguments: list[str] | None = None) -> int:
    """Run the gates named, or all; return the number that failed."""
    parser = argparse.ArgumentParser(description="Contrôles du projet.")
    parser.add_argument("gates", nargs="*", metavar="|".join(GATES))
    chosen = parser.parse_args(arguments).gates or list(GATES)
    unknown = [name for name in chosen if name not in GATES]
    if unknown:
        parser.error(f"contrôle inconnu : {', '.join(unknown)} (au choix : {', '.join(GATES)})")
    results = []
    for name in chosen:
        print(f"\n=== {name} ===", flush=True)
        start = time.monotonic()
        results.append((name, run(name), time.monotonic() - start))
    print()
    for name, passed, seconds in results:
        print(f"{'réussi' if passed else 'ÉCHEC '}  {name:<9} {seconds:6.1f} s")
    return sum(not passed for _, passed, _ in results)


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    sys.exit(main())
