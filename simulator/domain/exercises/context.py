"""One customer of a world as an exercise sees it: figures of the house, of the exercise, texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from simulator.domain.exercises.formula import Figures, Overlay, parse
from simulator.domain.exercises.question import Document, Row
from simulator.domain.exercises.specification import Exercise, FigureSpec, TableSpec
from simulator.domain.exercises.texts import HOW, Texts
from simulator.domain.exercises.world import World
from simulator.domain.measures import Measure
from simulator.domain.portfolio import Customer
from simulator.domain.refusals import Refusal
from simulator.domain.results import NotComputable


@dataclass(eq=False)
class Degenerate(Refusal):
    """A variant that must not be shown; ``part`` is empty for the whole, ``reason`` is a code."""

    exercise: str
    part: str
    reason: str


@dataclass(eq=False)
class NoSuitableCustomer(Refusal):
    """No customer of the portfolio suits an exercise."""

    exercise: str
    tried: int


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """A customer in a world at a year: ``figures`` by name, ``texts`` to fill templates."""

    world: World
    customer: Customer
    shift: int
    figures: Figures
    texts: Texts

    def define(self, values: Mapping[str, Fraction], measures: Mapping[str, Measure]) -> Context:
        """Return the context with more figures."""
        figures = Overlay(values, self.figures)
        texts = Texts(self.texts.words, figures, {**self.texts.measures, **measures})
        return replace(self, figures=figures, texts=texts)


def context(
    world: World, customer: Customer, defines: Iterable[FigureSpec], shift: int = 0
) -> Context:
    """Return the context of a customer; a defined figure that cannot be computed is left out."""
    house = world.figures(customer, shift)
    values: dict[str, Fraction] = {}
    figures = Overlay(values, house)
    measures: dict[str, Measure] = {}
    for one in defines:
        value = parse(one.formula).value(figures)
        measures[one.name] = HOW[one.measure]
        if not isinstance(value, NotComputable):
            values[one.name] = value
    words = world.words(customer, shift)
    return Context(world, customer, shift, figures, Texts(words, figures, measures))


def documents(
    exercise: Exercise, world: World, customer: Customer, tables: Iterable[TableSpec]
) -> tuple[Document, ...]:
    """Write the documents of a question, one column a year."""
    found = []
    for table in tables:
        years = [
            context(world, customer, exercise.defines, shift).texts for shift in range(table.years)
        ]
        rows = tuple(
            Row(row.label, tuple(texts.fill(row.text) for texts in years)) for row in table.rows
        )
        heads = tuple(texts.fill("{closing}") for texts in years) if table.years > 1 else ()
        found.append(Document(table.title, heads, rows))
    return tuple(found)
