"""What an indicator is: its descriptor, used to choose, draw and comment it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from simulator.domain.results import Confidence, Unit


class Direction(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    NEUTRAL = "neutral"


class Nature(StrEnum):
    """What was obtained, or what was done for it."""

    RESULT = "result"
    MEANS = "means"


class Base(StrEnum):
    """A snapshot of a day, or what happened in a period."""

    STOCK = "stock"
    FLOW = "flow"


class Function(StrEnum):
    """Function of the firm that moves an indicator."""

    SALES = "sales"
    BILLING = "billing"
    CREDIT = "credit"
    COLLECTION = "collection"
    ACCOUNTING = "accounting"
    LOGISTICS = "logistics"
    MANAGEMENT = "management"


class Chart(StrEnum):
    """Charts that a dashboard may offer, right and wrong ones."""

    LINE = "line"
    WATERFALL = "waterfall"
    STACKED_BAR = "stacked_bar"
    PARETO = "pareto"
    BUBBLE = "bubble"
    HEAT_MAP = "heat_map"
    BARS = "bars"
    CONTROL = "control"
    BULLET = "bullet"
    LORENZ = "lorenz"
    CONE = "cone"
    DOTS = "dots"
    SMALL_MULTIPLES = "small_multiples"
    FIGURE = "figure"
    PIE = "pie"
    GAUGE = "gauge"
    RADAR = "radar"
    TREEMAP = "treemap"
    WORD_CLOUD = "word_cloud"
    TABLE = "table"


class Reading(StrEnum):
    """How a value reads; between ``NORMAL`` and ``ALARM`` it is to watch."""

    EXCELLENT = "excellent"
    NORMAL = "normal"
    WATCH = "watch"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True)
class Bands:
    """Thresholds in the unit of the indicator: a judgement, to be tuned by sector."""

    excellent: Decimal
    normal: Decimal
    alarm: Decimal
    confidence: Confidence = Confidence.PEDAGOGICAL

    def read(self, value: Decimal, direction: Direction) -> Reading:
        """Return how a value reads; the first two bounds belong to their band, not the alarm's."""
        sign = -1 if direction is Direction.HIGHER else 1
        if sign * value <= sign * self.excellent:
            return Reading.EXCELLENT
        if sign * value <= sign * self.normal:
            return Reading.NORMAL
        if sign * value > sign * self.alarm:
            return Reading.ALARM
        return Reading.WATCH


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator. ``line`` is its line in the formula sheet; ``key`` its trade abbreviation.

    ``counters`` are codes of indicators to read beside it, so that it cannot be gamed alone;
    ``conventions`` name those that change it; ``charts`` those that suit it, best first.
    """

    code: str
    key: str
    line: int
    unit: Unit
    direction: Direction
    nature: Nature
    base: Base
    functions: tuple[Function, ...]
    counters: tuple[str, ...]
    charts: tuple[Chart, ...]
    avoid: tuple[Chart, ...] = (Chart.PIE, Chart.GAUGE)
    conventions: tuple[str, ...] = ()
    bands: Bands | None = None
    confidence: Confidence = Confidence.CERTAIN
