"""The contract of every exercise file: twenty rough portfolios, then those of the scenarios."""

from datetime import date
from pathlib import Path

import pytest

from simulator.content.catalogue import load
from simulator.domain.exercises.drawing import flaws
from simulator.domain.exercises.world import World
from simulator.generation.build import generate
from simulator.services.proofs import foreseen, wrongs
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
"""Two of each scenario here; `simulator content prove` runs the twenty."""


@pytest.fixture(scope="module", params=EXERCISES, ids=lambda exercise: exercise.id)
def exercise(request):
    return request.param


def test_the_file_is_proved_on_twenty_portfolios(exercise):
    for world in WORLDS.values():
        question = exercise.question(world)
        assert flaws(question) == ()
        assert wrongs(question) == ()


def test_the_file_is_proved_on_the_scenarios(exercise):
    for world in SHIPPED.values():
        question = exercise.question(world)
        assert flaws(question) == ()
        assert wrongs(question) == ()


def test_mistakes_are_foreseen_and_seen_somewhere(exercise):
    written = set(foreseen(exercise))
    seen = set()
    for world in (*WORLDS.values(), *SHIPPED.values()):
        for judge in exercise.question(world).judges:
            seen |= {sample.code for sample in judge.samples()}
    assert written <= seen
    assert written
