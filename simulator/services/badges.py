"""The badge that stands beside an attestation: what it says, and the key that signs it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy.orm import Session

from simulator.documents import certificates as documents
from simulator.domain.refusals import NotFound
from simulator.domain.training.certificates import Kind
from simulator.exchange import badges
from simulator.exchange.badges import Award
from simulator.services import certificates
from simulator.services.certificates import Issued

KEY_NAME = "badge_key.pem"
_LIMIT = (
    "Ce badge ne porte pas d’adresse de vérification en ligne. Sa signature montre qu’il n’a pas"
    " été modifié ; « {issuer} » confirme avoir délivré le document n° {number}."
)


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge: its data, its image, and its signed token where the installation can sign."""

    number: str
    data: dict[str, Any]
    picture: str
    token: str

    @property
    def text(self) -> str:
        """Return the data as a file holds it."""
        return badges.written(self.data)


def has_badge(issued: Issued) -> bool:
    """Say whether a document has a badge: an attestation in force, of real people."""
    return (
        issued.kind is Kind.ATTESTATION
        and not issued.replaced
        and not issued.facts.get("rehearsal", False)
    )


def can_be_proved(address: str) -> bool:
    """Say whether a badge could be checked: by a lasting address, or by its signature."""
    return bool(address) or badges.can_sign()


def of_document(session: Session, issued: Issued, address: str, home: str, instance: Path) -> Badge:
    """Return the badge of an attestation; ``NotFound`` where there is none.

    ``address`` is where the document is checked, ``home`` that of the installation: both are empty
    without an address that lasts, and the badge then says that only its signature proves it.
    """
    if (
        not has_badge(issued)
        or not can_be_proved(address)
        or certificates.came_by_file(session, issued)
    ):
        raise NotFound("certificate")
    if not badges.can_sign():
        award = _award(issued, address, home)
        data = badges.credential(award, home)
        return Badge(issued.number, data, badges.picture(award, data), "")
    signer = badges.signer(instance / KEY_NAME)
    name = uuid5(NAMESPACE_URL, f"{signer.issuer_id}#{issued.number}").urn
    award = _award(issued, address or name, home)
    if not address:
        award = replace(award, limit=_LIMIT.format(number=issued.number, issuer=award.issuer))
    data = badges.credential(award, signer.issuer_id)
    token = signer.sign(data, issued.issued_at)
    return Badge(issued.number, data, badges.picture(award, data, token), token)


def _award(issued: Issued, address: str, home: str) -> Award:
    words = documents.worded(issued.number, issued.facts, address)
    return Award(
        address,
        words["person"],
        words["title"],
        f"Action de formation suivie {words['dates']}, {words['hours']} sur {words['planned']}"
        " prévues.",
        "Présence signée par demi-journée ; objectifs évalués par des exercices corrigés sur un"
        " portefeuille clients simulé, et validés par le formateur. Ni diplôme ni certification.",
        words["organisation"],
        home,
        tuple((one["text"], one["level"]) for one in words["objectives"]),
        issued.issued_at,
    )
