"""Invoices of the ledger that exercises speak of: the overdue claim, the last invoice of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from simulator.domain.dates import add_months, from_day, to_day
from simulator.domain.exercises.behaviour import open_amounts
from simulator.domain.ledger.columns import Ints, Kind
from simulator.domain.money import Cents
from simulator.domain.portfolio import Portfolio

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Claim:
    """One invoice, amounts in cents: ``left`` is unpaid (VAT included), ``disputed`` in dispute."""

    number: int
    issued: date
    due: date
    gross: Cents
    net: Cents
    left: Cents
    disputed: bool


@dataclass(frozen=True, slots=True)
class Claims:
    """The invoices of one customer on the day of the portfolio.

    ``largest`` is the overdue invoice on which most is left to pay, ``late`` every overdue one,
    ``unpaid`` every open one, ``last`` the last issued.
    """

    largest: Claim | None
    last: Claim | None
    late: tuple[Claim, ...]
    unpaid: tuple[Claim, ...]


def claims(portfolio: Portfolio) -> Mapping[int, Claims]:
    """Return the invoices of each customer; credit notes and settled invoices are left out."""
    documents, disputes = portfolio.ledger.documents, portfolio.ledger.disputes
    day = to_day(portfolio.as_of)
    left = open_amounts(portfolio.ledger, day)
    live = (disputes.opened <= day) & (disputes.closed > day)
    disputed = set(disputes.document[live].tolist())
    known = (documents.issued <= day) & (documents.kind == Kind.INVOICE)

    def claim(row: int) -> Claim:
        return Claim(
            number=int(documents.number[row]),
            issued=from_day(int(documents.issued[row])),
            due=from_day(int(documents.due[row])),
            gross=Cents(int(documents.gross[row])),
            net=Cents(int(documents.net[row])),
            left=Cents(int(left[row])),
            disputed=row in disputed,
        )

    unpaid = _by_customer(documents.customer, np.flatnonzero(known & (left > 0)))
    issued = _by_customer(documents.customer, np.flatnonzero(known))
    found = {}
    for customer in portfolio.customers:
        rows = tuple(claim(row) for row in unpaid.get(customer.id, ()))
        late = tuple(row for row in rows if row.due < portfolio.as_of)
        last = max(
            issued.get(customer.id, ()), key=lambda row: int(documents.issued[row]), default=-1
        )
        found[customer.id] = Claims(
            largest=max(late, key=lambda one: (one.left, -one.number), default=None),
            last=None if last < 0 else claim(last),
            late=late,
            unpaid=rows,
        )
    return found


def _by_customer(owners: npt.NDArray[np.int32], rows: npt.NDArray[np.intp]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for row in rows.tolist():
        found.setdefault(int(owners[row]), []).append(row)
    return found


def monthly(portfolio: Portfolio) -> Ints:
    """Return what was invoiced (VAT included, cents) by customer and month.

    Twelve whole months before that of the portfolio, the oldest first; credit notes deducted.
    """
    documents = portfolio.ledger.documents
    first = add_months(portfolio.as_of.replace(day=1), -MONTHS)
    edges = np.array([to_day(add_months(first, shift)) for shift in range(MONTHS + 1)])
    month = np.searchsorted(edges, documents.issued, side="right") - 1
    inside = (month >= 0) & (month < MONTHS)
    found = np.zeros((len(portfolio.customers), MONTHS), dtype=np.int64)
    np.add.at(found, (documents.customer[inside], month[inside]), documents.gross[inside])
    return found
