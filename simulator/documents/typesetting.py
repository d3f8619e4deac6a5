"""From a template and plain data to a tagged PDF (PDF/A-2a and PDF/UA-1), the same bytes each time.

Data reaches typst as JSON, so nothing that a person typed can be read as markup. One compiler a
thread: typst's compilers cannot be shared.
"""

from __future__ import annotations

import io
import json
import re
import threading
from datetime import UTC, datetime
from typing import Any

from simulator.paths import TEMPLATES

FOLDER = TEMPLATES / "documents"
STANDARDS = ["a-2a", "ua-1"]

_local = threading.local()


def _compiler(template: str) -> Any:  # noqa: ANN401 - typst has no types
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
    """Typeset a template of ``templates/documents`` with its data; ``dated`` is the file's date.

    A sign that no font at hand can draw (PDF/A forbids it) is printed as a white square: a
    certificate with a square in a name is better than none.
    """
    import typst  # noqa: PLC0415

    text = json.dumps(data, ensure_ascii=False)
    while True:
        try:
            compiled: bytes = _compiler(template).compile(
                format="pdf",
                sys_inputs={"data": text},
                pdf_standards=STANDARDS,
                timestamp=int(dated.astimezone(UTC).timestamp()),
            )
        except typst.TypstError as error:
            drawn = _without(text, str(error))
            if drawn == text:  # another fault
                raise
            text = drawn
        else:
            return compiled


_UNDRAWN = re.compile(r'the (?:text|codepoint|disallowed codepoint) `"(?P<text>[^`]+)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
SQUARE = "\u25a1"


def _without(text: str, fault: str) -> str:
    """Return JSON text with a square for each sign that typst says it cannot draw."""
    found = _UNDRAWN.search(fault)
    if found is None:
        return text
    signs = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found["text"])
    for sign in {sign for sign in signs if sign != SQUARE and not sign.isascii()}:
        text = text.replace(sign, SQUARE)
    for sign in {sign for sign in signs if ord(sign) < 32 or ord(sign) == 127}:
        text = text.replace(json.dumps(sign, ensure_ascii=False)[1:-1], SQUARE)
    return text


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
