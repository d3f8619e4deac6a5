"""The portfolio's pages add up with its ledger, counted again here document by document."""

from __future__ import annotations

from collections import defaultdict

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from simulator.domain.dates import NEVER, to_day
from simulator.domain.portfolio import Portfolio
from simulator.domain.refusals import NotFound
from simulator.services import portfolios
from simulator.store.portfolios import PortfolioRow
from tests import make
from tests.classroom import Classroom
from tests.conftest import Clock, House
from tests.services.test_attempts import at_once


@pytest.fixture
def room(house: House) -> Classroom:
    return house.classroom()


@pytest.fixture(scope="module", params=[1, 7])
def portfolio(request: pytest.FixtureRequest) -> Portfolio:
    return make.portfolio(request.param, 40)


class Ledger:
    """The same ledger in plain Python: what each document says on a day."""

    def __init__(self, portfolio: Portfolio) -> None:
        ledger, day = portfolio.ledger, to_day(portfolio.as_of)
        documents, payments = ledger.documents, ledger.payments
        paid: dict[int, int] = defaultdict(int)
        self.last_paid: dict[int, int] = {}
        for row, when, amount in zip(
            payments.document, payments.paid, payments.amount, strict=True
        ):
            if when <= day:
                paid[int(row)] += int(amount)
                self.last_paid[int(row)] = max(self.last_paid.get(int(row), 0), int(when))
        self.disputed: dict[int, int] = defaultdict(int)
        disputes = ledger.disputes
        for row, start, end, amount in zip(
            disputes.document, disputes.opened, disputes.closed, disputes.amount, strict=True
        ):
            if start <= day < end:
                self.disputed[int(row)] += int(amount)
        self.promised: dict[int, int] = {}
        promises = ledger.promises
        for row, made, due in zip(promises.document, promises.made, promises.due, strict=True):
            if made <= day <= due:
                self.promised[int(row)] = min(self.promised.get(int(row), NEVER), int(due))
        self.day = day
        self.rows = [row for row in range(len(documents)) if documents.issued[row] <= day]
        self.customer = {row: int(documents.customer[row]) for row in self.rows}
        self.due = {row: int(documents.due[row]) for row in self.rows}
        self.left = {row: int(documents.gross[row]) - paid[row] for row in self.rows}
        self.number = {row: int(documents.number[row]) for row in self.rows}

    def open(self, who: int) -> int:
        return sum(self.left[row] for row in self.rows if self.customer[row] == who)

    def overdue(self, who: int) -> int:
        return sum(
            self.left[row]
            for row in self.rows
            if self.customer[row] == who and self.due[row] < self.day and self.left[row] > 0
        )

    def oldest(self, who: int) -> int:
        late = [
            self.day - self.due[row]
            for row in self.rows
            if self.customer[row] == who and self.left[row] > 0
        ]
        return max([0, *late])


def test_every_line_of_the_list_is_what_the_documents_say(portfolio: Portfolio) -> None:
    ledger = Ledger(portfolio)

    found = portfolios.listing(portfolio)

    assert len(found.lines) == len(portfolio.customers)
    for line in found.lines:
        who = line.customer.id
        assert line.open == ledger.open(who)
        assert line.overdue == ledger.overdue(who)
        assert line.oldest_days == ledger.oldest(who)
        limit = line.customer.limit
        assert line.overrun == (0 if limit is None else max(0, ledger.open(who) - limit))


def test_the_totals_of_the_list_are_those_of_its_lines_and_of_the_ledger(
    portfolio: Portfolio,
) -> None:
    ledger, found = Ledger(portfolio), portfolios.listing(portfolio)

    assert found.open == sum(ledger.left.values()) == sum(line.open for line in found.lines)
    assert found.overdue == sum(ledger.overdue(c.id) for c in portfolio.customers)
    assert found.disputed == sum(line.disputed for line in found.lines)
    assert found.overrun == sum(line.overrun for line in found.lines)
    opened = [line.open for line in found.lines]
    assert opened == sorted(opened, reverse=True)


def test_the_aged_balance_of_each_customer_adds_up_to_what_is_owed(portfolio: Portfolio) -> None:
    ledger, table = Ledger(portfolio), portfolios.ageing(portfolio)

    for customer in portfolio.customers:
        bands = int(table.amounts[customer.id].sum())
        assert bands + int(table.credits[customer.id]) == ledger.open(customer.id)
        overdue = bands - int(table.amounts[customer.id, 0])
        assert overdue == ledger.overdue(customer.id)


def test_a_file_shows_every_document_and_its_status(portfolio: Portfolio) -> None:
    ledger = Ledger(portfolio)
    seen = set()
    for customer in portfolio.customers[:15]:
        file = portfolios.file(portfolio, customer.id)
        rows = {ledger.number[r]: r for r in ledger.rows if ledger.customer[r] == customer.id}
        assert {document.number for document in file.documents} == set(rows)
        for document in file.documents:
            row = rows[document.number]
            assert document.left == ledger.left[row]
            assert document.status == _status(ledger, row)
            assert (document.settled is not None) == (ledger.left[row] == 0)
            seen.add(document.status)
        assert sum(document.left for document in file.documents) == file.line.open
        dates = [document.issued for document in file.documents]
        assert dates == sorted(dates, reverse=True)
    assert seen >= {"settled", "overdue", "not-due"}


def _status(ledger: Ledger, row: int) -> str:
    if ledger.left[row] == 0:
        return "settled"
    if ledger.disputed[row]:
        return "disputed"
    if row in ledger.promised:
        return "promised"
    return "overdue" if ledger.day > ledger.due[row] and ledger.left[row] > 0 else "not-due"


@pytest.mark.parametrize("number", [-1, 40, 10**6])
def test_a_customer_that_is_not_in_the_portfolio_is_not_found(
    portfolio: Portfolio, number: int
) -> None:
    with pytest.raises(NotFound):
        portfolios.file(portfolio, number)


@settings(max_examples=60)
@given(st.integers(0, 2**31 - 1), st.sets(st.integers(1, 10**6), min_size=2, max_size=40))
def test_the_seeds_of_a_training_are_all_different_and_fit_a_column(
    training: int, people: set[int]
) -> None:
    seeds = {portfolios.seed_of(training, person) for person in people}

    assert len(seeds) == len(people)
    assert all(0 <= seed < 2**31 for seed in seeds)


def test_a_portfolio_is_made_once_and_kept(session: Session, room: Classroom, clock: Clock) -> None:
    person = room.people[0].id
    first = portfolios.of_trainee(session, person, clock())
    portfolios._cache.clear()
    again = portfolios.of_trainee(session, person, clock())

    assert again is not first
    assert again.customers == first.customers
    assert portfolios.of_trainee(session, person, clock()) is again
    assert session.scalar(select(func.count()).select_from(PortfolioRow)) == 1


def test_two_trainees_have_customers_of_their_own(
    session: Session, room: Classroom, clock: Clock
) -> None:
    one, two = (portfolios.of_trainee(session, p.id, clock()) for p in room.people[:2])

    names = {customer.identity.name for customer in one.customers}
    shared = names & {customer.identity.name for customer in two.customers}
    assert len(shared) < len(names) / 4


def test_five_tabs_at_once_see_one_portfolio(app: Flask, room: Classroom, clock: Clock) -> None:
    def open_one(session: Session, _rank: int) -> int:
        return portfolios.of_trainee(session, room.people[0].id, clock()).seed

    got = at_once(app, 5, open_one)

    assert len(set(got)) == 1, got


def test_memory_keeps_a_bounded_number_of_portfolios(
    session: Session, room: Classroom, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portfolios, "_KEPT", 2)
    portfolios._cache.clear()
    for person in room.people:
        portfolios.of_trainee(session, person.id, clock())

    assert len(portfolios._cache) == 2
