"""What stands at the top of a document: the organisation, its mentions and its logo."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def letterhead(known: Mapping[str, Any]) -> dict[str, Any]:
    """Return what ``letterhead()`` of ``maison.typ`` prints of an organisation's identity."""
    siret = f"SIRET {known['siret']}" if known["siret"] else ""
    lines = [" · ".join(part for part in (known["address"], siret) if part.strip())]
    if known["activity_number"]:
        lines.append(
            f"Déclaration d’activité enregistrée sous le n° {known['activity_number']} ; "
            "cet enregistrement ne vaut pas agrément de l’État"
        )
    lines += str(known.get("legal_mentions", "")).splitlines()
    return {
        "organisation": known["name"],
        "legal": [line for line in lines if line.strip()],
        "logo": known.get("logo", ""),
        "rehearsal": bool(known.get("rehearsal")),
    }
