"""``Luck.below`` for whole columns: the same integers, without a call a customer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulator.domain.luck import Luck, Words
from simulator.domain.refusals import NotPositive, OutOfRange
from simulator.generation.exact import Ints

LARGEST = 2**32
FEW = 8
"""Under this many draws, numpy costs more than it spares."""


def below(luck: Luck, bound: int | Sequence[int], purpose: str, *keys: Ints) -> list[int]:
    """Return an integer in [0, bound) for each key, with one bound for all or one for each.

    Raises ``NotPositive`` on a bound of zero or less, ``OutOfRange`` on one above 2**32.
    """
    count = len(keys[0])
    bounds = [bound] * count if isinstance(bound, int) else bound
    if count < FEW:
        columns = [key.tolist() for key in keys]
        return [
            luck.below(most, purpose, *row) for most, *row in zip(bounds, *columns, strict=True)
        ]
    least, most = min(bounds), max(bounds)
    if least <= 0:
        raise NotPositive("bound", least)
    if most > LARGEST:
        raise OutOfRange("bound", most, 1, LARGEST)
    return _scaled(luck.words(purpose, *keys), np.array(bounds, dtype=np.uint64))


def _scaled(words: Words, bounds: Words) -> list[int]:
    """Multiply in two halves what 64 bits do not hold: word * bound >> 64, to the last bit."""
    half = np.uint64(32)
    low = (words & np.uint64(LARGEST - 1)) * bounds >> half
    whole: list[int] = ((words >> half) * bounds + low >> half).tolist()
    return whole
