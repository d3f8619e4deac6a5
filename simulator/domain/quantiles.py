"""Frozen quantile tables and an integer exponential: how words of luck become laws.

Everything is in millionths (``int64``), by linear interpolation between frozen integers, because
the last bits of ``numpy.exp``, ``log`` and of the generators' laws change with the processor and
the release. A table has 1 024 equal cells of probability (half is stored, the laws being
symmetric); each of the two outer cells is cut again into 1 024, and stops at the quantile of 1 -
2**-22.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from simulator.domain import (
    quantiles_normal,
    quantiles_powers,
    quantiles_student4,
    quantiles_student5,
)
from simulator.domain.refusals import OutOfRange

Words = npt.NDArray[np.uint64]
Micro = npt.NDArray[np.int64]

MILLION = 1_000_000
EXP_LOW = -20 * MILLION
EXP_HIGH = 27 * MILLION
_CELLS = 1024
_FRACTION_BITS = 20
_LOG2_STEP = (
    6_345_040  # 2**42 / (ln 2 * 10**6), the unit of log2 below being 2**-42 before the shift
)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Nodes of a symmetric law, in millionths: 1 025 for the body, 1 025 for the upper tail."""

    body: Micro
    tail: Micro


def _numbers(text: str) -> Micro:
    return np.array([int(word) for word in text.split()], dtype=np.int64)


def _table(body: str, tail: str) -> Table:
    half = _numbers(body)
    return Table(np.concatenate([-half[:0:-1], half]), _numbers(tail))


@lru_cache(maxsize=1)
def normal_table() -> Table:
    """Return the standard normal law."""
    return _table(quantiles_normal.BODY, quantiles_normal.TAIL)


@lru_cache(maxsize=1)
def student4_table() -> Table:
    """Return Student's law with 4 degrees of freedom (its variance is 2)."""
    return _table(quantiles_student4.BODY, quantiles_student4.TAIL)


@lru_cache(maxsize=1)
def student5_table() -> Table:
    """Return Student's law with 5 degrees of freedom (its variance is 5/3)."""
    return _table(quantiles_student5.BODY, quantiles_student5.TAIL)


@lru_cache(maxsize=1)
def _powers() -> Micro:
    return _numbers(quantiles_powers.POWERS)


def _between(nodes: Micro, cell: Micro, fraction: Micro) -> Micro:
    low = nodes[cell]
    return np.asarray(low + ((nodes[cell + 1] - low) * fraction >> _FRACTION_BITS), dtype=np.int64)


def quantile(table: Table, words: Words) -> Micro:
    """Return the quantile of each word read as a probability in [0, 1), in millionths."""
    word = np.asarray(words, dtype=np.uint64)
    mask = np.uint64((1 << _FRACTION_BITS) - 1)
    cell = (word >> np.uint64(54)).astype(np.int64)
    value = _between(table.body, cell, (word >> np.uint64(34) & mask).astype(np.int64))
    outer = (cell == 0) | (cell == _CELLS - 1)
    if outer.any():
        low = cell == 0
        flipped = np.where(low, ~word, word)
        sub = (flipped >> np.uint64(44) & np.uint64(_CELLS - 1)).astype(np.int64)
        tail = _between(table.tail, sub, (flipped >> np.uint64(24) & mask).astype(np.int64))
        value = np.where(outer, np.where(low, -tail, tail), value)
    return np.asarray(value, dtype=np.int64)


def exponential(micro: Micro) -> Micro:
    """Return exp(x), x and the result in millionths, within 5 parts in a million.

    Raises ``OutOfRange`` outside [-20, 27], where the result would not fit.
    """
    x = np.asarray(micro, dtype=np.int64)
    if x.size and (int(x.min()) < EXP_LOW or int(x.max()) > EXP_HIGH):
        worst = int(x.min()) if int(x.min()) < EXP_LOW else int(x.max())
        raise OutOfRange("exponent", worst, EXP_LOW, EXP_HIGH)
    log2 = x * _LOG2_STEP >> 10
    whole = log2 >> 32
    rest = log2 & ((1 << 32) - 1)
    table = _powers()
    cell = rest >> 22
    low = table[cell]
    mantissa = (low + ((table[cell + 1] - low) * (rest & ((1 << 22) - 1)) >> 22)) * MILLION
    left = np.maximum(whole - 30, 0)
    right = np.minimum(np.maximum(30 - whole, 0), 62)
    return np.asarray((mantissa << left) >> right, dtype=np.int64)
