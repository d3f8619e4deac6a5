"""DSO by exhaustion (count-back): the months of sales that the receivable still holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from simulator.domain.indicators.conventions import DEFAULT, Conventions, EmptyMonth
from simulator.domain.indicators.measure import (
    Flag,
    Measure,
    Reason,
    cents_part,
    decimal,
    exact,
    part,
    shown,
)
from simulator.domain.money import Cents
from simulator.domain.refusals import NotPositive
from simulator.domain.results import NotComputable, Step, Unit


@dataclass(frozen=True, slots=True)
class Slice:
    """Sales of a month and its days; in mid-month, the sales to date and the elapsed days."""

    sales: Cents
    days: int


def countback(
    receivable: Cents, newest_first: Sequence[Slice], conventions: Conventions = DEFAULT
) -> Measure:
    """Return the DSO in days found by taking sales off the receivable, newest month first.

    A whole month gives its days, the last one the fraction rest ÷ sales × days. When the history is
    too short, or at a month without positive sales (convention ``STOP``), there is no value but a
    flag and the figures ``lower_bound`` (days) and ``remaining`` (cents). Source: sheet of the
    house, line 2 and its algorithm, November 2026. Raises ``NotPositive`` on a slice without days.
    """
    rest, days = exact(receivable), Fraction()
    steps: list[Step] = []
    for index, month in enumerate(newest_first):
        if month.days <= 0:
            raise NotPositive("days", month.days)
        if rest <= 0:
            break
        if month.sales <= 0:
            if conventions.empty_month is EmptyMonth.STOP:
                flag = Flag.MONTH_WITHOUT_SALES
                return _short(
                    receivable, rest, days, flag=flag, conventions=conventions, steps=steps
                )
            # Credit notes above the invoices of the month give their excess back to the rest.
            taken, left = Fraction(month.days), rest - month.sales
        elif rest >= month.sales:
            taken, left = Fraction(month.days), rest - month.sales
        else:
            taken, left = _last(rest, month, conventions), Fraction()
        days += taken
        steps.append(_step(index, month, taken, rest, left))
        rest = left
    if rest > 0:
        flag = Flag.INSUFFICIENT_HISTORY
        return _short(receivable, rest, days, flag=flag, conventions=conventions, steps=steps)
    flags = frozenset({Flag.CREDIT_BALANCE}) if receivable < 0 else frozenset()
    return Measure(
        "dso_countback",
        decimal(days),
        Unit.DAYS,
        conventions,
        parts=(cents_part("receivable", receivable),),
        flags=flags,
        steps=(*steps, _total(steps, days)),
    )


def _last(rest: Fraction, month: Slice, conventions: Conventions) -> Fraction:
    if conventions.last_month_fraction:
        return rest / month.sales * month.days
    return Fraction(month.days)


def _step(index: int, month: Slice, taken: Fraction, rest: Fraction, left: Fraction) -> Step:
    """Write a whole month as what it leaves, the last one as a share of its days."""
    before, sales = shown(rest, Unit.CENTS), shown(month.sales, Unit.CENTS)
    whole = taken == month.days
    after = f"{before} − {sales} → {shown(left, Unit.CENTS)}"
    formula = after if whole else f"{before} ÷ {sales} × {month.days}"
    return Step(f"month_{index + 1}", formula, decimal(taken), Unit.DAYS)


def _total(steps: Sequence[Step], days: Fraction) -> Step:
    taken = " + ".join(shown(Fraction(str(step.value)), Unit.DAYS) for step in steps)
    return Step("dso_countback", taken or "0", decimal(days), Unit.DAYS)


def _short(
    receivable: Cents,
    rest: Fraction,
    days: Fraction,
    *,
    flag: Flag,
    conventions: Conventions,
    steps: Sequence[Step],
) -> Measure:
    bound = part("lower_bound", days, Unit.DAYS)
    left = cents_part("remaining", rest)
    return Measure(
        "dso_countback",
        NotComputable(Reason(flag.value), {bound.name: bound.value, left.name: left.value}),
        Unit.DAYS,
        conventions,
        parts=(cents_part("receivable", receivable), bound, left),
        flags=frozenset({flag}),
        steps=tuple(steps),
    )
