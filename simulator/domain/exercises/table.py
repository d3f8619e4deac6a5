"""Table: the same figures for several years, graded cell by cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from simulator.domain.exercises.context import context, documents
from simulator.domain.exercises.drawing import Customers, OnOneCustomer
from simulator.domain.exercises.parts import number_part, step_of, worked
from simulator.domain.exercises.question import Judge, Question, SolutionStep
from simulator.domain.exercises.specification import NumberSpec
from simulator.domain.exercises.world import World
from simulator.domain.measures import MEASURES


def cell(row: str, shift: int) -> str:
    """Return the name of the part of a row, ``shift`` years before the last one."""
    return row if shift == 0 else f"{row}_{shift}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Table(OnOneCustomer):
    """Rows of figures by years, the last one first asked; a row may use the rows above it.

    In a formula, a row's name is its value of the same year.
    """

    kind: ClassVar[str] = "table"
    rows: tuple[NumberSpec, ...]
    years: int = 2

    def build(self, world: World, customers: Customers, variant: int) -> Question:
        """Return the question about one customer; ``Degenerate`` when it has no good one."""
        (customer,) = customers
        judges: list[Judge] = []
        steps: list[SolutionStep] = []
        last = context(world, customer, self.defines)
        for shift in reversed(range(self.years)):
            here = context(world, customer, self.defines, shift)
            depends: dict[str, str] = {}
            column = here.texts.fill("{closing}")
            for spec in self.rows:
                place = (cell(spec.name, shift), spec.label, column)
                judge = number_part(self, spec, here, depends, place)
                judges.append(judge)
                shown = worked(spec.formula, here)
                steps.append(step_of(judge, spec.solution, here, shown=shown))
                measures = {spec.name: MEASURES[spec.measure]}
                here = here.define({spec.name: judge.value}, measures)
                depends[spec.name] = place[0]
        return Question(
            exercise=self.id,
            version=self.version,
            variant=variant,
            title=self.title,
            statement=last.texts.fill(self.statement),
            documents=documents(self, world, customer, self.tables),
            judges=tuple(judges),
            solution=tuple(steps),
            customers=(customer.id,),
        )
