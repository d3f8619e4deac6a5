"""Attestation de fin de formation and certificat de réalisation, from frozen facts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from simulator.documents.letterhead import letterhead
from simulator.documents.typesetting import pdf, qr_svg
from simulator.documents.wording import written_dates, written_day, written_hours

_LEVELS = {
    "acquired": "Acquis",
    "in_progress": "En cours d’acquisition",
    "not_acquired": "Non acquis",
}
_TEMPLATES = {"attestation": "attestation.typ", "certificat": "certificat.typ"}


def certificate(
    kind: str,
    number: str,
    facts: dict[str, Any],
    check_address: str,
    issued_at: datetime,
    *,
    logo: str = "",
    reissued_on: str = "",
    lasting: bool = True,
) -> bytes:
    """Print a certificate; ``check_address`` is what its QR code holds.

    ``reissued_on`` (an ISO date) prints the same document, of the same number, as a copy of that
    day; ``logo`` is SVG text; not ``lasting``, the address dies with the room, and that is said.
    """
    words = worded(number, facts, check_address) | {"logo": logo, "reissued": "", "limit": ""}
    if reissued_on:
        words["reissued"] = f"Réédition du {written_day(reissued_on)}, sans changement."
    if not lasting:
        words["limit"] = (
            "Cette adresse est celle du réseau de la salle : passé la formation, l’organisme"
            " confirme le numéro sur demande."
        )
    return pdf(_TEMPLATES[kind], words, issued_at)


def worded(number: str, facts: dict[str, Any], check_address: str) -> dict[str, Any]:
    """Turn frozen facts into the words of the document."""
    head = letterhead(
        {
            "name": facts["organisation"],
            "address": facts["organisation_address"],
            "siret": facts["siret"],
            "activity_number": facts["activity_number"],
            "legal_mentions": facts.get("legal_mentions", ""),
        }
    )
    return {
        **head,
        "number": number,
        "signatory": facts["signatory"] or facts["trainer"],
        "signatory_role": facts["signatory_role"],
        "person": f"{facts['first_name']} {facts['last_name']}",
        "company": facts["company"],
        "title": facts["title"],
        "dates": written_dates(facts["first_day"], facts["last_day"]),
        "hours": written_hours(facts["minutes"]),
        "planned": written_hours(facts["planned_minutes"]),
        "trainer": facts["trainer"],
        "place": facts["place"],
        "city": facts["city"] or facts["place"],
        "issued": written_day(facts["issued_on"]),
        "objectives": [
            {"text": item["text"], "level": _LEVELS[item["level"]]}
            for item in facts.get("objectives", [])
        ],
        "check": check_address,
        "qr": qr_svg(check_address),
        "rehearsal": facts.get("rehearsal", False),
    }
