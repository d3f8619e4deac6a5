"""What a key may seal, and a signer that keeps it open: to read it again takes half of a seal.

Only read where the ``seal`` extra is installed.
"""

from __future__ import annotations

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import PublicKeyAlgorithmOID
from pyhanko.sign.signers import SimpleSigner

SMALLEST_RSA = 2048
"""Bits of an RSA key that readers of PDF still trust (ANSSI, RGS B1; ETSI TS 119 312)."""
_CURVES = (ec.SECP256R1, ec.SECP384R1, ec.SECP521R1)


def hindrance(key: object, certificate: x509.Certificate) -> str:
    """Return why a key and its certificate cannot seal a document, or nothing; a code.

    Seals are RSA (PKCS#1 v1.5) or ECDSA with SHA-256, which every reader of PDF knows. Another
    kind of key would fail at the first document, or make a seal that readers call false.
    """
    if isinstance(key, rsa.RSAPrivateKey):
        plain = certificate.public_key_algorithm_oid == PublicKeyAlgorithmOID.RSAES_PKCS1_v1_5
        sound = plain and key.key_size >= SMALLEST_RSA
    else:
        sound = isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(key.curve, _CURVES)
    if not sound:
        return "key"
    assert isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey)
    form = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    if key.public_key().public_bytes(*form) != certificate.public_key().public_bytes(*form):
        return "other_key"
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return ""
    return "" if usage.digital_signature or usage.content_commitment else "usage"


class _Quick(SimpleSigner):
    """Signs with a key already read (RSA or elliptic curves)."""

    key: object

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        """Sign, as ``SimpleSigner`` does with SHA-256."""
        if digest_algorithm == "sha256" and isinstance(self.key, rsa.RSAPrivateKey):
            return self.key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        if digest_algorithm == "sha256" and isinstance(self.key, ec.EllipticCurvePrivateKey):
            return self.key.sign(data, ec.ECDSA(hashes.SHA256()))
        return super().sign_raw(data, digest_algorithm)


def quick(signer: SimpleSigner, key: object) -> SimpleSigner:
    """Return a signer of the same certificate whose key stays open."""
    made = _Quick(
        signing_cert=signer.signing_cert,
        signing_key=signer.signing_key,
        cert_registry=signer.cert_registry,
    )
    made.key = key
    return made
