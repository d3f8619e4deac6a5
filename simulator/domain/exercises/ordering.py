"""Ordering: customers from the riskiest to the safest, or the steps of a procedure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from simulator.domain.exercises.context import context
from simulator.domain.exercises.drawing import Customers, Drawn, purpose, suitable
from simulator.domain.exercises.formula import parse
from simulator.domain.exercises.options import OrderJudge
from simulator.domain.exercises.question import (
    Choice,
    Document,
    Part,
    PartKind,
    Question,
    Row,
    SolutionStep,
)
from simulator.domain.exercises.specification import RowSpec, Specified
from simulator.domain.exercises.world import World
from simulator.domain.luck import Luck
from simulator.domain.portfolio import Customer
from simulator.domain.results import NotComputable


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemSpec(Specified):
    """A step of a fixed order."""

    name: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Ordering(Drawn):
    """An order to find: the ``items`` as written, or ``count`` customers by ``score`` decreasing.

    Two customers are never closer than ``gap``; ``facts`` are what is shown of each.
    """

    kind: ClassVar[str] = "ordering"
    label: str
    items: tuple[ItemSpec, ...] = ()
    score: str = ""
    gap: Fraction = Fraction(0)
    count: int = 5
    heading: str = ""
    facts: tuple[RowSpec, ...] = ()
    points: Fraction = Fraction(2)
    reversed_code: str = ""
    reversed_feedback: str = ""
    solution: str = ""

    def draws(self, world: World, variant: int) -> Iterator[Customers]:
        """Yield nobody for a fixed order, else a group that can be put in order."""
        return iter([()]) if self.items else self._groups(world, variant)

    def _groups(self, world: World, variant: int) -> Iterator[Customers]:
        """Yield the first group whose scores are apart from each other."""
        chosen: dict[Fraction, Customer] = {}
        for customer in suitable(self, world, variant):
            value = parse(self.score).value(context(world, customer, self.defines).figures)
            if isinstance(value, NotComputable):
                continue
            if all(abs(value - other) > self.gap for other in chosen):
                chosen[value] = customer
            if len(chosen) == self.count:
                break
        if len(chosen) == self.count:
            yield tuple(chosen[score] for score in sorted(chosen, reverse=True))

    def build(self, world: World, customers: Customers, variant: int) -> Question:
        """Return the question; ``customers`` are given in the right order."""
        items = [Choice(item.name, item.label) for item in self.items]
        items += [Choice(f"c{one.id}", one.identity.name) for one in customers]
        luck = Luck(world.portfolio.seed)
        order = luck.order(len(items), f"{purpose(self)}:items", variant)
        part = Part(
            name="order",
            kind=PartKind.ORDER,
            label=self.label,
            points=self.points,
            choices=tuple(items[place] for place in order),
        )
        judge = OrderJudge(
            part,
            tuple(item.name for item in items),
            self.reversed_code,
            self.reversed_feedback,
        )
        return Question(
            exercise=self.id,
            version=self.version,
            variant=variant,
            title=self.title,
            statement=self.statement,
            documents=self._documents(world, [customers[p] for p in order] if customers else []),
            judges=(judge,),
            solution=(SolutionStep("order", part.label, self.solution, "", judge.expected),),
            customers=tuple(customer.id for customer in customers),
        )

    def _documents(self, world: World, customers: list[Customer]) -> tuple[Document, ...]:
        if not customers:
            return ()
        rows = []
        for customer in customers:
            texts = context(world, customer, self.defines).texts
            cells = tuple(texts.fill(fact.text) for fact in self.facts)
            rows.append(Row(customer.identity.name, cells))
        return (Document(self.heading, tuple(fact.label for fact in self.facts), tuple(rows)),)
