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
WIDEST = 40
"""Units of the widest bar: the first month of a year does not fill the drawing."""


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
    step = _step((high - low) or 1.0)
    return _floor(low / step) * step, max(-_floor(-high / step), 1) * step, step


def _step(span: float) -> float:
    """Return a round step that cuts a span in five at most."""
    power = 10.0 ** _floor(math.log10(span / 5.0))
    return power * next(each for each in (1, 2, 5, 10) if power * each * 5.0 >= span * 0.999)


def _inside(low: float, high: float) -> list[float]:
    """Return the round figures between two bounds."""
    step = _step(high - low)
    first, last = -_floor(-low / step), _floor(high / step)
    return [round(step * rank, 6) for rank in range(first, last + 1)]


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
            wide = min(slot * 0.7 / bars, WIDEST)
            drawn += [
                Bar(
                    round(LEFT + slot * (i + 0.5) + wide * (rank - bars / 2), 1),
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
    """A policy on the plane of the trade-off; its name is at ``label_x``, ``label_y``."""

    x: float
    y: float
    radius: float
    text: str
    title: str
    mine: bool
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Plane:
    """Profit by something else, a dot a policy."""

    title: str
    axis: str
    points: tuple[Point, ...]
    marks: tuple[Mark, ...]
    grid: tuple[float, ...]
    width: int = WIDTH
    height: int = 300


def _around(values: Sequence[float], share: float) -> tuple[float, float]:
    """Return the bounds of some values, with room on both sides."""
    low, high = min(values), max(values)
    pad = max((high - low) * share, 1.0)
    return low - pad, high + pad


Corners = tuple[float, float, float, float]
"""Left, top, right and bottom of a text."""
_LETTER = 6.2
"""Units of a letter of a name, on average."""
_NEAR = (
    *((0, -12), (0, 20), (12, 4), (-12, 4), (12, -10), (-12, -10), (12, 18), (-12, 18)),
    *((0, -26), (0, 34), (12, -24), (-12, -24), (12, 32), (-12, 32), (0, -40), (0, 48)),
)


def _label(
    x: float, y: float, text: str, taken: Sequence[Corners]
) -> tuple[float, float, str, Corners]:
    """Return the place of a name near its dot, the first where it crosses no other name or dot."""
    wide = _LETTER * len(text)
    found = []
    for right, down in _NEAR:
        anchor = "middle" if not right else "start" if right > 0 else "end"
        left = x + right - {"middle": wide / 2, "start": 0.0, "end": wide}[anchor]
        corners = (left, y + down - 11, left + wide, y + down + 3)
        found.append((x + right, y + down, anchor, corners))
        inside = left > LEFT and left + wide < WIDTH
        if inside and not any(_cross(corners, other) for other in taken):
            return found[-1]
    return found[0]


def _cross(one: Corners, other: Corners) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def plane(
    title: str, axis: str, unit: str, policies: Sequence[tuple[str, float, float, bool]]
) -> Plane:
    """Return policies as (name, what ``axis`` says, profit in thousands of euros, mine or not)."""
    height, down = 300, 44
    left, right = _around([each[1] for each in policies], 0.12)
    low, high = _around([each[2] for each in policies], 0.15)

    def x(value: float) -> float:
        return round(LEFT + (value - left) / (right - left) * (WIDTH - LEFT - RIGHT), 1)

    def y(value: float) -> float:
        return round(TOP + (high - value) / (high - low) * (height - TOP - down), 1)

    points: list[Point] = []
    taken: list[Corners] = [
        (x(found) - 7, y(profit) - 7, x(found) + 7, y(profit) + 7)
        for _, found, profit, _ in policies
    ]
    # One's own name is placed first: it is the one that is looked for.
    for name, found, profit, mine in sorted(policies, key=lambda each: (not each[3], each[1])):
        label_x, label_y, anchor, corners = _label(x(found), y(profit), name, taken)
        taken.append(corners)
        points.append(
            Point(
                x(found),
                y(profit),
                7.0 if mine else 5.0,
                name,
                f"{name}\u202f: {_shown(round(found, 1), unit)}, {_shown(round(profit), 'k€')}",
                mine,
                label_x,
                label_y,
                anchor,
            )
        )
    rows = _inside(low, high)
    marks = [Mark(x(each), height - 22, _shown(each, unit)) for each in _inside(left, right)]
    marks += [Mark(LEFT - 6, y(each) + 4, _shown(each, "k€"), end=True) for each in rows]
    return Plane(title, axis, tuple(points), tuple(marks), tuple(y(each) for each in rows))


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
