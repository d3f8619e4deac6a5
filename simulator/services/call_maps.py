"""The map of a script: its moments in columns, the roads between them, and who took which.

Drawn here because a graph of moments with the class's passages is no chart of a library: pygal and
its like draw series, not roads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simulator.domain.negotiation.script import END, Option, Script, Success, Worth
from simulator.domain.negotiation.talk import Talk

_WIDTH, _HEIGHT = 150, 46
_ACROSS, _DOWN = 232, 72
_MARGIN = 12
_BEND = 44


@dataclass(frozen=True, slots=True)
class Box:
    """A moment or an ending, placed in pixels; ``visits`` counts the talks that came there."""

    name: str
    x: int
    y: int
    success: Success | None
    visits: int
    width: int = _WIDTH
    height: int = _HEIGHT


@dataclass(frozen=True, slots=True)
class Edge:
    """All the lines that lead from a moment to another; ``worth`` is that of the best."""

    path: str
    worth: Worth
    lines: int
    passages: int


@dataclass(frozen=True, slots=True)
class Road:
    """A line of the table: from a moment, an option, where it may lead, how many took it."""

    node: str
    option: Option
    to: tuple[str, ...]
    passages: int


@dataclass(frozen=True, slots=True)
class Map:
    """A script drawn, with the class's passages."""

    script: Script
    width: int
    height: int
    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]
    roads: tuple[Road, ...]
    talks: int

    @property
    def taken(self) -> int:
        """Return how many of the lines somebody said."""
        return sum(road.passages > 0 for road in self.roads)


def drawn(script: Script, talks: Sequence[Talk]) -> Map:
    """Return the map of a script with the talks of a class on it."""
    said = Counter((turn.node, turn.move.option) for talk in talks for turn in talk.turns)
    visits = Counter(node for talk in talks for node in {turn.node for turn in talk.turns})
    visits += Counter(END + talk.ending for talk in talks if talk.over)
    columns = _columns(script)
    most = max(len(names) for names in columns)
    places = {
        name: (
            _MARGIN + rank * _ACROSS,
            _MARGIN + row * _DOWN + (most - len(names)) * _DOWN // 2,
        )
        for rank, names in enumerate(columns)
        for row, name in enumerate(names)
    }
    return Map(
        script,
        2 * _MARGIN + (len(columns) - 1) * _ACROSS + _WIDTH,
        2 * _MARGIN + (most - 1) * _DOWN + _HEIGHT,
        tuple(_box(script, name, place, visits[name]) for name, place in places.items()),
        tuple(_edges(script, places, said)),
        tuple(_roads(script, said)),
        len(talks),
    )


def _columns(script: Script) -> list[list[str]]:
    """Put each moment at its distance from the start, the endings last, near what leads there."""
    found, seen = [[script.start]], {script.start}
    while True:
        following = [
            to
            for name in found[-1]
            for node, _, to in script.edges()
            if node == name and not to.startswith(END)
        ]
        fresh = [name for name in dict.fromkeys(following) if name not in seen]
        if not fresh:
            break
        found.append(fresh)
        seen |= set(fresh)
    rank = {name: place for names in found for place, name in enumerate(names)}
    endings: dict[str, list[int]] = {}
    for node, _, to in script.edges():
        if to.startswith(END):
            endings.setdefault(to, []).append(rank.get(node, 0))
    order = sorted(endings, key=lambda one: (sum(endings[one]) / len(endings[one]), one))
    return [*found, order]


def _box(script: Script, name: str, place: tuple[int, int], visits: int) -> Box:
    ending = script.endings.get(name.removeprefix(END)) if name.startswith(END) else None
    return Box(name, *place, None if ending is None else ending.success, visits)


def _edges(
    script: Script, places: Mapping[str, tuple[int, int]], said: Counter[tuple[str, str]]
) -> list[Edge]:
    grouped: dict[tuple[str, str], list[Option]] = {}
    for node, option, to in script.edges():
        if to != node and node in places and to in places:
            options = grouped.setdefault((node, to), [])
            if option not in options:
                options.append(option)
    return [
        Edge(
            _path(places[node], places[to]),
            max((one.worth for one in options), key=lambda worth: worth.rank),
            len(options),
            sum(said[node, one.id] for one in options),
        )
        for (node, to), options in grouped.items()
    ]


def _path(start: tuple[int, int], end: tuple[int, int]) -> str:
    """Return a curve to the left of a box ahead, or to the right of one beside or behind."""
    ahead, beside = end[0] > start[0], end[0] == start[0]
    x1, y1 = start[0] + (_WIDTH if ahead or beside else 0), start[1] + _HEIGHT // 2
    x2, y2 = end[0] + (0 if ahead else _WIDTH), end[1] + _HEIGHT // 2
    pull = _BEND if beside else max(_BEND, abs(x2 - x1) // 2)
    first = x1 + pull if ahead or beside else x1 - pull
    last = x2 - pull if ahead else x2 + pull
    return f"M{x1} {y1}C{first} {y1} {last} {y2} {x2} {y2}"


def _roads(script: Script, said: Counter[tuple[str, str]]) -> list[Road]:
    to: dict[tuple[str, str], list[str]] = {}
    options: dict[tuple[str, str], Option] = {}
    for node, option, target in script.edges():
        key = (node, option.id)
        options[key] = option
        if target not in to.setdefault(key, []):
            to[key].append(target)
    return [Road(key[0], options[key], tuple(to[key]), said[key]) for key in options]
