"""Plain statistics on arrays, for the realism bars: no part of a portfolio."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


def ranks(values: Floats) -> Floats:
    """Return ranks from 1, ties sharing their mean rank."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return (last - (counts - 1) / 2.0)[inverse]


def auc(risk: Floats, failed: Bools) -> float:
    """Return the chance that a failed firm has more risk than a sound one (Mann-Whitney)."""
    bad, good = int(failed.sum()), int((~failed).sum())
    if not bad or not good:
        return math.nan
    return float((ranks(risk)[failed].sum() - bad * (bad + 1) / 2.0) / (bad * good))


def spearman(a: Floats, b: Floats) -> float:
    """Return the rank correlation."""
    if len(a) < 3:
        return math.nan
    return float(np.corrcoef(ranks(a), ranks(b))[0, 1])


def gini(values: Floats) -> float:
    """Return the Gini coefficient of non-negative values."""
    ordered = np.sort(values)
    whole = ordered.sum()
    if not len(ordered) or whole <= 0:
        return math.nan
    count = len(ordered)
    return float(
        2.0 * (np.arange(1, count + 1) * ordered).sum() / (count * whole) - (count + 1) / count
    )


def share_of_largest(values: Floats, count: int) -> float:
    """Return the part of the whole that the ``count`` largest values make."""
    whole = float(values.sum())
    return float(np.sort(values)[::-1][:count].sum()) / whole if whole > 0 else math.nan


def normal_cdf(x: Floats) -> Floats:
    """Return the standard normal distribution function."""
    return np.array([0.5 * (1.0 + math.erf(value / math.sqrt(2.0))) for value in x.tolist()])


def ks(values: Floats, expected: Floats) -> float:
    """Return the largest gap between an empirical distribution and a given one."""
    count = len(values)
    if not count:
        return math.nan
    steps = np.arange(count + 1) / count
    return float(max(np.abs(steps[1:] - expected).max(), np.abs(expected - steps[:-1]).max()))


def ks_normal(values: Floats) -> float:
    """Return the KS distance of values to the normal law of the same mean and deviation."""
    if len(values) < 3 or values.std() == 0:
        return math.nan
    ordered = np.sort(values)
    return ks(ordered, normal_cdf((ordered - values.mean()) / values.std()))


def ks_curve(values: Floats, points: Floats, distribution: Floats) -> float:
    """Return the KS distance of values to a distribution given by points."""
    ordered = np.sort(values)
    return ks(ordered, np.interp(ordered, points, distribution))


def icc(values: Floats, group: Ints) -> float:
    """Return the share of variance between groups of two or more (random effects)."""
    _, index, counts = np.unique(group, return_inverse=True, return_counts=True)
    keep = counts[index] >= 2
    values, index = values[keep], index[keep]
    _, index, counts = np.unique(index, return_inverse=True, return_counts=True)
    groups, size = len(counts), len(values)
    if groups < 2 or size == groups:
        return math.nan
    means = np.bincount(index, values) / counts
    between = float((counts * (means - values.mean()) ** 2).sum()) / (groups - 1)
    within = float(((values - means[index]) ** 2).sum()) / (size - groups)
    typical = (size - float((counts**2).sum()) / size) / (groups - 1)
    whole = between + (typical - 1.0) * within
    return (between - within) / whole if whole > 0 else math.nan


def lag1(values: Floats, group: Ints, fewest: int) -> float:
    """Return the pooled autocorrelation inside groups of ``fewest`` values or more."""
    _, index, counts = np.unique(group, return_inverse=True, return_counts=True)
    keep = counts[index] >= fewest
    values, index, group = values[keep], index[keep], group[keep]
    if len(values) < fewest:
        return math.nan
    means = np.bincount(index, values, len(counts)) / np.maximum(
        np.bincount(index, minlength=len(counts)), 1
    )
    gaps = values - means[index]
    same = group[1:] == group[:-1]
    whole = float((gaps**2).sum())
    return float((gaps[1:] * gaps[:-1])[same].sum()) / whole if whole > 0 else math.nan
