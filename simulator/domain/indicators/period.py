"""Indicators of a period on a ledger: time to pay, lateness, CEI, recovery, rolls.

A period is two days included. The receipts of an invoice count one by one, on their own day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from simulator.domain.dates import to_day
from simulator.domain.indicators.ageing import Band, bands
from simulator.domain.indicators.collecting import effectiveness, flash_rate, recovery_rate
from simulator.domain.indicators.conventions import (
    DEFAULT,
    AgeFrom,
    Conventions,
    Lateness,
    RecoveryBase,
    Weighting,
)
from simulator.domain.indicators.delays import PAID_ONLY, Delay
from simulator.domain.indicators.measure import Measure, cents_part, part, quotient
from simulator.domain.indicators.rolls import roll_rate
from simulator.domain.indicators.stock import position, prepared
from simulator.domain.ledger.balances import flows, open_at
from simulator.domain.ledger.columns import Ints, Kind, Ledger, Means
from simulator.domain.ledger.perimeter import Marks
from simulator.domain.money import Cents
from simulator.domain.refusals import WrongOrder
from simulator.domain.results import Unit

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Receipts:
    """Receipts of a period on invoices: cents, and the three days of each as day numbers."""

    amount: Ints
    issued: Ints
    due: Ints
    paid: Ints


def receipts(ledger: Ledger, since: date, last: date) -> Receipts:
    """Return the receipts on invoices between two days; applied credits are not receipts."""
    _in_order(since, last)
    payments, documents = ledger.payments, ledger.documents
    moved = (payments.paid >= to_day(since)) & (payments.paid <= to_day(last))
    moved &= payments.means != Means.CREDIT_NOTE
    rows = np.flatnonzero(moved & (payments.amount > 0))
    rows = rows[documents.kind[payments.document[rows]] == Kind.INVOICE]
    document = payments.document[rows]

    def wide(column: npt.NDArray[np.int32]) -> Ints:
        return column.astype(np.int64)

    return Receipts(
        payments.amount[rows],
        wide(documents.issued[document]),
        wide(documents.due[document]),
        wide(payments.paid[rows]),
    )


def days_to_pay_in(
    ledger: Ledger,
    since: date,
    last: date,
    conventions: Conventions = DEFAULT,
    marks: Marks | None = None,
) -> Measure:
    """Return the mean days from invoice to payment of what was received in the period (DMP)."""
    paid = receipts(prepared(ledger, conventions, marks), since, last)
    return _mean("dmp", paid.amount, paid.paid - paid.issued, conventions)


def days_beyond_terms_in(
    ledger: Ledger,
    since: date,
    last: date,
    conventions: Conventions = DEFAULT,
    marks: Marks | None = None,
) -> Measure:
    """Return the mean days from due date to payment of what was received in the period (DBT)."""
    paid = receipts(prepared(ledger, conventions, marks), since, last)
    late = paid.paid - paid.due
    if conventions.lateness is Lateness.FLOORED:
        late = np.maximum(late, 0)
    return _mean("dbt", paid.amount, late, conventions)


def delay_in(
    ledger: Ledger,
    since: date,
    last: date,
    conventions: Conventions = DEFAULT,
    marks: Marks | None = None,
) -> Delay:
    """Return the delay of what was received in the period, as terms and lateness (signed)."""
    paid = receipts(prepared(ledger, conventions, marks), since, last)
    return Delay(
        _mean("delay", paid.amount, paid.paid - paid.issued, conventions),
        _mean("delay_terms", paid.amount, paid.due - paid.issued, conventions),
        _mean("delay_late", paid.amount, paid.paid - paid.due, conventions),
    )


def effectiveness_in(
    ledger: Ledger,
    since: date,
    last: date,
    *,
    months: int = 1,
    conventions: Conventions = DEFAULT,
    marks: Marks | None = None,
) -> Measure:
    """Return the CEI of a period of ``months``; sales are net of the credit notes issued in it.

    The closing not due is the closing balance less the overdue, so that credits count once.
    """
    _in_order(since, last)
    seen = flows(prepared(ledger, conventions, marks), to_day(since) - 1, to_day(last))
    return effectiveness(
        opening=seen.opening,
        sales=Cents(seen.invoices + seen.credit_notes),
        closing=seen.closing,
        closing_not_due=position(ledger, last, conventions, marks).net_not_due,
        months=months,
        conventions=conventions,
    )


def recovery_in(
    ledger: Ledger,
    since: date,
    last: date,
    conventions: Conventions = DEFAULT,
    marks: Marks | None = None,
) -> Measure:
    """Return cash received in the period on its base ÷ this base.

    The base is what was due before the period and unpaid, with what fell due in it when the
    convention says so; cash on other invoices does not count.
    """
    _in_order(since, last)
    ledger = prepared(ledger, conventions, marks)
    first, end = to_day(since), to_day(last)
    due, left = ledger.documents.due, np.maximum(open_at(ledger, first - 1), 0)
    overdue = due < first
    falling = ~overdue & (due <= end)
    with_new = conventions.recovery_base is RecoveryBase.DUE_AND_FALLEN_DUE
    fallen = np.where(ledger.documents.issued >= first, ledger.documents.gross, left)
    claim = Cents(int(left[overdue].sum()))
    new = Cents(int(np.maximum(fallen, 0)[falling].sum()))
    cash = _cash_on(ledger, overdue | falling if with_new else overdue, first, end)
    return recovery_rate(cash, claim, new, conventions)


def flash_in(
    ledger: Ledger,
    month_start: date,
    on: date,
    conventions: Conventions = DEFAULT,
    marks: Marks | None = None,
) -> Measure:
    """Return cash received up to a day on invoices that fell due from a day to it ÷ their amount.

    Payments received before the period on these invoices count: they are no longer to collect.
    """
    _in_order(month_start, on)
    ledger = prepared(ledger, conventions, marks)
    documents = ledger.documents
    first, end = to_day(month_start), to_day(on)
    fallen = (documents.due >= first) & (documents.due <= end) & (documents.gross > 0)
    cash = _cash_on(ledger, fallen, int(documents.issued.min()) if len(documents) else first, end)
    return flash_rate(cash, Cents(int(documents.gross[fallen].sum())), conventions)


@dataclass(frozen=True, slots=True)
class Roll:
    """One step of the ladder: from a band to the next one."""

    origin: Band
    target: Band
    rate: Measure


def roll_rates(
    ledger: Ledger,
    previous: date,
    on: date,
    conventions: Conventions = DEFAULT,
    marks: Marks | None = None,
) -> tuple[Roll, ...]:
    """Return, band by band, what was in it at a day and is in the next one at another ÷ what was.

    Followed invoice by invoice. The lag must be about 30 days; wider first bands are flagged.
    """
    _in_order(previous, on)
    ledger = prepared(ledger, conventions, marks)
    made = bands(conventions)
    then, now = _placed(ledger, previous, made, conventions), _placed(ledger, on, made, conventions)
    before = np.maximum(open_at(ledger, to_day(previous)), 0)
    after = np.maximum(open_at(ledger, to_day(on)), 0)
    lag = (on - previous).days
    rolls: list[Roll] = []
    for row in range(len(made) - 1):
        moved = after[(then == row) & (now == row + 1) & (before > 0)].sum()
        rate = roll_rate(
            Cents(int(before[then == row].sum())),
            Cents(int(moved)),
            lag_days=lag,
            width_days=_width(made[row]),
            conventions=conventions,
        )
        rolls.append(Roll(made[row], made[row + 1], rate))
    return tuple(rolls)


def _width(band: Band) -> int:
    if band.low is None or band.high is None:
        return 30
    return band.high - band.low + 1


def _placed(ledger: Ledger, on: date, made: tuple[Band, ...], conventions: Conventions) -> Rows:
    from_due = conventions.age_from is AgeFrom.DUE
    start = ledger.documents.due if from_due else ledger.documents.issued
    highs = np.asarray([band.high for band in made[:-1]])
    return np.searchsorted(highs, to_day(on) - start.astype(np.int64), side="left")


def _cash_on(ledger: Ledger, kept: npt.NDArray[np.bool_], first: int, last: int) -> Cents:
    payments = ledger.payments
    counted = (payments.paid >= first) & (payments.paid <= last) & kept[payments.document]
    counted &= payments.means != Means.CREDIT_NOTE
    return Cents(int(payments.amount[counted].sum()))


def _mean(code: str, amounts: Ints, days: Ints, conventions: Conventions) -> Measure:
    if conventions.weighting is Weighting.EACH:
        top = part("days", int(days.sum()), Unit.DAYS)
        bottom = part("receipts", len(days), Unit.COUNT)
    else:
        top = part("amount_days", int((amounts * days).sum()), Unit.CENTS)
        bottom = cents_part("amount", int(amounts.sum()))
    return quotient(code, top, bottom, unit=Unit.DAYS, conventions=conventions, flags=PAID_ONLY)


def _in_order(first: date, last: date) -> None:
    if first > last:
        raise WrongOrder("since", first, "last", last)
