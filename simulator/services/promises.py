"""Promises won on the phone: what calls and role-plays wrote in a trainee's ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.dates import from_day, to_day
from simulator.domain.ledger.balances import open_at
from simulator.domain.ledger.vows import Vow
from simulator.domain.money import Cents
from simulator.domain.portfolio import Portfolio
from simulator.store.calls import CallPromiseRow, CallRow
from simulator.store.triads import TriadAgreementRow

LONGEST = 12
"""Promises shown of one customer, the latest made first."""


@dataclass(frozen=True, slots=True)
class Won:
    """What one call obtained from a customer, document by document; ``key`` names the call.

    ``call_id`` is that of a call alone, 0 when it was a role-play in the room.
    """

    key: str
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


def promises_won(
    session: Session, trainee_id: int, until: datetime | None = None
) -> tuple[Won, ...]:
    """Return the promises that a trainee's ledger holds: by customer, that of the last call.

    Only calls that count: a call played again for practice promises nothing, nor does a role-play
    whose agreement the trainer struck out. In the order of the customers; ``portfolios.of_trainee``
    already has them in its ledger. With ``until``, those won up to that instant only.
    """
    found = [*_alone(session, trainee_id), *_in_room(session, trainee_id)]
    if until is not None:
        found = [each for each in found if each[0] <= until]
    last = {one.customer: one for _, one in sorted(found, key=lambda each: each[0])}
    return tuple(last[customer] for customer in sorted(last))


def _alone(session: Session, trainee_id: int) -> list[tuple[datetime, Won]]:
    rows = session.execute(
        select(CallRow.id, CallRow.customer, CallRow.ended_at, CallPromiseRow)
        .join(CallPromiseRow, CallPromiseRow.call_id == CallRow.id)
        .where(CallRow.trainee_id == trainee_id, CallRow.counts, CallRow.ended_at.is_not(None))
        .order_by(CallRow.id, CallPromiseRow.id)
    )
    vows: dict[tuple[datetime, int, int], list[Vow]] = {}
    for call_id, customer, ended_at, row in rows:
        assert ended_at is not None  # asked for
        assert ended_at is not None
        vows.setdefault((ended_at, call_id, customer), []).append(
            Vow(row.number, row.made, row.due, Cents(row.amount), row.quality)
        )
    return [
        (at, Won(str(call_id), call_id, customer, tuple(each)))
        for (at, call_id, customer), each in vows.items()
    ]


def _in_room(session: Session, trainee_id: int) -> list[tuple[datetime, Won]]:
    rows = session.scalars(
        select(TriadAgreementRow)
        .where(TriadAgreementRow.trainee_id == trainee_id, TriadAgreementRow.struck_at.is_(None))
        .order_by(TriadAgreementRow.id)
    )
    # a number may serve again after an erasure: the key says what was promised too
    return [
        (
            row.made_at,
            Won(f"t{row.id}:{row.amount}:{row.due}", 0, row.customer, _agreed(row)),
        )
        for row in rows
    ]


def _agreed(row: TriadAgreementRow) -> tuple[Vow, ...]:
    return tuple(
        Vow(number, date.fromisoformat(made), date.fromisoformat(due), Cents(amount), row.quality)
        for number, made, due, amount in row.vows
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
