"""What the organisation's documents say of it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from simulator.services import organisations
from tests.conftest import House
from tests.services.test_certificates import ORGANISATION


def test_an_organisation_changes_its_own_identity_only(house: House, session: Session) -> None:
    mine, theirs = house.trainer(), house.trainer("Zoé", organisation="Autre")

    organisations.change(session, mine, ORGANISATION)

    said = organisations.get(session, mine.organisation_id)
    assert said == ORGANISATION | {"legal_mentions": "", "convocation": ""}
    assert organisations.get(session, theirs.organisation_id)["name"] == "Autre"
