"""Columns of draws are those of ``Luck.below``, one by one."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.domain.luck import Luck
from simulator.domain.refusals import NotPositive, OutOfRange
from simulator.generation.draws import FEW, LARGEST, below


@pytest.mark.parametrize("count", [0, 1, FEW - 1, FEW, 400])
@pytest.mark.parametrize("bound", [1, 7, 24_000_00, 2**31 + 1, LARGEST - 1, LARGEST])
def test_a_column_is_drawn_as_one_by_one(count: int, bound: int) -> None:
    luck, ids = Luck(2**64 - 1), np.arange(100_000, 100_000 + count)

    expected = [luck.below(bound, "test", one) for one in ids.tolist()]

    assert below(luck, bound, "test", ids) == expected


@pytest.mark.parametrize("count", [3, 90])
def test_each_may_have_its_own_bound_and_several_keys(count: int) -> None:
    luck, ids, ranks = Luck(3), np.arange(count), np.arange(count) % 4
    bounds = [1 + one * one * 1_000 for one in range(count)]

    drawn = below(luck, bounds, "test", ids, ranks)

    assert drawn == [luck.below(bounds[one], "test", one, one % 4) for one in range(count)]


@pytest.mark.parametrize("count", [3, 90])
def test_a_bound_without_meaning_is_refused(count: int) -> None:
    with pytest.raises(NotPositive):
        below(Luck(1), [5] * (count - 1) + [0], "test", np.arange(count))


def test_a_bound_that_two_halves_do_not_hold_is_refused() -> None:
    with pytest.raises(OutOfRange):
        below(Luck(1), LARGEST + 1, "test", np.arange(90))
