"""Points of risk: an editable grid of weighted criteria, its classes and its knock-outs.

No universal grid exists (certain): each firm chooses its criteria and weights.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from simulator.domain.accounts.mistake import Mistake
from simulator.domain.accounts.numbers import Number, decimal_of
from simulator.domain.refusals import Negative, NotPositive, OutOfRange, Refusal, UnknownChoice
from simulator.domain.results import Confidence, NotComputable, Unit
from simulator.domain.risk.result import Contribution, RatioUsed, Score


@dataclass(eq=False)
class DuplicateCriterion(Refusal):
    """A criterion or a class written twice in a grid."""

    code: str


class Block(StrEnum):
    """Where the information comes from: our own files, or outside."""

    INTERNAL = "internal"
    EXTERNAL = "external"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a grid: its weight in points and, when it can be measured, its thresholds.

    Thresholds (``at_most``: less is better, or ``at_least``) go from the best note down: the first
    one that the measure satisfies gives the highest note, the next one less, 0 when none.
    """

    code: str
    weight: Decimal
    block: Block
    at_most: tuple[Decimal, ...] = ()
    at_least: tuple[Decimal, ...] = ()

    def note(self, measure: Number, highest: int) -> Decimal:
        """Turn a measure into a note; ``UnknownChoice`` when the criterion has no thresholds."""
        if not (self.at_most or self.at_least):
            raise UnknownChoice("measure", self.code, ())
        value = decimal_of(self.code, measure)
        passed = [value <= bound for bound in self.at_most]
        passed += [value >= bound for bound in self.at_least]
        return Decimal(max(0, highest - passed.index(True)) if any(passed) else 0)


@dataclass(frozen=True, slots=True)
class PointsClass:
    """A class: from ``lowest`` points up, a decision, a share of the limit, a review rhythm."""

    code: str
    lowest: Decimal
    decision: str
    limit_share: Decimal
    review_months: int | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid of points; ``knock_outs`` send straight to the worst class, before any point.

    Classes go from the best to the worst, a bound belonging to the better one. Raises
    ``Negative`` on a weight, ``NotPositive`` when weights or the highest note are nil,
    ``DuplicateCriterion``, ``OutOfRange`` when class bounds do not decrease.
    """

    name: str
    criteria: tuple[Criterion, ...]
    classes: tuple[PointsClass, ...]
    knock_outs: tuple[str, ...] = ()
    highest_note: int = 5
    confidence: Confidence = Confidence.PEDAGOGICAL

    def __post_init__(self) -> None:
        """Refuse a grid that could not be read."""
        codes = [c.code for c in self.criteria]
        for code in codes:
            if codes.count(code) > 1:
                raise DuplicateCriterion(code)
        for criterion in self.criteria:
            if criterion.weight < 0:
                raise Negative(criterion.code, criterion.weight)
        if self.total_weight <= 0:
            raise NotPositive("weights", self.total_weight)
        if self.highest_note <= 0:
            raise NotPositive("highest_note", self.highest_note)
        if not self.classes:
            raise NotPositive("classes", 0)
        for better, worse in pairwise(self.classes):
            if worse.lowest >= better.lowest:
                raise OutOfRange(worse.code, worse.lowest, None, better.lowest)

    @property
    def total_weight(self) -> Decimal:
        """Return the sum of the weights, which is the highest number of points."""
        return sum((c.weight for c in self.criteria), Decimal(0))

    def criterion(self, code: str) -> Criterion:
        """Return a criterion by its code; ``UnknownChoice`` when there is none."""
        for item in self.criteria:
            if item.code == code:
                return item
        raise UnknownChoice("criterion", code, tuple(c.code for c in self.criteria))

    def note(self, code: str, measure: Number) -> Decimal:
        """Turn the measure of a criterion into its note."""
        return self.criterion(code).note(measure, self.highest_note)

    def classed(self, points: Decimal) -> PointsClass:
        """Return the class of a number of points."""
        found = (item for item in self.classes if points >= item.lowest)
        return next(found, self.classes[-1])

    def reweighted(self, weights: Mapping[str, Number]) -> Grid:
        """Return the grid with other weights for some criteria."""
        for code in weights:
            self.criterion(code)
        known = {code: decimal_of(code, w) for code, w in weights.items()}
        criteria = tuple(replace(c, weight=known.get(c.code, c.weight)) for c in self.criteria)
        return replace(self, criteria=criteria)


def risk_points(
    grid: Grid, notes: Mapping[str, Number], knock_outs: Collection[str] = ()
) -> Score | NotComputable:
    """Return Σ weight × note ÷ highest note, with its class.

    ``NotComputable("missing_notes")`` when a criterion with a weight has no note. A knock-out
    gives the worst class whatever the points, and the warning ``knock_out``. Raises
    ``UnknownChoice`` on an unknown criterion or knock-out, ``OutOfRange`` on a note outside 0 to
    the highest.
    """
    for event in knock_outs:
        if event not in grid.knock_outs:
            raise UnknownChoice("knock_out", event, grid.knock_outs)
    given = {grid.criterion(code).code: _note(grid, code, n) for code, n in notes.items()}
    missing = [c.code for c in grid.criteria if c.code not in given and c.weight]
    if missing:
        return NotComputable("missing_notes", {"criteria": tuple(missing)})
    top = grid.highest_note
    parts = tuple(
        Contribution(
            c.code, share := c.weight / top, n, share * n, c.weight, Decimal(grid.highest_note)
        )
        for c in grid.criteria
        if (n := given.get(c.code)) is not None
    )
    points = sum((part.amount for part in parts), Decimal(0))
    unbalanced = () if grid.total_weight == 100 else ("weights_do_not_add_up_to_100",)
    refused = ("knock_out", *sorted(set(knock_outs))) if knock_outs else ()
    chosen = grid.classes[-1] if knock_outs else grid.classed(points)
    return Score(
        model=grid.name,
        value=points,
        unit=Unit.POINTS,
        grade=chosen.code,
        confidence=grid.confidence,
        contributions=parts,
        ratios=tuple(RatioUsed(p.ratio, p.value, Unit.POINTS) for p in parts),
        warnings=(*unbalanced, *refused),
        banner="pedagogical_grid" if grid.confidence is Confidence.PEDAGOGICAL else None,
    )


def _note(grid: Grid, code: str, note: Number) -> Decimal:
    value = decimal_of(code, note)
    if not 0 <= value <= grid.highest_note:
        raise OutOfRange(code, note, 0, grid.highest_note)
    return value


def mistakes(grid: Grid, notes: Mapping[str, Number]) -> tuple[Mistake, ...]:
    """Return the wrong numbers of points foreseen.

    ``not_divided``: highest note forgotten. ``unweighted``: plain mean of the notes.
    ``external_forgotten`` and ``internal_forgotten``: one block left out. Empty when the points
    do not exist.
    """
    right = risk_points(grid, notes)
    if isinstance(right, NotComputable):
        return ()
    mean = sum((p.value for p in right.contributions), Decimal(0)) / len(right.contributions)
    inside = {c.code for c in grid.criteria if c.block is Block.INTERNAL}
    own = sum((p.amount for p in right.contributions if p.ratio in inside), Decimal(0))
    return (
        Mistake("not_divided", right.value * grid.highest_note),
        Mistake("unweighted", mean * grid.total_weight / grid.highest_note),
        Mistake("external_forgotten", own),
        Mistake("internal_forgotten", right.value - own),
    )
