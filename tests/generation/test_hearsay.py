"""What is said of customers: mostly true of their health, now and then the contrary of it."""

from __future__ import annotations

import re
from statistics import mean

import pytest

from simulator.domain.portfolio import Portfolio, Source
from simulator.generation import library

_SIGN = {"good": 1, "bad": -1}
_ELIDED = re.compile(r"\\\{\w+\\\}")


@pytest.fixture(scope="module")
def tones() -> list[tuple[str, re.Pattern[str]]]:
    """Return the templates that praise or blame, as patterns of what is written from them."""
    return [
        (each.tone, re.compile(_ELIDED.sub(".+", re.escape(each.text)), re.DOTALL))
        for each in library.sentences()
        if each.tone in _SIGN
    ]


def sign(source: Source, tones: list[tuple[str, re.Pattern[str]]]) -> int:
    """Return 1 for a praise, -1 for a blame, 0 for what is neither."""
    return next((_SIGN[tone] for tone, known in tones if known.fullmatch(source.text)), 0)


def test_what_is_said_goes_with_the_health_and_contradicts_itself_here_and_there(
    panel: Portfolio, tones: list[tuple[str, re.Pattern[str]]]
) -> None:
    told = [[sign(source, tones) for source in c.sources] for c in panel.customers]
    praised = [h.health for h, signs in zip(panel.hidden, told, strict=True) if sum(signs) > 0]
    blamed = [h.health for h, signs in zip(panel.hidden, told, strict=True) if sum(signs) < 0]
    several = [signs for signs in told if sum(map(abs, signs)) >= 2]
    torn = [signs for signs in several if {1, -1} <= set(signs)]

    assert mean(praised) > mean(blamed) + 0.5
    # A source in five or six is wrong, so that some files hold both, and most do not.
    assert 0.05 < len(torn) / len(several) < 0.5
