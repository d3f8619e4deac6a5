"""What happened on a customer's account: what was paid, and what was disputed and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from simulator.domain.dates import from_day, to_day
from simulator.domain.ledger.columns import Cause, Means
from simulator.domain.money import Cents
from simulator.domain.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class Payment:
    """One amount applied to an invoice, including VAT; ``left`` is what it left of it."""

    number: int
    paid: date
    amount: Cents
    means: Means
    left: Cents


@dataclass(frozen=True, slots=True)
class Dispute:
    """One dispute; ``closed`` is ``None`` while it is open on the day of the portfolio."""

    number: int
    opened: date
    closed: date | None
    amount: Cents
    cause: Cause


def payments(portfolio: Portfolio, customer: int) -> tuple[Payment, ...]:
    """Return what was paid on the invoices of a customer, the latest first.

    A credit note applied to an invoice is there once, on the invoice.
    """
    ledger, day = portfolio.ledger, to_day(portfolio.as_of)
    documents, rows = ledger.documents, ledger.payments
    known = (rows.paid <= day) & (rows.amount > 0)
    mine = np.flatnonzero((documents.customer[rows.document] == customer) & known)
    mine = mine[np.lexsort((documents.number[rows.document[mine]], rows.paid[mine]))]
    left = {row: int(documents.gross[row]) for row in rows.document[mine].tolist()}
    found = []
    for place, row in zip(mine.tolist(), rows.document[mine].tolist(), strict=True):
        amount = int(rows.amount[place])
        left[row] -= amount
        found.append(
            Payment(
                int(documents.number[row]),
                from_day(rows.paid[place]),
                Cents(amount),
                Means(int(rows.means[place])),
                Cents(left[row]),
            )
        )
    return tuple(reversed(found))


def disputes(portfolio: Portfolio, customer: int) -> tuple[Dispute, ...]:
    """Return the disputes of a customer known on the day of the portfolio, the latest first."""
    ledger, day = portfolio.ledger, to_day(portfolio.as_of)
    documents, rows = ledger.documents, ledger.disputes
    mine = (documents.customer[rows.document] == customer) & (rows.opened <= day)
    found = [
        Dispute(
            int(documents.number[rows.document[place]]),
            from_day(rows.opened[place]),
            from_day(rows.closed[place]) if rows.closed[place] <= day else None,
            Cents(int(rows.amount[place])),
            Cause(int(rows.cause[place])),
        )
        for place in np.flatnonzero(mine).tolist()
    ]
    return tuple(sorted(found, key=lambda each: (each.opened, each.number), reverse=True))
