"""Promises won on the phone: in the ledger, in the year, one a customer."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from sqlalchemy.orm import Session

from simulator.domain.dates import to_day
from simulator.domain.year.state import open_year
from simulator.services import (
    calls,
    imports,
    portfolios,
    promises,
    years,
)
from tests.calling import Desk
from tests.conftest import House


@pytest.fixture
def desk(house: House, session: Session) -> Desk:
    return Desk(house, session)


def test_a_promise_enters_the_ledger_on_the_oldest_documents(desk: Desk) -> None:
    before = portfolios.of_trainee(desk.session, desk.me.id, desk.now)
    row = desk.play(desk.begin())
    assert row.engagement
    (won,) = promises.promises_won(desk.session, desk.me.id)
    after = portfolios.of_trainee(desk.session, desk.me.id, desk.now)

    assert won.customer == row.customer
    assert won.amount == row.engagement["amount"]
    assert won.quality == row.engagement["quality"]
    assert won.due == date.fromisoformat(row.engagement["instalments"][-1][1])
    file = portfolios.file(after, row.customer)
    numbers = {vow.number for vow in won.vows}
    promised = {doc.number for doc in file.documents if doc.promised is not None}
    assert numbers <= promised
    oldest = max(
        (d for d in file.documents if d.left and not d.disputed), key=lambda d: d.days_late
    )
    assert oldest.number in numbers
    latest = promises.of_customer(after, row.customer)[0]
    assert latest.state == "live"
    assert latest.made == after.as_of
    assert after is portfolios.of_trainee(desk.session, desk.me.id, desk.now)
    assert portfolios.as_opened(desk.session, desk.me.id, desk.now) is before
    assert len(after.ledger.documents) == len(before.ledger.documents)


def test_a_promise_is_in_the_opening_of_the_year_with_its_quality(desk: Desk) -> None:
    row = desk.play(desk.begin())
    portfolio = portfolios.of_trainee(desk.session, desk.me.id, desk.now)
    world = years.prepare(portfolio)

    opening = open_year(world)

    (place,) = np.flatnonzero(world.place == row.customer)
    assert opening.promise_amount[place] == row.engagement["amount"]
    assert opening.promise_quality[place] == row.engagement["quality"]
    last = date.fromisoformat(row.engagement["instalments"][-1][1])
    assert opening.promise_due[place] == to_day(last)


def test_a_portfolio_on_which_somebody_calls_is_not_replaced(desk: Desk) -> None:
    desk.begin()

    with pytest.raises(imports.WorkBegun):
        imports._start_anew(desk.session, desk.training())


def test_the_last_call_to_a_customer_replaces_what_an_earlier_one_promised(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = desk.play(desk.begin())
    monkeypatch.setattr(
        calls, "customers_of", lambda _: dict.fromkeys(["decideur-absent"], first.customer)
    )
    desk.house.clock.forward(minutes=5)
    second = desk.play(desk.begin("decideur-absent"))
    assert second.engagement

    won = promises.promises_won(desk.session, desk.me.id)

    assert [one.call_id for one in won] == [second.id]
