"""Orders that may be placed in a month, each with the invoice that it would become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.domain.year.exact import Bools, Floats, Ints


@dataclass(slots=True, eq=False)
class Basket:
    """Columns by order, in the order of days.

    All of it stands from one month's end to the next: demand and terms do not move in between.
    """

    rows: Ints
    who: Ints
    net: Ints
    gross: Ints
    limit: Ints
    due: Ints
    early: Bools
    target: Floats
    row: int = 0  # of the calendar: that of the first day
    starts: Sequence[int] = ()  # first order of each day, then the end of the last

    def of(self, part: slice | Ints | Bools) -> Basket:
        """Return some of the orders, without their days."""
        return Basket(
            self.rows[part],
            self.who[part],
            self.net[part],
            self.gross[part],
            self.limit[part],
            self.due[part],
            self.early[part],
            self.target[part],
        )
