"""A certificate of our own making, to seal documents and to read the seals back."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

PASSPHRASE = "une phrase de passe"
NAME = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Organisme Témoin")])
SIGNS = (True, True, *[False] * 7)
"""Digital signature and content commitment, in the order of the standard (RFC 5280, 4.2.1.3)."""
SINCE = datetime(2020, 1, 1, tzinfo=UTC)
UNTIL = datetime(2099, 1, 1, tzinfo=UTC)


@cache
def made(kind: str = "rsa") -> tuple[bytes, bytes]:
    """Return a PKCS#12 file and its certificate alone (DER)."""
    key = (
        ec.generate_private_key(ec.SECP256R1())
        if kind == "ec"
        else rsa.generate_private_key(65537, 2048)
    )
    certificate = certified(key.public_key())
    locked = serialization.BestAvailableEncryption(PASSPHRASE.encode())
    whole = pkcs12.serialize_key_and_certificates(b"cachet", key, certificate, None, locked)
    return whole, certificate.public_bytes(serialization.Encoding.DER)


def certified(key: CertificatePublicKeyTypes, signs: tuple[bool, ...] = SIGNS) -> x509.Certificate:
    """Return a certificate of a public key, given by an authority of the tests."""
    unsigned = (
        x509.CertificateBuilder()
        .subject_name(NAME)
        .issuer_name(NAME)
        .public_key(key)
        .serial_number(7)
        .not_valid_before(SINCE)
        .not_valid_after(UNTIL)
    )
    if signs:
        unsigned = unsigned.add_extension(x509.KeyUsage(*signs), critical=True)
    return unsigned.sign(authority(), hashes.SHA256())


@cache
def authority() -> rsa.RSAPrivateKey:
    """Return the key that signs the certificates of the tests."""
    return rsa.generate_private_key(65537, 2048)


def file(folder: Path, kind: str = "rsa") -> Path:
    """Write a certificate with its key; return its path."""
    path = folder / f"cachet-{kind}.p12"
    path.write_bytes(made(kind)[0])
    return path


def read_back(body: bytes, kind: str = "rsa") -> PdfSignatureStatus:
    """Return what a reader that trusts our certificate says of the one seal of a PDF."""
    (seal,) = PdfFileReader(io.BytesIO(body)).embedded_signatures
    roots = [asn1.Certificate.load(made(kind)[1])]
    trusted = ValidationContext(trust_roots=roots, moment=SINCE + timedelta(days=1))
    return validate_pdf_signature(seal, trusted)
