"""The credit lines of a trainee: what was decided, by whom, until when, and what exceeds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.dates import to_day
from simulator.domain.ledger.balances import totals
from simulator.domain.money import Cents
from simulator.domain.portfolio import Customer, Portfolio
from simulator.store.lines import LineRow

COMMITTEE, CASE = "committee", "case"


@dataclass(frozen=True, slots=True)
class Decided:
    """A line decided on a customer; ``amount`` in cents, 0 is a refusal of credit."""

    customer: int
    amount: Cents
    origin: str
    conditions: str = ""
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One customer of the list; ``decided`` is ``None`` where the opening line still holds."""

    customer: Customer
    opening: Cents | None
    line: Cents | None
    decided: Decided | None
    open: Cents
    overrun: Cents
    expired: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """The lines of a portfolio on its day, with their totals in cents."""

    as_of: date
    rows: tuple[Row, ...]
    lines: Cents
    open: Cents
    overrun: Cents
    decided: int


def of_trainee(session: Session, trainee_id: int) -> dict[int, Decided]:
    """Return the last line decided on each customer."""
    rows = session.scalars(
        select(LineRow).where(LineRow.trainee_id == trainee_id).order_by(LineRow.id)
    )
    return {
        row.customer: Decided(
            row.customer, Cents(row.amount), row.origin, row.conditions, row.expires_on
        )
        for row in rows
    }


def amounts(session: Session, trainee_id: int) -> dict[int, Cents]:
    """Return the lines in force by customer, those decided only."""
    return {who: one.amount for who, one in of_trainee(session, trainee_id).items()}


def add(session: Session, trainee_id: int, decided: Sequence[Decided], now: datetime) -> None:
    """Write lines down; they take the place of earlier ones on the same customers."""
    session.add_all(
        LineRow(
            trainee_id=trainee_id,
            customer=one.customer,
            amount=one.amount,
            origin=one.origin,
            conditions=one.conditions,
            expires_on=one.expires_on,
            decided_at=now,
        )
        for one in decided
    )
    session.flush()


def listing(opened: Portfolio, decided: Mapping[int, Decided]) -> Listing:
    """Return the lines of a portfolio as it was opened, with what was decided since.

    The largest overrun first, then the largest balance. A line that has expired on the day of the
    portfolio still counts: it is shown as expired, to be decided again.
    """
    owed = totals(opened.ledger, to_day(opened.as_of), len(opened.customers)).open
    rows = [
        _row(customer, decided.get(customer.id), int(owed[customer.id]), opened.as_of)
        for customer in opened.customers
    ]
    rows.sort(key=lambda row: (-row.overrun, -row.open, row.customer.id))
    return Listing(
        opened.as_of,
        tuple(rows),
        Cents(sum(row.line or 0 for row in rows)),
        Cents(sum(row.open for row in rows)),
        Cents(sum(row.overrun for row in rows)),
        sum(row.decided is not None for row in rows),
    )


def _row(customer: Customer, decided: Decided | None, owed: int, on: date) -> Row:
    line = decided.amount if decided else customer.limit
    over = 0 if line is None else max(0, owed - line)
    expires = decided.expires_on if decided else None
    expired = expires is not None and expires <= on
    return Row(customer, customer.limit, line, decided, Cents(owed), Cents(over), expired)
