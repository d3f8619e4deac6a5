"""The trainee's portfolio: made once, kept as a snapshot, read by every page."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from threading import Lock

import numpy as np
from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from simulator.domain.dates import NEVER, from_day, to_day
from simulator.domain.indicators.stock import AgeingTable, ageing_by_customer
from simulator.domain.ledger.balances import disputed_at, open_at, totals
from simulator.domain.ledger.columns import Kind
from simulator.domain.ledger.vows import with_vows
from simulator.domain.money import Cents
from simulator.domain.portfolio import Customer, Portfolio
from simulator.domain.portfolio.lines import with_lines
from simulator.domain.refusals import NotFound
from simulator.exchange import snapshots
from simulator.generation.build import generate
from simulator.services import imports, lines, promises
from simulator.store.portfolios import PortfolioRow
from simulator.store.trainings import TraineeRow
from simulator.store.years import YearRow

_KEPT = 128
_cache: OrderedDict[str, Portfolio] = OrderedDict()
_DIGEST = select(PortfolioRow.digest).where(PortfolioRow.trainee_id == bindparam("trainee"))
_lock = Lock()
"""Portfolios are immutable: the last ones used are kept in memory by digest."""


def make(
    session: Session,
    trainee_id: int,
    scenario: str,
    seed: int,
    customers: int,
    as_of: date,
    now: datetime,
) -> PortfolioRow:
    """Generate and store the portfolio of a trainee."""
    return keep(session, trainee_id, generate(scenario, seed, customers, as_of=as_of), now)


def keep(session: Session, trainee_id: int, portfolio: Portfolio, now: datetime) -> PortfolioRow:
    """Store the portfolio of a trainee, wherever it comes from."""
    snapshot = snapshots.dump(portfolio)
    row = PortfolioRow(
        trainee_id=trainee_id,
        scenario=portfolio.supplier.scenario,
        seed=portfolio.seed,
        version=portfolio.version,
        digest=snapshots.digest_of(snapshot),
        snapshot=snapshot,
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row


def seed_of(training_seed: int, trainee_id: int) -> int:
    """Return the seed of a trainee's portfolio: each has customers of their own.

    Under 2**31, which is what a column of PostgreSQL holds; the step being odd, two trainees of a
    training never have the same.
    """
    return (training_seed + trainee_id * 1_000_003) % 2**31


def of_trainee(session: Session, trainee_id: int, now: datetime) -> Portfolio:
    """Return a trainee's living portfolio, making it the first time (the caller commits).

    The promises won on the phone are in its ledger and the lines decided in its files, so that
    every page sees them.
    """
    key, portfolio = _promised(session, trainee_id, now)
    decided = lines.amounts(session, trainee_id)
    if not decided:
        return portfolio
    key += "/" + ",".join(f"{customer}={amount}" for customer, amount in sorted(decided.items()))
    known = _remembered(key)
    if known is not None:
        return known
    return _remember(key, with_lines(portfolio, decided))


def in_year(session: Session, trainee_id: int, now: datetime) -> Portfolio:
    """Return a trainee's portfolio as the year opens on it: with promises, on the opening lines.

    Lines decided are decisions of the year's policy, by revision, and promises won since it was
    opened are decisions of a day: what was played before one does not change.
    """
    opened = session.scalar(select(YearRow.opened_at).where(YearRow.trainee_id == trainee_id))
    return _promised(session, trainee_id, now, opened)[1]


def _promised(
    session: Session, trainee_id: int, now: datetime, until: datetime | None = None
) -> tuple[str, Portfolio]:
    digest, portfolio = _snapshot(session, trainee_id, now)
    won = promises.promises_won(session, trainee_id, until)
    if not won:
        return digest, portfolio
    # the promises of a call that is over never change: the names of the calls say them all
    key = f"{digest}+{','.join(one.key for one in won)}"
    known = _remembered(key)
    if known is not None:
        return key, known
    vows = [vow for one in won for vow in one.vows]
    ledger = with_vows(portfolio.ledger, vows, portfolio.as_of)
    return key, _remember(key, replace(portfolio, ledger=ledger))


def as_opened(session: Session, trainee_id: int, now: datetime) -> Portfolio:
    """Return a trainee's portfolio as it was given, without what was won since."""
    return _snapshot(session, trainee_id, now)[1]


def _snapshot(session: Session, trainee_id: int, now: datetime) -> tuple[str, Portfolio]:
    digest = session.scalar(_DIGEST, {"trainee": trainee_id})
    if digest is None:
        digest = _first(session, trainee_id, now)
    known = _remembered(digest)
    if known is not None:
        return digest, known
    blob = session.scalars(
        select(PortfolioRow.snapshot).where(PortfolioRow.trainee_id == trainee_id)
    ).one()
    return digest, _remember(digest, snapshots.load(blob))


def _remembered(key: str) -> Portfolio | None:
    with _lock:
        if key in _cache:
            _cache.move_to_end(key)
        return _cache.get(key)


def _remember(key: str, portfolio: Portfolio) -> Portfolio:
    with _lock:
        _cache[key] = portfolio
        while len(_cache) > _KEPT:
            _cache.popitem(last=False)
    return portfolio


def _first(session: Session, trainee_id: int, now: datetime) -> str:
    trainee = session.get_one(TraineeRow, trainee_id)
    training = trainee.training
    seed = seed_of(training.seed, trainee_id)
    try:
        with session.begin_nested():
            imported = imports.of_trainee(session, trainee, seed)
            if imported is not None:
                return keep(session, trainee_id, imported, now).digest
            return make(
                session,
                trainee_id,
                training.scenario,
                seed,
                training.customers,
                training.as_of,
                now,
            ).digest
    except IntegrityError:  # another request of the same person was first
        return session.scalars(
            select(PortfolioRow.digest).where(PortfolioRow.trainee_id == trainee_id)
        ).one()


@dataclass(frozen=True, slots=True)
class Line:
    """One customer of the list; amounts include VAT, on the day of the portfolio."""

    customer: Customer
    open: Cents
    overdue: Cents
    disputed: Cents
    oldest_days: int
    overrun: Cents


@dataclass(frozen=True, slots=True)
class Listing:
    """The list of customers and its totals."""

    as_of: date
    lines: tuple[Line, ...]
    open: Cents
    overdue: Cents
    disputed: Cents
    overrun: Cents


_SHOWN: dict[str, Callable[[Line], bool]] = {
    "echus": lambda line: line.overdue > 0,
    "litiges": lambda line: line.disputed > 0,
    "depassements": lambda line: line.overrun > 0,
}


def listing(portfolio: Portfolio, view: str = "") -> Listing:
    """Return the customers with what they owe, the largest balance first.

    ``view`` keeps those that are overdue, disputed or over their line.
    """
    day = to_day(portfolio.as_of)
    count = len(portfolio.customers)
    sums = totals(portfolio.ledger, day, count)
    oldest = _oldest(portfolio, day)
    lines = [
        Line(
            customer,
            Cents(int(sums.open[customer.id])),
            Cents(int(sums.overdue[customer.id])),
            Cents(int(sums.disputed[customer.id])),
            int(oldest[customer.id]),
            _overrun(customer, int(sums.open[customer.id])),
        )
        for customer in portfolio.customers
    ]
    if view in _SHOWN:
        lines = [line for line in lines if _SHOWN[view](line)]
    lines.sort(key=lambda line: (-line.open, line.customer.id))
    return Listing(
        portfolio.as_of,
        tuple(lines),
        Cents(sum(line.open for line in lines)),
        Cents(sum(line.overdue for line in lines)),
        Cents(sum(line.disputed for line in lines)),
        Cents(sum(line.overrun for line in lines)),
    )


def _overrun(customer: Customer, owed: int) -> Cents:
    return Cents(0 if customer.limit is None else max(0, owed - customer.limit))


def _oldest(portfolio: Portfolio, day: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    documents = portfolio.ledger.documents
    late = np.where(open_at(portfolio.ledger, day) > 0, day - documents.due.astype(np.int64), 0)
    found = np.zeros(len(portfolio.customers), dtype=np.int64)
    np.maximum.at(found, documents.customer, late)
    return found


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a customer's ledger."""

    number: int
    kind: Kind
    issued: date
    due: date
    gross: Cents
    left: Cents
    disputed: Cents
    days_late: int
    settled: date | None
    promised: date | None

    @property
    def status(self) -> str:
        """Return the status of the house's vocabulary."""
        if self.left == 0:
            return "settled"
        if self.disputed:
            return "disputed"
        if self.promised is not None:
            return "promised"
        return "overdue" if self.days_late > 0 and self.left > 0 else "not-due"


@dataclass(frozen=True, slots=True)
class File:
    """A customer's file: what a credit manager would see."""

    customer: Customer
    line: Line
    documents: tuple[Document, ...]
    bands: tuple[tuple[str, Cents], ...]


def file(portfolio: Portfolio, customer_id: int) -> File:
    """Return the file of a customer; ``NotFound`` when there is none of this number."""
    if not 0 <= customer_id < len(portfolio.customers):
        raise NotFound("customer")
    customer = portfolio.customers[customer_id]
    line = next(line for line in listing(portfolio).lines if line.customer.id == customer_id)
    table = ageing(portfolio)
    bands = tuple(
        (band.label, Cents(int(table.amounts[customer_id, index])))
        for index, band in enumerate(table.bands)
    )
    return File(customer, line, documents_of(portfolio, customer_id), bands)


def documents_of(portfolio: Portfolio, customer_id: int) -> tuple[Document, ...]:
    """Return a customer's documents, the newest first."""
    day = to_day(portfolio.as_of)
    ledger = portfolio.ledger
    documents, payments = ledger.documents, ledger.payments
    left, disputed = open_at(ledger, day), disputed_at(ledger, day)
    rows = np.flatnonzero((documents.customer == customer_id) & (documents.issued <= day))
    settled = np.full(len(documents), -1, dtype=np.int64)
    np.maximum.at(settled, payments.document, np.where(payments.paid <= day, payments.paid, -1))
    promised = np.full(len(documents), NEVER, dtype=np.int64)
    live = (ledger.promises.made <= day) & (ledger.promises.due >= day)
    np.minimum.at(promised, ledger.promises.document[live], ledger.promises.due[live])
    found = [
        Document(
            int(documents.number[row]),
            Kind(int(documents.kind[row])),
            from_day(documents.issued[row]),
            from_day(documents.due[row]),
            Cents(int(documents.gross[row])),
            Cents(int(left[row])),
            Cents(int(disputed[row])),
            day - int(documents.due[row]),
            from_day(settled[row]) if left[row] == 0 and settled[row] >= 0 else None,
            from_day(promised[row]) if promised[row] != NEVER and left[row] else None,
        )
        for row in rows
    ]
    found.sort(key=lambda item: (item.issued, item.number), reverse=True)
    return tuple(found)


def ageing(portfolio: Portfolio) -> AgeingTable:
    """Return the aged balance of every customer on the day of the portfolio."""
    return ageing_by_customer(portfolio.ledger, portfolio.as_of, customers=len(portfolio.customers))
