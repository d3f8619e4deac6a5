"""Named chance: every draw is a function of (seed, purpose, keys), never of the order of calls.

A 64-bit counter hash (the finaliser of SplitMix64, Steele, Lea & Flood 2014) on integers only, so
that the same bits come out on every processor and with every release of numpy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from simulator.domain import quantiles
from simulator.domain.refusals import Negative, NotPositive

Words = npt.NDArray[np.uint64]
Micro = npt.NDArray[np.int64]
Keys = int | npt.NDArray[np.int64] | npt.NDArray[np.int32]

_MASK = 2**64 - 1
_GOLDEN = 0x9E3779B97F4A7C15
_M1 = 0xBF58476D1CE4E5B9
_M2 = 0x94D049BB133111EB


def _mix(word: int) -> int:
    word = ((word ^ (word >> 30)) * _M1) & _MASK
    word = ((word ^ (word >> 27)) * _M2) & _MASK
    return word ^ (word >> 31)


_SHIFTS = (np.uint64(30), np.uint64(27), np.uint64(31))
_FACTORS = (np.uint64(_M1), np.uint64(_M2))


def _mix_words(words: Words) -> Words:
    # In place on a fresh array: columns of draws are long, and memory is what they cost.
    made = words >> _SHIFTS[0]
    made ^= words
    made *= _FACTORS[0]
    made ^= made >> _SHIFTS[1]
    made *= _FACTORS[1]
    made ^= made >> _SHIFTS[2]
    return made


def grown(stems: Words, key: Keys) -> Words:
    """Return the words of a column of stems followed by one last key: those of ``Luck.words``."""
    last = np.asarray(key, dtype=np.int64).astype(np.uint64)
    with np.errstate(over="ignore"):
        return _mix_words(_mix_words(stems + (last + np.uint64(_GOLDEN))))


def uniform(words: Words) -> npt.NDArray[np.float64]:
    """Return floats in [0, 1) with 53 exact bits, one a word."""
    return (words >> np.uint64(11)).astype(np.float64) * 2.0**-53


@lru_cache(maxsize=4096)
def _name(purpose: str) -> int:
    """Turn a purpose into a word (FNV-1a on its UTF-8 bytes)."""
    word = 0xCBF29CE484222325
    for byte in purpose.encode():
        word = ((word ^ byte) * 0x100000001B3) & _MASK
    return word


def parts(bound: int, words: Words) -> Micro:
    """Return which of ``bound`` equal parts each word falls in; bound is under 2**31."""
    if bound <= 0:
        raise NotPositive("bound", bound)
    high = words >> np.uint64(32)
    return (high * np.uint64(bound) >> np.uint64(32)).astype(np.int64)


def ranks(weights: Sequence[int], words: Words) -> Micro:
    """Return which of the consecutive shares of [0, 2**64) each word falls in."""
    for weight in weights:
        if weight < 0:
            raise Negative("weight", weight)
    whole = sum(weights)
    if whole <= 0:
        raise NotPositive("weights", whole)
    bounds, added = [], 0
    for weight in weights[:-1]:
        added += weight
        bounds.append(min((added << 64) // whole, _MASK))
    cuts = np.array(bounds, dtype=np.uint64)
    return np.searchsorted(cuts, words, side="right").astype(np.int64)


@dataclass(frozen=True, slots=True)
class Luck:
    """The dice of one portfolio; ``seed`` is any non-negative integer."""

    seed: int

    def word(self, purpose: str, *keys: int) -> int:
        """Return 64 bits for one draw."""
        state = _mix((self.seed + _GOLDEN) & _MASK) ^ _name(purpose)
        for key in keys:
            state = _mix((state + _GOLDEN + (key & _MASK)) & _MASK)
        return _mix(state)

    def words(self, purpose: str, *keys: Keys) -> Words:
        """Return 64 bits for each element of the broadcast keys; equal to ``word`` one by one."""
        with np.errstate(over="ignore"):
            return np.asarray(_mix_words(self.stems(purpose, *keys)), dtype=np.uint64)

    def stems(self, purpose: str, *keys: Keys) -> Words:
        """Return what the first keys of many draws have in common, for ``grown`` to go on from."""
        start = _mix((self.seed + _GOLDEN) & _MASK) ^ _name(purpose)
        state: Words = np.full((), start, dtype=np.uint64)
        with np.errstate(over="ignore"):
            for key in keys:
                column = np.asarray(key, dtype=np.int64).astype(np.uint64)
                state = _mix_words(state + np.uint64(_GOLDEN) + column)
        return state

    def below(self, bound: int, purpose: str, *keys: int) -> int:
        """Return an integer in [0, bound); the bias is under bound / 2**64."""
        if bound <= 0:
            raise NotPositive("bound", bound)
        return (self.word(purpose, *keys) * bound) >> 64

    def uniform(self, purpose: str, *keys: Keys) -> npt.NDArray[np.float64]:
        """Return floats in [0, 1) with 53 exact bits, one for each element of the keys."""
        return uniform(self.words(purpose, *keys))

    def normal(self, purpose: str, *keys: Keys) -> Micro:
        """Return standard normal draws in millionths, one for each element of the keys."""
        return quantiles.quantile(quantiles.normal_table(), self.words(purpose, *keys))

    def student4(self, purpose: str, *keys: Keys) -> Micro:
        """Return draws of Student's law with 4 degrees of freedom, in millionths."""
        return quantiles.quantile(quantiles.student4_table(), self.words(purpose, *keys))

    def student5(self, purpose: str, *keys: Keys) -> Micro:
        """Return draws of Student's law with 5 degrees of freedom, in millionths."""
        return quantiles.quantile(quantiles.student5_table(), self.words(purpose, *keys))

    def integers(self, bound: int, purpose: str, *keys: Keys) -> Micro:
        """Return integers in [0, bound), one for each element of the keys; bound is under 2**31."""
        return parts(bound, self.words(purpose, *keys))

    def pick(self, weights: Sequence[int], purpose: str, *keys: Keys) -> Micro:
        """Return the rank of a weight, drawn in proportion to non-negative integer weights.

        Raises ``Negative`` on a negative weight and ``NotPositive`` when all weights are zero.
        """
        return ranks(weights, self.words(purpose, *keys))

    def order(self, count: int, purpose: str, *keys: int) -> tuple[int, ...]:
        """Return a permutation of ``range(count)``."""
        return tuple(sorted(range(count), key=lambda i: self.word(purpose, *keys, i)))
