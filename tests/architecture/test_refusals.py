"""Every named refusal has its French sentence, and the sentence uses the refusal's own data."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import fields
from string import Formatter

import pytest

import simulator
from simulator.domain.refusals import Refusal


def everything() -> None:
    """Import every module, so that every refusal is known."""
    for found in pkgutil.walk_packages(simulator.__path__, "simulator."):
        if ".migrations" not in found.name and not found.name.endswith("__main__"):
            importlib.import_module(found.name)


def below(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for child in kind.__subclasses__():
        yield child
        yield from below(child)


def refusals() -> list[type[Refusal]]:
    everything()
    return sorted(
        (kind for kind in set(below(Refusal)) if kind.__module__.startswith("simulator.")),
        key=lambda kind: f"{kind.__module__}.{kind.__name__}",
    )


def sentences() -> dict[type[Refusal], str]:
    from simulator.cli import sentences as typed
    from simulator.web import sentences as shown

    return {**shown.SENTENCES, **typed.SENTENCES}


def title(kind: type[Refusal]) -> str:
    return f"{kind.__module__.removeprefix('simulator.')}.{kind.__name__}"


def test_every_refusal_has_a_sentence() -> None:
    known = sentences()

    assert [title(kind) for kind in refusals() if kind not in known] == []


@pytest.mark.parametrize("kind", sentences(), ids=title)
def test_a_sentence_uses_what_the_refusal_carries(kind: type[Refusal]) -> None:
    used = {
        name.partition(".")[0] for _, name, _, _ in Formatter().parse(sentences()[kind]) if name
    }

    assert used <= {field.name for field in fields(kind)}


@pytest.mark.parametrize("kind", sentences(), ids=title)
def test_a_sentence_is_set_as_french_is(kind: type[Refusal]) -> None:
    """A narrow no-break space before a high sign and inside guillemets."""
    wrong = re.findall(r"\S ?[;!?](?=\s|$)|« | »| :(?=\s)|'", sentences()[kind])

    assert [sign for sign in wrong if not re.fullmatch("\u202f[;!?]", sign)] == []
