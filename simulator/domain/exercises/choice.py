"""Choice: one or several right statements about one customer, said by its own figures."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from simulator.domain.exercises.context import Context, Degenerate, context, documents
from simulator.domain.exercises.drawing import Customers, OnOneCustomer, purpose
from simulator.domain.exercises.formula import parse
from simulator.domain.exercises.options import ChoiceJudge, ChoicesJudge, Worth
from simulator.domain.exercises.parts import hints_of, step_of
from simulator.domain.exercises.question import (
    ONE,
    ZERO,
    Choice,
    Judge,
    Part,
    PartKind,
    Question,
)
from simulator.domain.exercises.specification import HintSpec, Specified
from simulator.domain.exercises.world import World
from simulator.domain.luck import Luck


@dataclass(frozen=True, kw_only=True, slots=True)
class OptionSpec(Specified):
    """Something to choose: right when the formula holds for the customer; ``why`` is said after."""

    name: str
    label: str
    why: str
    right: str = "0"
    code: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pick(OnOneCustomer):
    """A choice among options; ``multiple`` asks for all that are right."""

    kind: ClassVar[str] = "choice"
    label: str
    options: tuple[OptionSpec, ...]
    multiple: bool = False
    points: Fraction = Fraction(1)
    hints: tuple[HintSpec, ...] = ()
    solution: str = ""

    def build(self, world: World, customers: Customers, variant: int) -> Question:
        """Return the question about one customer; ``Degenerate`` when nothing or all is right."""
        (customer,) = customers
        here = context(world, customer, self.defines)
        right = {o.name for o in self.options if parse(o.right).holds(here.figures)}
        if not right or len(right) == len(self.options) or (len(right) > 1 and not self.multiple):
            raise Degenerate(self.id, "choice", "rights")
        places = Luck(world.portfolio.seed).order(
            len(self.options), f"{purpose(self)}:options", variant
        )
        part = Part(
            name="choice",
            kind=PartKind.CHOICES if self.multiple else PartKind.CHOICE,
            label=here.texts.fill(self.label),
            points=self.points,
            choices=tuple(
                Choice(self.options[p].name, here.texts.fill(self.options[p].label)) for p in places
            ),
            hints=hints_of("choice", self.hints, here),
        )
        judge = self._judge(part, right, here)
        return Question(
            exercise=self.id,
            version=self.version,
            variant=variant,
            title=self.title,
            statement=here.texts.fill(self.statement),
            documents=documents(self, world, customer, self.tables),
            judges=(judge,),
            solution=(step_of(judge, self.solution, here),),
            customers=(customer.id,),
        )

    def _judge(self, part: Part, right: set[str], here: Context) -> Judge:
        def worth(option: OptionSpec) -> Worth:
            good = option.name in right
            code = "" if good else option.code
            return Worth(ONE if good else ZERO, code, here.texts.fill(option.why))

        worths = {option.name: worth(option) for option in self.options}
        if not self.multiple:
            return ChoiceJudge(part, worths)
        share = Fraction(1, len(right))
        return ChoicesJudge(
            part,
            credits={name: ONE for name in worths if name in right},
            debits={name: share for name in worths if name not in right},
            codes={name: one for name, one in worths.items() if name not in right},
            enough=Fraction(len(right)),
        )
