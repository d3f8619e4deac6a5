"""Open Badges 3.0 (1EdTech, 2024): an attestation as a verifiable credential, signed or not.

A signature (JWT, EdDSA) needs the ``seal`` extra, which brings the cryptography. Its key is drawn
once and kept with the installation; the issuer's name (``did:jwk``) is that key, so that whoever
reads the badge away from the network checks it, and whoever has the network asks the address that
the badge bears.
"""

from __future__ import annotations

import base64
import json
import os
import tempfile
import textwrap
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

CONTEXT = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
BAKED = "https://purl.imsglobal.org/ob/v3p0"
LEVELS = ("Non acquis", "En cours d’acquisition", "Acquis")


@dataclass(frozen=True, slots=True)
class Award:
    """What a badge says: who, what, by whom, when, and the level reached on each objective."""

    address: str
    """Where it is checked, or a name that leads nowhere (``urn:``)."""
    person: str
    title: str
    description: str
    criteria: str
    issuer: str
    home: str
    results: tuple[tuple[str, str], ...]
    issued_at: datetime
    limit: str = ""
    """What must be known to trust it, when it bears no address."""


def can_sign() -> bool:
    """Say whether the cryptography is installed."""
    return util.find_spec("cryptography") is not None


def credential(award: Award, issuer_id: str) -> dict[str, Any]:
    """Return the badge as JSON-LD, without proof."""
    results = [
        (f"{award.address}#objectif-{rank}", text, level)
        for rank, (text, level) in enumerate(award.results, 1)
    ]
    return {
        "@context": list(CONTEXT),
        "id": award.address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": award.title,
        **({"description": award.limit} if award.limit else {}),
        "issuer": {
            "id": issuer_id,
            "type": ["Profile"],
            "name": award.issuer,
            **({"url": award.home} if award.home else {}),
        },
        "validFrom": _instant(award.issued_at),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": False,
                    "identityHash": award.person,
                    "identityType": "name",
                }
            ],
            "achievement": {
                "id": f"{award.address}#formation",
                "type": ["Achievement"],
                "achievementType": "CertificateOfCompletion",
                "inLanguage": "fr",
                "name": award.title,
                "description": award.description,
                "criteria": {"narrative": award.criteria},
                "resultDescription": [
                    {
                        "id": name,
                        "type": ["ResultDescription"],
                        "name": text,
                        "resultType": "Status",
                        "allowedValue": list(LEVELS),
                    }
                    for name, text, _ in results
                ],
            },
            "result": [
                {"type": ["Result"], "resultDescription": name, "value": level}
                for name, _, level in results
            ],
        },
    }


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def written(badge: dict[str, Any]) -> str:
    """Return a badge as text; no sign of it can close a tag or a section that holds it."""
    return json.dumps(badge, ensure_ascii=False, indent=1).replace(">", "\\u003e")


@dataclass(frozen=True, slots=True)
class Signer:
    """The key of an installation."""

    key: Ed25519PrivateKey

    @property
    def jwk(self) -> dict[str, str]:
        """Return the public half as a JSON Web Key."""
        raw = self.key.public_key().public_bytes_raw()
        return {"kty": "OKP", "crv": "Ed25519", "x": _base64(raw)}

    @property
    def issuer_id(self) -> str:
        """Return the name that is the key itself (``did:jwk``)."""
        return f"did:jwk:{_base64(_compact(self.jwk))}"

    def sign(self, badge: dict[str, Any], issued_at: datetime) -> str:
        """Return a badge as a signed token (VC-JWT, compact)."""
        head = {"alg": "EdDSA", "typ": "JWT", "kid": f"{self.issuer_id}#0", "jwk": self.jwk}
        claims = {"iss": self.issuer_id, "jti": badge["id"], "nbf": int(issued_at.timestamp())}
        text = f"{_base64(_compact(head))}.{_base64(_compact({**badge, **claims}))}"
        return f"{text}.{_base64(self.key.sign(text.encode()))}"


def signer(path: Path) -> Signer:
    """Return the key kept in a file, drawn the first time and readable by its owner only.

    Raises ``ValueError`` when the file holds no such key.
    """
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - an extra
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415

    if not path.exists():
        made = ed25519.Ed25519PrivateKey.generate()
        _keep(
            path,
            made.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            ),
        )
    found = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(found, ed25519.Ed25519PrivateKey):
        raise ValueError(path)  # noqa: TRY004 - the file is wrong, not the caller
    return Signer(found)


def _keep(path: Path, body: bytes) -> None:
    """Write a key whole or not at all; another that was first has the last word."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)  # its owner's only
    making = Path(name)
    with os.fdopen(handle, "wb") as file:
        file.write(body)
    try:
        os.link(making, path)
    except FileExistsError:
        making.unlink()
    except OSError:  # a disk without links (a USB key): the last one has the last word
        making.replace(path)
    else:
        making.unlink()


def _compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def picture(award: Award, badge: dict[str, Any], token: str = "") -> str:
    """Return the badge as an SVG image that holds the credential, or its signed token."""
    held = (
        f'<openbadges:credential verify="{token}"/>'
        if token
        else f"<openbadges:credential><![CDATA[{written(badge)}]]></openbadges:credential>"
    )
    lines = textwrap.wrap(award.title, 22, max_lines=4, placeholder="…")
    top = 196 - 15 * len(lines)
    words = "".join(
        f'<text x="200" y="{top + 32 * rank}" font-size="25" font-weight="700">'
        f"{escape(line)}</text>"
        for rank, line in enumerate(lines)
    )
    alone = (
        '<text x="200" y="360" font-size="11" fill="#566273">Sans vérification en ligne</text>'
        if award.limit
        else ""
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="{BAKED}"'
        ' viewBox="0 0 400 400" width="400" height="400" role="img"'
        f' aria-label="{escape(award.title)}">{held}<title>{escape(award.title)}</title>'
        '<circle cx="200" cy="200" r="192" fill="#1f3f8f"/>'
        '<circle cx="200" cy="200" r="176" fill="#fff"/>'
        '<g text-anchor="middle" font-family="Lato, Arial, sans-serif" fill="#1b2430">'
        '<text x="200" y="92" font-size="17" fill="#566273">Attestation de formation</text>'
        f"{words}{_issuer(award.issuer)}"
        '<text x="200" y="342" font-size="15" fill="#566273">'
        f"{award.issued_at:%d/%m/%Y}</text>{alone}</g></svg>"
    )


def _issuer(name: str) -> str:
    """Return the name of the organisation, on the two lines that the circle leaves it."""
    lines = textwrap.wrap(name, 30, max_lines=2, placeholder="…")
    top = 318 - 21 * (len(lines) - 1)
    return "".join(
        f'<text x="200" y="{top + 21 * rank}" font-size="17" fill="#566273">{escape(line)}</text>'
        for rank, line in enumerate(lines)
    )
