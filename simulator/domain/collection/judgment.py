"""Interest on a judgment: legal rate, five points more two months after it can be enforced."""

from __future__ import annotations

from datetime import date, timedelta

from simulator.domain.collection.halves import AnnualRate, Segment, half_name, split_halves
from simulator.domain.collection.penalties import DIVISOR
from simulator.domain.dates import add_months
from simulator.domain.money import Cents
from simulator.domain.rates import LawBook
from simulator.domain.refusals import NotPositive, WrongOrder
from simulator.domain.results import weakest


def judgment_interest(
    principal: Cents,
    first: date,
    last: date,
    enforceable: date,
    law: LawBook,
    *,
    individual: bool = False,
) -> tuple[Segment, ...]:
    """Return the interest from ``first`` to ``last`` included (C. civ. 1231-6; CMF L313-2, L313-3).

    ``individual``: the creditor is a natural person outside any trade. The rate rises when two
    months have run since the judgment became enforceable. ``MissingRate`` for an unknown half-year.
    """
    if principal <= 0:
        raise NotPositive("principal", principal)
    if last < first:
        raise WrongOrder("first", first, "last", last)
    rise = add_months(enforceable, law.count("judgment_extra_after_months", enforceable))
    segments: list[Segment] = []
    for start, end in split_halves(first, last):
        for part_start, part_end in _cut(start, end, rise):
            rate = _rate(part_start, law, individual=individual, raised=part_start > rise)
            segments.append(
                Segment(half_name(part_start), part_start, part_end, principal, rate, DIVISOR)
            )
    return tuple(segments)


def _cut(start: date, end: date, rise: date) -> tuple[tuple[date, date], ...]:
    """Cut a half-year after the last day at the plain rate."""
    if start <= rise < end:
        return (start, rise), (rise + timedelta(days=1), end)
    return ((start, end),)


def _rate(day: date, law: LawBook, *, individual: bool, raised: bool) -> AnnualRate:
    legal = law.on(f"legal_interest_{'individuals' if individual else 'professionals'}", day)
    if not raised:
        return AnnualRate(legal.value, legal.source, legal.confidence)
    extra = law.on("judgment_extra_points", day)
    source = f"{extra.source} ; {legal.source}"
    return AnnualRate(
        legal.value + extra.value, source, weakest(legal.confidence, extra.confidence)
    )
