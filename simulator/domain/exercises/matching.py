"""Matching: what goes with what, on one customer's figures; one part a line."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from simulator.domain.exercises.context import Context, Degenerate, context, documents
from simulator.domain.exercises.drawing import Customers, OnOneCustomer, purpose
from simulator.domain.exercises.options import ChoiceJudge, Worth
from simulator.domain.exercises.parts import step_of
from simulator.domain.exercises.question import ONE, ZERO, Choice, Part, PartKind, Question
from simulator.domain.exercises.specification import Specified
from simulator.domain.exercises.world import World
from simulator.domain.luck import Luck


@dataclass(frozen=True, kw_only=True, slots=True)
class PairSpec(Specified):
    """A line and what goes with it, both templates; ``why`` is said of a wrong match."""

    name: str
    left: str
    right: str
    why: str
    points: Fraction = Fraction(1)
    code: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Matching(OnOneCustomer):
    """Pairs to make again; ``decoys`` go with nothing."""

    kind: ClassVar[str] = "matching"
    pairs: tuple[PairSpec, ...]
    decoys: tuple[str, ...] = ()

    def build(self, world: World, customers: Customers, variant: int) -> Question:
        """Return the question on one customer; ``Degenerate`` when two answers read the same."""
        (customer,) = customers
        here = context(world, customer, self.defines)
        rights = [here.texts.fill(text) for text in (*(p.right for p in self.pairs), *self.decoys)]
        if len(set(rights)) < len(rights):
            raise Degenerate(self.id, "", "same_answers")
        luck = Luck(world.portfolio.seed)
        order = luck.order(len(rights), f"{purpose(self)}:rights", variant)
        # names follow the shown order, so that they do not give the pairs away
        names = {place: f"r{rank}" for rank, place in enumerate(order, 1)}
        choices = tuple(Choice(names[place], rights[place]) for place in order)
        judges = tuple(
            self._judge(pair, names[rank], choices, here) for rank, pair in enumerate(self.pairs)
        )
        return Question(
            exercise=self.id,
            version=self.version,
            variant=variant,
            title=self.title,
            statement=here.texts.fill(self.statement),
            documents=documents(self, world, customer, self.tables),
            judges=judges,
            solution=tuple(
                step_of(judge, pair.why, here)
                for judge, pair in zip(judges, self.pairs, strict=True)
            ),
            customers=(customer.id,),
        )

    def _judge(
        self, pair: PairSpec, right: str, choices: tuple[Choice, ...], here: Context
    ) -> ChoiceJudge:
        why = here.texts.fill(pair.why)
        worths = {
            choice.name: Worth(ONE, "", "") if choice.name == right else Worth(ZERO, pair.code, why)
            for choice in choices
        }
        label = here.texts.fill(pair.left)
        return ChoiceJudge(
            Part(pair.name, PartKind.CHOICE, label, pair.points, None, choices), worths
        )
