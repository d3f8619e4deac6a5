"""Charts of a played year, as coordinates that templates draw in SVG.

Our own few shapes rather than a library: the ones kept for Python write their style inside the
drawing, which the policy of the pages (no inline style) refuses.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.domain.year.policy import Scenario

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 64, 12, 14, 30
TONES = ("s0", "s1", "s2")


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle, with what it stands for."""

    x: float
    y: float
    width: float
    height: float
    tone: str
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """Points of a series, ready for a polyline, and each of them."""

    points: str
    dots: tuple[tuple[float, float], ...]
    tone: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A text at a place; ``end`` anchors it by its end."""

    x: float
    y: float
    text: str
    end: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """What a template draws; ``legend`` names the series and their tones in order."""

    title: str
    legend: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    grid: tuple[float, ...]
    zero: float
    marks: tuple[Mark, ...]
    width: int = WIDTH
    height: int = HEIGHT


Series = Sequence[float | None]


def _scale(values: Sequence[float]) -> tuple[float, float, float]:
    """Return the lowest and the highest of a scale and its step, round figures; zero is in it."""
    low, high = min([0.0, *values]), max([0.0, *values])
    span = (high - low) or 1.0
    power = 10.0 ** _floor(math.log10(span / 5.0))
    step = power * next(each for each in (1, 2, 5, 10) if power * each * 5.0 >= span * 0.999)
    return _floor(low / step) * step, max(-_floor(-high / step), 1) * step, step


def _floor(value: float) -> int:
    return math.floor(round(value, 9))


def _shown(value: float, unit: str) -> str:
    text = f"{value:,.1f}" if value % 1 else f"{value:,.0f}"
    text = text.replace(",", "\u202f").replace(".", ",").replace("-", "\u2212")
    return f"{text}\u202f{unit}" if unit else text


def months(
    title: str,
    labels: Sequence[str],
    series: Sequence[tuple[str, Series]],
    unit: str,
    *,
    bars: int = 0,
    tones: tuple[str, ...] = TONES,
) -> Chart:
    """Return a chart by month: the first ``bars`` series as bars, the others as lines."""
    known = [value for _, row in series for value in row if value is not None]
    low, high, step = _scale(known)
    plot = HEIGHT - TOP - BOTTOM
    slot = (WIDTH - LEFT - RIGHT) / max(len(labels), 1)

    def y(value: float) -> float:
        return round(TOP + (high - value) / (high - low) * plot, 1)

    drawn: list[Bar] = []
    lines: list[Line] = []
    for rank, (name, row) in enumerate(series):
        if rank < bars:
            wide = slot * 0.7 / bars
            drawn += [
                Bar(
                    round(LEFT + slot * (i + 0.15) + wide * rank, 1),
                    min(y(value), y(0)),
                    round(wide, 1),
                    max(abs(y(value) - y(0)), 0.5),
                    tones[rank],
                    f"{name}, {labels[i]}\u202f: {_shown(round(value, 1), unit)}",
                )
                for i, value in enumerate(row)
                if value is not None
            ]
        else:
            dots = tuple(
                (round(LEFT + slot * (i + 0.5), 1), y(value))
                for i, value in enumerate(row)
                if value is not None
            )
            lines.append(Line(" ".join(f"{a},{b}" for a, b in dots), dots, tones[rank]))
    ticks = [low + step * i for i in range(round((high - low) / step) + 1)]
    marks = [Mark(LEFT - 6, y(tick) + 4, _shown(round(tick, 6), unit), end=True) for tick in ticks]
    every = 1 if len(labels) <= 12 else 2
    marks += [
        Mark(round(LEFT + slot * (i + 0.5), 1), HEIGHT - 10, label)
        for i, label in enumerate(labels)
        if i % every == 0
    ]
    return Chart(
        title,
        tuple((name, tone) for (name, _), tone in zip(series, tones, strict=False)),
        tuple(drawn),
        tuple(lines),
        tuple(y(tick) for tick in ticks),
        y(0),
        tuple(marks),
    )


@dataclass(frozen=True, slots=True)
class Point:
    """A policy on the plane of the trade-off."""

    x: float
    y: float
    radius: float
    text: str
    title: str
    mine: bool
    above: bool


@dataclass(frozen=True, slots=True)
class Plane:
    """Profit by DSO, a dot a policy."""

    points: tuple[Point, ...]
    marks: tuple[Mark, ...]
    grid: tuple[float, ...]
    columns: tuple[float, ...]
    width: int = WIDTH
    height: int = 300


def plane(policies: Sequence[tuple[str, float, float, bool]]) -> Plane:
    """Return policies as (name, DSO in days, profit in thousands of euros, mine or not)."""
    height, down = 300, 44
    xs, ys = [each[1] for each in policies], [each[2] for each in policies]
    left, right = min(xs), max(xs)
    pad = max((right - left) * 0.12, 1.0)
    left, right = left - pad, right + pad
    low, high = min(ys), max(ys)
    pad = max((high - low) * 0.15, 1.0)
    low, high = low - pad, high + pad

    def x(value: float) -> float:
        return round(LEFT + (value - left) / (right - left) * (WIDTH - LEFT - RIGHT), 1)

    def y(value: float) -> float:
        return round(TOP + (high - value) / (high - low) * (height - TOP - down), 1)

    points = tuple(
        Point(
            x(days),
            y(profit),
            7.0 if mine else 5.0,
            name,
            f"{name}\u202f: {_shown(round(days, 1), 'j')} de DSO, {_shown(round(profit), 'k€')}",
            mine,
            rank % 2 == 0,
        )
        for rank, (name, days, profit, mine) in enumerate(sorted(policies, key=lambda p: p[1]))
    )
    columns = [left + (right - left) * i / 4 for i in range(5)]
    rows = [low + (high - low) * i / 4 for i in range(5)]
    marks = [Mark(x(each), height - 22, _shown(round(each), "j")) for each in columns[1:4]]
    marks += [Mark(LEFT - 6, y(each) + 4, _shown(round(each), "k€"), end=True) for each in rows]
    return Plane(
        points, tuple(marks), tuple(y(each) for each in rows), tuple(x(each) for each in columns)
    )


@dataclass(frozen=True, slots=True)
class Stop:
    """A step on the timeline: its place, its row for the words, its shape."""

    x: float
    level: int
    shape: str
    day: str
    text: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """A reminder scenario from before the due date to its last step."""

    stops: tuple[Stop, ...]
    due: float
    width: int
    height: int
    marks: tuple[Mark, ...]


_SHAPES = {
    "email": "written",
    "sms": "written",
    "portal": "written",
    "letter": "written",
    "phone": "spoken",
    "visit": "spoken",
    "registered": "formal",
    "agency": "formal",
    "court": "formal",
}
_APART = 132
"""Units between two labels of one row."""


def offset(days: int) -> str:
    """Write days from the due date: ``J−5``, ``J``, ``J+18``."""
    if not days:
        return "J"
    return f"J+{days}" if days > 0 else f"J\u2212{-days}"


def timeline(scenario: Scenario, channels: dict[str, str]) -> Timeline:
    """Return the timeline of a scenario; days late are drawn on a scale of square roots.

    The first weeks are where most steps are: a plain scale would heap them.
    """
    days = [step.offset for step in scenario.steps]
    first, last = min([-5, *days]), max([30, *days])

    def root(day: int) -> float:
        return float(abs(day) ** 0.6) * (1 if day >= 0 else -1)

    def x(day: int) -> float:
        return round(30 + (root(day) - root(first)) / (root(last) - root(first)) * 800, 1)

    # From the right, each label above those that its words would cross.
    stops: list[Stop] = []
    for step in reversed(scenario.steps):
        here = x(step.offset)
        level = 1 + max((each.level for each in stops if each.x - here < _APART), default=-1)
        stops.insert(
            0,
            Stop(
                here,
                level,
                _SHAPES[step.channel.value],
                offset(step.offset),
                channels[step.channel.value],
            ),
        )
    height = 108 + 34 * max((each.level for each in stops), default=0)
    marks = [Mark(x(day), height - 6, offset(day)) for day in (0, 15, 30, 60, 90) if day <= last]
    return Timeline(tuple(stops), x(0), 960, height, tuple(marks))
