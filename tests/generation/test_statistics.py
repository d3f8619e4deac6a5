"""Statistics of the realism bars, against hand-made values."""

from __future__ import annotations

import math

import numpy as np
import pytest

from simulator.generation import statistics as st


def array(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float64)


def test_ties_share_their_rank() -> None:
    assert st.ranks(array(10, 20, 20, 5)).tolist() == [2, 3.5, 3.5, 1]


def test_auc_counts_well_ordered_pairs() -> None:
    # Pairs (failed, sound): 3>1, 3>2, 2=2 counts a half, 2>1: 3.5 of 4.
    assert st.auc(array(1, 2, 2, 3), np.array([False, False, True, True])) == 3.5 / 4
    assert math.isnan(st.auc(array(1, 2), np.array([False, False])))
    assert math.isnan(st.auc(array(1, 2), np.array([True, True])))


def test_rank_correlation_ignores_the_scale() -> None:
    assert st.spearman(array(1, 2, 3, 4), array(1, 10, 100, 1000)) == pytest.approx(1)
    assert st.spearman(array(1, 2, 3), array(9, 8, 1)) == pytest.approx(-1)
    assert math.isnan(st.spearman(array(1, 2), array(1, 2)))


def test_gini_of_known_shares() -> None:
    assert st.gini(array(5, 5, 5, 5)) == pytest.approx(0)
    assert st.gini(array(0, 0, 0, 1)) == pytest.approx(0.75)
    assert st.gini(array(1, 3)) == pytest.approx(0.25)
    assert math.isnan(st.gini(array()))
    assert math.isnan(st.gini(array(0, 0)))


def test_share_of_the_largest() -> None:
    assert st.share_of_largest(array(1, 5, 4), 2) == 0.9
    assert math.isnan(st.share_of_largest(array(), 2))


def test_distances_between_distributions() -> None:
    assert st.ks(array(0.25, 0.75), array(0.25, 0.75)) == 0.25
    assert math.isnan(st.ks(array(), array()))
    assert st.ks_curve(array(0.75, 0.25), array(0, 1), array(0, 1)) == 0.25
    assert math.isnan(st.ks_normal(array(1, 1, 1)))
    assert math.isnan(st.ks_normal(array(1, 2)))
    # sd 0.816: the law is 0.110 at -1, where the steps go from 0 to 1/3.
    assert st.ks_normal(array(-1, 0, 1)) == pytest.approx(0.223, abs=0.005)


def test_the_normal_law() -> None:
    assert st.normal_cdf(array(0, 1.959964)).tolist() == pytest.approx([0.5, 0.975])


def test_intraclass_correlation_of_a_worked_case() -> None:
    # Groups (1, 3) and (7, 9): MSB = 36, MSW = 2, n0 = 2: (36 - 2) / (36 + 2).
    values, group = array(1, 3, 7, 9), np.array([0, 0, 1, 1])

    assert st.icc(values, group) == pytest.approx(34 / 38)
    assert st.icc(array(1, 3, 7, 9, 100), np.array([0, 0, 1, 1, 2])) == pytest.approx(34 / 38)
    assert math.isnan(st.icc(array(1, 3), np.array([0, 0])))
    assert math.isnan(st.icc(array(1, 3), np.array([0, 1])))
    assert math.isnan(st.icc(array(2, 2, 2, 2), group))  # nothing varies


def test_autocorrelation_stays_inside_groups() -> None:
    # One group of gaps 1, -1, 1, -1: products -1 three times over a sum of squares of 4.
    values, group = array(1, -1, 1, -1), np.zeros(4, dtype=np.int64)

    assert st.lag1(values, group, 2) == -0.75
    two = np.array([0, 0, 1, 1])
    assert st.lag1(array(1, -1, 1, -1), two, 2) == -0.5
    assert math.isnan(st.lag1(values, group, 5))
    assert math.isnan(st.lag1(array(3, 3, 3, 3), group, 2))  # nothing varies
