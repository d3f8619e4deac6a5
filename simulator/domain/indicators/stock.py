"""Indicators of a day on a ledger: ageing by customer, overdue, disputes, concentration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from simulator.domain.dates import to_day
from simulator.domain.indicators.ageing import Ageing, Band, bands, overdue_of
from simulator.domain.indicators.conventions import (
    DEFAULT,
    AgeFrom,
    Conventions,
    Credits,
    TaxBase,
)
from simulator.domain.indicators.disputes import DisputeWeight, dispute_weight
from simulator.domain.indicators.exposure import Concentration, concentration
from simulator.domain.indicators.measure import Measure
from simulator.domain.ledger.balances import by_customer, customers_of, disputed_at, open_at
from simulator.domain.ledger.columns import Ints, Ledger
from simulator.domain.ledger.perimeter import Marks, only, without_vat
from simulator.domain.ledger.sums import sums
from simulator.domain.money import Cents


def prepared(
    ledger: Ledger, conventions: Conventions = DEFAULT, marks: Marks | None = None
) -> Ledger:
    """Return the ledger that conventions look at: tax base, doubtful, factored, accrued documents.

    Without marks nothing is doubtful, factored nor accrued.
    """
    if marks is not None:
        kept = marks.kept(
            doubtful=conventions.doubtful,
            factored=conventions.factored,
            accrued=conventions.accruals,
        )
        ledger = only(ledger, kept)
    return without_vat(ledger) if conventions.tax is TaxBase.EXCLUDING_VAT else ledger


@dataclass(frozen=True, slots=True, eq=False)
class AgeingTable:
    """The aged balance: cents by customer (rows) and band (columns), credits beside them."""

    on: date
    bands: tuple[Band, ...]
    amounts: Ints
    credits: Ints
    conventions: Conventions

    def whole(self) -> Ageing:
        """Return the ageing of all customers together."""
        return self._ageing(self.amounts.sum(axis=0), int(self.credits.sum()))

    def of(self, customer: int) -> Ageing:
        """Return the ageing of one customer."""
        return self._ageing(self.amounts[customer], int(self.credits[customer]))

    @property
    def balances(self) -> Ints:
        """Return the open balance of each customer, net of credits."""
        return np.asarray(self.amounts.sum(axis=1) + self.credits)

    def _ageing(self, amounts: Ints, unapplied: int) -> Ageing:
        cents = tuple(Cents(int(amount)) for amount in amounts)
        return Ageing(self.bands, cents, Cents(unapplied), self.conventions)


def ageing_by_customer(
    ledger: Ledger,
    on: date,
    conventions: Conventions = DEFAULT,
    marks: Marks | None = None,
    customers: int | None = None,
) -> AgeingTable:
    """Return the aged balance of each customer at the end of a day, in one pass over the columns.

    ``customers`` is the number of rows wanted (by default the largest id plus one). Bands and
    credits add up to the open balance to the cent.
    """
    ledger = prepared(ledger, conventions, marks)
    documents, day = ledger.documents, to_day(on)
    size = customers_of(ledger) if customers is None else customers
    made = bands(conventions)
    left = open_at(ledger, day)
    apart = conventions.credits is Credits.APART
    rows = np.flatnonzero(left > 0 if apart else left)
    from_due = conventions.age_from is AgeFrom.DUE
    start = (documents.due if from_due else documents.issued)[rows]
    key = documents.customer[rows].astype(np.int64) * len(made)
    for band in made[:-1]:
        # One comparison a bound: the band is the number of upper bounds that the age exceeds.
        key += start < day - (band.high or 0)
    amounts = sums(key, left[rows], size * len(made)).reshape(size, len(made))
    credit = np.minimum(left, 0) if apart else np.zeros_like(left)
    return AgeingTable(on, made, amounts, by_customer(documents, credit, size), conventions)


@dataclass(frozen=True, slots=True)
class Position:
    """The receivable at the end of a day, in cents: total = not due + overdue + credits."""

    total: Cents
    not_due: Cents
    overdue: Cents
    credits: Cents
    disputed: Cents
    disputed_overdue: Cents

    @property
    def net_not_due(self) -> Cents:
        """Return the total less the overdue: what is left of a DSO without lateness."""
        return Cents(self.total - self.overdue)


def position(
    ledger: Ledger, on: date, conventions: Conventions = DEFAULT, marks: Marks | None = None
) -> Position:
    """Return total, not due, overdue, unapplied credits and disputed amounts at the end of a day.

    With netted credits the part ``credits`` is zero: they are inside the two others.
    """
    ledger = prepared(ledger, conventions, marks)
    day = to_day(on)
    left, disputed = open_at(ledger, day), disputed_at(ledger, day)
    edge = day + 1 if conventions.due_today_overdue else day
    late = ledger.documents.due < edge
    apart = conventions.credits is Credits.APART
    counted = np.maximum(left, 0) if apart else left
    return Position(
        Cents(int(left.sum())),
        Cents(int(counted[~late].sum())),
        Cents(int(counted[late].sum())),
        Cents(int(left.sum() - counted.sum())),
        Cents(int(disputed.sum())),
        Cents(int(disputed[late].sum())),
    )


def overdue_shares(
    ledger: Ledger, on: date, conventions: Conventions = DEFAULT, marks: Marks | None = None
) -> tuple[Measure, ...]:
    """Return the share overdue, then the share beyond each bound of the bands (30, 60, 90 days).

    Disputed amounts are taken off the first only: the bands do not know them.
    """
    table = ageing_by_customer(ledger, on, conventions, marks).whole()
    disputed = position(ledger, on, conventions, marks).disputed_overdue
    highs = [band.high for band in table.bands if band.low is not None and band.high is not None]
    return (
        overdue_of(table, disputed=disputed),
        *(
            overdue_of(table, high, f"overdue_{bound}")
            for high, bound in zip(highs, conventions.bands, strict=True)
        ),
    )


def disputes_on(
    ledger: Ledger, on: date, conventions: Conventions = DEFAULT, marks: Marks | None = None
) -> DisputeWeight:
    """Return the weights of disputes at the end of a day, over amounts gross of credits."""
    seen = position(ledger, on, conventions, marks)
    return dispute_weight(
        seen.disputed,
        Cents(seen.not_due + seen.overdue),
        seen.disputed_overdue,
        seen.overdue,
        conventions,
    )


def concentration_on(
    ledger: Ledger,
    on: date,
    groups: Ints | None = None,
    conventions: Conventions = DEFAULT,
    marks: Marks | None = None,
) -> Concentration:
    """Return the concentration of open balances by customer, or by group: an id a customer."""
    ledger = prepared(ledger, conventions, marks)
    size = customers_of(ledger)
    balances = by_customer(ledger.documents, open_at(ledger, to_day(on)), size)
    if groups is not None and size:
        balances = sums(groups[:size], balances, int(groups[:size].max()) + 1)
    return concentration([Cents(int(b)) for b in balances], conventions=conventions)
