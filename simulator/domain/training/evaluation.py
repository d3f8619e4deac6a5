"""The hot evaluation: its questions, its averages, and when a group may be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from simulator.domain.money import round_half_up
from simulator.domain.refusals import Refusal

LOWEST, HIGHEST = 1, 5
SMALLEST_GROUP = 3
"""Under three replies a figure would show one person's opinion."""


class Shape(StrEnum):
    """How a question is answered."""

    SCALE = "scale"
    RECOMMEND = "recommend"  # 0 to 10
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Ask:
    """One question of the evaluation; its French wording belongs to the page."""

    name: str
    shape: Shape
    required: bool = True


QUESTIONS: tuple[Ask, ...] = (
    Ask("expectations", Shape.SCALE),
    Ask("objectives", Shape.SCALE),
    Ask("content", Shape.SCALE),
    Ask("pace", Shape.SCALE),
    Ask("exercises", Shape.SCALE),
    Ask("trainer", Shape.SCALE),
    Ask("materials", Shape.SCALE),
    Ask("organisation", Shape.SCALE),
    Ask("usefulness", Shape.SCALE),
    Ask("recommend", Shape.RECOMMEND),
    Ask("liked", Shape.TEXT, required=False),
    Ask("improve", Shape.TEXT, required=False),
    Ask("application", Shape.TEXT, required=False),
)


@dataclass(eq=False)
class AlreadyEvaluated(Refusal):
    """This person has already sent an evaluation."""


@dataclass(eq=False)
class GroupTooSmall(Refusal):
    """Too few replies to show figures without showing a person."""

    replies: int
    smallest: int


@dataclass(frozen=True, slots=True)
class Average:
    """The mean of one scale and how many gave each grade (from the lowest)."""

    name: str
    mean: Decimal
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Shares of 9-10, 7-8 and 0-6 answers; the net score is the first less the last, in points."""

    promoters: int
    passives: int
    detractors: int
    net: Decimal


@dataclass(frozen=True, slots=True)
class GroupResult:
    """What a group said: figures by question, words without names."""

    replies: int
    averages: tuple[Average, ...]
    recommendation: Recommendation | None
    texts: Mapping[str, tuple[str, ...]]


def in_bounds(ask: Ask, value: int) -> bool:
    """Say whether a grade is one that the question offers."""
    if ask.shape is Shape.RECOMMEND:
        return 0 <= value <= 10
    return LOWEST <= value <= HIGHEST


def group_result(
    replies: Sequence[Mapping[str, object]], questions: Sequence[Ask] = QUESTIONS
) -> GroupResult:
    """Summarise replies; ``GroupTooSmall`` under three of them.

    The free texts are sorted, so that their order says nothing of who wrote them.
    """
    if len(replies) < SMALLEST_GROUP:
        raise GroupTooSmall(len(replies), SMALLEST_GROUP)
    averages = tuple(
        average
        for ask in questions
        if ask.shape is Shape.SCALE
        if (average := _average(ask.name, _grades(ask.name, replies))) is not None
    )
    texts = {
        ask.name: tuple(sorted(text for reply in replies if (text := str(reply.get(ask.name, "")))))
        for ask in questions
        if ask.shape is Shape.TEXT
    }
    return GroupResult(
        len(replies), averages, _recommendation(_grades("recommend", replies)), texts
    )


def _grades(name: str, replies: Sequence[Mapping[str, object]]) -> list[int]:
    return [grade for reply in replies if isinstance(grade := reply.get(name), int)]


def _average(name: str, grades: list[int]) -> Average | None:
    if not grades:
        return None
    counts = tuple(grades.count(grade) for grade in range(LOWEST, HIGHEST + 1))
    return Average(name, round_half_up(Decimal(sum(grades)) / len(grades), 2), counts)


def _recommendation(grades: list[int]) -> Recommendation | None:
    if not grades:
        return None
    promoters = sum(grade >= 9 for grade in grades)
    detractors = sum(grade <= 6 for grade in grades)
    net = round_half_up(Decimal(100 * (promoters - detractors)) / len(grades))
    return Recommendation(promoters, len(grades) - promoters - detractors, detractors, net)


def released(submitted: Sequence[datetime], at: datetime) -> int:
    """Return how many replies, in the order of ``submitted``, are read after a release at ``at``.

    What comes after the release joins it by whole groups: a result that is read again after each
    reply would tell, by difference, what that reply was.
    """
    late = sum(each > at for each in submitted)
    return len(submitted) - late % SMALLEST_GROUP
