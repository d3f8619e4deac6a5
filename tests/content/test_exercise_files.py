"""The contract of every exercise file, on twenty portfolios."""

from dataclasses import fields
from pathlib import Path

import pytest

from simulator.content.catalogue import load
from simulator.domain.exercises.drawing import flaws
from simulator.domain.exercises.world import World
from tests import make

CATALOGUE, _ = load(Path(__file__).resolve().parents[2] / "content")
EXERCISES = tuple(CATALOGUE.exercises.values())
WORLDS = {seed: World(make.portfolio(seed, 60), wording=CATALOGUE.words) for seed in range(1, 21)}


@pytest.fixture(scope="module", params=EXERCISES, ids=lambda exercise: exercise.id)
def exercise(request):
    return request.param


def test_the_file_is_proved_on_twenty_portfolios(exercise):
    for world in WORLDS.values():
        question = exercise.question(world)
        assert flaws(question) == ()
        assert question.grade(question.solved()).fraction == 1


def test_nothing_is_left_unfilled(exercise):
    question = exercise.question(WORLDS[1])
    shown = [question.statement, *(step.text for step in question.solution)]
    shown += [part.label for part in question.parts]
    shown += [cell for table in question.documents for row in table.rows for cell in row.cells]
    assert not [text for text in shown if "{" in text or "}" in text]
    assert all(step.value for step in question.solution)


def test_every_answer_has_a_worked_step(exercise):
    question = exercise.question(WORLDS[2])
    graded = {part.name for part in question.parts if part.points}
    assert graded == {step.part for step in question.solution}


def test_mistakes_are_foreseen_and_seen_somewhere(exercise):
    written = set(_codes(exercise))
    seen = set()
    for world in WORLDS.values():
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
