"""Drawing a variant: customers in an order of luck, until one makes a question that is proved."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from simulator.domain.exercises.context import Degenerate, NoSuitableCustomer, context
from simulator.domain.exercises.formula import parse
from simulator.domain.exercises.question import (
    Claim,
    Earlier,
    Judgement,
    Question,
    Sample,
    Verdict,
)
from simulator.domain.exercises.specification import Exercise
from simulator.domain.exercises.world import World
from simulator.domain.luck import Luck
from simulator.domain.portfolio import Customer

_TRIES = 60
"""Draws tried before an exercise is said not to suit a portfolio."""

Customers = tuple[Customer, ...]


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a question must not be shown: the part, a code, what was seen."""

    part: str
    reason: str
    seen: str


@dataclass(frozen=True, slots=True)
class Try:
    """One draw of a variant: its question, or why the customers drawn were replaced."""

    question: Question | None
    flaws: tuple[Flaw, ...] = ()


def purpose(exercise: Exercise) -> str:
    """Return the name of the draws of an exercise: another version draws anew."""
    return f"exercise:{exercise.id}:{exercise.version}"


def suitable(exercise: Exercise, world: World, variant: int) -> Iterator[Customer]:
    """Yield the customers that the exercise accepts, in the order of luck of this variant."""
    customers = world.portfolio.customers
    luck = Luck(world.portfolio.seed)
    where = parse(exercise.where)
    for place in luck.order(len(customers), purpose(exercise), variant):
        customer = customers[place]
        if where.holds(context(world, customer, exercise.defines).figures):
            yield customer


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawn(Exercise, ABC):
    """An exercise whose customers are drawn until they make a question without a flaw."""

    def question(self, world: World, variant: int = 0) -> Question:
        """Return a proved variant; ``NoSuitableCustomer`` when the portfolio has none."""
        tried = 0
        for one in self.tries(world, variant):
            tried += 1
            if one.question is not None:
                return one.question
        raise NoSuitableCustomer(self.id, tried)

    def tries(self, world: World, variant: int = 0) -> Iterator[Try]:
        """Yield the draws of a variant in their order; the first one with a question is it."""
        for customers in islice(self.draws(world, variant), _TRIES):
            try:
                question = self.build(world, customers, variant)
            except Degenerate as refused:
                yield Try(None, (Flaw(refused.part, refused.reason, ""),))
                continue
            found = flaws(question)
            yield Try(None if found else question, found)

    @abstractmethod
    def draws(self, world: World, variant: int) -> Iterator[Customers]:
        """Yield the customers to try, in the order of luck of this variant."""

    @abstractmethod
    def build(self, world: World, customers: Customers, variant: int) -> Question:
        """Return the question about these customers; ``Degenerate`` when they make no good one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OnOneCustomer(Drawn, ABC):
    """An exercise whose question bears on one customer."""

    def draws(self, world: World, variant: int) -> Iterator[Customers]:
        """Yield each customer that suits."""
        return ((customer,) for customer in suitable(self, world, variant))


def proved(question: Question) -> bool:
    """Say whether a question has no flaw."""
    return not flaws(question)


def flaws(question: Question) -> tuple[Flaw, ...]:
    """Judge the samples of a question and return what does not come out as they claim.

    The right entries earn everything; each foreseen mistake gets its own code and less than
    everything; what is unreadable is sent back. Each part is judged after right earlier ones.
    """
    found: list[Flaw] = []
    earlier: dict[str, Earlier] = {}
    for judge in question.judges:
        name = judge.part.name
        for sample in judge.samples():
            given = judge.judge(sample.raw, earlier)
            reason = _flaw(sample, given)
            if reason:
                found.append(Flaw(name, reason, f"{sample.raw}: {given.code or given.verdict}"))
            if sample.claim is Claim.RIGHT and given.carries is not None:
                earlier[name] = given.carries
    return tuple(found)


def _flaw(sample: Sample, given: Judgement) -> str:
    if sample.claim is Claim.RIGHT:
        right = given.verdict in {Verdict.RIGHT, Verdict.KEPT} and given.fraction == 1
        return "" if right else "solution_refused"
    if sample.claim is Claim.MISTAKE:
        seen = (given.code or given.verdict.value) == sample.code and given.fraction < 1
        return "" if seen else f"mistake_unseen:{sample.code}"
    return "" if given.verdict is Verdict.UNREADABLE else "unreadable_accepted"
