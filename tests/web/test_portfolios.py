"""The portfolio's pages say what the ledger says, to its owner only."""

from __future__ import annotations

from bs4 import BeautifulSoup

from simulator.services import portfolios
from simulator.web.db import db
from simulator.web.liasse import sheets
from tests.conftest import House
from tests.services.test_portfolios import Ledger


def amount(text: str) -> int:
    digits = "".join(sign for sign in text if sign.isdigit())
    return int(digits) * (-1 if "−" in text else 1)


def test_the_totals_shown_are_those_of_the_ledger(house: House) -> None:
    room = house.classroom()
    with house.app.app_context():
        portfolio = portfolios.of_trainee(db.session(), room.people[0].id, house.clock())
        db.session.commit()
    ledger = Ledger(portfolio)
    browser = house.as_trainee(room.people[0])

    page = BeautifulSoup(browser.get("/salle/portefeuille").text, "html.parser")
    feet = [amount(cell.get_text()) for cell in page.select("tfoot td.num") if cell.get_text()]
    assert feet[:2] == [
        sum(ledger.left.values()),
        sum(ledger.overdue(customer.id) for customer in portfolio.customers),
    ]
    column = [amount(row.select("td.num")[0].get_text()) for row in page.select("tbody tr")]
    assert sum(column) == feet[0]
    aged = BeautifulSoup(browser.get("/salle/balance-agee").text, "html.parser")
    whole = aged.select("tfoot tr")[0].select("td")
    assert amount(whole[-1].get_text()) == feet[0]
    assert sum(amount(cell.get_text()) for cell in whole[:-1]) == feet[0]


def test_a_trainee_sees_their_own_customers_only(house: House) -> None:
    room = house.classroom()
    one, two = (
        house.as_trainee(person).get("/salle/portefeuille").text for person in room.people[:2]
    )

    assert BeautifulSoup(one, "html.parser").select("tbody") != BeautifulSoup(
        two, "html.parser"
    ).select("tbody")
    assert house.as_trainee(room.people[0]).get("/salle/clients/40").status_code == 404


def test_a_file_shows_what_was_paid_in_parts_and_why_it_is_disputed(house: House) -> None:
    room = house.classroom()
    with house.app.app_context():
        portfolio = portfolios.of_trainee(db.session(), room.people[0].id, house.clock())
        db.session.commit()
    ledger = portfolio.ledger
    who = int(ledger.documents.customer[ledger.disputes.document[0]])
    browser = house.as_trainee(room.people[0])

    page = BeautifulSoup(browser.get(f"/salle/clients/{who}?tout=1").text, "html.parser")

    mine = ledger.documents.customer[ledger.payments.document] == who
    told = page.select("section[aria-labelledby=reglements] tbody tr")
    assert len(told) == int((mine & (ledger.payments.amount > 0)).sum())
    disputed = page.select("section[aria-labelledby=litiges] tbody tr")
    assert len(disputed) == int((ledger.documents.customer[ledger.disputes.document] == who).sum())
    causes = {row.select("td")[1].get_text() for row in disputed}
    assert causes <= {
        "prix", "quantité", "qualité", "livraison", "administratif", "avoir attendu", "autre",
    }  # fmt: skip


def test_without_accounts_there_are_no_sheets() -> None:
    assert sheets(()) == ()
