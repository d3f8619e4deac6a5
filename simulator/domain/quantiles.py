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
_SHIFTED_LEFT = 20 * MILLION
"""Exponents beyond which some results are above 2**30 (30 ln 2 is 20.79)."""
_LOG2_STEP = (
    6_345_040  # 2**42 / (ln 2 * 10**6), the unit of log2 below being 2**-42 before the shift
)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Nodes of a symmetric law, in millionths: 1 025 for the body, 1 025 for the upper tail."""

    body: Micro
    tail: Micro
    steps: Micro  # from each node of the body to the next one
    tail_steps: Micro


def _numbers(text: str) -> Micro:
    return np.array([int(word) for word in text.split()], dtype=np.int64)


def _table(body: str, tail: str) -> Table:
    half = _numbers(body)
    whole, outer = np.concatenate([-half[:0:-1], half]), _numbers(tail)
    return Table(whole, outer, np.diff(whole), np.diff(outer))


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
def _powers() -> tuple[Micro, Micro]:
    """Return the nodes of 2 ** x over [0, 1], and the steps between them."""
    nodes = _numbers(quantiles_powers.POWERS)
    return nodes, np.diff(nodes)


def _between(nodes: Micro, steps: Micro, cell: Micro, fraction: Micro) -> Micro:
    part = steps.take(cell)
    part *= fraction
    part >>= _FRACTION_BITS
    part += nodes.take(cell)
    return part


def quantile(table: Table, words: Words) -> Micro:
    """Return the quantile of each word read as a probability in [0, 1), in millionths."""
    given = np.asarray(words, dtype=np.uint64)
    word = given.reshape(-1)
    mask = np.uint64((1 << _FRACTION_BITS) - 1)
    cell = (word >> np.uint64(54)).view(np.int64)
    value = _between(table.body, table.steps, cell, (word >> np.uint64(34) & mask).view(np.int64))
    outer = ((cell == 0) | (cell == _CELLS - 1)).nonzero()[0]
    low = cell.take(outer) == 0
    flipped = np.where(low, ~word.take(outer), word.take(outer))
    sub = (flipped >> np.uint64(44) & np.uint64(_CELLS - 1)).view(np.int64)
    rest = (flipped >> np.uint64(24) & mask).view(np.int64)
    tail = _between(table.tail, table.tail_steps, sub, rest)
    value[outer] = np.where(low, -tail, tail)
    return value.reshape(given.shape)


def exponential(micro: Micro) -> Micro:
    """Return exp(x), x and the result in millionths, within 5 parts in a million.

    Raises ``OutOfRange`` outside [-20, 27], where the result would not fit.
    """
    x = np.asarray(micro, dtype=np.int64)
    low, high = int(x.min(initial=0)), int(x.max(initial=0))
    if low < EXP_LOW or high > EXP_HIGH:
        raise OutOfRange("exponent", low if low < EXP_LOW else high, EXP_LOW, EXP_HIGH)
    log2 = x * _LOG2_STEP
    log2 >>= 10
    rest = log2 & ((1 << 32) - 1)
    nodes, steps = _powers()
    cell = rest >> 22
    mantissa = steps.take(cell)
    mantissa *= rest & ((1 << 22) - 1)
    mantissa >>= 22
    mantissa += nodes.take(cell)
    mantissa *= MILLION
    right = 30 - (log2 >> 32)
    if high > _SHIFTED_LEFT:
        mantissa <<= np.maximum(-right, 0)
        right = np.maximum(right, 0)
    return np.asarray(mantissa >> np.minimum(right, 62), dtype=np.int64)
