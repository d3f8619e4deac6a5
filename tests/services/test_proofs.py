"""The proof of exercises: what it counts, and that it sees what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pytest

from simulator.domain.exercises.drawing import Try
from simulator.domain.exercises.question import Question
from simulator.domain.exercises.world import World
from simulator.services import catalogue, proofs
from simulator.services.proofs import Ground, Proof
from tests import make, practice


@pytest.fixture(scope="module")
def ground() -> Ground:
    content = catalogue.content()
    return Ground("essai", 1, World(make.portfolio(1, 20), content.words, content.law))


def proved(exercise: object, ground: Ground) -> Proof:
    (proof,) = proofs.start([exercise])  # type: ignore[list-item]
    proofs.extend(proof, ground)
    return proof


def test_a_good_exercise_is_proved_and_its_mistakes_are_seen(ground: Ground) -> None:
    declared = set(proofs.foreseen(practice.WORKSHEET))

    proof = proved(practice.WORKSHEET, ground)

    assert declared
    assert (proof.grounds, proof.faults, proof.unseen) == (1, [], set())


def test_an_exercise_that_suits_nobody_is_a_fault_named_with_its_portfolio(ground: Ground) -> None:
    proof = proved(replace(practice.WORKSHEET, where="1 < 0"), ground)

    assert proof.faults == [("essai", 1, proofs.NO_CUSTOMER)]
    assert (proof.draws, proof.share) == (0, 0.0)
    assert proof.unseen == set(proofs.foreseen(practice.WORKSHEET))


def test_customers_that_make_no_good_question_are_counted_with_the_reason(ground: Ground) -> None:
    first, *others = practice.WORKSHEET.parts
    nothing = replace(first, formula="0 * FL", may_be_zero=False, agrees="")

    proof = proved(replace(practice.WORKSHEET, parts=(nothing, *others)), ground)

    assert proof.faults == [("essai", 1, proofs.NO_CUSTOMER)]
    assert proof.share == 1.0
    assert proof.replaced == {f"zero:{first.name}": proof.draws}


def test_what_breaks_is_a_fault_and_not_the_end_of_the_run(ground: Ground) -> None:
    proof = proved(Breaking(), ground)

    assert proof.faults == [("essai", 1, "ZeroDivisionError: par zéro")]


@dataclass(frozen=True)
class Breaking:
    """An exercise whose figures break."""

    id: str = "cassé"

    def tries(self, world: World) -> Iterator[Try]:
        raise ZeroDivisionError("par zéro")


@pytest.fixture(scope="module")
def question(ground: Ground) -> Question:
    return practice.WORKSHEET.question(ground.world)


def test_a_text_that_keeps_a_brace_is_seen(question: Question) -> None:
    assert proofs.wrongs(question) == ()
    assert proofs.wrongs(replace(question, statement="Chez {name}")) == (proofs.UNFILLED,)


def test_an_answer_without_its_worked_step_is_seen(question: Question) -> None:
    assert proofs.wrongs(replace(question, solution=())) == (proofs.UNEXPLAINED,)


def test_a_solution_that_does_not_earn_everything_is_seen(question: Question) -> None:
    empty = _Silent(**{name: getattr(question, name) for name in question.__slots__})

    assert proofs.wrongs(empty) == (proofs.UNSOLVED,)


class _Silent(Question):
    def solved(self) -> dict[str, str]:
        return {}


def test_grounds_are_the_seeds_of_each_scenario_in_their_order() -> None:
    found = list(proofs.grounds(["negoce-materiaux"], 2, date(2026, 11, 30), 3))

    assert [(one.scenario, one.seed) for one in found] == [
        ("negoce-materiaux", 1),
        ("negoce-materiaux", 2),
    ]
    assert [one.world.portfolio.seed for one in found] == [1, 2]
    assert {len(one.world.portfolio.customers) for one in found} == {3}
