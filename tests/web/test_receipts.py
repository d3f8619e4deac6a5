"""The page of receipts."""

from __future__ import annotations

from html import unescape

from simulator.services import portfolios, receipts
from simulator.web import display
from simulator.web.db import db
from tests.conftest import House


def test_the_page_shows_the_months_the_promises_and_the_credits_of_ones_own(house: House) -> None:
    number = house.training(house.trainer())
    person = house.trainee(number)
    page = unescape(house.as_trainee(person).get("/salle/encaissements").text)

    with house.app.app_context():
        portfolio = portfolios.of_trainee(db.session(), person.id, house.clock())
    found = receipts.of_portfolio(portfolio)
    for month in found.months:
        assert month.first.strftime("%m/%Y") in page
        assert display.euros(month.forecast, 0) in page
        assert display.euros(month.received, 0) in page
    for promise in found.promises:
        assert promise.customer.identity.name in page
    for credit in found.credits:
        assert f"<td>{credit.credit.number}</td>" in page
    assert display.keuros(found.ahead) in page
