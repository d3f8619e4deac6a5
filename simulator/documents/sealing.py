"""A signer that keeps its key open: to read the key again takes half the time of a seal.

Only read where the ``seal`` extra is installed.
"""

from __future__ import annotations

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from pyhanko.sign.signers import SimpleSigner


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
