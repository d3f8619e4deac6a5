"""The roads of a map: curves between columns, straight through them, never behind a box.

A road that leaps over columns goes through each at the height that it would have there, or at the
nearest gap between two boxes when one stands in the way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 150, 46
ACROSS, DOWN = 232, 72
_BEND = 44
_GAP = (DOWN - HEIGHT) // 2
_CLEAR = 5
_LANES = (0, 4, -4, 8, -8)
"""Where the roads of one gap run, beside each other."""

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Roads:
    """Boxes in columns, and how many roads each gap has already."""

    columns: Sequence[Sequence[Place]]
    used: Counter[Place] = field(default_factory=Counter)

    def path(self, start: Place, end: Place) -> str:
        """Return the path of a road from a box to another, in the syntax of SVG."""
        ahead, beside = end[0] > start[0], end[0] == start[0]
        x, y = start[0] + (WIDTH if ahead or beside else 0), start[1] + HEIGHT // 2
        last = end[0] + (0 if ahead else WIDTH), end[1] + HEIGHT // 2
        if beside:
            return f"M{x} {y}C{x + _BEND} {y} {last[0] + _BEND} {last[1]} {last[0]} {last[1]}"
        steps = [f"M{x} {y}"]
        for column in self._between(start[0], end[0]):
            left = column[0][0]
            height = self._height(column, (x, y), last)
            into, out = (left, left + WIDTH) if ahead else (left + WIDTH, left)
            steps += [_curve((x, y), (into, height)), f"H{out}"]
            x, y = out, height
        return "".join([*steps, _curve((x, y), last)])

    def _between(self, first: int, last: int) -> list[Sequence[Place]]:
        low, high = min(first, last), max(first, last)
        found = [one for one in self.columns if low < one[0][0] < high]
        return found if first < last else found[::-1]

    def _height(self, column: Sequence[Place], here: Place, last: Place) -> int:
        """Return where a road goes through a column, clear of its boxes and of other roads."""
        share = (column[0][0] + WIDTH // 2 - here[0]) / (last[0] - here[0])
        wanted = round(here[1] + share * (last[1] - here[1]))
        for _, top in column:
            if top - _CLEAR < wanted < top + HEIGHT + _CLEAR:
                above = wanted < top + HEIGHT // 2
                wanted = top - _GAP if above else top + HEIGHT + _GAP
                break
        gap = (column[0][0], self._lane(column, wanted))
        lane = _LANES[self.used[gap] % len(_LANES)]
        self.used[gap] += 1
        return gap[1] + lane

    @staticmethod
    def _lane(column: Sequence[Place], wanted: int) -> int:
        """Return the middle of the gap that a height is in; far from any box, a rounded height."""
        for _, top in column:
            for middle in (top - _GAP, top + HEIGHT + _GAP):
                if abs(middle - wanted) <= _GAP:
                    return middle
        return wanted - wanted % (2 * _GAP)


def _curve(start: Place, end: Place) -> str:
    middle = (start[0] + end[0]) // 2
    return f"C{middle} {start[1]} {middle} {end[1]} {end[0]} {end[1]}"


def of_places(columns: Sequence[Sequence[str]], places: Mapping[str, Place]) -> Roads:
    """Return the roads of a map whose boxes are placed."""
    return Roads([[places[name] for name in names] for names in columns])
