"""How hard a scenario is: the same customers, who pay better or worse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from simulator.generation.reading import Reader
from simulator.generation.spec import Scenario
from simulator.paths import SCENARIOS

NORMAL = "normale"
MARK = "."
"""Between the key of a scenario and its difficulty, when it is not the normal one."""
_FACTOR = {"low": 0.1, "high": 5}


@dataclass(frozen=True, slots=True)
class Difficulty:
    """One level: factors of a scenario's rates, and what is added to how late its customers pay.

    ``delay_shift`` is in standard deviations of the trait that chooses a payer's profile.
    """

    label: str
    summary: str
    default_factor: float = field(metadata=_FACTOR)
    dispute_factor: float = field(metadata=_FACTOR)
    delay_shift: float = field(metadata={"low": -1, "high": 1})
    newcomers_factor: float = field(metadata=_FACTOR)


@lru_cache(maxsize=1)
def difficulties(folder: Path = SCENARIOS) -> Mapping[str, Difficulty]:
    """Read the levels, from the easiest; ``FaultyScenario`` lists everything wrong with them."""
    return read(folder / "difficulties.yaml")


def read(path: Path) -> Mapping[str, Difficulty]:
    """Read a file of levels; ``FaultyScenario`` lists everything wrong with it."""
    reader = Reader(path)
    found = {
        name: reader.build(Difficulty, node, name)
        for name, node in reader.pairs(reader.root, "difficulties").items()
    }
    reader.finish()
    return found


def key_of(scenario: str, level: str) -> str:
    """Return the key of a scenario at a level; that of the normal one is the scenario's own."""
    return scenario if level == NORMAL else f"{scenario}{MARK}{level}"


def at(scenario: Scenario, level: str) -> Scenario:
    """Return a scenario at a level: its mix of customers, harder or easier."""
    law, mix = difficulties()[level], scenario.customers
    return replace(
        scenario,
        key=key_of(scenario.key, level),
        customers=replace(
            mix,
            default_factor=mix.default_factor * law.default_factor,
            dispute_factor=mix.dispute_factor * law.dispute_factor,
            delay_shift=mix.delay_shift + law.delay_shift,
            newcomers=min(1.0, mix.newcomers * law.newcomers_factor),
        ),
    )
