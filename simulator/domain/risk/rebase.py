"""Probabilities of a sample brought to a real rate of failure; tables read by straight lines."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from simulator.domain.accounts.numbers import Number, decimal_of
from simulator.domain.refusals import OutOfRange


def rebased(
    sample_probability: Number, base_rate: Number, sample_rate: Number = Decimal("0.5")
) -> Decimal:
    """Bring a probability measured on a sample to a population by Bayes' rule.

    All are fractions; rates must be strictly between 0 and 1, the probability between 0 and 1
    (``OutOfRange`` otherwise).
    """
    p = decimal_of("sample_probability", sample_probability)
    if not 0 <= p <= 1:
        raise OutOfRange("sample_probability", sample_probability, 0, 1)
    failing = _rate("base_rate", base_rate)
    sampled = _rate("sample_rate", sample_rate)
    bad = p * failing / sampled
    good = (1 - p) * (1 - failing) / (1 - sampled)
    return bad / (bad + good)


def _rate(name: str, value: Number) -> Decimal:
    rate = decimal_of(name, value)
    if not 0 < rate < 1:
        raise OutOfRange(name, value, 0, 1)
    return rate


def interpolated(points: Sequence[tuple[Decimal, Decimal]], at: Decimal) -> Decimal:
    """Read a table of (x, y), x increasing, by straight lines; flat beyond both ends."""
    first, last = points[0], points[-1]
    if at <= first[0]:
        return first[1]
    for (x0, y0), (x1, y1) in pairwise(points):
        if at <= x1:
            return y0 + (y1 - y0) * (at - x0) / (x1 - x0)
    return last[1]
