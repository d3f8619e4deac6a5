"""Results that explain themselves: what could not be computed, and how a figure was reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from simulator.domain.money import Cents


class Confidence(StrEnum):
    """Level of proof of a formula or of a legal value, shown to the reader beside the result."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    DISPUTED = "disputed"
    NOT_PUBLIC = "not_public"
    PEDAGOGICAL = "pedagogical"


class Unit(StrEnum):
    """Unit of a figure; display decides how it is written."""

    CENTS = "cents"
    RATIO = "ratio"  # a fraction: 0.125 is shown 12,5 %
    POINTS = "points"
    HOURS = "hours"
    DAYS = "days"
    YEARS = "years"
    COUNT = "count"
    TEXT = "text"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class NotComputable:
    """A result that does not exist, with the reason as a code and the figures that explain it."""

    reason: str
    details: Mapping[str, object] = field(default_factory=dict)


Figure = Decimal | Cents | int | str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a worked computation: a name (code), the formula with figures, the result."""

    name: str
    formula: str
    value: object
    unit: Unit


_STRENGTH = (
    Confidence.CERTAIN,
    Confidence.PROBABLE,
    Confidence.PEDAGOGICAL,
    Confidence.DISPUTED,
    Confidence.NOT_PUBLIC,
)


def weakest(*levels: Confidence) -> Confidence:
    """Return the weakest level of proof: that of a result made of several values."""
    return max(levels, key=_STRENGTH.index, default=Confidence.CERTAIN)
