"""Arithmetic that gives the same bits everywhere: millionths of luck turned into floats and cents.

Only ``+ - * /``, comparisons, ``rint`` and ``floor`` are used on floats, element by element,
which IEEE 754 rounds in one way only; powers and exponentials come from frozen tables, and sums
are sums of integers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt

from simulator.domain.quantiles import (
    EXP_HIGH,
    EXP_LOW,
    MILLION,
    exponential,
    normal_table,
    quantile,
)

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
SHARES = 1_000_000


def unit(micro: Ints) -> Floats:
    """Turn millionths into floats."""
    return micro.astype(np.float64) / MILLION


def exp(x: Floats) -> Floats:
    """Look exponentials up in the frozen table, exponents being held between -20 and 27."""
    micro = np.clip(np.rint(x * MILLION), EXP_LOW, EXP_HIGH).astype(np.int64)
    return exponential(micro).astype(np.float64) / MILLION


def cents(euros: Floats) -> Ints:
    """Round euros to cents."""
    return np.rint(euros * 100.0).astype(np.int64)


def weights(shares: Iterable[float]) -> tuple[int, ...]:
    """Turn shares into integer weights."""
    return tuple(round(share * SHARES) for share in shares)


def row(shares: Mapping[str, float], keys: Iterable[str]) -> tuple[int, ...]:
    """Return the integer weights of some keys, zero when a key has no share."""
    return weights(shares.get(key, 0.0) for key in keys)


def split(amount: Ints, parts: Iterable[Floats | float]) -> list[Ints]:
    """Split amounts by shares; the last part takes what the others leave, to the cent."""
    shares = list(parts)
    taken = [np.rint(amount * share).astype(np.int64) for share in shares[:-1]]
    left = amount.copy()
    for part in taken:
        left -= part
    return [*taken, left]


def normal_cuts(shares: Iterable[int]) -> Floats:
    """Return the normal quantiles of cumulated integer shares, the last one (1) left out."""
    parts = list(shares)
    whole, added, words = sum(parts), 0, []
    for share in parts[:-1]:
        added += share
        words.append(min((added << 64) // whole, 2**64 - 1))
    return unit(quantile(normal_table(), np.array(words, dtype=np.uint64)))
