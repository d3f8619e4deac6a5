"""The organisation's page: read by trainers, changed by administrators."""

from __future__ import annotations

import pytest

from tests.conftest import House
from tests.services.test_certificates import ORGANISATION


def test_an_administrator_changes_it_and_a_trainer_only_reads_it(house: House) -> None:
    boss, trainer = house.trainer(), house.trainer("Luc Ferry", role="trainer")
    assert house.as_trainer(boss).post("/organisme", data=ORGANISATION).status_code == 303
    browser = house.as_trainer(trainer)

    browser.post("/organisme", data={**ORGANISATION, "name": "Pirate"})

    text = browser.get("/organisme").text
    assert "Organisme Témoin" in text
    assert "Pirate" not in text
    assert "Seul un administrateur" in text


@pytest.mark.parametrize("wrong", [{"name": "  "}, {"siret": "123"}, {"city": "x" * 81}])
def test_what_documents_cannot_say_is_refused(house: House, wrong: dict[str, str]) -> None:
    browser = house.as_trainer(house.trainer())

    assert browser.post("/organisme", data={**ORGANISATION, **wrong}).status_code == 422
