"""Charts drawn on the server as SVG: places and lengths, which templates only write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.services.statistics import Row
from simulator.web import display

_WIDTH, _LINE, _BAR, _LEFT, _RIGHT = 640, 46, 14, 0, 70


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a chart: its label above a bar, and the value at its end."""

    label: str
    value: str
    y: int
    top: int
    length: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of horizontal bars, from 0 to 100 %."""

    width: int
    height: int
    thickness: int
    full: int
    bars: tuple[Bar, ...]


def facility(rows: Sequence[Row]) -> Chart:
    """Draw the share earned on each question at the first answer."""
    full = _WIDTH - _LEFT - _RIGHT
    bars = tuple(
        Bar(
            _short(row.label),
            display.percent(row.first.facility, 0),
            rank * _LINE + 16,
            rank * _LINE + 22,
            round(float(row.first.facility) * full),
        )
        for rank, row in enumerate(rows)
    )
    return Chart(_WIDTH, _LINE * len(rows) + 4, _BAR, full, bars)


def _short(label: str, most: int = 70) -> str:
    plain = label.replace("**", "")
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"
