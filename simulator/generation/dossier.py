"""The credit file of a customer: its limit, its rating, what the insurer grants."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from simulator.domain.dates import from_day
from simulator.domain.money import Cents
from simulator.domain.portfolio import InsurerDecision
from simulator.generation import exact
from simulator.generation.cohort import STATEMENT_YEARS, Cohort, Frame
from simulator.generation.exact import Floats, Ints
from simulator.generation.library import TERMS
from simulator.generation.orders import FIRST_SHIFT, MONTH_END

GRADES = (
    "1+", "1", "1-", "2+", "2", "2-", "3+", "3", "3-", "4+", "4",
    "4-", "5+", "5", "5-", "6+", "6", "6-", "7", "8",
)  # fmt: skip
"""Ratings of the Banque de France since January 2022, best first.

P (procedure) and 0 come apart.
"""
GRADE_SHARES = (4, 6, 10, 20, 30, 45, 75, 95, 110, 125, 120, 100, 80, 65, 45, 28, 18, 12, 8, 4)
"""Shares of firms by grade, per thousand: judgement, the published scale gives none by grade."""
ACTIVITIES = (
    (750_000, "A"), (150_000, "B"), (50_000, "C"), (30_000, "D"), (15_000, "E"), (7_500, "F"),
    (1_500, "G"), (1_250, "H"), (500, "J"), (250, "K"), (100, "L"), (0, "M"),
)  # fmt: skip
"""Activity letter by sales, thousands of euros (Banque de France, edition of 2022)."""
FROM_GRADE = 250.0
"""Under this size few firms are rated; the others get a letter and a 0."""
MISSING_LIMITS = 0.12
UNINSURED = 0.25
QUOTA = Decimal("0.9")
STEPS = (1_000, 1_500, 2_000, 3_000, 5_000, 8_000, 10_000)


@dataclass(frozen=True, slots=True)
class Credit:
    """What the file says of the credit granted."""

    limit: Cents | None
    cotation: str | None
    insurer: InsurerDecision | None


def files(frame: Frame, cohort: Cohort, purchases: Floats) -> list[Credit]:
    """Return the credit file of every customer; ``purchases`` are yearly, in euros without VAT."""
    need = _need(frame, cohort, purchases)
    limits = [
        None if limit < 0 else Cents(limit) for limit in _limits(frame, cohort, need).tolist()
    ]
    cotations, insurers = _cotations(frame, cohort), _insurers(frame, cohort, need)
    return [Credit(*row) for row in zip(limits, cotations, insurers, strict=True)]


def _need(frame: Frame, cohort: Cohort, purchases: Floats) -> Floats:
    """Return the exposure that the terms call for, in euros with VAT."""
    mean = [FIRST_SHIFT.get(name, 0) + (15 if name in MONTH_END else 0) for name in TERMS]
    days = np.array(mean, dtype=np.float64)[cohort.terms]
    vat = 1.0 + float(frame.scenario.supplier.vat_rate)
    return purchases * vat * (days + 15.0) / 360.0


def rounded(euros: Floats) -> Ints:
    """Round up to 1, 1.5, 2, 3, 5 or 8 times a power of ten, as limits are.

    At least 1 000 euros.
    """
    value = np.maximum(euros, 1_000.0)
    scale = np.ones(len(value))
    for _ in range(6):
        scale = np.where(value > 10_000.0 * scale, scale * 10.0, scale)
    result = np.full(len(value), STEPS[-1], dtype=np.int64)
    for step in STEPS[::-1]:
        result = np.where(value <= step * scale, step, result)
    return result * scale.astype(np.int64)


def _limits(frame: Frame, cohort: Cohort, need: Floats) -> Ints:
    """Return limits in cents, -1 when there is none.

    Some are old and too small, others generous.
    """
    ids, luck = cohort.ids, frame.luck
    habit = exact.exp(0.25 + 0.45 * exact.unit(luck.normal("limit", ids)))
    stale = luck.uniform("stale limit", ids) < 0.15
    limit = rounded(need * np.where(stale, 0.55 * habit, 1.5 * habit)) * 100
    stopped = (cohort.default_day <= frame.last) & (luck.uniform("stopped", ids) < 0.8)
    limit = np.where(stopped, 0, limit)
    return np.where(luck.uniform("no limit", ids) < MISSING_LIMITS, -1, limit)


def _grades(frame: Frame, cohort: Cohort) -> Ints:
    """Rank customers by health seen through noise, and cut the ranks by the shares of the grades.

    The rating is assigned: its rules are not public, and the simulator never claims to compute it.
    """
    seen = 0.85 * cohort.current + 0.527 * exact.unit(frame.luck.normal("rating", cohort.ids))
    cuts = exact.normal_cuts(GRADE_SHARES)
    return np.searchsorted(cuts, -seen, side="right").astype(np.int64)


def _cotations(frame: Frame, cohort: Cohort) -> list[str | None]:
    """Return letters and grades; ``None`` for public bodies, 0 for the smallest firms."""
    sales = cohort.sales
    leasts, letters = zip(*ACTIVITIES[::-1], strict=True)
    letter = np.searchsorted(np.array(leasts), sales, side="right") - 1
    marks = (*GRADES, "0", "P")
    mark = np.where(sales < FROM_GRADE, marks.index("0"), _grades(frame, cohort))
    mark = np.where(cohort.default_day <= frame.last, marks.index("P"), mark)
    return [
        None if public else letters[first] + marks[second]
        for public, first, second in zip(
            cohort.public.tolist(), letter.tolist(), mark.tolist(), strict=True
        )
    ]


def _insurers(frame: Frame, cohort: Cohort, need: Floats) -> list[InsurerDecision | None]:
    """Return what the insurer decided on each customer, ``None`` when it was not asked.

    It judges on the health of a year ago, so that some of its decisions are out of date; it
    cancels its cover some days after a failure.
    """
    ids, luck = cohort.ids, frame.luck
    noise = exact.unit(luck.normal("insurer", ids))
    opinion = 0.5 * cohort.current + 0.35 * cohort.health[:, STATEMENT_YEARS - 2] + 0.45 * noise
    share = np.where(
        opinion < -1.2, 0.0, np.where(opinion < -0.5, 0.5, np.where(opinion < 0.3, 0.9, 1.4))
    )
    failed = cohort.default_day <= frame.last
    granted = np.where((share > 0) & ~failed, rounded(need * share) * 100, 0)
    asked = (luck.uniform("asked", ids) >= UNINSURED) & ~cohort.public & (need > 3_000.0)
    decided = frame.last - 10 - luck.integers(500, "insured on", ids)
    dated = np.minimum(np.where(failed, cohort.default_day + 5, decided), frame.last)
    return [
        InsurerDecision(Cents(amount), QUOTA, from_day(day)) if is_asked else None
        for is_asked, amount, day in zip(
            asked.tolist(), granted.tolist(), dated.tolist(), strict=True
        )
    ]
