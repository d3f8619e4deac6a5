"""Judging a class: what a score or a rule says of a customer, on a scale of classes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from simulator.domain.exercises.formula import Figures, Formula
from simulator.domain.exercises.number import WrongPath, faulty, own_figures
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
from simulator.domain.results import NotComputable


@dataclass(frozen=True, slots=True)
class Band:
    """A class and what it takes to be in it: more than ``above``, nothing for the last one."""

    name: str
    above: Fraction | None
    feedback: str


@dataclass(frozen=True, slots=True)
class Bands:
    """Classes from the best to the worst; a bound is in the worse one unless ``inclusive``."""

    bands: tuple[Band, ...]
    inclusive: bool

    def index(self, value: Fraction) -> int:
        """Return the rank of the class of a value."""
        for rank, band in enumerate(self.bands[:-1]):
            bound = band.above
            if bound is None or value > bound or (self.inclusive and value == bound):
                return rank
        return len(self.bands) - 1

    def distance(self, value: Fraction) -> Fraction:
        """Return how far a value is from the nearest bound."""
        return min(abs(value - band.above) for band in self.bands if band.above is not None)


@dataclass(frozen=True, slots=True, eq=False)
class ClassJudge:
    """Knows the class that a formula gives; ``near`` is what a neighbouring class keeps."""

    part: Part
    formula: Formula
    bands: Bands
    value: Fraction
    figures: Figures
    texts: Texts
    depends: Mapping[str, str]
    wrong_paths: tuple[WrongPath, ...]
    near: Fraction
    carried: Fraction

    @property
    def expected(self) -> str:
        """Return the label of the right class."""
        return self._label(self.right)

    @property
    def right(self) -> str:
        """Return the name of the right class."""
        return self._named(self.value)

    def _named(self, value: Fraction) -> str:
        return self.bands.bands[self.bands.index(value)].name

    def _label(self, name: str) -> str:
        return next(choice.label for choice in self.part.choices if choice.name == name)

    def judge(self, raw: str, earlier: Mapping[str, Earlier]) -> Judgement:
        """Judge a class by its name; a name that is not a class is sent back."""
        given = raw.strip()
        names = [band.name for band in self.bands.bands]
        if given not in names:
            return Judgement(Verdict.UNREADABLE, ZERO, reason="unknown_choice")
        verdict, path, fraction = self._verdict(given, names.index(given), earlier)
        template = path.feedback if path else self.bands.bands[names.index(given)].feedback
        said = template if path or verdict is not Verdict.RIGHT else ""
        return Judgement(
            verdict,
            fraction,
            code=path.code if path else "",
            echo=self._label(given),
            feedback=self.texts.fill(
                said, {"given": self._label(given), "expected": self.expected}
            ),
        )

    def _verdict(
        self, given: str, rank: int, earlier: Mapping[str, Earlier]
    ) -> tuple[Verdict, WrongPath | None, Fraction]:
        if given == self.right:
            return Verdict.RIGHT, None, ONE
        own = self.formula.value(own_figures(self.figures, self.depends, earlier))
        moved = not isinstance(own, NotComputable) and given == self._named(own)
        if moved and faulty(self.depends, earlier):
            return Verdict.CARRIED, None, self.carried
        for path in self.wrong_paths:
            if given == self._named(path.value):
                return Verdict.MISTAKE, path, path.keeps
        if self.near and abs(rank - self.bands.index(self.value)) == 1:
            return Verdict.PARTIAL, None, self.near
        return Verdict.WRONG, None, ZERO

    def blank(self, earlier: Mapping[str, Earlier]) -> Judgement:
        """Judge an absence of choice."""
        return Judgement(Verdict.BLANK, ZERO)

    def samples(self) -> tuple[Sample, ...]:
        """Return the right class, that of each foreseen mistake, a name that is no class."""
        found = [Sample(Claim.RIGHT, self.right, Verdict.RIGHT.value)]
        found += [
            Sample(Claim.MISTAKE, self._named(path.value), path.code) for path in self.wrong_paths
        ]
        return (*found, Sample(Claim.UNREADABLE, "?", Verdict.UNREADABLE.value))
