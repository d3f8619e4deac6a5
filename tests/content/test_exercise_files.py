"""The contract of every exercise file: twenty rough portfolios, then those of the scenarios."""

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from simulator.content.catalogue import load
from simulator.domain.exercises.drawing import flaws
from simulator.domain.exercises.world import World
from simulator.generation.build import generate
from tests import make

CATALOGUE, _ = load(Path(__file__).resolve().parents[2] / "content")
EXERCISES = tuple(CATALOGUE.exercises.values())
WORLDS = {
    seed: World(make.portfolio(seed, 60), CATALOGUE.words, CATALOGUE.law) for seed in range(1, 21)
}
SCENARIOS = (
    "negoce-materiaux",
    "agroalimentaire",
    "services-entreprises",
    "sous-traitance-industrielle",
)
SHIPPED = {
    (key, seed): World(
        generate(key, seed, 60, as_of=date(2026, 11, 30)), CATALOGUE.words, CATALOGUE.law
    )
    for key in SCENARIOS
    for seed in (1, 2)
}
"""Two of each scenario here; the twenty were run by hand when the files were written."""


@pytest.fixture(scope="module", params=EXERCISES, ids=lambda exercise: exercise.id)
def exercise(request):
    return request.param


def test_the_file_is_proved_on_twenty_portfolios(exercise):
    for world in WORLDS.values():
        question = exercise.question(world)
        assert flaws(question) == ()
        assert question.grade(question.solved()).fraction == 1


def test_the_file_is_proved_on_the_scenarios(exercise):
    for world in SHIPPED.values():
        question = exercise.question(world)
        assert flaws(question) == ()
        assert question.grade(question.solved()).fraction == 1


def test_nothing_is_left_unfilled(exercise):
    question = exercise.question(WORLDS[1])
    shown = [question.statement, *(step.text for step in question.solution)]
    shown += [part.label for part in question.parts]
    shown += [
        cell
        for table in question.documents
        for row in table.rows
        for cell in (row.label, *row.cells)
    ]
    assert not [text for text in shown if "{" in text or "}" in text]
    assert all(step.value for step in question.solution)


def test_every_answer_has_a_worked_step(exercise):
    question = exercise.question(WORLDS[2])
    graded = {part.name for part in question.parts if part.points}
    assert graded == {step.part for step in question.solution}


def test_mistakes_are_foreseen_and_seen_somewhere(exercise):
    written = set(_codes(exercise))
    seen = set()
    for world in (*WORLDS.values(), *SHIPPED.values()):
        for judge in exercise.question(world).judges:
            seen |= {sample.code for sample in judge.samples()}
    assert written <= seen
    assert written


def _codes(record):
    """Every outcome code that a file declares."""
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name in {"code", "reversed_code"} and value:
            yield value
        elif isinstance(value, tuple):
            for one in value:
                if hasattr(one, "__dataclass_fields__"):
                    yield from _codes(one)
        elif hasattr(value, "__dataclass_fields__"):
            yield from _codes(value)
