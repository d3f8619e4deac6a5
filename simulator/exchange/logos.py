"""A logo that somebody sends, made a drawing that holds nothing but shapes and pixels.

Runs in the guarded child process: whatever it meets takes only the child.
"""

from __future__ import annotations

import base64
import re
import struct
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, register_namespace, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from simulator.exchange.guard import Bounds, UploadRefused

MOST_BYTES = 200 * 1024
MOST_PIXELS = 2_000
"""On a side: more shows nothing more at fifteen millimetres high."""
SVG = "http://www.w3.org/2000/svg"
_SHAPES = frozenset(
    {
        "svg",
        "g",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "defs",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
        "title",
        "desc",
    }
)
_OUTSIDE = re.compile(r"url\(\s*[\"']?(?!#)|javascript:|@import|expression\(|\\", re.IGNORECASE)
_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})


def drawn(path: Path, _bounds: Bounds) -> bytes:
    """Return a logo as SVG; refused as ``not_an_image``, ``active`` or ``too_many_pixels``."""
    body = path.read_bytes()
    if body.startswith(b"\x89PNG\r\n\x1a\n") and len(body) > 24:
        return _wrapped(body, "image/png", *struct.unpack(">II", body[16:24]))
    if body.startswith(b"\xff\xd8"):
        return _wrapped(body, "image/jpeg", *_jpeg_size(body))
    return _checked(body)


def _wrapped(body: bytes, kind: str, width: int, height: int) -> bytes:
    if not 0 < width <= MOST_PIXELS or not 0 < height <= MOST_PIXELS:
        raise UploadRefused("too_many_pixels")
    data = base64.b64encode(body).decode()
    return (
        f'<svg xmlns="{SVG}" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:{kind};base64,{data}"/></svg>'
    ).encode()


def _jpeg_size(body: bytes) -> tuple[int, int]:
    """Return width and height, from the first frame header."""
    place = 2
    while place + 9 < len(body) and body[place] == 0xFF:
        marker, length = body[place + 1], int.from_bytes(body[place + 2 : place + 4])
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", body[place + 5 : place + 9])
            return width, height
        place += 2 + length
    raise UploadRefused("not_an_image")


def _checked(body: bytes) -> bytes:
    try:
        root = fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise UploadRefused("not_an_image") from error
    if root.tag != f"{{{SVG}}}svg":
        raise UploadRefused("not_an_image")
    for element in root.iter():
        _check(element)
    register_namespace("", SVG)
    return tostring(root)


def _check(element: Element) -> None:
    """Refuse what is not a shape, what acts, and what fetches."""
    space, _, name = str(element.tag).rpartition("}")
    if space != f"{{{SVG}" or name not in _SHAPES:
        raise UploadRefused("active")
    for key, value in element.attrib.items():
        plain = key.rpartition("}")[2].lower()
        linked = plain == "href" and not value.startswith("#")
        if plain.startswith("on") or linked or _OUTSIDE.search(value):
            raise UploadRefused("active")
