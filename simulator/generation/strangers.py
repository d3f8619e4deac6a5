"""Identities for customers who come from elsewhere: fictional, drawn by name, without accounts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate

import numpy as np

from simulator.domain.firm import Identity
from simulator.domain.luck import Luck
from simulator.domain.refusals import Negative
from simulator.generation.identities import Firms, compose
from simulator.generation.library import SIZES, calibration, scenario


@dataclass(frozen=True, slots=True)
class Strangers:
    """The identities that a seed gives to the customers of a supplier, by rank."""

    seed: int
    scenario: str

    def identity(self, rank: int, since: date, *, public: bool = False) -> Identity:
        """Return the fictional identity of a rank; two ranks have different names and SIREN.

        Sector and size are drawn with the shares of the scenario; ``since`` is the day of the
        first invoice, which the firm is older than. Raises ``Negative`` on a negative rank.
        """
        if rank < 0:
            raise Negative("rank", rank)
        size = "PME" if public else self._drawn("sizes", rank)
        firms = Firms(
            ids=np.array([rank], dtype=np.int64),
            sector=["public" if public else self._drawn("sectors", rank)],
            size=[size],
            public=[public],
            hospital=[False],
            headcount=[calibration().sizes[size].headcount],
            known=[since],
            statements=[()],
        )
        return compose(Luck(self.seed), firms)[0]

    def _drawn(self, part: str, rank: int) -> str:
        """Return a sector or a size, in proportion to the shares of the scenario."""
        keys, ends = _shares(self.scenario, part)
        return keys[bisect_right(ends, Luck(self.seed).word(f"stranger {part}", rank))]


@lru_cache(maxsize=32)
def _shares(key: str, part: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the sectors or the sizes of a scenario, and the words where all but the last end.

    The cuts are those of ``luck.ranks``: numpy costs too much for a draw alone.
    """
    shares: Mapping[str, float] = getattr(scenario(key).customers, part)
    kept = [name for name in shares if name != "public" and (part == "sectors" or name in SIZES)]
    added = list(accumulate(round(shares[name] * 1_000_000) for name in kept))
    return tuple(kept), tuple(min((end << 64) // added[-1], 2**64 - 1) for end in added[:-1])
