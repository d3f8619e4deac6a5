"""From what an author wrote of a part to the judge of that part for one customer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from simulator.domain.exercises.classes import Band, Bands, ClassJudge
from simulator.domain.exercises.context import Context, Degenerate
from simulator.domain.exercises.formula import parse
from simulator.domain.exercises.number import NumberJudge, Tolerance, WrongPath
from simulator.domain.exercises.question import (
    Choice,
    Hint,
    Judge,
    Part,
    PartKind,
    SolutionStep,
)
from simulator.domain.exercises.specification import (
    ClassSpec,
    Exercise,
    HintSpec,
    MistakeSpec,
    NumberSpec,
)
from simulator.domain.measures import MEASURES, write
from simulator.domain.results import NotComputable

_SAME = Fraction(1, 10**9)
"""Two computations of one figure: the house keeps 28 digits, formulas are exact."""


def hints_of(part: str, specs: Iterable[HintSpec], context: Context) -> tuple[Hint, ...]:
    """Return the hints of a part, their texts filled; keys are ``part#rank``."""
    return tuple(
        Hint(f"{part}#{rank}", context.texts.fill(spec.text), spec.price)
        for rank, spec in enumerate(specs, 1)
    )


def computed(exercise: str, part: str, formula: str, context: Context) -> Fraction:
    """Return the value of a formula for a customer; ``Degenerate`` when it has none."""
    value = parse(formula).value(context.figures)
    if isinstance(value, NotComputable):
        raise Degenerate(exercise, part, value.reason)
    return value


def number_part(
    exercise: Exercise,
    spec: NumberSpec,
    context: Context,
    depends: Mapping[str, str],
    place: tuple[str, str, str] | None = None,
) -> NumberJudge:
    """Return the judge of a figure; ``place`` is its part name, row and column in a table.

    ``Degenerate`` when the figure does not exist, is zero without leave, or disagrees with the
    figure of the house that it names.
    """
    name, row, column = place or (spec.name, "", "")
    value = computed(exercise.id, name, spec.formula, context)
    if value == 0 and not spec.may_be_zero:
        raise Degenerate(exercise.id, name, "zero")
    judged = Found(exercise.id, name, value)
    measure = MEASURES[spec.measure]
    tolerance = Tolerance(spec.tolerance.absolute * measure.factor, spec.tolerance.relative)
    if spec.agrees and abs(context.figures.get(spec.agrees, value + 1) - value) > _SAME:
        raise Degenerate(exercise.id, name, "disagrees")
    places = measure.places if spec.places is None else spec.places
    formula = parse(spec.formula)
    needed = formula.names.union(*(parse(m.formula).names for m in spec.mistakes))
    part = Part(
        name=name,
        kind=PartKind.NUMBER,
        label=context.texts.fill(spec.label),
        points=spec.points,
        measure=measure,
        hints=hints_of(name, spec.hints, context),
        row=row,
        column=column,
    )
    return NumberJudge(
        part=part,
        measure=measure,
        formula=formula,
        value=value,
        expected=write(value, measure, places),
        figures=context.figures,
        texts=context.texts,
        tolerance=tolerance,
        places=places,
        depends={figure: part for figure, part in depends.items() if figure in needed},
        wrong_paths=distinct(judged, spec.mistakes, context, 2 * tolerance.around(value)),
        keeps=exercise.keeps,
        plausible=exercise.plausible,
        feedback={**exercise.feedback, **spec.feedback},
    )


@dataclass(frozen=True, slots=True)
class Found:
    """The right answer of a part of an exercise."""

    exercise: str
    part: str
    value: Fraction


def distinct(
    found: Found, specs: Iterable[MistakeSpec], context: Context, apart: Fraction
) -> tuple[WrongPath, ...]:
    """Return the foreseen mistakes that show here, away from the answer and each other.

    ``Degenerate`` when one that is required does not show.
    """
    kept: list[WrongPath] = []
    seen = [found.value]
    for spec in specs:
        formula = parse(spec.formula)
        wrong = formula.value(context.figures)
        if isinstance(wrong, NotComputable) or any(abs(wrong - one) <= apart for one in seen):
            if spec.required:
                raise Degenerate(found.exercise, found.part, f"mistake_hidden:{spec.code}")
            continue
        seen.append(wrong)
        kept.append(WrongPath(spec.code, formula, wrong, spec.keeps, spec.feedback))
    return tuple(kept)


def class_part(
    exercise: Exercise, spec: ClassSpec, context: Context, depends: Mapping[str, str]
) -> ClassJudge:
    """Return the judge of a class; ``Degenerate`` without a score, or with one on a bound."""
    value = computed(exercise.id, spec.name, spec.formula, context)
    bands = bands_of(spec)
    if bands.distance(value) <= spec.margin:
        raise Degenerate(exercise.id, spec.name, "on_a_bound")
    formula = parse(spec.formula)
    paths = []
    taken = {bands.index(value)}
    for mistake in spec.mistakes:
        wrong = parse(mistake.formula).value(context.figures)
        if isinstance(wrong, NotComputable) or bands.index(wrong) in taken:
            if mistake.required:
                raise Degenerate(exercise.id, spec.name, f"mistake_hidden:{mistake.code}")
            continue
        taken.add(bands.index(wrong))
        formula_of = parse(mistake.formula)
        paths.append(WrongPath(mistake.code, formula_of, wrong, mistake.keeps, mistake.feedback))
    part = Part(
        name=spec.name,
        kind=PartKind.CHOICE,
        label=context.texts.fill(spec.label),
        points=spec.points,
        choices=tuple(Choice(band.name, band.label) for band in spec.bands),
        hints=hints_of(spec.name, spec.hints, context),
    )
    return ClassJudge(
        part=part,
        formula=formula,
        bands=bands,
        value=value,
        figures=context.figures,
        texts=context.texts,
        depends={figure: part for figure, part in depends.items() if figure in formula.names},
        wrong_paths=tuple(paths),
        near=spec.near,
        carried=exercise.keeps.carried,
    )


def bands_of(spec: ClassSpec) -> Bands:
    """Return the scale of a class part."""
    bands = tuple(Band(band.name, band.above, band.feedback) for band in spec.bands)
    return Bands(bands, spec.inclusive)


def step_of(judge: Judge, template: str, context: Context, *, shown: str = "") -> SolutionStep:
    """Return the step of a worked solution: in words, with the customer's figures, the result."""
    return SolutionStep(
        part=judge.part.name,
        label=judge.part.label,
        text=context.texts.fill(template),
        computed=shown,
        value=judge.expected,
    )


def worked(formula: str, context: Context) -> str:
    """Write a formula with the customer's figures; nothing when it has conditions."""
    if " if " in formula or " and " in formula or " or " in formula:
        return ""
    return parse(_unrounded(formula)).shown(context.texts.operand)


def _unrounded(formula: str) -> str:
    """Leave out the roundings: they are ours, not those of who works by hand."""
    plain = _ROUNDED.sub(")", formula.replace("round(", "("))
    inside = plain[1:-1]
    depths = [inside[:end].count("(") - inside[:end].count(")") for end in range(len(plain))]
    alone = plain.startswith("(") and plain.endswith(")") and min(depths) >= 0
    return inside if alone else plain


_ROUNDED = re.compile(r", [0-9]\)")
