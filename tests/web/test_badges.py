"""The badge of an attestation, read by anybody who has its number."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from simulator.domain.training.certificates import Kind
from simulator.exchange import badges
from simulator.services import audit, certificates, limits
from simulator.services.trainings import Training
from simulator.web.db import db
from tests.conftest import House

ADDRESS = "https://encours.example"


def online(house: House, address: str | None = ADDRESS) -> None:
    """Put the house at an address of its own, or of the room only."""
    house.app.config["SETTINGS"] = replace(house.app.config["SETTINGS"], public_url=address)


def attestation_of(house: House, training_id: int) -> str:
    """Return the number of the first attestation of a training."""
    with house.app.app_context():
        training = db.session().get_one(Training, training_id)
        line = certificates.lines(db.session(), training)[0]
        return line.issued[Kind.ATTESTATION].number


def test_a_badge_stands_beside_an_attestation(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = house.full()
    with house.app.app_context():
        training = db.session().get_one(Training, room.training_id)
        line = certificates.lines(db.session(), training)[0]
        numbers = {kind.value: made.number for kind, made in line.issued.items()}
    number = numbers["attestation"]
    online(house)
    stranger, trainee = house.app.test_client(), house.as_trainee(room.people[0])

    data = json.loads(stranger.get(f"/verifier/{number}/badge.json").data)
    token = stranger.get(f"/verifier/{number}/badge.jwt")
    picture = stranger.get(f"/verifier/{number}/badge.svg")

    assert data["id"] == f"{ADDRESS}/verifier/{number}"
    subject = data["credentialSubject"]
    assert subject["identifier"][0]["identityHash"].split(maxsplit=1)[1] in line.name
    assert {one["value"] for one in subject["result"]} == {"Acquis"}
    assert data["issuer"]["id"].startswith("did:jwk:")
    assert token.data.count(b".") == 2
    assert token.data in picture.data
    assert "attachment" in picture.headers["Content-Disposition"]
    assert f"/verifier/{number}/badge.svg" in stranger.get(f"/verifier/{number}").text
    assert "badge.json" in trainee.get("/salle/certificats").text
    for none in (numbers["certificat"], "2026-00001-OOOO"):
        assert stranger.get(f"/verifier/{none}/badge.json").status_code == 404
    monkeypatch.setattr(badges, "can_sign", lambda: False)
    plain = json.loads(stranger.get(f"/verifier/{number}/badge.json").data)
    assert plain["issuer"]["id"] == f"{ADDRESS}/"
    assert stranger.get(f"/verifier/{number}/badge.jwt").status_code == 404
    assert b"CDATA" in stranger.get(f"/verifier/{number}/badge.svg").data


def test_what_came_by_a_file_is_not_said_authentic(house: House) -> None:
    room = house.full()
    stranger = house.app.test_client()
    number = attestation_of(house, room.training_id)
    assert stranger.get(f"/verifier/{number}%0A/badge.json").status_code == 200
    with house.app.app_context():
        audit.record(
            db.session(), room.trainer.id, room.training_id, "training.imported", {}, house.clock()
        )
        db.session.commit()

    assert stranger.get(f"/verifier/{number}/badge.json").status_code == 404
    assert "repris du fichier" in stranger.get(f"/verifier/{number}").text
    assert "authentique" not in stranger.get(f"/verifier/{number}").text


def test_a_badge_without_an_address_that_lasts_says_so_and_takes_none_from_the_request(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = house.full()
    number, stranger = attestation_of(house, room.training_id), house.app.test_client()
    place, elsewhere = f"/verifier/{number}", {"Host": "ailleurs.example"}

    for address in (None, "http://192.168.1.20:8000"):
        online(house, address)
        data = json.loads(stranger.get(f"{place}/badge.json", headers=elsewhere).data)
        picture = stranger.get(f"{place}/badge.svg", headers=elsewhere).text

        assert data["id"].startswith("urn:uuid:")
        assert "url" not in data["issuer"]
        assert f"confirme avoir délivré le document n° {number}" in data["description"]
        assert "Sans vérification en ligne" in picture
        for text in (json.dumps(data), picture):
            assert "ailleurs.example" not in text
            assert "192.168" not in text

    assert "sa signature le prouve" in stranger.get(place).text
    monkeypatch.setattr(badges, "can_sign", lambda: False)
    assert stranger.get(f"{place}/badge.json").status_code == 404
    assert "badge.json" not in stranger.get(place).text


def test_a_class_checks_all_its_documents_and_nobody_tries_numbers_in_bulk(house: House) -> None:
    room = house.full()
    online(house)
    number = attestation_of(house, room.training_id)
    here = house.app.test_client()
    for _ in range(30):
        assert here.get(f"/verifier/{number}").status_code == 200
    with house.app.app_context():
        place = "document:127.0.0.1"
        limits.failed(db.session(), (place,) * (limits.BY_ADDRESS - 2), house.clock())
        db.session.commit()

    assert here.get("/verifier/2026-00001-OOOO").status_code == 404
    assert here.get(f"/verifier/{number}").status_code == 200
    assert here.get("/verifier/2026-00001-OOOI/badge.json").status_code == 404

    refused = here.get(f"/verifier/{number}")
    assert refused.status_code == 429
    assert "Trop de numéros inconnus" in refused.text
    assert "Patientez 10 minutes" in refused.text
    assert "authentique" not in refused.text
    assert here.get(f"/verifier/{number}/badge.json").status_code == 409
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    assert here.get(f"/verifier/{number}", environ_base=elsewhere).status_code == 200
    house.clock.forward(minutes=10)
    assert here.get(f"/verifier/{number}").status_code == 200
