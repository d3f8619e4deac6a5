"""Opening an account: the list, a file, the comparison."""

from __future__ import annotations

from html import unescape

from simulator.domain.credit.opening import CODES
from simulator.services import openings, portfolios
from simulator.web.db import db
from tests.conftest import House


def test_a_file_is_studied_then_compared(house: House) -> None:
    number = house.training(house.trainer())
    person = house.trainee(number)
    browser = house.as_trainee(person)
    with house.app.app_context():
        portfolio = portfolios.of_trainee(db.session(), person.id, house.clock())
    files = openings.candidates(portfolio)

    listed = unescape(browser.get("/salle/ouverture-de-compte").text)
    assert all(one.identity.name in listed for one in files)

    here = f"/salle/ouverture-de-compte/{files[0].id}"
    blank = unescape(browser.get(here).text)
    assert files[0].identity.siren in blank
    assert "lectures justes" not in blank

    opening = openings.study(portfolio, files[0].id, {}).opening
    said = {check.code: check.verdict.value for check in opening.checks}
    whole = unescape(browser.get(here, query_string={**said, "way": opening.way.value}).text)
    assert f"{len(CODES) + 1} lectures justes sur {len(CODES) + 1}" in whole
    assert "Non\xa0:" not in whole

    wrong = {**said, "way": "red" if opening.way.value != "red" else "green"}
    assert "Non\xa0:" in unescape(browser.get(here, query_string=wrong).text)
    assert browser.get(here, query_string={**said, "way": "purple"}).status_code >= 400
    assert browser.get("/salle/ouverture-de-compte/9999").status_code == 404
