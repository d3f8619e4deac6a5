"""No exercise is answered with a neighbour's numbers: another portfolio has other answers."""

from __future__ import annotations

from datetime import date

import pytest

from simulator.domain.exercises.question import PartKind, Question
from simulator.domain.portfolio import Portfolio
from simulator.generation.build import generate
from simulator.services import catalogue

SEEDS = (11, 14, 17)
KNOWLEDGE = frozenset({"matching", "ordering"})
"""What is put in pairs or in order holds no figure: there is no number to copy."""
FIGURES = frozenset({PartKind.NUMBER, PartKind.DATE, PartKind.JOURNAL})
EXERCISES = sorted(
    one.id for one in catalogue.content().exercises.values() if one.type not in KNOWLEDGE
)


@pytest.fixture(scope="module")
def neighbours() -> list[Portfolio]:
    return [generate("negoce-materiaux", seed, 90, as_of=date(2026, 9, 30)) for seed in SEEDS]


def _said(question: Question) -> str:
    """Return all that is written on the form, figures included."""
    return repr((question.statement, question.documents, question.parts))


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_answers_of_a_neighbour_are_not_mine(
    neighbours: list[Portfolio], exercise: str
) -> None:
    mine, *theirs = (catalogue.question(exercise, one, 0) for one in neighbours)

    assert mine.grade(mine.solved()).fraction == 1
    assert all(_said(mine) != _said(one) for one in theirs)
    if any(part.kind in FIGURES and part.points for part in mine.parts):
        # a count may fall alike once: what is copied from every neighbour does not pass
        assert min(mine.grade(one.solved()).fraction for one in theirs) < 1
