"""The attendance sheet of a half-day, with the drawn signatures and the chain's last hash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from simulator.documents.typesetting import pdf, signature_svg


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One person of the sheet, worded: what is stated, and the drawing when there is one."""

    name: str
    company: str
    stated: str
    strokes: str


def sheet(heading: dict[str, Any], lines: Sequence[SheetLine], dated: datetime) -> bytes:
    """Print a sheet; ``heading`` has the texts of ``emargement.typ``."""
    data = {
        **heading,
        "trainer_signature": _drawing(heading["trainer_strokes"]),
        "lines": [
            {
                "name": line.name,
                "company": line.company,
                "stated": line.stated,
                "signature": _drawing(line.strokes),
            }
            for line in lines
        ],
    }
    return pdf("emargement.typ", data, dated)


def _drawing(strokes: str) -> str:
    return signature_svg(strokes) if strokes else ""
