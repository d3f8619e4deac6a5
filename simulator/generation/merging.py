"""A few rows slipped among many that are in order already: cheaper than sorting them all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from simulator.generation.exact import Ints

Kind = TypeVar("Kind", bound=np.signedinteger)


@dataclass(frozen=True, slots=True, eq=False)
class Slip:
    """``places``: where each of the many goes, then each of the few; ``rows``: the way back."""

    places: Ints
    rows: Ints

    def column(self, many: Ints, few: Ints, kind: type[Kind]) -> npt.NDArray[Kind]:
        """Return a column of the whole, of type ``kind``."""
        both = np.empty(len(self.rows), dtype=kind)
        both[: len(many)] = many
        both[len(many) :] = few
        return both.take(self.rows)


def slip(many: Ints, few: Ints) -> Slip:
    """Return how rows of sorted keys take in others; at equal keys the others come after."""
    count, order = len(many), few.argsort(kind="stable")
    slipped = many.searchsorted(few.take(order), side="right") + np.arange(len(few))
    mine = np.ones(count + len(few), dtype=np.bool_)
    mine[slipped] = False
    places = np.empty(len(mine), dtype=np.int64)
    places[:count] = mine.nonzero()[0]
    places[count + order] = slipped
    rows = np.empty(len(mine), dtype=np.int64)
    rows[mine] = np.arange(count)
    rows[slipped] = count + order
    return Slip(places, rows)
