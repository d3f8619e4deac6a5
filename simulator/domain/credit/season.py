"""The exact seasonal peak: the highest sum of sales over any window as long as the credit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

from simulator.domain.credit.inputs import Number, not_negative, positive
from simulator.domain.credit.proposal import Method, Proposal
from simulator.domain.credit.working import amount_step, nearest, plain, ratio, ratio_step
from simulator.domain.credit.working import money as shown
from simulator.domain.money import Cents
from simulator.domain.refusals import NotPositive, OutOfRange
from simulator.domain.results import Confidence, Step


@dataclass(frozen=True, slots=True)
class Peak:
    """The highest window: ``start`` is counted in months from the first one (may be fractional)."""

    peak: Cents
    total: Cents
    mean: Cents
    start: Decimal
    coefficient: Decimal | None
    steps: tuple[Step, ...]


def rolling_peak(months_ttc: Sequence[Cents], window: Number, *, cyclic: bool = False) -> Peak:
    """Return the highest sales including tax over ``window`` consecutive months.

    Sales are taken as even within a month, so ``window`` may be a fraction: 45 days are 1.5
    months. ``cyclic`` joins the last month to the first (a year that repeats itself).
    ``coefficient`` is peak ÷ mean, ``None`` without sales. Raises ``NotPositive`` on no month or
    no window, ``Negative`` on a month under zero, ``OutOfRange`` on a window longer than the data.
    """
    if not months_ttc:
        raise NotPositive("months", 0)
    amounts = [not_negative("month", month) for month in months_ttc]
    length = positive("window", window)
    if length > len(amounts):
        raise OutOfRange("window", window, 0, len(amounts))
    peak, start = _highest(amounts * 2 if cyclic else amounts, length)
    total = sum(amounts, Fraction())
    mean = total * length / len(amounts)
    coefficient = peak / mean if mean else None
    steps = [
        amount_step("total", f"Σ {len(amounts)}", total),
        amount_step("mean", f"{shown(total)} × {plain(length)} ÷ {len(amounts)}", mean),
        amount_step("peak", f"max Σ {plain(length)}", peak),
    ]
    if coefficient is not None:
        steps.append(ratio_step("coefficient", f"{shown(peak)} ÷ {shown(mean)}", coefficient))
    return Peak(
        nearest(peak),
        nearest(total),
        nearest(mean),
        ratio(start % len(amounts)),
        None if coefficient is None else ratio(coefficient),
        tuple(steps),
    )


def rolling_need(months_ttc: Sequence[Cents], window: Number, *, cyclic: bool = False) -> Proposal:
    """Return the peak of ``rolling_peak`` as a proposal of limit (own computation, 2026)."""
    found = rolling_peak(months_ttc, window, cyclic=cyclic)
    return Proposal(
        Method.NEED_ROLLING,
        found.peak,
        Confidence.PEDAGOGICAL,
        {"window": window, "start": found.start},
        found.steps,
    )


def _highest(amounts: list[Fraction], length: Fraction) -> tuple[Fraction, Fraction]:
    """Return the highest window and its start, the earliest on a tie.

    The cumulated sales are straight between months, so that the best window begins or ends on
    the edge of a month: only these are tried.
    """
    edges = [Fraction(), *accumulate(amounts)]
    last = len(amounts) - length
    starts = {Fraction(i) for i in range(len(edges))} | {i - length for i in range(len(edges))}

    def until(at: Fraction) -> Fraction:
        month = min(int(at), len(amounts) - 1)
        return edges[month] + (at - month) * amounts[month]

    tried = [(until(at + length) - until(at), -at) for at in starts if 0 <= at <= last]
    peak, start = max(tried)
    return peak, -start
