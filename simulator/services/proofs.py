"""The proof of exercises: each on many portfolios, what was replaced and why, what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from simulator.domain.exercises.drawing import Flaw
from simulator.domain.exercises.question import Question
from simulator.domain.exercises.types import AnyExercise
from simulator.domain.exercises.world import World
from simulator.generation.build import generate
from simulator.services import catalogue

CUSTOMERS = 50
"""As many as a training has when nobody changes the number."""
NO_CUSTOMER = "no_customer"
UNSOLVED = "unsolved"
UNFILLED = "unfilled"
UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class Ground:
    """A portfolio that exercises are tried on, by what makes it again."""

    scenario: str
    seed: int
    world: World


@dataclass(slots=True)
class Proof:
    """One exercise on the portfolios tried so far.

    ``draws`` counts the customers dealt, ``replaced`` those that made no good question, by the
    code of the reason; ``faults`` are (scenario, seed, code); ``unseen`` the foreseen mistakes that
    no question showed.
    """

    exercise: AnyExercise
    grounds: int = 0
    draws: int = 0
    replaced: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[str, int, str]] = field(default_factory=list)
    unseen: set[str] = field(default_factory=set)

    @property
    def share(self) -> float:
        """Return the share of draws that were replaced, from 0 to 1."""
        return self.replaced.total() / self.draws if self.draws else 0.0


def grounds(
    scenarios: Iterable[str], seeds: int, as_of: date, customers: int = CUSTOMERS
) -> Iterator[Ground]:
    """Yield the portfolios of the seeds 1 to ``seeds`` of each scenario, made one at a time."""
    content = catalogue.content()
    for scenario in scenarios:
        for seed in range(1, seeds + 1):
            portfolio = generate(scenario, seed, customers, as_of=as_of)
            yield Ground(scenario, seed, World(portfolio, content.words, content.law))


def start(exercises: Iterable[AnyExercise]) -> tuple[Proof, ...]:
    """Return the proofs of exercises that nothing was tried on yet."""
    return tuple(Proof(exercise, unseen=set(foreseen(exercise))) for exercise in exercises)


def extend(proof: Proof, ground: Ground) -> None:
    """Try an exercise on one more portfolio."""
    proof.grounds += 1
    try:
        found = _first(proof, ground.world)
        codes = (NO_CUSTOMER,) if found is None else wrongs(found)
    except Exception as error:  # noqa: BLE001 - whatever breaks is what a proof looks for
        codes = (f"{type(error).__name__}: {error}"[:200],)
    proof.faults += [(ground.scenario, ground.seed, code) for code in codes]


def _first(proof: Proof, world: World) -> Question | None:
    for one in proof.exercise.tries(world):
        proof.draws += 1
        if one.question is not None:
            proof.unseen -= _seen(one.question)
            return one.question
        # one draw is one replacement, however many of its samples come out wrong
        proof.replaced[_reason(one.flaws[0])] += 1
    return None


def _reason(flaw: Flaw) -> str:
    return flaw.reason if ":" in flaw.reason or not flaw.part else f"{flaw.reason}:{flaw.part}"


def _seen(question: Question) -> set[str]:
    return {sample.code for judge in question.judges for sample in judge.samples()}


def wrongs(question: Question) -> tuple[str, ...]:
    """Return the codes of what is wrong with a question that its own samples do not show.

    The solution as a whole must earn everything, no text may keep a brace, and each part that
    earns points needs a worked step that ends on a value.
    """
    found = []
    if question.grade(question.solved()).fraction != 1:
        found.append(UNSOLVED)
    if any("{" in text or "}" in text for text in _shown(question)):
        found.append(UNFILLED)
    graded = {part.name for part in question.parts if part.points}
    steps = question.solution
    if graded != {step.part for step in steps} or not all(step.value for step in steps):
        found.append(UNEXPLAINED)
    return tuple(found)


def _shown(question: Question) -> Iterator[str]:
    yield question.statement
    yield from (step.text for step in question.solution)
    yield from (part.label for part in question.parts)
    for table in question.documents:
        for row in table.rows:
            yield from (row.label, *row.cells)


def foreseen(record: Any) -> Iterator[str]:  # noqa: ANN401 - any record of the file
    """Yield every code of a mistake that an exercise, a dataclass all the way down, declares."""
    for one in fields(record):
        value = getattr(record, one.name)
        if one.name in {"code", "reversed_code"} and value:
            yield value
        for inner in value if isinstance(value, tuple) else (value,):
            if hasattr(inner, "__dataclass_fields__"):
                yield from foreseen(inner)
