"""Annotating: a file to study line by line, each line given the mark that its figures deserve."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from simulator.domain.exercises.context import Context, Degenerate, context, documents
from simulator.domain.exercises.drawing import Customers, OnOneCustomer
from simulator.domain.exercises.formula import parse
from simulator.domain.exercises.options import ChoiceJudge, TextJudge, Worth
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


@dataclass(frozen=True, kw_only=True, slots=True)
class TagSpec(Specified):
    """A mark that a line may be given; ``code`` is the outcome of who gives another instead."""

    name: str
    label: str
    code: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadingSpec(Specified):
    """The mark that a line deserves when a formula holds, and why."""

    tag: str
    why: str
    when: str = "1"


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteSpec(Specified):
    """A line of the file: its text and its readings, of which the first that holds is right."""

    name: str
    text: str
    readings: tuple[ReadingSpec, ...]
    points: Fraction = Fraction(1)
    near: tuple[str, ...] = ()
    hints: tuple[HintSpec, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Annotating(OnOneCustomer):
    """A file to annotate; ``different`` is how many marks at least must be deserved in it."""

    kind: ClassVar[str] = "annotate"
    tags: tuple[TagSpec, ...]
    lines: tuple[NoteSpec, ...]
    text_label: str
    different: int = 2
    solution: str = ""

    def build(self, world: World, customers: Customers, variant: int) -> Question:
        """Return the question on one file; ``Degenerate`` when too few marks are deserved in it."""
        (customer,) = customers
        here = context(world, customer, self.defines)
        deserved = [self._deserved(line, here) for line in self.lines]
        if len({reading.tag for reading in deserved}) < self.different:
            raise Degenerate(self.id, "", "same_tags")
        judges: list[Judge] = [
            self._judge(line, reading, here)
            for line, reading in zip(self.lines, deserved, strict=True)
        ]
        steps = [
            step_of(judge, reading.why, here)
            for judge, reading in zip(judges, deserved, strict=True)
        ]
        judges.append(TextJudge(Part("text", PartKind.TEXT, self.text_label, ZERO)))
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

    def _deserved(self, line: NoteSpec, here: Context) -> ReadingSpec:
        holding = (one for one in line.readings if parse(one.when).holds(here.figures))
        found = next(holding, None)
        if found is None:
            raise Degenerate(self.id, line.name, "no_reading")
        return found

    def _judge(self, line: NoteSpec, reading: ReadingSpec, here: Context) -> ChoiceJudge:
        why = here.texts.fill(reading.why)
        missed = next(tag.code for tag in self.tags if tag.name == reading.tag)
        worths = {
            tag.name: Worth(ONE, "", why)
            if tag.name == reading.tag
            else Worth(Fraction(1, 2) if tag.name in line.near else ZERO, missed, why)
            for tag in self.tags
        }
        part = Part(
            line.name,
            PartKind.CHOICE,
            here.texts.fill(line.text),
            line.points,
            choices=tuple(Choice(tag.name, tag.label) for tag in self.tags),
            hints=hints_of(line.name, line.hints, here),
        )
        return ChoiceJudge(part, worths)
