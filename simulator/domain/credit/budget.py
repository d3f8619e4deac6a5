"""Lines decided together under a budget of losses: range of each, expected loss, margin, verdict.

Decisions are judged on what was known, never on who defaults afterwards. Expected loss =
probability of default × loss given default × what the insurer would leave us (risk shelf of
November 2026, the layer is certain). The loss given default, the tolerance and the marks are
teaching values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from simulator.domain.credit.inputs import not_negative, positive, share
from simulator.domain.credit.limits import Cover, insured_layer
from simulator.domain.credit.working import nearest
from simulator.domain.money import ZERO, Cents, cents
from simulator.domain.refusals import Refusal
from simulator.domain.results import Confidence

LOSS_GIVEN_DEFAULT = Decimal("0.60")
TOLERANCE = Decimal("0.10")
OWN_LAYER = cents(10_000)
STEP = cents(100)
BUDGET_STEP = cents(100)
HELD_POINTS = 3
CONFIDENCE = Confidence.PEDAGOGICAL


@dataclass(eq=False)
class WrongCount(Refusal):
    """Not one line a file."""

    wanted: int
    given: int


@dataclass(frozen=True, slots=True)
class LineFile:
    """What is known of one demand; amounts in cents, VAT included but ``sales`` (a year, HT).

    ``ceiling`` is the least of the methods, ``coefficient`` what its class keeps of it,
    ``granted`` the insurer's agreement (``None``: not insured) and ``quota`` what it pays of a
    loss.
    """

    asked: Cents
    need: Cents
    ceiling: Cents
    coefficient: Decimal
    default_probability: Decimal
    sales: Cents
    granted: Cents | None = None
    quota: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Range:
    """The lines that the methods defend, in cents, both ends included; 0 to 0 is a refusal."""

    low: Cents
    high: Cents


class Judgement(StrEnum):
    """Where a line stands in its range."""

    SEVERE = "severe"
    RIGHT = "right"
    GENEROUS = "generous"


@dataclass(frozen=True, slots=True)
class LineVerdict:
    """One decision judged; ``foregone`` is the yearly margin given up against the demand."""

    line: Cents
    range: Range
    judgement: Judgement
    own_loss: Cents
    expected_loss: Cents
    margin: Cents
    foregone: Cents


@dataclass(frozen=True, slots=True)
class Verdict:
    """The whole case: ``score`` from 0 to 1, ``best_margin`` the most that the budget allows."""

    lines: tuple[LineVerdict, ...]
    budget: Cents
    expected_loss: Cents
    held: bool
    right: int
    score: Fraction
    margin: Cents
    foregone: Cents
    best_margin: Cents


def range_of(file: LineFile) -> Range:
    """Return the range of the methods, in whole hundreds of euros.

    From the prudent line (ceiling × coefficient of the class, cut by agreement + own layer), less
    the tolerance, to the ceiling of the methods, plus the tolerance; never above the demand. A
    class that keeps nothing has a line inside the insurer's agreement only, or none. Raises
    ``Negative`` or ``OutOfRange``.
    """
    kept = share("coefficient", file.coefficient)
    ceiling = min(not_negative("asked", file.asked), not_negative("ceiling", file.ceiling))
    if not kept:
        covered = min(ceiling, not_negative("granted", file.granted or ZERO))
        return Range(ZERO, Cents(int(covered // STEP * STEP)))
    prudent = min(Fraction(file.asked), file.ceiling * kept)
    if file.granted is not None:
        prudent = min(prudent, not_negative("granted", file.granted) + OWN_LAYER)
    low = int(prudent * (1 - Fraction(TOLERANCE)) // STEP * STEP)
    high = -int(-ceiling * (1 + Fraction(TOLERANCE)) // STEP) * STEP
    asked = -(-file.asked // STEP) * STEP
    return Range(Cents(low), Cents(min(high, asked)))


def own_loss(line: Cents, file: LineFile) -> Cents:
    """Return what a default would cost us at most once the insurer has paid, in cents."""
    covered = Cover(file.granted or ZERO, file.quota, own_layer=line)
    return insured_layer(line, covered).max_loss


def expected_loss(line: Cents, file: LineFile) -> Cents:
    """Return probability of default × loss given default × own loss, in cents."""
    chance = share("default_probability", file.default_probability)
    return nearest(chance * Fraction(LOSS_GIVEN_DEFAULT) * own_loss(line, file))


def margin(line: Cents, file: LineFile, margin_rate: Decimal) -> Cents:
    """Return the yearly margin that a line lets through: sales × rate × min(1; line ÷ need).

    Raises ``NotPositive`` on the need.
    """
    part = min(Fraction(1), not_negative("line", line) / positive("need", file.need))
    return nearest(not_negative("sales", file.sales) * share("margin_rate", margin_rate) * part)


def budget_of(files: Sequence[LineFile]) -> Cents:
    """Return a budget half-way between the lowest and the highest lines that methods defend."""
    ranges = [range_of(file) for file in files]
    low = sum(expected_loss(each.low, file) for each, file in zip(ranges, files, strict=True))
    high = sum(expected_loss(each.high, file) for each, file in zip(ranges, files, strict=True))
    return Cents(-(-(low + high) // (2 * BUDGET_STEP)) * BUDGET_STEP)


@dataclass(frozen=True, slots=True)
class _Slice:
    """A part of a line: what each cent of it earns and is expected to lose."""

    rank: int
    size: Fraction
    earns: Fraction
    loses: Fraction


def _slices(rank: int, file: LineFile, span: Range, margin_rate: Decimal) -> list[_Slice]:
    """Cut what may be added above the low end where its yield changes: agreement, then need."""
    granted, need = file.granted or 0, file.need
    cuts = sorted({span.low, span.high} | {c for c in (granted, need) if span.low < c < span.high})
    risk = Fraction(file.default_probability) * Fraction(LOSS_GIVEN_DEFAULT)
    found = []
    for start, end in pairwise(cuts):
        earns = Fraction(file.sales) * Fraction(margin_rate) / need if start < need else Fraction()
        left = 1 - Fraction(file.quota) if start < granted else Fraction(1)
        found.append(_Slice(rank, Fraction(end - start), earns, risk * left))
    return found


def best_lines(files: Sequence[LineFile], budget: Cents, margin_rate: Decimal) -> tuple[Cents, ...]:
    """Return lines inside the ranges that earn the most margin within the budget.

    From the low ends, the slices that earn the most for each euro of expected loss come first. In
    each file the yield only falls as the line grows, so that this order is the best (fractional
    knapsack); the low ends are kept even when they exceed the budget by themselves.
    """
    ranges = [range_of(file) for file in files]
    lines = [Fraction(each.low) for each in ranges]
    spent = sum(expected_loss(each.low, file) for each, file in zip(ranges, files, strict=True))
    left = Fraction(max(0, budget - spent))
    parts = [
        part
        for rank, (file, span) in enumerate(zip(files, ranges, strict=True))
        for part in _slices(rank, file, span, margin_rate)
        if part.earns
    ]
    parts.sort(key=lambda part: (part.loses > 0, -part.earns / (part.loses or 1)))
    for part in parts:
        taken = part.size if not part.loses else min(part.size, left / part.loses)
        lines[part.rank] += taken
        left -= taken * part.loses
    return tuple(Cents(int(line)) for line in lines)


def judge(
    files: Sequence[LineFile], lines: Sequence[Cents], budget: Cents, margin_rate: Decimal
) -> Verdict:
    """Judge lines on what was known. One mark a line in its range, three for the budget held.

    A budget is held to no purpose by refusing everybody: its marks need half of the lines right.
    Raises ``WrongCount``, ``Negative`` on a line.
    """
    if len(files) != len(lines):
        raise WrongCount(len(files), len(lines))
    judged = tuple(_line(file, line, margin_rate) for file, line in zip(files, lines, strict=True))
    right = sum(each.judgement is Judgement.RIGHT for each in judged)
    total = Cents(sum(each.expected_loss for each in judged))
    held = total <= budget
    marks = right + (HELD_POINTS if held and 2 * right >= len(files) else 0)
    best = zip(best_lines(files, budget, margin_rate), files, strict=True)
    return Verdict(
        judged,
        budget,
        total,
        held,
        right,
        Fraction(marks, len(files) + HELD_POINTS),
        Cents(sum(each.margin for each in judged)),
        Cents(sum(each.foregone for each in judged)),
        Cents(sum(margin(line, file, margin_rate) for line, file in best)),
    )


def _line(file: LineFile, line: Cents, margin_rate: Decimal) -> LineVerdict:
    span = range_of(file)
    judgement = Judgement.RIGHT
    if line < span.low:
        judgement = Judgement.SEVERE
    elif line > span.high:
        judgement = Judgement.GENEROUS
    earned = margin(line, file, margin_rate)
    whole = margin(file.asked, file, margin_rate)
    return LineVerdict(
        line,
        span,
        judgement,
        own_loss(line, file),
        expected_loss(line, file),
        earned,
        Cents(max(0, whole - earned)),
    )
