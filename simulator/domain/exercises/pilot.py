"""What the indicators say of a portfolio at the end of its last whole month, computed once.

Exercises on indicators ask for these figures; each is that of ``domain.indicators``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from simulator.domain.dates import add_months, from_day, to_day
from simulator.domain.indicators.ageing import Ageing
from simulator.domain.indicators.collecting import effectiveness
from simulator.domain.indicators.conventions import DEFAULT, RecoveryBase, Weighting
from simulator.domain.indicators.countback import Slice
from simulator.domain.indicators.delays import Timed
from simulator.domain.indicators.disputes import DisputeWeight, Resolution
from simulator.domain.indicators.exposure import (
    Coverage,
    Exposed,
    Overruns,
    insurance_coverage,
    overruns,
)
from simulator.domain.indicators.follow import promises_kept_in, resolution_in
from simulator.domain.indicators.measure import Measure
from simulator.domain.indicators.period import days_beyond_terms_in, days_to_pay_in, recovery_in
from simulator.domain.indicators.promises import PromisesKept
from simulator.domain.indicators.sheet import DsoFamily, dso_family
from simulator.domain.indicators.stock import (
    Position,
    ageing_by_customer,
    disputes_on,
    overdue_shares,
    position,
)
from simulator.domain.indicators.trend import Base, Trend, period_sales, slices, trend
from simulator.domain.ledger.balances import disputed_at, open_at
from simulator.domain.ledger.columns import Ints, Kind, Ledger, Means
from simulator.domain.money import ZERO, Cents
from simulator.domain.portfolio import Portfolio

QUARTER, YEAR, HISTORY = 3, 12, 24
PLAIN = replace(DEFAULT, weighting=Weighting.EACH)
DUE_AND_FALLEN = replace(DEFAULT, recovery_base=RecoveryBase.DUE_AND_FALLEN_DUE)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was received on an invoice, and its three days."""

    number: int
    amount: Cents
    issued: date
    due: date
    paid: date

    def timed(self, start: date) -> Timed:
        """Return the amount and the days from a day to its payment."""
        return Timed(self.amount, (self.paid - start).days)


@dataclass(frozen=True, eq=False)
class Pilot:
    """Indicators of a portfolio: stocks at ``close``, flows of its month or of its quarter."""

    portfolio: Portfolio

    @property
    def ledger(self) -> Ledger:
        """Return the ledger of the portfolio."""
        return self.portfolio.ledger

    @cached_property
    def close(self) -> date:
        """Return the last day of a month that is not after the day of the portfolio."""
        day = self.portfolio.as_of
        ended = (day + timedelta(days=1)).day == 1
        return day if ended else day.replace(day=1) - timedelta(days=1)

    @property
    def before(self) -> date:
        """Return the last day of the month before."""
        return self.close.replace(day=1) - timedelta(days=1)

    @cached_property
    def stock(self) -> Position:
        """Return total, not due, overdue, credits and disputes at the close, in cents."""
        return position(self.ledger, self.close)

    @cached_property
    def _trend(self) -> Trend:
        return trend(self.ledger, (self.close,), HISTORY, apart=False)

    def sales(self, months: int) -> Base:
        """Return the sales including VAT of some months up to the close, and their days."""
        return period_sales(self._trend, self.close, months)

    @cached_property
    def family(self) -> DsoFamily:
        """Return the DSO family at the close, on the sales of a quarter."""
        return dso_family(self.ledger, self.close, QUARTER, history=HISTORY)

    @cached_property
    def months(self) -> tuple[Slice, ...]:
        """Return the sales including VAT of the last months up to the close, newest first."""
        whole = self._trend.whole()
        return tuple(
            Slice(whole.sales(first, last), (last - first).days + 1)
            for first, last in slices(self.close, HISTORY)
        )

    @cached_property
    def ageing(self) -> Ageing:
        """Return the ageing at the close."""
        return ageing_by_customer(self.ledger, self.close).whole()

    @cached_property
    def ageing_before(self) -> Ageing:
        """Return the ageing one month before the close."""
        return ageing_by_customer(self.ledger, self.before).whole()

    @cached_property
    def overdue(self) -> tuple[Measure, ...]:
        """Return the share overdue at the close, then that beyond 30, 60 and 90 days."""
        return overdue_shares(self.ledger, self.close)

    @cached_property
    def effectiveness(self) -> Measure:
        """Return the CEI of the quarter."""
        base = self.sales(QUARTER)
        return effectiveness(
            opening=base.opening,
            sales=base.sales,
            closing=self.stock.total,
            closing_not_due=self.stock.net_not_due,
            months=QUARTER,
        )

    def days_to_pay(self, *, plain: bool = False) -> Measure:
        """Return the DMP of the month that ends at the close, weighted unless ``plain``."""
        how = PLAIN if plain else DEFAULT
        return days_to_pay_in(self.ledger, self.close.replace(day=1), self.close, how)

    @cached_property
    def beyond_terms(self) -> Measure:
        """Return the days beyond terms of the month that ends at the close."""
        return days_beyond_terms_in(self.ledger, self.close.replace(day=1), self.close)

    @cached_property
    def recovery(self) -> Measure:
        """Return the recovery rate of the month, on what was due and what fell due."""
        return recovery_in(self.ledger, self.close.replace(day=1), self.close, DUE_AND_FALLEN)

    @cached_property
    def disputes(self) -> DisputeWeight:
        """Return the weights of disputes at the close."""
        return disputes_on(self.ledger, self.close)

    @cached_property
    def resolution(self) -> Resolution:
        """Return the times of disputes of the year that ends at the close."""
        return resolution_in(self.ledger, add_months(self.close, -YEAR), self.close)

    @cached_property
    def promises(self) -> PromisesKept:
        """Return the promises kept among those due in the half-year that ends at the close."""
        return promises_kept_in(self.ledger, add_months(self.close, -6), self.close)

    @cached_property
    def exposed(self) -> tuple[Exposed, ...]:
        """Return what each customer owes today, its line and its cover, in cents."""
        owed = np.zeros(len(self.portfolio.customers), dtype=np.int64)
        left = open_at(self.ledger, to_day(self.portfolio.as_of))
        np.add.at(owed, self.ledger.documents.customer, left)
        return tuple(
            Exposed(
                Cents(int(owed[one.id])),
                one.limit,
                one.insurer.granted if one.insurer else ZERO,
            )
            for one in self.portfolio.customers
        )

    @cached_property
    def overruns(self) -> Overruns:
        """Return the overruns of lines today."""
        return overruns(self.exposed)

    @cached_property
    def coverage(self) -> Coverage:
        """Return the insurance cover today."""
        return insurance_coverage(self.exposed)

    # --- the desk, on the day of the portfolio

    @cached_property
    def _explained(self) -> tuple[Ints, Ints, Ints]:
        """Return by document: what is open, in dispute, and promised for a day not yet past."""
        day, promises = to_day(self.portfolio.as_of), self.ledger.promises
        left = np.maximum(open_at(self.ledger, day), 0)
        alive = np.flatnonzero((promises.made <= day) & (promises.due >= day))
        promised = np.zeros(len(left), dtype=np.int64)
        np.maximum.at(promised, promises.document[alive], promises.amount[alive])
        return left, disputed_at(self.ledger, day), np.minimum(promised, left)

    @cached_property
    def desk(self) -> tuple[Ints, Ints, Ints]:
        """Return by customer what is overdue and in dispute, promised, without known cause."""
        documents = self.ledger.documents
        left, disputed, promised = self._explained
        late = (documents.due < to_day(self.portfolio.as_of)) & (left > 0)
        contested = np.where(late, disputed, 0)
        announced = np.where(late, np.minimum(promised, left - disputed), 0)
        unknown = np.where(late, left, 0) - contested - announced
        found = []
        for amounts in (contested, announced, unknown):
            column = np.zeros(len(self.portfolio.customers), dtype=np.int64)
            np.add.at(column, documents.customer, amounts)
            found.append(column)
        return found[0], found[1], found[2]

    def receipts(self, customer: int, count: int) -> tuple[Receipt, ...]:
        """Return the last receipts of a customer on its invoices, oldest first."""
        payments, documents = self.ledger.payments, self.ledger.documents
        taken = (payments.paid <= to_day(self.portfolio.as_of)) & (payments.amount > 0)
        taken &= (payments.means != Means.CREDIT_NOTE) & (
            documents.kind[payments.document] == Kind.INVOICE
        )
        taken &= documents.customer[payments.document] == customer
        rows = np.flatnonzero(taken)
        last = rows[np.argsort(payments.paid[rows], kind="stable")][-count:].tolist()
        found = []
        for row in last:
            document = int(payments.document[row])
            found.append(
                Receipt(
                    int(documents.number[document]),
                    Cents(int(payments.amount[row])),
                    from_day(int(documents.issued[document])),
                    from_day(int(documents.due[document])),
                    from_day(int(payments.paid[row])),
                )
            )
        return tuple(found)
