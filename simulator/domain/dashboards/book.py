"""A month closed on a ledger, as tables that formulas of a sheet may name.

Documents that were open or cashed in the month, its receipts, twelve months of sales, what is
insured, what was promised, how balances grow old.
Amounts are in euros in the tables, with and without VAT side by side: choosing is the exercise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property

import numpy as np

from simulator.domain.dashboards import following
from simulator.domain.dashboards.naming import COLUMNS, Source
from simulator.domain.dates import end_of_month, from_day, to_day
from simulator.domain.exercises.excel_values import Column, Scalar, Sheet, fold
from simulator.domain.indicators.conventions import DEFAULT, Conventions
from simulator.domain.indicators.countback import Slice
from simulator.domain.indicators.stock import prepared
from simulator.domain.indicators.trend import Whole, slices, trend
from simulator.domain.ledger.assemble import for_customers
from simulator.domain.ledger.balances import disputed_at, open_at
from simulator.domain.ledger.columns import Days, Ints, Kind, Ledger, Means
from simulator.domain.ledger.perimeter import Marks, without_vat
from simulator.domain.ledger.sums import sums
from simulator.domain.luck import Luck
from simulator.domain.money import Cents
from simulator.domain.portfolio import Customer, Portfolio

HISTORY = 12
"""Months of sales that the table of months shows."""
DOUBTFUL_DAYS = 365
"""A customer with a document later than that is held doubtful in the workshop."""
_FACTORED_ONE_IN = 9


def closed_on(as_of: date) -> date:
    """Return the last month end up to a day: a dashboard compares month ends only."""
    return as_of if as_of == end_of_month(as_of) else as_of.replace(day=1) - timedelta(days=1)


@dataclass(frozen=True, eq=False)
class Book:
    """The ledger of a firm closed at a month end, under conventions, with what marks customers."""

    customers: tuple[Customer, ...]
    ledger: Ledger
    on: date
    doubtful: frozenset[int]
    factored: frozenset[int]
    conventions: Conventions = DEFAULT

    @property
    def since(self) -> date:
        """Return the first day of the month."""
        return self.on.replace(day=1)

    @property
    def promised_since(self) -> date:
        """Return the first day of the three months whose promises are followed."""
        return slices(self.on, 3)[-1][0]

    @cached_property
    def marks(self) -> Marks:
        """What each document is: doubtful, factored; nothing is accrued."""
        owner = self.ledger.documents.customer
        none = np.zeros(len(owner), dtype=np.bool_)
        return Marks(
            np.isin(owner, sorted(self.doubtful)), np.isin(owner, sorted(self.factored)), none
        )

    @cached_property
    def with_vat(self) -> Ledger:
        """The ledger within the perimeter, including VAT."""
        return prepared(self.ledger, _perimeter(self.conventions), self.marks)

    @cached_property
    def net(self) -> Ledger:
        """The ledger within the perimeter, excluding VAT."""
        return without_vat(self.with_vat)

    @cached_property
    def indemnity(self) -> Cents:
        """What the insurer owes on doubtful customers: its share of what is owed, up to the line.

        Cents, on amounts excluding VAT: insurers cover no VAT that the tax office gives back.
        """
        whole = without_vat(self.ledger)
        owed = np.maximum(open_at(whole, to_day(self.on)), 0)
        total = sums(whole.documents.customer, owed, self._size)
        covered = (
            min(int(total[one.id]), one.insurer.granted) * Fraction(one.insurer.quota)
            for one in self.customers
            if one.id in self.doubtful and one.insurer is not None
        )
        return Cents(sum(int(each) for each in covered))

    @property
    def _size(self) -> int:
        return max((one.id for one in self.customers), default=0) + 1

    def slices(self, *, net: bool = False, history: int = HISTORY) -> tuple[Slice, ...]:
        """Return the sales of the last months of the perimeter, newest first, in cents."""
        whole = self._sales(net=net)
        return tuple(
            Slice(whole.sales(first, last), (last - first).days + 1)
            for first, last in slices(self.on, history)
        )

    def _sales(self, *, net: bool) -> Whole:
        return self._whole_net if net else self._whole_gross

    @cached_property
    def _whole_gross(self) -> Whole:
        return trend(self.with_vat, (self.on,), HISTORY, apart=False).whole()

    @cached_property
    def _whole_net(self) -> Whole:
        return trend(self.net, (self.on,), HISTORY, apart=False).whole()

    def owed(self, *, net: bool = False) -> Cents:
        """Return the open balance of the perimeter at the end of the month, in cents."""
        ledger = self.net if net else self.with_vat
        return Cents(int(open_at(ledger, to_day(self.on)).sum()))

    def of(self, customers: frozenset[int]) -> Book:
        """Return the book of some customers only, for a breakdown."""
        kept = tuple(one for one in self.customers if one.id in customers)
        return replace(self, customers=kept, ledger=for_customers(self.ledger, sorted(customers)))

    def at(self, on: date) -> Book:
        """Return the book closed at another month end."""
        return replace(self, on=on)

    def sheet(self, source: Source) -> Sheet:
        """Return one of the tables, with the single figures beside it; laid out once."""
        if source not in self._sheets:
            columns = self._columns(source)
            named = {fold(n): c for n, c in zip(COLUMNS[source], columns, strict=True)}
            self._sheets[source] = Sheet(named, self._folded)
        return self._sheets[source]

    @cached_property
    def _sheets(self) -> dict[Source, Sheet]:
        return {}

    @cached_property
    def _folded(self) -> Mapping[str, Scalar]:
        return {fold(name): value for name, value in self._cells().items()}

    def _columns(self, source: Source) -> tuple[Column, ...]:
        made: Mapping[Source, Callable[[], tuple[Column, ...]]] = {
            Source.ITEMS: self._items,
            Source.RECEIPTS: self._receipts,
            Source.MONTHS: self._months,
            Source.INSURED: self._insured,
            Source.PROMISES: self._promised,
            Source.BANDS: lambda: following.bands(self.with_vat, self.net, self.on),
        }
        return made[source]()

    def _cells(self) -> dict[str, Scalar]:
        gross, net = self.slices(), self.slices(net=True)
        found: dict[str, Scalar] = {
            "Jour": Fraction(to_day(self.on)),
            "Début": Fraction(to_day(self.since)),
        }
        for rank in range(3):
            found[f"CA_{rank + 1}"] = Fraction(gross[rank].sales, 100)
            found[f"CA_HT_{rank + 1}"] = Fraction(net[rank].sales, 100)
            found[f"J_{rank + 1}"] = Fraction(gross[rank].days)
        found["CA_12"] = Fraction(sum(one.sales for one in gross), 100)
        found["CA_HT_12"] = Fraction(sum(one.sales for one in net), 100)
        found["Encours"] = Fraction(self.owed(), 100)
        found["Encours_HT"] = Fraction(self.owed(net=True), 100)
        found["Indemnité"] = Fraction(self.indemnity, 100)
        return found

    def _names(self) -> dict[int, str]:
        return {one.id: one.identity.name for one in self.customers}

    def _flags(self, owners: Ints) -> tuple[Column, Column]:
        def said(marked: frozenset[int]) -> Column:
            return tuple("oui" if owner in marked else "non" for owner in owners.tolist())

        return said(self.factored), said(self.doubtful)

    def _items(self) -> tuple[Column, ...]:
        """Return the documents that were open before the month or at its end, or cashed in it."""
        gross, net = self.ledger, without_vat(self.ledger)
        day, before = to_day(self.on), to_day(self.since) - 1
        left, opening, cash = open_at(gross, day), open_at(gross, before), self._cash(gross)
        rows = np.flatnonzero((left != 0) | (opening != 0) | (cash != 0))
        documents, names = gross.documents, self._names()
        owners = documents.customer[rows]
        kinds = {int(Kind.INVOICE): "facture", int(Kind.CREDIT_NOTE): "avoir"}
        amounts = (
            (left, open_at(net, day)),
            (opening, open_at(net, before)),
            (disputed_at(gross, day), disputed_at(net, day)),
            (cash, self._cash(net)),
        )
        return (
            tuple(names[owner] for owner in owners.tolist()),
            _numbers(documents.number[rows]),
            tuple(kinds[kind] for kind in documents.kind[rows].tolist()),
            _whole(documents.issued[rows]),
            _whole(documents.due[rows]),
            *(_euros(column[rows]) for pair in amounts for column in pair),
            *self._flags(owners.astype(np.int64)),
        )

    def _rows_paid(self, ledger: Ledger) -> Ints:
        """Return the rows of what customers paid on invoices in the month; credits are no cash."""
        payments = ledger.payments
        moved = (payments.paid >= to_day(self.since)) & (payments.paid <= to_day(self.on))
        moved &= (payments.means != Means.CREDIT_NOTE) & (payments.amount > 0)
        rows = np.flatnonzero(moved)
        invoices = ledger.documents.kind[payments.document[rows]] == Kind.INVOICE
        return np.asarray(rows[invoices], dtype=np.int64)

    def _cash(self, ledger: Ledger) -> Ints:
        rows = self._rows_paid(ledger)
        payments = ledger.payments
        return sums(payments.document[rows], payments.amount[rows], len(ledger.documents))

    def _receipts(self) -> tuple[Column, ...]:
        rows, names = self._rows_paid(self.ledger), self._names()
        payments, documents = self.ledger.payments, self.ledger.documents
        document = payments.document[rows]
        owners = documents.customer[document]
        return (
            tuple(names[owner] for owner in owners.tolist()),
            _numbers(documents.number[document]),
            _whole(documents.issued[document]),
            _whole(documents.due[document]),
            _whole(payments.paid[rows]),
            _euros(payments.amount[rows]),
            _euros(without_vat(self.ledger).payments.amount[rows]),
            *self._flags(owners.astype(np.int64)),
        )

    def _months(self) -> tuple[Column, ...]:
        gross, net = self.slices(), self.slices(net=True)

        def before(found: tuple[Slice, ...]) -> Column:
            return tuple(Fraction(sum(s.sales for s in found[:r]), 100) for r in range(HISTORY))

        return (
            tuple(Fraction(rank) for rank in range(1, HISTORY + 1)),
            tuple(Fraction(one.days) for one in gross),
            tuple(Fraction(one.sales, 100) for one in gross),
            tuple(Fraction(one.sales, 100) for one in net),
            before(gross),
            before(net),
        )

    def _insured(self) -> tuple[Column, ...]:
        owners = np.asarray([one.id for one in self.customers], dtype=np.int64)
        names = tuple(one.identity.name for one in self.customers)
        owed = following.exposures(self.customers, self.ledger, self.on)
        net = following.exposures(self.customers, without_vat(self.ledger), self.on)
        granted = following.granted(self.customers)
        return (names, *(_euros(each) for each in (owed, net, granted)), *self._flags(owners))

    def _promised(self) -> tuple[Column, ...]:
        found = following.promises(self.ledger, self.promised_since, self.on)
        documents, names = self.ledger.documents, self._names()
        owners = documents.customer[found.document]
        return (
            tuple(names[owner] for owner in owners.tolist()),
            _numbers(documents.number[found.document]),
            _whole(found.made),
            _whole(found.due),
            _euros(found.amount),
            _euros(without_vat(self.ledger).promises.amount[found.row]),
            tuple("oui" if one else "non" for one in found.kept.tolist()),
            *self._flags(owners.astype(np.int64)),
        )


def _perimeter(conventions: Conventions) -> Conventions:
    return replace(
        DEFAULT,
        doubtful=conventions.doubtful,
        factored=conventions.factored,
    )


def _whole(values: Ints | Days) -> Column:
    return tuple(Fraction(value) for value in values.tolist())


def _euros(cents: Ints) -> Column:
    return tuple(Fraction(value, 100) for value in cents.tolist())


def _numbers(values: Ints) -> Column:
    return tuple(f"F{value}" for value in values.tolist())


def opened(portfolio: Portfolio, conventions: Conventions = DEFAULT) -> Book:
    """Return the book of a portfolio at its last month end.

    Doubtful: a document more than a year late. Factored: a convention of the workshop, one
    customer in nine by a draw that has a name.
    """
    on = closed_on(portfolio.as_of)
    ledger, luck = portfolio.ledger, Luck(portfolio.seed)
    old = (ledger.documents.due < to_day(on) - DOUBTFUL_DAYS) & (open_at(ledger, to_day(on)) > 0)
    doubtful = frozenset(ledger.documents.customer[old].tolist())
    factored = frozenset(
        one.id
        for one in portfolio.customers
        if luck.word("dashboard factored", one.id) % _FACTORED_ONE_IN == 0
    )
    return Book(portfolio.customers, ledger, on, doubtful, factored, conventions)


def month_ends(book: Book, count: int = HISTORY) -> tuple[date, ...]:
    """Return the last month ends up to that of a book which the ledger knows, oldest first."""
    issued = book.ledger.documents.issued
    first = from_day(int(issued.min())) if len(issued) else book.on
    found = [last for _, last in slices(book.on, count) if last >= end_of_month(first)]
    return tuple(reversed(found))
