"""Dates: due dates and deadlines found one after the other, then the amounts that go with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from simulator.domain.exercises.context import Context, Degenerate, context, documents
from simulator.domain.exercises.drawing import Customers, OnOneCustomer
from simulator.domain.exercises.formula import parse
from simulator.domain.exercises.moment import DateJudge
from simulator.domain.exercises.number import NumberJudge
from simulator.domain.exercises.parts import (
    Found,
    computed,
    distinct,
    hints_of,
    number_part,
    step_of,
    worked,
)
from simulator.domain.exercises.question import ZERO, Judge, Part, PartKind, Question, SolutionStep
from simulator.domain.exercises.specification import DateSpec, Exercise, NumberSpec
from simulator.domain.exercises.world import World
from simulator.domain.measures import DATE, MEASURES, Measure


@dataclass(frozen=True, kw_only=True, slots=True)
class Dates(OnOneCustomer):
    """Dates in order, each may use the earlier ones; then ``figures``, which may use them all."""

    kind: ClassVar[str] = "dates"
    parts: tuple[DateSpec, ...]
    figures: tuple[NumberSpec, ...] = ()

    def build(self, world: World, customers: Customers, variant: int) -> Question:
        """Return the question about one customer; ``Degenerate`` when it has no good one."""
        (customer,) = customers
        here = context(world, customer, self.defines)
        judges: list[Judge] = []
        steps: list[SolutionStep] = []
        depends: dict[str, str] = {}
        asked: tuple[DateSpec | NumberSpec, ...] = (*self.parts, *self.figures)
        for spec in asked:
            judge: NumberJudge | DateJudge
            measure: Measure
            if isinstance(spec, NumberSpec):
                judge, measure = number_part(self, spec, here, depends), MEASURES[spec.measure]
                steps.append(step_of(judge, spec.solution, here, shown=worked(spec.formula, here)))
            else:
                judge, measure = date_part(self, spec, here, depends), DATE
                steps.append(step_of(judge, spec.solution, here))
            judges.append(judge)
            here = here.define({spec.name: judge.value}, {spec.name: measure})
            depends[spec.name] = spec.name
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


def date_part(
    exercise: Exercise, spec: DateSpec, here: Context, depends: Mapping[str, str]
) -> DateJudge:
    """Return the judge of a date; ``Degenerate`` when it has none or disagrees with the house."""
    value = computed(exercise.id, spec.name, spec.formula, here)
    if spec.agrees and here.figures.get(spec.agrees) != value:
        raise Degenerate(exercise.id, spec.name, "disagrees")
    formula = parse(spec.formula)
    needed = formula.names.union(*(parse(m.formula).names for m in spec.mistakes))
    part = Part(
        name=spec.name,
        kind=PartKind.DATE,
        label=here.texts.fill(spec.label),
        points=spec.points,
        hints=hints_of(spec.name, spec.hints, here),
    )
    return DateJudge(
        part=part,
        formula=formula,
        value=value,
        figures=here.figures,
        texts=here.texts,
        depends={name: name for name in depends if name in needed},
        wrong_paths=distinct(Found(exercise.id, spec.name, value), spec.mistakes, here, ZERO),
        carried=exercise.keeps.carried,
        feedback={**_usual(exercise.feedback), **spec.feedback},
    )


def _usual(feedback: Mapping[str, str]) -> Mapping[str, str]:
    """Return the usual sentences, that of a wrong date put for that of a wrong figure."""
    return {**feedback, "wrong": feedback.get("date", feedback.get("wrong", ""))}
