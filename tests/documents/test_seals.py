"""The electronic seal: verified by a reader, on a document that stays an archive's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib import util
from pathlib import Path

import pytest
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)

from simulator.documents import sealing as signing
from simulator.documents import seals, typesetting
from simulator.documents.seals import SealUnusable
from tests import sealing
from tests.documents.reading import check_standards

NOW = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)


def document() -> bytes:
    head = {"organisation": "Organisme Témoin", "legal": [], "logo": ""}
    return typesetting.pdf("essai.typ", head, NOW)


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_a_sealed_document_is_whole_trusted_and_still_an_archive_s(
    tmp_path: Path, kind: str
) -> None:
    seal = seals.opened(sealing.file(tmp_path, kind), sealing.PASSPHRASE)

    body = seals.sealed(document(), seal, NOW)

    said = sealing.read_back(body, kind)
    assert said.intact
    assert said.valid
    assert said.trusted
    assert seal.owner == "CN=Organisme Témoin"
    assert body.startswith(document())  # added after it, which is as it was
    check_standards(body)


def test_a_sealed_document_that_was_touched_is_found(tmp_path: Path) -> None:
    seal = seals.opened(sealing.file(tmp_path), sealing.PASSPHRASE)
    body = bytearray(seals.sealed(document(), seal, NOW))

    body[len(document()) // 2] ^= 1

    assert not sealing.read_back(bytes(body)).intact


def test_a_certificate_that_cannot_seal_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sealing.file(tmp_path)
    other = tmp_path / "autre.p12"
    other.write_bytes(b"rien")
    seal = seals.opened(path, sealing.PASSPHRASE)

    def reason(where: Path, passphrase: str = sealing.PASSPHRASE) -> str:
        with pytest.raises(SealUnusable) as caught:
            seals.opened(where, passphrase)
        return caught.value.reason

    assert reason(tmp_path / "absent.p12") == "missing"
    assert reason(other) == "unreadable"
    assert reason(path, "une autre") == "unreadable"
    with pytest.raises(SealUnusable) as caught:
        seals.sealed(document(), seal, seal.until + timedelta(seconds=1))
    assert caught.value.reason == "expired"
    monkeypatch.setattr(util, "find_spec", lambda _name: None)
    assert reason(path) == "not_installed"


def probabilistic(certificate: x509.Certificate) -> x509.Certificate:
    """Return a certificate that says of its RSA key that it only signs by RSA-PSS."""
    made = asn1.Certificate.load(certificate.public_bytes(Encoding.DER))
    of_key = made["tbs_certificate"]["subject_public_key_info"]
    of_key["algorithm"] = {"algorithm": "rsassa_pss"}
    return x509.load_der_x509_certificate(made.dump(force=True))


def test_a_key_that_readers_could_not_check_is_refused_before_any_document() -> None:
    plain, other, small = (
        sealing.authority(),
        rsa.generate_private_key(65537, 2048),
        rsa.generate_private_key(65537, 1024),
    )
    edwards, koblitz = ed25519.Ed25519PrivateKey.generate(), ec.generate_private_key(ec.SECP256K1())
    ours = sealing.certified(plain.public_key())
    ciphers = (False, False, True, *[False] * 6)
    cases: list[tuple[PrivateKeyTypes, x509.Certificate, str]] = [
        (plain, ours, ""),
        (plain, sealing.certified(plain.public_key(), ()), ""),
        (plain, probabilistic(ours), "key"),
        (small, sealing.certified(small.public_key()), "key"),
        (edwards, sealing.certified(edwards.public_key()), "key"),
        (koblitz, sealing.certified(koblitz.public_key()), "key"),
        (other, ours, "other_key"),
        (plain, sealing.certified(plain.public_key(), ciphers), "usage"),
    ]

    assert [signing.hindrance(key, told) for key, told, _ in cases] == [why for *_, why in cases]


def test_a_file_whose_key_cannot_seal_is_refused_when_it_is_opened(tmp_path: Path) -> None:
    key, path = ed25519.Ed25519PrivateKey.generate(), tmp_path / "cachet.p12"
    locked = BestAvailableEncryption(sealing.PASSPHRASE.encode())
    told = sealing.certified(key.public_key())
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"cachet", key, told, None, locked))

    with pytest.raises(SealUnusable) as caught:
        seals.opened(path, sealing.PASSPHRASE)

    assert caught.value.reason == "key"
