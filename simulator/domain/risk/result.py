"""What every score returns: value, class, contributions, ratios, warnings, proof, steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from simulator.domain.accounts.numbers import product_formula, sum_formula
from simulator.domain.accounts.ratio import Ratio
from simulator.domain.results import Confidence, Step, Unit


@dataclass(frozen=True, slots=True)
class RatioUsed:
    """A ratio as the function takes it: a fraction, percent points or days (``unit``).

    ``origin`` is the quotient it comes from, when it was computed from amounts.
    """

    name: str
    value: Decimal
    unit: Unit
    origin: Ratio | None = None

    @property
    def step(self) -> Step | None:
        """Return the line of computation, written on demand."""
        return None if self.origin is None else self.origin.step


@dataclass(frozen=True, slots=True)
class Contribution:
    """The part of one ratio in a score: coefficient × ratio, in the unit of the score.

    ``published`` is the coefficient as it is printed, when the product is then divided by
    ``divisor``: a computation is checked by hand on the figures that the reader knows.
    """

    ratio: str
    coefficient: Decimal
    value: Decimal
    amount: Decimal
    published: Decimal | None = None
    divisor: Decimal = Decimal(1)

    @property
    def step(self) -> Step:
        """Return the line of computation."""
        known = self.coefficient if self.published is None else self.published
        formula = product_formula(known, self.value)
        if self.divisor != 1:
            formula += f" ÷ {self.divisor}"
        return Step(self.ratio, formula, self.amount, Unit.POINTS)


@dataclass(frozen=True, slots=True)
class Probability:
    """A probability of failure (a fraction), its horizon, and the share of failures it supposes.

    ``prior`` is the share of failed firms of the sample it was measured on, ``None`` when
    unknown: with half a sample of failures, it is no forecast and must be re-based
    (``simulator.domain.risk.rebase``).
    """

    value: Decimal
    horizon_years: int | None
    prior: Decimal | None
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Score:
    """A score of one firm. ``grade`` is the code of its class; ``banner`` must always be displayed.

    ``contributions`` and ``constant`` add up to ``value``.
    """

    model: str
    value: Decimal
    unit: Unit
    grade: str
    confidence: Confidence
    contributions: tuple[Contribution, ...] = ()
    constant: Decimal = Decimal(0)
    ratios: tuple[RatioUsed, ...] = ()
    warnings: tuple[str, ...] = ()
    probability: Probability | None = None
    banner: str | None = None

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the computation line by line: ratios, products, sum."""
        divided = tuple(used.origin.step for used in self.ratios if used.origin is not None)
        products = tuple(part.step for part in self.contributions)
        amounts = [part.amount for part in self.contributions]
        if self.constant:
            amounts.append(self.constant)
        total = Step(self.model, sum_formula(amounts), self.value, self.unit)
        return (*divided, *products, total)

    def contribution(self, ratio: str) -> Contribution:
        """Return the contribution of a ratio; ``KeyError`` when the model has no such ratio."""
        return {part.ratio: part for part in self.contributions}[ratio]


@dataclass(frozen=True, slots=True)
class Grade:
    """A class: values above ``bound`` (with it when ``inclusive``); ``None``: the rest."""

    code: str
    bound: Decimal | None
    inclusive: bool = False

    def holds(self, value: Decimal) -> bool:
        """Say whether a value that no better class took belongs here."""
        if self.bound is None:
            return True
        return value > self.bound or (self.inclusive and value == self.bound)


@dataclass(frozen=True, slots=True)
class Scale:
    """Classes of a score, from the best to the worst; the last one takes the rest."""

    grades: tuple[Grade, ...]

    def grade(self, value: Decimal) -> str:
        """Return the code of the class of a value."""
        return next((g.code for g in self.grades if g.holds(value)), self.grades[-1].code)


def scale(*rows: tuple[str, str], rest: str) -> Scale:
    """Build a scale from (code, ``"> 16"`` or ``">= 16"``) rows, best first, and the last class."""
    grades = [
        Grade(code, Decimal(bound.split()[1]), bound.startswith(">=")) for code, bound in rows
    ]
    return Scale((*grades, Grade(rest, None)))


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A score that is constant + Σ coefficient × ratio; coefficients are bound to ratio names."""

    name: str
    coefficients: Mapping[str, Decimal]
    constant: Decimal
    classes: Scale
    confidence: Confidence
    units: Mapping[str, Unit]
    divisor: int = 1

    def contributions(self, values: Mapping[str, Decimal]) -> tuple[Contribution, ...]:
        """Return coefficient × ratio for every ratio, divided by ``divisor``."""
        return tuple(
            Contribution(
                name,
                coefficient / self.divisor,
                values[name],
                coefficient * values[name] / self.divisor,
                coefficient,
                Decimal(self.divisor),
            )
            for name, coefficient in self.coefficients.items()
        )

    def value(self, values: Mapping[str, Decimal]) -> Decimal:
        """Return the value of the score."""
        parts = self.contributions(values)
        return sum((part.amount for part in parts), self.constant / self.divisor)

    def score(
        self,
        ratios: tuple[RatioUsed, ...],
        *,
        warnings: tuple[str, ...] = (),
        probability: Probability | None = None,
        banner: str | None = None,
    ) -> Score:
        """Return the score of a firm from its ratios, in the units of the model."""
        values = {used.name: used.value for used in ratios}
        value = self.value(values)
        return Score(
            model=self.name,
            value=value,
            unit=Unit.POINTS,
            grade=self.classes.grade(value),
            confidence=self.confidence,
            contributions=self.contributions(values),
            constant=self.constant / self.divisor,
            ratios=ratios,
            warnings=warnings,
            probability=probability,
            banner=banner,
        )


def coefficients(**rows: str) -> dict[str, Decimal]:
    """Read coefficients written as text, so that they stay the published decimals."""
    return {name: Decimal(text) for name, text in rows.items()}
