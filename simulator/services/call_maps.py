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
from simulator.services.call_roads import ACROSS, DOWN, HEIGHT, WIDTH, Place, Roads, of_places

_MARGIN = 26
"""Room around the boxes: a road may pass above the first and under the last of a column."""


@dataclass(frozen=True, slots=True)
class Box:
    """A moment or an ending, placed in pixels; ``visits`` counts the talks that came there."""

    name: str
    x: int
    y: int
    success: Success | None
    visits: int
    width: int = WIDTH
    height: int = HEIGHT


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
            _MARGIN + rank * ACROSS,
            _MARGIN + row * DOWN + (most - len(names)) * DOWN // 2,
        )
        for rank, names in enumerate(columns)
        for row, name in enumerate(names)
    }
    return Map(
        script,
        2 * _MARGIN + (len(columns) - 1) * ACROSS + WIDTH,
        2 * _MARGIN + (most - 1) * DOWN + HEIGHT,
        tuple(_box(script, name, place, visits[name]) for name, place in places.items()),
        tuple(_edges(script, places, of_places(columns, places), said)),
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
    script: Script,
    places: Mapping[str, Place],
    roads: Roads,
    said: Counter[tuple[str, str]],
) -> list[Edge]:
    grouped: dict[tuple[str, str], list[Option]] = {}
    for node, option, to in script.edges():
        if to != node and node in places and to in places:
            options = grouped.setdefault((node, to), [])
            if option not in options:
                options.append(option)
    return [
        Edge(
            roads.path(places[node], places[to]),
            max((one.worth for one in options), key=lambda worth: worth.rank),
            len(options),
            sum(said[node, one.id] for one in options),
        )
        for (node, to), options in grouped.items()
    ]


def _roads(script: Script, said: Counter[tuple[str, str]]) -> list[Road]:
    to: dict[tuple[str, str], list[str]] = {}
    options: dict[tuple[str, str], Option] = {}
    for node, option, target in script.edges():
        key = (node, option.id)
        options[key] = option
        if target not in to.setdefault(key, []):
            to[key].append(target)
    return [Road(key[0], options[key], tuple(to[key]), said[key]) for key in options]
