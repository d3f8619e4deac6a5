"""Rows of the lists that no page shows whole: the ledger of a portfolio, signatures, the log."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from simulator.domain.names import alphabetical
from simulator.domain.portfolio import Customer, Portfolio
from simulator.services import attendances, portfolios
from simulator.services.attendances import Presence
from simulator.services.portfolios import Document
from simulator.store.trainings import HalfDayRow, TrainingRow


@dataclass(frozen=True, slots=True)
class Item:
    """A document of the ledger and the customer who owes it."""

    customer: Customer
    document: Document


def _by_name(customer: Customer) -> tuple[tuple[str, ...], int]:
    return alphabetical(customer.identity.name), customer.id


def items(portfolio: Portfolio, *, every: bool = False) -> tuple[Item, ...]:
    """Return the open documents of a portfolio, or all of them, by name of customer."""
    return tuple(
        Item(customer, document)
        for customer in sorted(portfolio.customers, key=_by_name)
        for document in portfolios.documents_of(portfolio, customer.id)
        if every or document.left
    )


@dataclass(frozen=True, slots=True)
class Signed:
    """What is stated of one person in one half-day."""

    half_day: HalfDayRow
    person: Presence


def signatures(session: Session, training: TrainingRow) -> tuple[Signed, ...]:
    """Return the presence of each person in each half-day, in their order."""
    return tuple(
        Signed(half_day, person)
        for half_day in training.half_days
        for person in attendances.sheet(session, half_day).people
    )
