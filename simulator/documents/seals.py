"""The organisation's electronic seal on a PDF (PAdES, eIDAS art. 35), when it has a certificate.

An extra: without the ``seal`` extra, or without a certificate, documents are as they were. The seal
is invisible and added after the document, which stays an archive's (PDF/A) and readable by all.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib import util
from pathlib import Path
from typing import Any

from simulator.domain.refusals import Refusal

FIELD = "Cachet"


@dataclass(eq=False)
class SealUnusable(Refusal):
    """A seal is asked for and cannot be put; ``reason`` is a code.

    ``not_installed``, ``missing``, ``unreadable``, ``expired``, ``key`` (a kind of key that does
    not seal), ``other_key`` (not that of the certificate), ``usage`` (not meant to sign).
    """

    reason: str


@dataclass(frozen=True, slots=True)
class Seal:
    """A certificate that was opened: whose it is, until when, and what signs with it."""

    owner: str
    until: datetime
    signer: Any


def opened(path: Path, passphrase: str) -> Seal:
    """Open a certificate (PKCS#12), once for each version of its file; ``SealUnusable``."""
    if util.find_spec("pyhanko") is None:
        raise SealUnusable("not_installed")
    try:
        changed = path.stat().st_mtime_ns
    except OSError as error:
        raise SealUnusable("missing") from error
    return _opened(path, passphrase, changed)


@lru_cache(maxsize=2)
def _opened(path: Path, passphrase: str, _changed: int) -> Seal:
    from cryptography.hazmat.primitives.serialization import pkcs12  # noqa: PLC0415 - an extra
    from pyhanko.sign import signers  # noqa: PLC0415

    from simulator.documents import sealing  # noqa: PLC0415

    try:
        body = path.read_bytes()
        key, certificate, _ = pkcs12.load_key_and_certificates(body, passphrase.encode() or None)
    except (OSError, ValueError) as error:
        raise SealUnusable("unreadable") from error
    if key is None or certificate is None:
        raise SealUnusable("unreadable")
    if reason := sealing.hindrance(key, certificate):
        raise SealUnusable(reason)
    signer = signers.SimpleSigner.load_pkcs12_data(body, [], passphrase.encode() or None)
    names = certificate.subject.rfc4514_string()
    return Seal(names, certificate.not_valid_after_utc, sealing.quick(signer, key))


def sealed(body: bytes, seal: Seal, now: datetime) -> bytes:
    """Return a PDF with the seal; ``SealUnusable`` when the certificate is out of date."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415
    from pyhanko.sign import fields, signers  # noqa: PLC0415

    if now > seal.until:
        raise SealUnusable("expired")
    about = signers.PdfSignatureMetadata(
        field_name=FIELD, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    out = io.BytesIO()
    signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(body)), about, seal.signer, output=out)
    return out.getvalue()
