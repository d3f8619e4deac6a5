"""Exact sums of cents by key: the one primitive under every aggregate of the ledger."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from simulator.domain.ledger.columns import Ints

Keys = npt.NDArray[np.int32] | npt.NDArray[np.int64]
EXACT = 2**53
"""Below this, sums of whole numbers in double precision are exact."""


def sums(keys: Keys, amounts: Ints, size: int) -> Ints:
    """Return the sum of ``amounts`` (cents) for each key from 0 to ``size`` − 1, to the cent.

    ``bincount`` adds in double precision, which is exact as long as no partial sum can reach 2**53;
    beyond that, integers are added one by one.
    """
    if len(amounts) == 0:
        return np.zeros(size, dtype=np.int64)
    largest = max(int(amounts.max()), -int(amounts.min()))
    if largest * len(amounts) < EXACT:
        return np.bincount(keys, weights=amounts, minlength=size).astype(np.int64)
    slow = np.zeros(size, dtype=np.int64)
    np.add.at(slow, keys, amounts)
    return slow


def cumulative(
    keys: Keys, days: npt.NDArray[np.int32], amounts: Ints, edges: Sequence[int], size: int
) -> Ints:
    """Return what is dated before each edge, by key: shape (``size``, number of edges), cents.

    ``edges`` are day numbers that grow. The sum from one edge (included) to another (excluded) is
    the difference of their columns.
    """
    bounds = np.asarray(edges, dtype=np.int64)
    first, last = int(bounds[0]) - 1, int(bounds[-1])
    # A table of days is several times faster than a binary search for each row.
    place = np.searchsorted(bounds, np.arange(first, last + 1), side="right")
    column = place.take(np.clip(days, first, last) - np.int64(first))
    width = len(bounds) + 1
    flat = sums(keys * np.int64(width) + column, amounts, size * width)
    return np.cumsum(flat.reshape(size, width)[:, :-1], axis=1)


def cumulative_whole(days: npt.NDArray[np.int32], amounts: Ints, edges: Sequence[int]) -> Ints:
    """Return what is dated before each edge, all keys together: cents, one figure an edge."""
    first, last = edges[0] - 1, edges[-1]
    by_day = sums(np.clip(days, first, last) - np.int32(first), amounts, last - first + 1)
    total = np.cumsum(by_day)
    return np.asarray(total[np.asarray(edges) - 1 - first])
