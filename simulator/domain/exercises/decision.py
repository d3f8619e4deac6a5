"""Decision: a file to read, a decision to take, facts that justify it, a text for the trainer."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from simulator.domain.exercises.context import Context, Degenerate, context, documents
from simulator.domain.exercises.drawing import Customers, OnOneCustomer, purpose
from simulator.domain.exercises.formula import parse
from simulator.domain.exercises.options import ChoiceJudge, ChoicesJudge, TextJudge, Worth
from simulator.domain.exercises.parts import computed, hints_of, step_of
from simulator.domain.exercises.question import ONE, ZERO, Choice, Judge, Part, PartKind, Question
from simulator.domain.exercises.specification import HintSpec, Specified
from simulator.domain.exercises.world import World
from simulator.domain.luck import Luck


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionSpec(Specified):
    """A possible decision: ``worth`` is a formula from 0 to 1 on the customer's figures."""

    name: str
    label: str
    worth: str
    why: str
    code: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class FactSpec(Specified):
    """Something to cite: true of the file when ``holds``; ``why`` is said of a false one."""

    name: str
    label: str
    holds: str
    why: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CriterionSpec(Specified):
    """What a justification must speak of: satisfied by one true fact of the criterion."""

    name: str
    label: str
    facts: tuple[FactSpec, ...]
    weight: Fraction = Fraction(1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision(OnOneCustomer):
    """A decision and its justification. ``needed`` is the weight of criteria that earns everything.

    A false fact takes back ``penalty`` of the justification.
    """

    kind: ClassVar[str] = "decision"
    label: str
    decisions: tuple[DecisionSpec, ...]
    criteria: tuple[CriterionSpec, ...]
    facts_label: str
    text_label: str
    points: Fraction = Fraction(2)
    justification_points: Fraction = Fraction(2)
    needed: Fraction = Fraction(3)
    penalty: Fraction = Fraction(1, 3)
    hints: tuple[HintSpec, ...] = ()
    solution: str = ""

    def build(self, world: World, customers: Customers, variant: int) -> Question:
        """Return the question on one file; ``Degenerate`` when it supports no decision."""
        (customer,) = customers
        here = context(world, customer, self.defines)
        decision = self._decision(here)
        facts = self._facts(here, Luck(world.portfolio.seed), variant)
        text = TextJudge(Part("text", PartKind.TEXT, self.text_label, ZERO))
        judges: tuple[Judge, ...] = (decision, facts, text)
        return Question(
            exercise=self.id,
            version=self.version,
            variant=variant,
            title=self.title,
            statement=here.texts.fill(self.statement),
            documents=documents(self, world, customer, self.tables),
            judges=judges,
            solution=(step_of(decision, self.solution, here), step_of(facts, "", here)),
            customers=(customer.id,),
        )

    def _decision(self, here: Context) -> ChoiceJudge:
        worths = {}
        for spec in self.decisions:
            fraction = max(ZERO, min(ONE, computed(self.id, "decision", spec.worth, here)))
            code = "" if fraction == ONE else spec.code
            worths[spec.name] = Worth(fraction, code, here.texts.fill(spec.why))
        rights = sum(worth.fraction == ONE for worth in worths.values())
        if rights != 1:
            raise Degenerate(self.id, "decision", "rights")
        part = Part(
            name="decision",
            kind=PartKind.CHOICE,
            label=here.texts.fill(self.label),
            points=self.points,
            choices=tuple(Choice(spec.name, spec.label) for spec in self.decisions),
            hints=hints_of("decision", self.hints, here),
        )
        return ChoiceJudge(part, worths)

    def _facts(self, here: Context, luck: Luck, variant: int) -> ChoicesJudge:
        """Return the judge of the facts cited: criteria earn once, however many facts they have."""
        earns: dict[str, Fraction] = {}
        false: dict[str, Worth] = {}
        choices: list[Choice] = []
        weight = ZERO
        for criterion in self.criteria:
            holding = [f for f in criterion.facts if parse(f.holds).holds(here.figures)]
            weight += criterion.weight if holding else ZERO
            for fact in criterion.facts:
                choices.append(Choice(fact.name, here.texts.fill(fact.label)))
                if fact in holding:
                    earns[fact.name] = criterion.weight / len(holding)
                else:
                    false[fact.name] = Worth(ZERO, "FAIT_CONTREDIT", here.texts.fill(fact.why))
        if weight < self.needed or not false:
            raise Degenerate(self.id, "facts", "too_few_facts")
        order = luck.order(len(choices), f"{purpose(self)}:facts", variant)
        part = Part(
            name="facts",
            kind=PartKind.CHOICES,
            label=self.facts_label,
            points=self.justification_points,
            choices=tuple(choices[place] for place in order),
        )
        return ChoicesJudge(
            part,
            credits=earns,
            debits=dict.fromkeys(false, self.penalty),
            codes=false,
            enough=self.needed,
        )
