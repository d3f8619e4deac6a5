"""The monthly sheet: every indicator that a ledger gives by itself, on one day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from simulator.domain.indicators.conventions import DEFAULT, Conventions, Receivable
from simulator.domain.indicators.dso import (
    Decomposition,
    best_possible,
    decompose,
    delinquent_days,
    dso,
    share_countback,
)
from simulator.domain.indicators.follow import promises_kept_in, resolution_in
from simulator.domain.indicators.measure import Measure
from simulator.domain.indicators.period import (
    days_beyond_terms_in,
    days_to_pay_in,
    delay_in,
    effectiveness_in,
    flash_in,
    recovery_in,
)
from simulator.domain.indicators.stock import (
    concentration_on,
    disputes_on,
    overdue_shares,
    position,
)
from simulator.domain.indicators.trend import countback_series, period_sales, trend
from simulator.domain.ledger.columns import Ledger
from simulator.domain.ledger.perimeter import Marks
from simulator.domain.money import Cents


@dataclass(frozen=True, slots=True)
class DsoFamily:
    """Simple DSO, its best possible value, its late part and its three parts; count-back beside."""

    dso: Measure
    bpdso: Measure
    add: Measure
    parts: Decomposition
    countback: Measure
    bpdso_countback: Measure


def dso_family(
    ledger: Ledger,
    on: date,
    months: int = 3,
    *,
    conventions: Conventions = DEFAULT,
    marks: Marks | None = None,
    history: int = 24,
) -> DsoFamily:
    """Return the DSO family on a day, on the sales of some months up to it.

    Always on the closing receivable, so that DSO = best possible + late part. Credits are taken
    off the not due part; disputed amounts are a part of their own, whether due or not.
    """
    closing = replace(conventions, receivable=Receivable.CLOSING)
    table = trend(ledger, (on,), max(history, months), closing, marks, apart=False)
    (back,) = countback_series(table)
    seen = position(ledger, on, closing, marks)
    base = period_sales(table, on, months)
    disputed_not_due = seen.disputed - seen.disputed_overdue
    return DsoFamily(
        dso(seen.total, base.sales, base.days, closing),
        best_possible(seen.net_not_due, base.sales, base.days, closing),
        delinquent_days(seen.total, seen.net_not_due, base.sales, base.days, closing),
        decompose(
            not_due=Cents(seen.net_not_due - disputed_not_due),
            overdue_collectable=Cents(seen.overdue - seen.disputed_overdue),
            disputed=seen.disputed,
            sales=base.sales,
            days=base.days,
            conventions=closing,
        ),
        back,
        share_countback(back, seen.total, seen.net_not_due),
    )


def monthly_sheet(
    ledger: Ledger,
    on: date,
    months: int = 3,
    conventions: Conventions = DEFAULT,
    marks: Marks | None = None,
) -> tuple[Measure, ...]:
    """Return the indicators of a ledger on a day: stocks at its end, flows since its month began.

    ``months`` is the period of the sales under a simple DSO. Indicators that need more than a
    ledger (limits, contacts, costs, losses) are not here.
    """
    since = on.replace(day=1)
    family = dso_family(ledger, on, months, conventions=conventions, marks=marks)
    parts = family.parts
    weight = disputes_on(ledger, on, conventions, marks)
    solved = resolution_in(ledger, since, on)
    kept = promises_kept_in(ledger, since, on, conventions)
    shares = concentration_on(ledger, on, conventions=conventions, marks=marks)
    period = (ledger, since, on)
    return (
        *(family.dso, family.countback, family.bpdso, family.bpdso_countback, family.add),
        *(parts.not_due, parts.overdue, parts.disputed),
        days_to_pay_in(*period, conventions, marks),
        days_beyond_terms_in(*period, conventions, marks),
        delay_in(*period, conventions, marks).total,
        effectiveness_in(*period, conventions=conventions, marks=marks),
        recovery_in(*period, conventions, marks),
        flash_in(*period, conventions, marks),
        *overdue_shares(ledger, on, conventions, marks),
        *(weight.on_total, weight.on_overdue),
        *(solved.closed_mean, solved.open_age, solved.solved_quickly),
        *(kept.by_count, kept.by_amount, kept.with_partial),
        *(shares.first, shares.top, shares.hhi, shares.equivalent_number),
    )
