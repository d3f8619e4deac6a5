"""Self-assessment by objective, before and after: where each starts from, and what was gained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from simulator.domain.refusals import Refusal

LOWEST, HIGHEST = 0, 4
"""From « I discover it » to « I could teach it »; the words belong to the page."""


class Moment(StrEnum):
    """When a person looks at what they can do."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(eq=False)
class StartIsSet(Refusal):
    """The self-assessment before is not changed once the one after was given."""


@dataclass(eq=False)
class WrongLevels(Refusal):
    """Not one level of the scale for each objective."""

    objectives: int


@dataclass(frozen=True, slots=True)
class Position:
    """What one person says at one moment: a level of the scale for each objective, in order."""

    person: int
    moment: Moment
    levels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Gain:
    """What a group says of one objective; ``None`` where nobody has answered.

    ``before`` and ``after`` are means over all who answered at that moment; ``gain`` is the mean
    difference of the ``pairs`` people who answered at both, so that somebody who left early does
    not count as a loss.
    """

    before: Fraction | None
    after: Fraction | None
    gain: Fraction | None
    pairs: int


def checked(levels: Sequence[int], objectives: int) -> tuple[int, ...]:
    """Return the levels, one for each objective; ``WrongLevels`` otherwise."""
    if len(levels) != objectives or any(not LOWEST <= level <= HIGHEST for level in levels):
        raise WrongLevels(objectives)
    return tuple(levels)


def gains(positions: Sequence[Position], objectives: int) -> tuple[Gain, ...]:
    """Return the gain of a group, objective by objective."""
    at = {
        moment: {each.person: each.levels for each in positions if each.moment is moment}
        for moment in Moment
    }
    both = sorted(at[Moment.BEFORE].keys() & at[Moment.AFTER].keys())
    return tuple(
        Gain(
            _mean([levels[index] for levels in at[Moment.BEFORE].values()]),
            _mean([levels[index] for levels in at[Moment.AFTER].values()]),
            _mean([at[Moment.AFTER][who][index] - at[Moment.BEFORE][who][index] for who in both]),
            len(both),
        )
        for index in range(objectives)
    )


def _mean(values: Sequence[int]) -> Fraction | None:
    return Fraction(sum(values), len(values)) if values else None
