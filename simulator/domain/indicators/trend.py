"""Series on a ledger: monthly sales, simple and count-back DSO for many days at once.

Everything comes from two cumulative tables, invoices and receipts, so that one pass over the
columns serves all the days asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from simulator.domain.dates import add_months, from_day, to_day
from simulator.domain.indicators.conventions import DEFAULT, Conventions, DayBasis, EmptyMonth
from simulator.domain.indicators.countback import Slice, countback
from simulator.domain.indicators.dso import dso
from simulator.domain.indicators.measure import Measure
from simulator.domain.indicators.stock import prepared
from simulator.domain.ledger.balances import customers_of
from simulator.domain.ledger.columns import Days, Ints, Ledger
from simulator.domain.ledger.perimeter import Marks
from simulator.domain.ledger.sums import cumulative, cumulative_whole
from simulator.domain.money import Cents
from simulator.domain.refusals import NotPositive, OutOfRange

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


@lru_cache(maxsize=1024)
def slices(on: date, months: int) -> tuple[tuple[date, date], ...]:
    """Return the days (first, last) of the month of a day up to that day, then of whole months.

    Newest first; ``months`` counts the first one, which is partial in mid-month.
    """
    if months <= 0:
        raise NotPositive("months", months)
    first = on.replace(day=1)
    starts = [add_months(first, -back) for back in range(months)]
    ends = [on, *(start - timedelta(days=1) for start in starts[:-1])]
    return tuple(zip(starts, ends, strict=True))


@dataclass(frozen=True, slots=True, eq=False)
class Whole:
    """Cumulative invoices and receipts of the whole ledger before each edge, in cents."""

    invoiced: Ints
    received: Ints
    places: Mapping[int, int]

    def owed(self, on: date) -> Cents:
        """Return the open balance at the end of a day whose morrow is an edge."""
        return self.owed_before(to_day(on) + 1)

    def owed_before(self, edge: int) -> Cents:
        """Return the open balance before an edge."""
        place = self.places[edge]
        return Cents(int(self.invoiced[place] - self.received[place]))

    def sales(self, first: date, last: date) -> Cents:
        """Return the sales between two days included."""
        high, low = self.places[to_day(last) + 1], self.places[to_day(first)]
        return Cents(int(self.invoiced[high] - self.invoiced[low]))


@dataclass(frozen=True, slots=True, eq=False)
class Trend:
    """Cumulative invoices and receipts before each edge, a row for each customer (or one in all).

    ``places`` gives the column of an edge, a day number.
    """

    days: tuple[date, ...]
    history: int
    places: Mapping[int, int]
    invoiced: Ints
    received: Ints
    first_month: date
    conventions: Conventions

    def receivable(self) -> Ints:
        """Return the open balance by customer and day asked for, in cents."""
        columns = [self._edge(on + timedelta(days=1)) for on in self.days]
        return np.asarray(self.invoiced[:, columns] - self.received[:, columns])

    def known(self, on: date) -> tuple[tuple[date, date], ...]:
        """Return the slices of a day that the ledger knows: none before its first month."""
        return tuple(s for s in slices(on, self.history) if s[0] >= self.first_month)

    def whole(self) -> Whole:
        """Return the same figures for all customers together."""
        return Whole(self.invoiced.sum(axis=0), self.received.sum(axis=0), self.places)

    def _edge(self, on: date) -> int:
        return self.places[to_day(on)]


def trend(
    ledger: Ledger,
    days: Sequence[date],
    history: int = 24,
    conventions: Conventions = DEFAULT,
    marks: Marks | None = None,
    *,
    apart: bool = True,
) -> Trend:
    """Return the cumulative tables for days, each with ``history`` months before it.

    With ``apart`` false there is one row for all customers, which is enough for series and faster.
    Raises ``NotPositive`` without a day or without history.
    """
    if not days:
        raise NotPositive("days", 0)
    ledger = prepared(ledger, conventions, marks)
    documents, payments = ledger.documents, ledger.payments
    wanted = {to_day(on + timedelta(days=1)) for on in days}
    wanted |= {to_day(first) for on in days for first, _ in slices(on, history)}
    edges = tuple(sorted(wanted))
    size = customers_of(ledger) if apart else None
    owner = documents.customer
    paid = np.maximum(payments.paid, documents.issued[payments.document])
    start = int(documents.issued.min()) if len(documents) else edges[0]
    return Trend(
        tuple(days),
        history,
        {edge: place for place, edge in enumerate(edges)},
        _before(owner, documents.issued, documents.gross, edges, size),
        _before(owner[payments.document] if apart else owner, paid, payments.amount, edges, size),
        from_day(start).replace(day=1),
        conventions,
    )


def _before(
    owner: npt.NDArray[np.int32],
    days: Days,
    amounts: Ints,
    edges: tuple[int, ...],
    size: int | None,
) -> Ints:
    if size is None:
        return cumulative_whole(days, amounts, edges)[np.newaxis, :]
    return cumulative(owner, days, amounts, edges, size)


def countback_series(table: Trend) -> tuple[Measure, ...]:
    """Return the count-back DSO of the whole ledger for each day, exactly."""
    whole = table.whole()

    def one(on: date) -> Measure:
        months = [
            Slice(whole.sales(first, last), (last - first).days + 1)
            for first, last in table.known(on)
        ]
        return countback(whole.owed(on), months, table.conventions)

    return tuple(one(on) for on in table.days)


def dso_series(table: Trend, months: int = 3) -> tuple[Measure, ...]:
    """Return the simple DSO of the whole ledger for each day, on the sales of some months.

    The first month is partial in mid-month. With the 360 convention whole months count 30 days,
    and the partial one its elapsed days. Not more than the history (``OutOfRange``).
    """
    whole = table.whole()

    def one(on: date) -> Measure:
        base = period_sales(table, on, months)
        return dso(whole.owed(on), base.sales, base.days, table.conventions, base.opening)

    return tuple(one(on) for on in table.days)


@dataclass(frozen=True, slots=True)
class Base:
    """Sales of a period in cents, its days, the receivable before it."""

    sales: Cents
    days: int
    opening: Cents


def period_sales(table: Trend, on: date, months: int) -> Base:
    """Return the sales of some months up to a day of the table, the days, the opening balance.

    Raises ``OutOfRange`` when the table has not that much history.
    """
    if months > table.history:
        raise OutOfRange("months", months, 1, table.history)
    taken = slices(on, months)
    start, whole = taken[-1][0], table.whole()
    return Base(
        whole.sales(start, on),
        sum(_days(first, last, table.conventions) for first, last in taken),
        whole.owed_before(to_day(start)),
    )


@dataclass(frozen=True, slots=True, eq=False)
class CountbackTable:
    """Count-back DSO by customer (rows) and day (columns), as floats.

    Where ``short`` is true the history ran out, or a month without sales stopped it: the figure is
    a lower bound and ``remaining`` (cents) could not be placed.
    """

    days: tuple[date, ...]
    dso: Floats
    short: Mask
    remaining: Ints


def countback_by_customer(table: Trend) -> CountbackTable:
    """Return the count-back DSO of every customer for each day, all customers at once."""
    rest = np.maximum(table.receivable(), 0)
    values = np.zeros(rest.shape)
    # One row an edge: a month of sales of all customers is then two rows that follow in memory.
    before = np.ascontiguousarray(table.invoiced.T)
    for column, on in enumerate(table.days):
        spans = [
            (before[table.places[to_day(last) + 1]], before[table.places[to_day(first)]], days)
            for first, last in table.known(on)
            for days in [(last - first).days + 1]
        ]
        values[:, column], rest[:, column] = _exhaust(rest[:, column], spans, table.conventions)
    return CountbackTable(table.days, values, rest > 0, rest)


def _exhaust(
    owed: Ints, spans: Sequence[tuple[Ints, Ints, int]], conventions: Conventions
) -> tuple[Floats, Ints]:
    """Take months of sales (to date, before, days) off debts; return days and what is left."""
    rest, values = owed.copy(), np.zeros(len(owed))
    alive = np.flatnonzero(rest)
    stops = conventions.empty_month is EmptyMonth.STOP
    for after, before, days in spans:
        sold = after[alive] - before[alive]
        if stops:
            going = sold > 0
            alive, sold = alive[going], sold[going]
        left = rest[alive]
        whole = left >= sold
        share = np.where(whole, 1.0, left / np.where(whole, 1, sold))
        values[alive] += (share if conventions.last_month_fraction else 1.0) * days
        rest[alive] = np.where(whole, left - sold, 0)
        alive = alive[left > sold]
        if not len(alive):
            break
    return values, rest


def _days(first: date, last: date, conventions: Conventions) -> int:
    elapsed = (last - first).days + 1
    whole = (last + timedelta(days=1)).day == 1
    return 30 if whole and conventions.day_basis is DayBasis.BANKING else elapsed
