"""Reading a PDF as a machine that checks it and as somebody who reads it."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import zxingcpp
from pdfua import Severity, validate
from PIL import Image

from simulator.documents import typesetting


def check_standards(body: bytes) -> None:
    """Check what a PDF/A-2a and PDF/UA-1 file says of itself, and its structure."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.pdf"
        path.write_bytes(body)
        findings = validate(str(path)).findings
    assert [found for found in findings if found.severity >= Severity.ERROR] == []
    with pikepdf.open(io.BytesIO(body)) as pdf:
        root = pdf.Root
        assert root.MarkInfo.Marked
        assert str(root.Lang).startswith("fr")
        assert "/StructTreeRoot" in root
        with pdf.open_metadata() as metadata:
            assert metadata.get("pdfaid:part") == "2"
            assert metadata.get("pdfaid:conformance") == "A"
            assert metadata.get("pdfuaid:part") == "1"
            assert metadata.get("dc:title")
        assert "/JavaScript" not in str(root.get("/Names", ""))
        assert "/OpenAction" not in root


def text_of(body: bytes) -> str:
    """Return the text of a PDF, pieces separated by one space, no-break spaces made plain."""
    with pikepdf.open(io.BytesIO(body)) as pdf:
        pieces = [piece for page in pdf.pages for piece in _pieces(page)]
    text = re.sub(r"\s+", " ", "".join(pieces).replace("\u202f", " ").replace("\u00ad", ""))
    return text.strip()


def _pieces(page: pikepdf.Page) -> Iterator[str]:
    maps = {
        name: _characters(font) for name, font in (page.Resources.get("/Font", {}) or {}).items()
    }
    current: dict[bytes, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, str(instruction.operator)
        if operator == "Tf":
            current = maps[str(operands[0])]
        elif operator == "Tm":
            yield " "
        elif operator == "Tj":
            yield _decoded(bytes(operands[0]), current)
        elif operator == "TJ":
            for item in operands[0]:
                if isinstance(item, pikepdf.String):
                    yield _decoded(bytes(item), current)


def _decoded(codes_: bytes, characters: dict[bytes, str]) -> str:
    pairs = (codes_[place : place + 2] for place in range(0, len(codes_), 2))
    return "".join(characters.get(pair, "") for pair in pairs)


def _characters(font: Any) -> dict[bytes, str]:
    """Return the characters of each code of a font (its ``ToUnicode`` map)."""
    found: dict[bytes, str] = {}
    source = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[bytes.fromhex(code)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", source, re.DOTALL):
        for low, high, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            first = int(text, 16)
            for shift in range(int(high, 16) - int(low, 16) + 1):
                found[(int(low, 16) + shift).to_bytes(2, "big")] = chr(first + shift)
    return found


def codes(template: str, data: dict[str, Any]) -> list[str]:
    """Return what a camera reads in the codes of a document, printed by the same typesetter."""
    import json

    picture = typesetting._compiler(template).compile(
        format="png", ppi=150, sys_inputs={"data": json.dumps(data, ensure_ascii=False)}
    )
    pages = picture if isinstance(picture, list) else [picture]
    return [
        found.text
        for page in pages
        for found in zxingcpp.read_barcodes(Image.open(io.BytesIO(page)))
    ]
