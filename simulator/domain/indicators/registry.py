"""All the indicators of the sheet, for the dashboard workshop."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from simulator.domain.indicators.indicator import Indicator, Reading
from simulator.domain.indicators.measure import Measure
from simulator.domain.indicators.registry_collection import COLLECTION
from simulator.domain.indicators.registry_receivables import RECEIVABLES
from simulator.domain.indicators.registry_risk import RISK
from simulator.domain.indicators.registry_upstream import UPSTREAM
from simulator.domain.refusals import UnknownChoice

INDICATORS: tuple[Indicator, ...] = tuple(
    sorted(RECEIVABLES + COLLECTION + RISK + UPSTREAM, key=lambda indicator: indicator.line)
)
BY_CODE: Mapping[str, Indicator] = MappingProxyType({each.code: each for each in INDICATORS})


def indicator(code: str) -> Indicator:
    """Return a descriptor by code; ``UnknownChoice`` when there is none."""
    if code not in BY_CODE:
        raise UnknownChoice("indicator", code, tuple(BY_CODE))
    return BY_CODE[code]


def read(measure: Measure) -> Reading | None:
    """Return how a measure reads, ``None`` without a value or without published bands.

    Bands are a judgement; show it with them.
    """
    known = BY_CODE.get(measure.code)
    if known is None or known.bands is None or measure.number is None:
        return None
    return known.bands.read(measure.number, known.direction)
