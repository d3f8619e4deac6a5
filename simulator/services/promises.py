"""Promises won on the phone: what the calls wrote in a trainee's ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.dates import from_day, to_day
from simulator.domain.ledger.balances import open_at
from simulator.domain.ledger.vows import Vow
from simulator.domain.money import Cents
from simulator.domain.portfolio import Portfolio
from simulator.store.calls import CallPromiseRow, CallRow

LONGEST = 12
"""Promises shown of one customer, the latest made first."""


@dataclass(frozen=True, slots=True)
class Won:
    """What one call obtained from a customer, document by document."""

    call_id: int
    customer: int
    vows: tuple[Vow, ...]

    @property
    def amount(self) -> Cents:
        """Return the whole amount promised, in cents."""
        return Cents(sum(vow.amount for vow in self.vows))

    @property
    def due(self) -> date:
        """Return the last day promised."""
        return max(vow.due for vow in self.vows)

    @property
    def quality(self) -> int:
        """Return how good the engagement is, from 0 to 100."""
        return self.vows[0].quality


def promises_won(session: Session, trainee_id: int) -> tuple[Won, ...]:
    """Return the promises that a trainee's ledger holds: by customer, that of the last call.

    Only calls that count: a call played again for practice promises nothing. In the order of the
    customers; ``portfolios.of_trainee`` already has them in its ledger.
    """
    rows = session.execute(
        select(CallRow.id, CallRow.customer, CallPromiseRow)
        .join(CallPromiseRow, CallPromiseRow.call_id == CallRow.id)
        .where(CallRow.trainee_id == trainee_id, CallRow.counts)
        .order_by(CallRow.ended_at, CallRow.id, CallPromiseRow.id)
    )
    last: dict[int, int] = {}
    found: dict[int, list[Vow]] = {}
    for call_id, customer, row in rows:
        last[customer] = call_id
        found.setdefault(call_id, []).append(
            Vow(row.number, row.made, row.due, Cents(row.amount), row.quality)
        )
    return tuple(
        Won(call_id, customer, tuple(found[call_id])) for customer, call_id in sorted(last.items())
    )


@dataclass(frozen=True, slots=True)
class Pledge:
    """A promise as a file shows it; ``state`` is ``live``, ``kept`` or ``broken``."""

    made: date
    due: date
    amount: Cents
    documents: tuple[int, ...]
    state: str


def of_customer(portfolio: Portfolio, customer: int) -> tuple[Pledge, ...]:
    """Return the promises of a customer, the latest first: live, kept, or broken.

    Broken is what was due before the day of the portfolio on a document that is still open.
    """
    day, ledger = to_day(portfolio.as_of), portfolio.ledger
    vows, documents = ledger.promises, ledger.documents
    mine = np.flatnonzero((documents.customer[vows.document] == customer) & (vows.made <= day))
    left = open_at(ledger, day)
    grouped: dict[tuple[int, int], list[int]] = {}
    for row in mine.tolist():
        grouped.setdefault((int(vows.made[row]), int(vows.due[row])), []).append(row)
    found = []
    for (made, due), rows in sorted(grouped.items(), reverse=True)[:LONGEST]:
        owing = any(left[vows.document[row]] > 0 for row in rows)
        state = "live" if due >= day else ("broken" if owing else "kept")
        numbers = tuple(sorted(int(documents.number[vows.document[row]]) for row in rows))
        amount = Cents(sum(int(vows.amount[row]) for row in rows))
        found.append(Pledge(from_day(made), from_day(due), amount, numbers, state))
    return tuple(found)
