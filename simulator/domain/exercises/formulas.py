"""Judging a cell of a spreadsheet: its value like any figure, then the formula that gave it.

A raw answer is a value and its formula, ``1 234,56 =SUM(Pièces!F5:F60)``; the page takes the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar

from simulator.domain.exercises.number import NumberJudge
from simulator.domain.exercises.question import Claim, Earlier, Judgement, Part, Sample, Verdict
from simulator.domain.exercises.references import areas, rows_read
from simulator.domain.exercises.sheets import letters
from simulator.domain.measures import NARROW


class Code(StrEnum):
    """Mistakes of every formula, whatever it computes."""

    TYPED = "VALEUR_SAISIE"
    SHORT = "PLAGE_INCOMPLETE"
    ELSEWHERE = "AUTRE_COLONNE"


@dataclass(frozen=True, slots=True)
class FormulaKeeps:
    """What a right value keeps when it is typed, or read in a wrong range."""

    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}
    typed: Fraction = Fraction(1, 2)
    short: Fraction = Fraction(1, 2)
    elsewhere: Fraction = Fraction(3, 4)


@dataclass(frozen=True, slots=True)
class Needed:
    """A run of cells that a formula has to read; ``title`` is that of its column."""

    title: str
    sheet: str
    column: int
    first: int
    last: int

    @property
    def described(self) -> str:
        """Return the range and the title of its column."""
        return f"{self.shown} («{NARROW}{self.title}{NARROW}»)"

    @property
    def shown(self) -> str:
        """Return the range as a spreadsheet names it."""
        column = letters(self.column)
        sheet = self.sheet if self.sheet.isalnum() else f"'{self.sheet}'"
        return f"{sheet}!${column}${self.first}:${column}${self.last}"


def split(raw: str) -> tuple[str, str]:
    """Return the value and the formula of a raw answer; the formula keeps its sign."""
    value, sign, formula = raw.partition("=")
    return value.strip(), (sign + formula).strip()


@dataclass(frozen=True, slots=True, eq=False)
class FormulaJudge:
    """Knows the figure of a cell and what its formula must read; ``here`` is the answers' sheet."""

    figure: NumberJudge
    needs: tuple[Needed, ...]
    here: str
    keeps: FormulaKeeps
    feedback: Mapping[str, str]

    @property
    def part(self) -> Part:
        """Return the part, that of the figure."""
        return self.figure.part

    @property
    def value(self) -> Fraction:
        """Return the right figure, in base units."""
        return self.figure.value

    @property
    def expected(self) -> str:
        """Return the right figure as it is shown."""
        return self.figure.expected

    def judge(self, raw: str, earlier: Mapping[str, Earlier]) -> Judgement:
        """Judge the value, then what the formula reads; never raises."""
        typed, formula = split(raw)
        found = self.figure.judge(typed, earlier)
        if found.verdict is Verdict.UNREADABLE:
            return found
        read = areas(formula, self.here)
        if not read:
            return self._lowered(found, Code.TYPED, self.keeps.typed, "")
        for need in self.needs:
            runs = rows_read(read, need.sheet, need.column)
            if any(first <= need.first and need.last <= last for first, last in runs):
                continue
            touched = any(first <= need.last and need.first <= last for first, last in runs)
            code, keeps = (
                (Code.SHORT, self.keeps.short)
                if touched
                else (Code.ELSEWHERE, self.keeps.elsewhere)
            )
            return self._lowered(found, code, keeps, need.described)
        return found

    def _lowered(self, found: Judgement, code: Code, keeps: Fraction, missing: str) -> Judgement:
        """Return a judgement that the formula lowers; a value that is wrong says why it may be."""
        if found.verdict is Verdict.MISTAKE or (not found.fraction and code is Code.TYPED):
            return found  # the value tells more than the formula
        extra = {"given": found.echo, "expected": self.expected, "missing": missing}
        said = self.figure.texts.fill(self.feedback.get(code.name.lower(), ""), extra)
        whole = f"{found.feedback} {said}".strip() if found.fraction < 1 else said
        verdict = Verdict.PARTIAL if found.fraction else Verdict.MISTAKE
        return replace(
            found,
            verdict=verdict,
            fraction=found.fraction * keeps,
            code=code.value,
            feedback=whole,
        )

    def blank(self, earlier: Mapping[str, Earlier]) -> Judgement:
        """Judge an empty cell."""
        return self.figure.blank(earlier)

    def samples(self) -> tuple[Sample, ...]:
        """Return the samples of the figure with a good formula, and those of bad formulas."""
        good = "=SUM(" + ",".join(need.shown for need in self.needs) + ")"
        if not self.needs:
            good = f"=+{letters(2)}1"
        right = self.expected
        found = [
            sample
            if sample.claim is Claim.UNREADABLE
            else replace(sample, raw=f"{sample.raw} {good}")
            for sample in self.figure.samples()
        ]
        found.append(Sample(Claim.MISTAKE, right, Code.TYPED.value))
        for need in self.needs[:1]:
            short = replace(need, last=need.last - 1).shown
            found.append(Sample(Claim.MISTAKE, f"{right} =SUM({short})", Code.SHORT.value))
            other = replace(need, column=need.column + 40).shown
            found.append(Sample(Claim.MISTAKE, f"{right} =SUM({other})", Code.ELSEWHERE.value))
        return tuple(found)
