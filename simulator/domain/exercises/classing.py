"""Classing: several customers of the portfolio to put in classes, one part each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from simulator.domain.exercises.context import Degenerate, context
from simulator.domain.exercises.drawing import Customers, Drawn, suitable
from simulator.domain.exercises.formula import parse
from simulator.domain.exercises.parts import bands_of, class_part, step_of
from simulator.domain.exercises.question import Document, Judge, Question, Row, SolutionStep
from simulator.domain.exercises.queues import QueueSpec, ready, spread, stand
from simulator.domain.exercises.specification import ClassSpec, RowSpec
from simulator.domain.exercises.world import World
from simulator.domain.portfolio import Customer
from simulator.domain.results import NotComputable


def part_name(customer: Customer) -> str:
    """Return the name of the part of a customer."""
    return f"c{customer.id}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Classing(Drawn):
    """``count`` customers to class; ``facts`` are what is shown of each, ``title`` of the document.

    Customers are taken from as many classes as the portfolio has, at least ``classes`` of them.
    With ``queues``, what decides of one depends on the others: those worth something in the first
    queue are two thirds of the group.
    """

    kind: ClassVar[str] = "classing"
    facts: tuple[RowSpec, ...]
    heading: str
    ask: ClassSpec
    count: int = 5
    classes: int = 3
    queues: tuple[QueueSpec, ...] = ()

    def draws(self, world: World, variant: int) -> Iterator[Customers]:
        """Yield groups that spread over the classes, then groups further along the luck."""
        return self._lined(world, variant) if self.queues else self._spread(world, variant)

    def _lined(self, world: World, variant: int) -> Iterator[Customers]:
        accounts = [
            here
            for customer in suitable(self, world, variant)
            if ready(self.queues, here := context(world, customer, self.defines))
        ]
        for group in spread(self.queues[0], accounts, self.count):
            chosen = (accounts[rank].customer for rank in group)
            yield tuple(sorted(chosen, key=lambda customer: customer.id))

    def _spread(self, world: World, variant: int) -> Iterator[Customers]:
        bands = bands_of(self.ask)
        by_class: dict[int, list[Customer]] = {}
        for customer in suitable(self, world, variant):
            figures = context(world, customer, self.defines).figures
            value = parse(self.ask.formula).value(figures)
            if not isinstance(value, NotComputable) and bands.distance(value) > self.ask.margin:
                by_class.setdefault(bands.index(value), []).append(customer)
        for skip in range(8):
            rows = [customers[skip:] for customers in by_class.values()]
            longest = max((len(row) for row in rows), default=0)
            turn = [row[i] for i in range(longest) for row in rows if i < len(row)]
            if len(turn) >= self.count:
                # the order of the classes must not give the answer away
                yield tuple(sorted(turn[: self.count], key=lambda customer: customer.id))

    def build(self, world: World, customers: Customers, variant: int) -> Question:
        """Return the question about some customers; ``Degenerate`` when they are too much alike."""
        judges: list[Judge] = []
        steps: list[SolutionStep] = []
        rows: list[Row] = []
        found: set[str] = set()
        accounts = (context(world, customer, self.defines) for customer in customers)
        for customer, here in zip(customers, stand(self.queues, accounts), strict=True):
            spec = replace(self.ask, name=part_name(customer))
            judge = class_part(self, spec, here, {})
            judges.append(judge)
            found.add(judge.right)
            steps.append(step_of(judge, self.ask.solution, here))
            cells = tuple(here.texts.fill(fact.text) for fact in self.facts)
            rows.append(Row(customer.identity.name, cells))
        if len(found) < self.classes:
            raise Degenerate(self.id, "", "too_few_classes")
        heads = tuple(fact.label for fact in self.facts)
        return Question(
            exercise=self.id,
            version=self.version,
            variant=variant,
            title=self.title,
            statement=self.statement,
            documents=(Document(self.heading, heads, tuple(rows)),),
            judges=tuple(judges),
            solution=tuple(steps),
            customers=tuple(customer.id for customer in customers),
        )
