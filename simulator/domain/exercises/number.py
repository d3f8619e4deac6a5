"""Judging a figure: value, rounding, unit and sign apart, foreseen mistakes, carried errors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import log10
from typing import ClassVar

from simulator.domain.exercises.formula import Figures, Formula, Overlay
from simulator.domain.exercises.question import (
    ONE,
    ZERO,
    Claim,
    Earlier,
    Judgement,
    Part,
    Sample,
    Verdict,
)
from simulator.domain.exercises.texts import Texts
from simulator.domain.measures import Measure, rounded, write
from simulator.domain.reading import Reading, Unreadable, read
from simulator.domain.results import NotComputable

_POWERS = frozenset({2, -2, 3, -3, 5, -5, 6, -6})
"""Powers of ten that a wrong unit puts between an entry and the answer: %, thousands, millions."""

_COARSEST = Fraction(1, 20)
"""A figure rounded so hard that it moves by more than 5 % is wrong, not badly rounded."""


@dataclass(frozen=True, slots=True)
class Keeps:
    """What an entry keeps of its part when something other than the value is at fault."""

    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}
    rounding: Fraction = Fraction(3, 4)
    unit: Fraction = Fraction(1, 2)
    sign: Fraction = Fraction(1, 2)
    carried: Fraction = Fraction(4, 5)


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far an entry may be: the larger of ``absolute`` (base units) and ``relative``."""

    absolute: Fraction
    relative: Fraction = ZERO

    def around(self, value: Fraction) -> Fraction:
        """Return the distance allowed around a value."""
        if not self.relative:
            return self.absolute
        return max(self.absolute, self.relative * abs(value))


def within(one: Fraction, other: Fraction, distance: Fraction) -> bool:
    """Say whether two values are at most at a distance; on integers, ten times faster."""
    below = one.denominator * other.denominator
    gap = abs(one.numerator * other.denominator - other.numerator * one.denominator)
    return gap * distance.denominator <= distance.numerator * below


def own_figures(
    figures: Figures, depends: Mapping[str, str], earlier: Mapping[str, Earlier]
) -> Figures:
    """Return the figures with those of the trainee where an earlier part gave another value."""
    moved = {
        name: earlier[part].value
        for name, part in depends.items()
        if part in earlier and earlier[part].value != figures[name]
    }
    return Overlay(moved, figures) if moved else figures


def faulty(depends: Mapping[str, str], earlier: Mapping[str, Earlier]) -> bool:
    """Say whether a part rests on an earlier one that is not right."""
    return any(not earlier[part].sound for part in depends.values() if part in earlier)


@dataclass(frozen=True, slots=True)
class WrongPath:
    """A foreseen mistake: what those who make it compute, what it keeps, what to tell them.

    ``value`` is what the formula gives with the right figures.
    """

    code: str
    formula: Formula
    value: Fraction
    keeps: Fraction
    feedback: str


@dataclass(frozen=True, slots=True, eq=False)
class NumberJudge:
    """Knows the figure of one part. ``value`` is in base units, ``expected`` as it is shown.

    ``depends`` says which earlier part gives which figure of the formulas.
    """

    part: Part
    measure: Measure
    formula: Formula
    value: Fraction
    expected: str
    figures: Figures
    texts: Texts
    tolerance: Tolerance
    places: int
    depends: Mapping[str, str] = field(default_factory=dict)
    wrong_paths: tuple[WrongPath, ...] = ()
    keeps: Keeps = Keeps()
    plausible: Fraction = Fraction(10)
    feedback: Mapping[str, str] = field(default_factory=dict)

    def close(self, given: Fraction, value: Fraction) -> bool:
        """Say whether an entry is within tolerance of a value."""
        return within(given, value, self.tolerance.around(value))

    def judge(self, raw: str, earlier: Mapping[str, Earlier]) -> Judgement:
        """Judge one entry; an entry that cannot be read is sent back with the reason."""
        try:
            reading = read(raw, self.measure)
        except Unreadable as refusal:
            return Judgement(Verdict.UNREADABLE, ZERO, reason=refusal.reason)
        figures = own_figures(self.figures, self.depends, earlier)
        own = self._own(figures)
        verdict, path, fraction = self._verdict(reading, own, figures, earlier)
        echo = " ".join(raw.split()) if reading.foreign else reading.echo(self.measure)
        return Judgement(
            verdict,
            fraction,
            code=path.code if path else "",
            echo=echo,
            feedback=self._feedback(verdict, path, reading, echo),
            carries=self._carries(verdict, reading, own, earlier),
        )

    def blank(self, earlier: Mapping[str, Earlier]) -> Judgement:
        """Judge an empty entry: it costs itself, and later parts go on from what it should be."""
        own = self._own(own_figures(self.figures, self.depends, earlier))
        carries = Earlier(own, sound=not faulty(self.depends, earlier))
        return Judgement(Verdict.BLANK, ZERO, carries=carries)

    def samples(self) -> tuple[Sample, ...]:
        """Return the right entry, each foreseen mistake of this variant, an unreadable one."""
        right = Sample(Claim.RIGHT, self.expected, Verdict.RIGHT.value)
        unreadable = Sample(Claim.UNREADABLE, "douze", Verdict.UNREADABLE.value)
        return (right, *self._mistakes(), unreadable)

    def _mistakes(self) -> list[Sample]:
        return [
            Sample(Claim.MISTAKE, write(path.value, self.measure, self.places), path.code)
            for path in self.wrong_paths
        ]

    def _own(self, figures: Figures) -> Fraction:
        if figures is self.figures:
            return self.value
        value = self.formula.value(figures)
        return self.value if isinstance(value, NotComputable) else value

    def _verdict(
        self, reading: Reading, own: Fraction, figures: Figures, earlier: Mapping[str, Earlier]
    ) -> tuple[Verdict, WrongPath | None, Fraction]:
        given = reading.value
        if reading.foreign:
            right = self.close(given, self.value)
            return (Verdict.UNIT, None, self.keeps.unit) if right else (Verdict.WRONG, None, ZERO)
        if self.close(given, self.value):
            return Verdict.RIGHT, None, ONE
        if self.close(given, own):
            if faulty(self.depends, earlier):
                return Verdict.CARRIED, None, self.keeps.carried
            return Verdict.RIGHT, None, ONE
        path = self._path(given, figures)
        if path is not None:
            return Verdict.MISTAKE, path, path.keeps
        return self._form(reading, own)

    def _form(self, reading: Reading, own: Fraction) -> tuple[Verdict, None, Fraction]:
        """Judge the form of a figure whose value is not the right one as it stands."""
        given = reading.value
        for value in (self.value, own):
            if self._coarse(reading, value):
                return Verdict.ROUNDING, None, self.keeps.rounding
            if self._displaced(given, value):
                return Verdict.UNIT, None, self.keeps.unit
            if self.close(-given, value):
                return Verdict.SIGN, None, self.keeps.sign
        return Verdict.WRONG, None, ZERO

    def _displaced(self, given: Fraction, value: Fraction) -> bool:
        """Say whether an entry is the value with the decimal mark of another unit."""
        if not given or not value or (given < 0) is not (value < 0):
            return False
        power = round(log10(float(value / given)))
        return power in _POWERS and self.close(given * Fraction(10) ** power, value)

    def _coarse(self, reading: Reading, value: Fraction) -> bool:
        scale = abs(reading.value / reading.bare) if reading.bare else self.measure.factor
        if reading.places >= self.places or abs(reading.value - value) > _COARSEST * abs(value):
            return False
        steps = value * 10**reading.places / scale
        typed = reading.value * 10**reading.places / scale
        return typed in (rounded(steps, 0), Fraction(int(steps)))

    def _path(self, given: Fraction, figures: Figures) -> WrongPath | None:
        """Return the foreseen mistake that gives this entry, on the right figures or own ones."""
        for path in self.wrong_paths:
            if self.close(given, path.value):
                return path
        if figures is self.figures:
            return None
        for path in self.wrong_paths:
            value = path.formula.value(figures)
            if not isinstance(value, NotComputable) and self.close(given, value):
                return path
        return None

    def _carries(
        self, verdict: Verdict, reading: Reading, own: Fraction, earlier: Mapping[str, Earlier]
    ) -> Earlier:
        if verdict in (Verdict.RIGHT, Verdict.ROUNDING):
            return Earlier(reading.value, sound=True)
        low, high = abs(own) / self.plausible, abs(own) * self.plausible
        if verdict is Verdict.UNIT or not low <= abs(reading.value) <= high:
            return Earlier(own, sound=not faulty(self.depends, earlier))
        return Earlier(reading.value, sound=False)

    def _feedback(
        self, verdict: Verdict, path: WrongPath | None, reading: Reading, echo: str
    ) -> str:
        template = path.feedback if path else self.feedback.get(verdict.value, "")
        if not template:
            return ""
        extra = {"given": echo, "expected": self.expected}
        if "{gap}" in template:
            gap = abs(reading.value - self.value)
            extra["gap"] = write(gap, self.measure, self.places)
        return self.texts.fill(template, extra)
