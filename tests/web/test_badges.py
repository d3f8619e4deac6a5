"""The badge of an attestation, read by anybody who has its number."""

from __future__ import annotations

import json

import pytest

from simulator.domain.training.certificates import Kind
from simulator.exchange import badges
from simulator.services import audit, certificates
from simulator.services.trainings import Training
from simulator.web.db import db
from tests.conftest import House


def test_a_badge_stands_beside_an_attestation(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = house.full()
    with house.app.app_context():
        training = db.session().get_one(Training, room.training_id)
        line = certificates.lines(db.session(), training)[0]
        numbers = {kind.value: made.number for kind, made in line.issued.items()}
    number = numbers["attestation"]
    stranger, trainee = house.app.test_client(), house.as_trainee(room.people[0])

    data = json.loads(stranger.get(f"/verifier/{number}/badge.json").data)
    token = stranger.get(f"/verifier/{number}/badge.jwt")
    picture = stranger.get(f"/verifier/{number}/badge.svg")

    assert data["id"] == f"http://localhost/verifier/{number}"
    subject = data["credentialSubject"]
    assert subject["identifier"][0]["identityHash"].split(maxsplit=1)[1] in line.name
    assert {one["value"] for one in subject["result"]} == {"Acquis"}
    assert data["issuer"]["id"].startswith("did:jwk:")
    assert token.data.count(b".") == 2
    assert token.data in picture.data
    assert "attachment" in picture.headers["Content-Disposition"]
    assert f"/verifier/{number}/badge.svg" in stranger.get(f"/verifier/{number}").text
    assert "badge.json" in trainee.get("/salle/certificats").text
    for none in (numbers["certificat"], "2026-00001-AAAA"):
        assert stranger.get(f"/verifier/{none}/badge.json").status_code == 404
    monkeypatch.setattr(badges, "can_sign", lambda: False)
    plain = json.loads(stranger.get(f"/verifier/{number}/badge.json").data)
    assert plain["issuer"]["id"] == "http://localhost/"
    assert stranger.get(f"/verifier/{number}/badge.jwt").status_code == 404
    assert b"CDATA" in stranger.get(f"/verifier/{number}/badge.svg").data


def test_what_came_by_a_file_is_not_said_authentic(house: House) -> None:
    room = house.full()
    stranger = house.app.test_client()
    with house.app.app_context():
        training = db.session().get_one(Training, room.training_id)
        line = certificates.lines(db.session(), training)[0]
        number = next(made.number for kind, made in line.issued.items() if kind is Kind.ATTESTATION)
    assert stranger.get(f"/verifier/{number}%0A/badge.json").status_code == 200
    with house.app.app_context():
        audit.record(
            db.session(), room.trainer.id, room.training_id, "training.imported", {}, house.clock()
        )
        db.session.commit()

    assert stranger.get(f"/verifier/{number}/badge.json").status_code == 404
    assert "repris du fichier" in stranger.get(f"/verifier/{number}").text
    assert "authentique" not in stranger.get(f"/verifier/{number}").text
