"""The electronic seal: verified by a reader, on a document that stays an archive's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib import util
from pathlib import Path

import pytest

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
