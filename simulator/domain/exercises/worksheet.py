"""Worksheet: figures found one after the other on one customer, errors carried forward, a class."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from simulator.domain.exercises.context import Context, context, documents
from simulator.domain.exercises.drawing import Customers, OnOneCustomer
from simulator.domain.exercises.parts import class_part, number_part, step_of, worked
from simulator.domain.exercises.question import Judge, Question, SolutionStep
from simulator.domain.exercises.specification import ClassSpec, NumberSpec
from simulator.domain.exercises.world import World
from simulator.domain.measures import MEASURES


@dataclass(frozen=True, kw_only=True, slots=True)
class Worksheet(OnOneCustomer):
    """Figures in order; each may use the earlier ones. ``conclusion`` asks the class they give."""

    kind: ClassVar[str] = "worksheet"
    parts: tuple[NumberSpec, ...]
    conclusion: ClassSpec | None = None

    def build(self, world: World, customers: Customers, variant: int) -> Question:
        """Return the question about one customer; ``Degenerate`` when it has no good one."""
        (customer,) = customers
        here = context(world, customer, self.defines)
        judges: list[Judge] = []
        steps: list[SolutionStep] = []
        depends: dict[str, str] = {}
        for spec in self.parts:
            judge = number_part(self, spec, here, depends)
            judges.append(judge)
            steps.append(step_of(judge, spec.solution, here, shown=worked(spec.formula, here)))
            here = _with(here, spec, judge.value)
            depends[spec.name] = spec.name
        if self.conclusion is not None:
            last = class_part(self, self.conclusion, here, depends)
            judges.append(last)
            steps.append(step_of(last, self.conclusion.solution, here))
        return Question(
            exercise=self.id,
            version=self.version,
            variant=variant,
            title=self.title,
            statement=here.texts.fill(self.statement),
            documents=documents(self, world, customer, self.tables),
            judges=tuple(judges),
            solution=tuple(steps),
            customers=(customer.id,),
        )


def _with(here: Context, spec: NumberSpec, value: Fraction) -> Context:
    return here.define({spec.name: value}, {spec.name: MEASURES[spec.measure]})
