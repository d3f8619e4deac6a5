"""Badges: what the standard asks of a credential, a signature that others verify, an image."""

from __future__ import annotations

import base64
import json
import stat
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from defusedxml.ElementTree import fromstring

from simulator.exchange import badges
from simulator.exchange.badges import Award

AT = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
AWARD = Award(
    "https://encours.example/verifier/2026-00001-ABCD",
    "Élodie Martin",
    "Relation client & contentieux ]]> <b>",
    "Deux jours",
    "Présence et exercices",
    "Organisme & Fils",
    "https://encours.example/",
    (("Relancer", "Acquis"), ("Provisionner", "Non acquis")),
    AT,
)
OPEN_BADGES = "{https://purl.imsglobal.org/ob/v3p0}"


def opened(part: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return read


def test_a_credential_has_what_the_standard_asks() -> None:
    """Names and required properties: Open Badges 3.0, appendix B, AchievementCredential."""
    made = badges.credential(AWARD, "https://encours.example/")

    assert made["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert made["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert made["validFrom"] == "2026-11-24T16:00:00Z"
    assert made["issuer"]["type"] == ["Profile"]
    subject = made["credentialSubject"]
    assert subject["identifier"][0]["identityHash"] == "Élodie Martin"
    achievement = subject["achievement"]
    assert achievement.keys() >= {"id", "type", "name", "description", "criteria"}
    described = {one["id"]: one["name"] for one in achievement["resultDescription"]}
    assert [(described[one["resultDescription"]], one["value"]) for one in subject["result"]] == [
        ("Relancer", "Acquis"),
        ("Provisionner", "Non acquis"),
    ]


def test_a_token_is_verified_with_the_key_that_it_names_and_with_no_other(tmp_path: Path) -> None:
    signer = badges.signer(tmp_path / "cle.pem")
    badge = badges.credential(AWARD, signer.issuer_id)

    head, claims, signature = signer.sign(badge, AT).split(".")

    header = opened(head)
    assert (header["alg"], header["kid"]) == ("EdDSA", f"{signer.issuer_id}#0")
    assert opened(signer.issuer_id.removeprefix("did:jwk:")) == header["jwk"]
    assert opened(claims) == {
        **badge,
        "iss": signer.issuer_id,
        "jti": AWARD.address,
        "nbf": 1795536000,  # 24 November 2026, 16:00 UTC
    }
    raw = base64.urlsafe_b64decode(header["jwk"]["x"] + "=")
    seal = base64.urlsafe_b64decode(signature + "==")
    key = ed25519.Ed25519PublicKey.from_public_bytes(raw)
    key.verify(seal, f"{head}.{claims}".encode())
    with pytest.raises(InvalidSignature):
        key.verify(seal, f"{head}.{claims[:-1]}".encode())


def test_the_key_is_drawn_once_and_read_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "cle.pem"

    first, again = badges.signer(path), badges.signer(path)

    assert first.issuer_id == again.issuer_id
    assert badges.signer(tmp_path / "autre.pem").issuer_id != first.issuer_id
    assert sorted(one.name for one in tmp_path.iterdir()) == ["autre.pem", "cle.pem"]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cle.pem"
    path.write_bytes(
        ec.generate_private_key(ec.SECP256R1()).private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )

    with pytest.raises(ValueError, match="cle"):
        badges.signer(path)


@pytest.mark.parametrize("title", [AWARD.title, "x" * 200, ""])
def test_an_image_holds_the_credential_or_its_token(title: str) -> None:
    award = replace(AWARD, title=title)
    badge = badges.credential(award, "https://encours.example/")

    plain = fromstring(badges.picture(award, badge)).find(f"{OPEN_BADGES}credential")
    signed = fromstring(badges.picture(award, badge, "a.b.c")).find(f"{OPEN_BADGES}credential")

    assert plain is not None
    assert json.loads(plain.text or "") == badge
    assert signed is not None
    assert (signed.get("verify"), signed.text) == ("a.b.c", None)


def test_an_image_names_the_organisation_whole_or_says_that_it_is_cut() -> None:
    def words(issuer: str) -> str:
        award = replace(AWARD, issuer=issuer, limit="sans adresse")
        drawn = fromstring(badges.picture(award, badges.credential(award, "did:jwk:x")))
        return " ".join(each.text or "" for each in drawn.iter("{http://www.w3.org/2000/svg}text"))

    assert "Institut lyonnais du crédit client 24/11/2026" in words(
        "Institut lyonnais du crédit client"
    )
    assert "Sans vérification en ligne" in words("Institut")
    assert "… 24/11/2026" in words("Chambre " * 20)
