"""Judging a date: foreseen mistakes, errors carried forward, the gap in days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from simulator.domain.dates import from_day, to_day, write_date
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
from simulator.domain.measures import MEASURES, write
from simulator.domain.reading import Unreadable, read_date
from simulator.domain.results import NotComputable

_PLAUSIBLE = 366
"""A date further than a year from the right one is not carried forward."""


def shown(value: Fraction) -> str:
    """Write a number of days since 1970 as a date."""
    return write_date(from_day(int(value)))


@dataclass(frozen=True, slots=True, eq=False)
class DateJudge:
    """Knows the date of one part; ``value`` counts days since 1970."""

    part: Part
    formula: Formula
    value: Fraction
    figures: Figures
    texts: Texts
    depends: Mapping[str, str] = field(default_factory=dict)
    wrong_paths: tuple[WrongPath, ...] = ()
    carried: Fraction = Fraction(4, 5)
    feedback: Mapping[str, str] = field(default_factory=dict)

    @property
    def expected(self) -> str:
        """Return the right date in words."""
        return shown(self.value)

    def judge(self, raw: str, earlier: Mapping[str, Earlier]) -> Judgement:
        """Judge one date; what is not a date is sent back."""
        try:
            given = Fraction(to_day(read_date(raw)))
        except Unreadable as refusal:
            return Judgement(Verdict.UNREADABLE, ZERO, reason=refusal.reason)
        figures = own_figures(self.figures, self.depends, earlier)
        own = self._own(figures)
        verdict, path, fraction = self._verdict(given, own, figures, earlier)
        near = abs(given - own) <= _PLAUSIBLE
        return Judgement(
            verdict,
            fraction,
            code=path.code if path else "",
            echo=shown(given),
            feedback=self._feedback(verdict, path, given),
            carries=Earlier(given if near else own, sound=given == self.value),
        )

    def blank(self, earlier: Mapping[str, Earlier]) -> Judgement:
        """Judge an empty entry: later parts go on from what it should be."""
        own = self._own(own_figures(self.figures, self.depends, earlier))
        sound = not faulty(self.depends, earlier)
        return Judgement(Verdict.BLANK, ZERO, carries=Earlier(own, sound=sound))

    def samples(self) -> tuple[Sample, ...]:
        """Return the right date, that of each foreseen mistake, one that is no date."""
        right = Sample(Claim.RIGHT, self.expected, Verdict.RIGHT.value)
        wrong = (Sample(Claim.MISTAKE, shown(p.value), p.code) for p in self.wrong_paths)
        return (right, *wrong, Sample(Claim.UNREADABLE, "31/02/2027", Verdict.UNREADABLE.value))

    def _own(self, figures: Figures) -> Fraction:
        value = self.formula.value(figures)
        return self.value if isinstance(value, NotComputable) else value

    def _verdict(
        self, given: Fraction, own: Fraction, figures: Figures, earlier: Mapping[str, Earlier]
    ) -> tuple[Verdict, WrongPath | None, Fraction]:
        if given == self.value:
            return Verdict.RIGHT, None, ONE
        if given == own and faulty(self.depends, earlier):
            return Verdict.CARRIED, None, self.carried
        for path in self.wrong_paths:
            if given in (path.value, path.formula.value(figures)):
                return Verdict.MISTAKE, path, path.keeps
        return Verdict.WRONG, None, ZERO

    def _feedback(self, verdict: Verdict, path: WrongPath | None, given: Fraction) -> str:
        template = path.feedback if path else self.feedback.get(verdict.value, "")
        gap = write(abs(given - self.value), MEASURES["days"], 0)
        extra = {"given": shown(given), "expected": self.expected, "gap": gap}
        return self.texts.fill(template, extra)
