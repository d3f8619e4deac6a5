"""From a template and plain data to a tagged PDF (PDF/A-2a and PDF/UA-1), the same bytes every time.

Data reaches typst as JSON, so nothing that a person typed can be read as markup. One compiler a thread: typst's
compilers cannot be shared.
"""

from __future__ import annotations

import io
import json
import threading
from datetime import UTC, datetime
from typing import Any

from simulator.paths import TEMPLATES

FOLDER = TEMPLATES / "documents"
STANDARDS = ["a-2a", "ua-1"]

_local = threading.local()


def _compiler(template: str) -> Any:
    import font_lato  # noqa: PLC0415 - loaded by the first document, not by the first page
    import typst  # noqa: PLC0415

    kept: dict[str, Any] = _local.__dict__.setdefault("compilers", {})
    if template not in kept:
        kept[template] = typst.Compiler(
            str(FOLDER / template),
            root=str(FOLDER),
            font_paths=[font_lato.font_directory],
            ignore_system_fonts=True,
        )
    return kept[template]


def pdf(template: str, data: dict[str, Any], dated: datetime) -> bytes:
    """Typeset a template of ``templates/documents`` with its data; ``dated`` is the file's date."""
    compiled: bytes = _compiler(template).compile(
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=STANDARDS,
        timestamp=int(dated.astimezone(UTC).timestamp()),
    )
    return compiled


def qr_svg(text: str) -> str:
    """Return a QR code as SVG text, for a document."""
    import segno  # noqa: PLC0415

    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="svg", scale=4, border=0, xmldecl=False)
    return out.getvalue().decode()


def signature_svg(strokes: str) -> str:
    """Return a drawn signature as SVG text (checked when it was signed: digits and M, L only)."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 200">'
        f'<path d="{strokes}" fill="none" stroke="#1b2430" stroke-width="4" '
        'stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
