"""How each customer of a portfolio pays, as columns by customer: open, overdue, late, disputed."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from simulator.domain.dates import add_months, to_day
from simulator.domain.ledger.columns import Ints, Ledger
from simulator.domain.portfolio import Portfolio

_TIERS = (0, 30, 60, 90)


@dataclass(frozen=True, slots=True, eq=False)
class Behaviour:
    """One row a customer, amounts in cents including VAT on the day of the portfolio.

    ``overdue_30`` counts what is more than 30 days late; ``oldest_days`` is the lateness of the
    oldest open document; ``late_weight`` adds amount × days late of what was paid over twelve
    months (early payments count as negative) and ``paid`` the amounts; ``invoiced`` is twelve
    months of documents, ``incidents`` the disputes and broken promises of the year.
    """

    open: Ints
    overdue: Ints
    overdue_30: Ints
    overdue_60: Ints
    overdue_90: Ints
    oldest_days: Ints
    late_weight: Ints
    paid: Ints
    invoiced: Ints
    disputed: Ints
    broken_promises: Ints
    incidents: Ints

    def row(self, customer: int) -> dict[str, int]:
        """Return the figures of one customer by name."""
        return {field.name: int(getattr(self, field.name)[customer]) for field in fields(self)}


def behaviour(portfolio: Portfolio) -> Behaviour:
    """Read the ledger on the day of the portfolio; documents and payments after it are left out."""
    ledger, day = portfolio.ledger, to_day(portfolio.as_of)
    documents, payments = ledger.documents, ledger.payments
    year_ago = to_day(add_months(portfolio.as_of, -12))
    count = len(portfolio.customers)
    left = open_amounts(ledger, day)
    late = day - documents.due.astype(np.int64)
    known = documents.issued <= day

    def by_customer(rows: npt.NDArray[np.int32], amounts: Ints) -> Ints:
        total = np.zeros(count, dtype=np.int64)
        np.add.at(total, rows, amounts)
        return total

    def overdue(tier: int) -> Ints:
        return by_customer(documents.customer, np.where(late > tier, np.maximum(left, 0), 0))

    oldest = np.zeros(count, dtype=np.int64)
    np.maximum.at(oldest, documents.customer, np.where((left > 0) & (late > 0), late, 0))
    lately = (payments.paid > year_ago) & (payments.paid <= day)
    payer = documents.customer[payments.document]
    days = payments.paid.astype(np.int64) - documents.due[payments.document]
    paid = np.where(lately, payments.amount, 0)
    disputes, promises = ledger.disputes, ledger.promises
    live = (disputes.opened <= day) & (disputes.closed > day)
    broken = (promises.made > year_ago) & (promises.due < day) & (left[promises.document] > 0)
    disputed = (disputes.opened > year_ago) & (disputes.opened <= day)
    promises_broken = by_customer(documents.customer[promises.document], broken.astype(np.int64))
    tiers = [overdue(tier) for tier in _TIERS]
    return Behaviour(
        open=by_customer(documents.customer, left),
        overdue=tiers[0],
        overdue_30=tiers[1],
        overdue_60=tiers[2],
        overdue_90=tiers[3],
        oldest_days=oldest,
        late_weight=by_customer(payer, paid * days),
        paid=by_customer(payer, paid),
        invoiced=by_customer(
            documents.customer, np.where(known & (documents.issued > year_ago), documents.gross, 0)
        ),
        disputed=by_customer(
            documents.customer[disputes.document], np.where(live, disputes.amount, 0)
        ),
        broken_promises=promises_broken,
        incidents=promises_broken
        + by_customer(documents.customer[disputes.document], disputed.astype(np.int64)),
    )


def open_amounts(ledger: Ledger, day: int) -> Ints:
    """Return what is left to pay on each document on a day, in cents; nothing before its issue."""
    documents, payments = ledger.documents, ledger.payments
    left = documents.gross.astype(np.int64).copy()
    np.subtract.at(left, payments.document, np.where(payments.paid <= day, payments.amount, 0))
    return np.where(documents.issued <= day, left, 0).astype(np.int64)
