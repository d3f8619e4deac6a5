"""Figures of the whole ledger for the exercises on indicators, at the end of the last whole month.

Each is that of ``domain.indicators``, with the conventions of the house: including VAT, calendar
days, aged from the due date, credits apart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from simulator.domain.exercises.calculator import Calculator, Raw, calculator
from simulator.domain.exercises.case import Case
from simulator.domain.exercises.pilot import QUARTER, YEAR, Pilot
from simulator.domain.indicators.ageing import Ageing
from simulator.domain.indicators.measure import Measure, Part

BANDS = ("not_due", "1_30", "31_60", "61_90", "over_90")
SHOWN = 6
"""Months of sales that the count-back exercises show."""


def _of(measure: str, read: Callable[[Pilot], Raw]) -> Calculator:
    return calculator(measure, lambda case: read(case.pilot))


def _measured(unit: str, read: Callable[[Pilot], Measure]) -> Calculator:
    return _of(unit, lambda pilot: read(pilot).number)


def _part(unit: str, read: Callable[[Pilot], Part | None]) -> Calculator:
    def value(pilot: Pilot) -> Raw:
        part = read(pilot)
        return None if part is None or isinstance(part.value, date) else part.value

    return _of(unit, value)


def _band(rank: int, read: Callable[[Pilot], Ageing]) -> Calculator:
    return _of("euro", lambda pilot: read(pilot).amounts[rank])


def _month(rank: int, *, days: bool) -> Calculator:
    def value(case: Case) -> Raw:
        month = case.pilot.months[rank]
        return month.days if days else month.sales

    return calculator("days" if days else "euro", value)


STEERING: Mapping[str, Calculator] = {
    "close_on": _of("date", lambda pilot: pilot.close),
    "before_on": _of("date", lambda pilot: pilot.before),
    # the receivable
    "stock_total": _of("euro", lambda pilot: pilot.stock.total),
    "stock_overdue": _of("euro", lambda pilot: pilot.stock.overdue),
    "stock_not_due": _of("euro", lambda pilot: pilot.stock.not_due),
    "stock_credits": _of("euro", lambda pilot: pilot.stock.credits),
    "stock_net_not_due": _of("euro", lambda pilot: pilot.stock.net_not_due),
    "stock_disputed": _of("euro", lambda pilot: pilot.stock.disputed),
    "stock_disputed_overdue": _of("euro", lambda pilot: pilot.stock.disputed_overdue),
    # the DSO family
    "quarter_sales": _of("euro", lambda pilot: pilot.sales(QUARTER).sales),
    "quarter_days": _of("days", lambda pilot: pilot.sales(QUARTER).days),
    "quarter_opening": _of("euro", lambda pilot: pilot.sales(QUARTER).opening),
    "twelve_sales": _of("euro", lambda pilot: pilot.sales(YEAR).sales),
    "twelve_days": _of("days", lambda pilot: pilot.sales(YEAR).days),
    "dso_quarter": _measured("days", lambda pilot: pilot.family.dso),
    "bpdso_quarter": _measured("days", lambda pilot: pilot.family.bpdso),
    "late_dso": _measured("days", lambda pilot: pilot.family.add),
    "dso_countback": _measured("days", lambda pilot: pilot.family.countback),
    **{f"cb{rank + 1}_sales": _month(rank, days=False) for rank in range(SHOWN)},
    **{f"cb{rank + 1}_days": _month(rank, days=True) for rank in range(SHOWN)},
    # the ageing
    **{f"band_{name}": _band(rank, lambda pilot: pilot.ageing) for rank, name in enumerate(BANDS)},
    **{
        f"was_{name}": _band(rank, lambda pilot: pilot.ageing_before)
        for rank, name in enumerate(BANDS)
    },
    "overdue_rate": _measured("percent", lambda pilot: pilot.overdue[0]),
    "overdue_rate_30": _measured("percent", lambda pilot: pilot.overdue[1]),
    "overdue_rate_60": _measured("percent", lambda pilot: pilot.overdue[2]),
    "accounts_to_call": _of("count", lambda pilot: int((pilot.desk[2] > 0).sum())),
    # lines and cover, on the day of the portfolio
    "overrun_count": _measured("count", lambda pilot: pilot.overruns.count),
    "overrun_amount": _measured("euro", lambda pilot: pilot.overruns.amount),
    "lines_total": _of("euro", lambda pilot: sum(one.limit or 0 for one in pilot.exposed)),
    "lined_exposure": _of(
        "euro", lambda pilot: sum(one.exposure for one in pilot.exposed if one.limit is not None)
    ),
    "cover_base": _part("euro", lambda pilot: pilot.coverage.share.denominator),
    "cover_amount": _part("euro", lambda pilot: pilot.coverage.share.numerator),
    "cover_share": _measured("percent", lambda pilot: pilot.coverage.share),
    "cover_granted": _of("euro", lambda pilot: sum(one.insured for one in pilot.exposed)),
    # disputes and promises
    "dispute_weight": _measured("percent", lambda pilot: pilot.disputes.on_total),
    "dispute_weight_overdue": _measured("percent", lambda pilot: pilot.disputes.on_overdue),
    "dispute_age": _measured("days", lambda pilot: pilot.resolution.open_age),
    "promises_due": _part("count", lambda pilot: pilot.promises.by_count.denominator),
    "promises_kept": _part("count", lambda pilot: pilot.promises.by_count.numerator),
    "promises_rate": _measured("percent", lambda pilot: pilot.promises.by_count),
    # collection
    "cei": _measured("percent", lambda pilot: pilot.effectiveness),
    "recovery_cash": _part("euro", lambda pilot: pilot.recovery.numerator),
    "recovery_base": _part("euro", lambda pilot: pilot.recovery.denominator),
    "recovery_rate": _measured("percent", lambda pilot: pilot.recovery),
    "month_dmp": _measured("days", lambda pilot: pilot.days_to_pay()),
    "month_dmp_plain": _measured("days", lambda pilot: pilot.days_to_pay(plain=True)),
    "month_dbt": _measured("days", lambda pilot: pilot.beyond_terms),
}
"""Figures of the indicators by name."""
