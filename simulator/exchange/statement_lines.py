"""The lines of a statement that was read back, in eight bytes each: a class holds thousands."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping

from simulator.domain.money import Cents

ABSENT = -(2**62)
"""A line that a statement does not state (which is not a line stated as zero)."""


class StatementLines(Mapping[str, Cents]):
    """Cents by liasse code; the places of the codes are those of every statement of a snapshot."""

    __slots__ = ("_cents", "_places")

    def __init__(self, places: Mapping[str, int], cents: array[int]) -> None:
        self._places = places
        self._cents = cents

    def __getitem__(self, code: str) -> Cents:
        """Return the cents of a line; ``KeyError`` when it is not stated."""
        cents = self._cents[self._places[code]]
        if cents == ABSENT:
            raise KeyError(code)
        return Cents(cents)

    def __iter__(self) -> Iterator[str]:
        """Return the codes that are stated."""
        return (
            code for code, cents in zip(self._places, self._cents, strict=True) if cents != ABSENT
        )

    def __len__(self) -> int:
        """Return how many lines are stated."""
        return len(self._cents) - self._cents.count(ABSENT)

    def __repr__(self) -> str:
        """Write them as the dictionary that they stand for."""
        return repr(dict(self))
