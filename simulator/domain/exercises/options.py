"""Judging what is chosen: one among several, several among several, an order, a free text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

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

LONGEST_TEXT = 4000
_UNKNOWN = "unknown_choice"


def names_in(raw: str) -> tuple[str, ...]:
    """Return the names of a list typed with commas, spaces and empty places dropped."""
    return tuple(name for name in (piece.strip() for piece in raw.split(",")) if name)


@dataclass(frozen=True, slots=True)
class Worth:
    """What a choice is worth and says: ``fraction`` of the part, outcome code, feedback."""

    fraction: Fraction
    code: str
    feedback: str


def _unreadable(reason: str) -> Judgement:
    return Judgement(Verdict.UNREADABLE, ZERO, reason=reason)


def _blank() -> Judgement:
    return Judgement(Verdict.BLANK, ZERO)


def _verdict(fraction: Fraction) -> Verdict:
    if fraction == ONE:
        return Verdict.RIGHT
    return Verdict.PARTIAL if fraction > 0 else Verdict.WRONG


@dataclass(frozen=True, slots=True)
class ChoiceJudge:
    """Knows what each choice of a part is worth; at least one is worth everything."""

    part: Part
    worths: Mapping[str, Worth]

    @property
    def expected(self) -> str:
        """Return the labels of the choices that are right."""
        right = (c.label for c in self.part.choices if self.worths[c.name].fraction == ONE)
        return " / ".join(right)

    def judge(self, raw: str, earlier: Mapping[str, Earlier]) -> Judgement:
        """Judge a choice by its name; a name that is not offered is sent back."""
        worth = self.worths.get(raw.strip())
        if worth is None:
            return _unreadable(_UNKNOWN)
        label = next(c.label for c in self.part.choices if c.name == raw.strip())
        verdict = _verdict(worth.fraction)
        if verdict is not Verdict.RIGHT and worth.code:
            verdict = Verdict.MISTAKE
        return Judgement(verdict, worth.fraction, worth.code, echo=label, feedback=worth.feedback)

    def blank(self, earlier: Mapping[str, Earlier]) -> Judgement:
        """Judge an absence of choice."""
        return _blank()

    def samples(self) -> tuple[Sample, ...]:
        """Return one sample for each choice and one that is not offered."""
        found = [
            Sample(Claim.RIGHT, name, worth.code or Verdict.RIGHT.value)
            for name, worth in self.worths.items()
            if worth.fraction == ONE
        ]
        for name, worth in self.worths.items():
            if worth.fraction < ONE:
                code = worth.code or _verdict(worth.fraction).value
                found.append(Sample(Claim.MISTAKE, name, code))
        return (*found, Sample(Claim.UNREADABLE, "?", Verdict.UNREADABLE.value))


@dataclass(frozen=True, slots=True)
class ChoicesJudge:
    """Several choices: what is rightly ticked earns, what is wrongly ticked takes back.

    ``credits`` are the weights of the right choices, ``debits`` those of the wrong ones; ``enough``
    is the weight that earns everything. The fraction never goes below zero.
    """

    part: Part
    credits: Mapping[str, Fraction]
    debits: Mapping[str, Fraction]
    codes: Mapping[str, Worth]
    enough: Fraction

    @property
    def expected(self) -> str:
        """Return the labels of the right choices."""
        return " ; ".join(c.label for c in self.part.choices if c.name in self.credits)

    def judge(self, raw: str, earlier: Mapping[str, Earlier]) -> Judgement:
        """Judge a list of names; a name that is not offered is sent back."""
        ticked = dict.fromkeys(names_in(raw))
        labels = {choice.name: choice.label for choice in self.part.choices}
        if not ticked or any(name not in labels for name in ticked):
            return _unreadable(_UNKNOWN)
        earned = sum((self.credits.get(name, ZERO) for name in ticked), ZERO)
        taken = sum((self.debits.get(name, ZERO) for name in ticked), ZERO)
        fraction = max(ZERO, min(ONE, earned / self.enough) - taken)
        said = [self.codes[name] for name in ticked if name in self.codes]
        return Judgement(
            Verdict.MISTAKE if said and taken else _verdict(fraction),
            fraction,
            code=next((worth.code for worth in said if taken and worth.code), ""),
            echo=" ; ".join(labels[name] for name in ticked),
            feedback="\n".join(worth.feedback for worth in said if worth.feedback),
        )

    def blank(self, earlier: Mapping[str, Earlier]) -> Judgement:
        """Judge an absence of choice."""
        return _blank()

    def samples(self) -> tuple[Sample, ...]:
        """Return the right list, one list with each wrong choice, one that is not offered."""
        right = ",".join(self.credits)
        wrong = [
            Sample(Claim.MISTAKE, f"{right},{name}", self._code(name))
            for name in self.debits
            if self.debits[name] > 0
        ]
        unreadable = Sample(Claim.UNREADABLE, "?", Verdict.UNREADABLE.value)
        return (Sample(Claim.RIGHT, right, Verdict.RIGHT.value), *wrong, unreadable)

    def _code(self, name: str) -> str:
        worth = self.codes.get(name)
        if worth is not None and worth.code:
            return worth.code
        return Verdict.MISTAKE.value if worth else _verdict(ONE - self.debits[name]).value


@dataclass(frozen=True, slots=True)
class OrderJudge:
    """An order: every pair in its right order earns, every pair reversed takes back as much.

    A random order therefore earns nothing on average, and one swap costs little.
    """

    part: Part
    order: tuple[str, ...]
    reversed_code: str = ""
    reversed_feedback: str = ""

    @property
    def expected(self) -> str:
        """Return the labels in the right order."""
        return self._labels(self.order)

    def _labels(self, names: tuple[str, ...]) -> str:
        labels = {choice.name: choice.label for choice in self.part.choices}
        return " > ".join(labels[name] for name in names)

    def judge(self, raw: str, earlier: Mapping[str, Earlier]) -> Judgement:
        """Judge a list that must have each name once; another list is sent back."""
        given = names_in(raw)
        if sorted(given) != sorted(self.order):
            return _unreadable("incomplete_order")
        rank = {name: place for place, name in enumerate(given)}
        pairs = list(combinations(self.order, 2))
        right = sum(rank[first] < rank[second] for first, second in pairs)
        fraction = max(ZERO, Fraction(2 * right, len(pairs)) - 1)
        reverse = right == 0 and bool(self.reversed_code)
        return Judgement(
            Verdict.MISTAKE if reverse else _verdict(fraction),
            fraction,
            code=self.reversed_code if reverse else "",
            echo=self._labels(given),
            feedback=self.reversed_feedback if reverse else "",
        )

    def blank(self, earlier: Mapping[str, Earlier]) -> Judgement:
        """Judge an absence of order."""
        return _blank()

    def samples(self) -> tuple[Sample, ...]:
        """Return the right order, the reverse one, an incomplete one."""
        reverse = self.reversed_code or Verdict.WRONG.value
        return (
            Sample(Claim.RIGHT, ",".join(self.order), Verdict.RIGHT.value),
            Sample(Claim.MISTAKE, ",".join(reversed(self.order)), reverse),
            Sample(Claim.UNREADABLE, self.order[0], Verdict.UNREADABLE.value),
        )


@dataclass(frozen=True, slots=True)
class TextJudge:
    """Free text, kept for the trainer: it is worth no point here and is never wrong."""

    part: Part

    @property
    def expected(self) -> str:
        """Return nothing: there is no model answer to a free text."""
        return ""

    def judge(self, raw: str, earlier: Mapping[str, Earlier]) -> Judgement:
        """Keep the text; one that is too long is sent back."""
        if len(raw) > LONGEST_TEXT:
            return _unreadable("too_long")
        return Judgement(Verdict.KEPT, ONE, echo=raw.strip())

    def blank(self, earlier: Mapping[str, Earlier]) -> Judgement:
        """Judge an absence of text."""
        return _blank()

    def samples(self) -> tuple[Sample, ...]:
        """Return a text and one that is too long."""
        return (
            Sample(Claim.RIGHT, "Je justifie ma décision.", Verdict.KEPT.value),
            Sample(Claim.UNREADABLE, "x" * (LONGEST_TEXT + 1), Verdict.UNREADABLE.value),
        )
