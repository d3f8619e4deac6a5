"""A photograph or a scan that somebody sends: what kind of file it is, without what it tells aside.

Runs in the guarded child process: whatever it meets takes only the child.
"""

from __future__ import annotations

import struct

from simulator.exchange.guard import UploadRefused

_EXIF = b"Exif\0\0"
_ORIENTATION = 0x0112
_SHORT = 3
_END = b"\xff\xd9"
"""Never within the picture, where each 0xFF is followed by a zero; phones add films after it."""
_SCAN, _KEPT = 0xDA, frozenset({0xE0, 0xE2, 0xEE})
"""JFIF, colour profile and Adobe's marker; the others say where and with what it was taken."""


def kind(body: bytes) -> str:
    """Return ``pdf``, ``png`` or ``jpg``; ``UploadRefused`` (``not_a_scan``) for anything else."""
    if body.startswith(b"%PDF-"):
        return "pdf"
    if body.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if body.startswith(b"\xff\xd8\xff"):
        return "jpg"
    raise UploadRefused("not_a_scan")


def bare(body: bytes) -> bytes:
    """Return a JPEG that still says which way up it is, and nothing else of how it was taken."""
    kept, place, turned = [body[:2]], 2, 1
    while place + 4 <= len(body) and body[place] == 0xFF:
        marker, length = body[place + 1], int.from_bytes(body[place + 2 : place + 4])
        if marker == _SCAN:
            end = body.find(_END, place)
            picture = body[place : end + len(_END)] if end >= 0 else body[place:]
            return b"".join((*kept[:1], _turned(turned), *kept[1:], picture))
        part = body[place : place + 2 + length]
        if marker == 0xE1 and part[4:10] == _EXIF:
            turned = _orientation(part[10:])
        comment = marker == 0xFE or (marker & 0xF0 == 0xE0 and marker not in _KEPT)
        if not comment:
            kept.append(part)
        place += 2 + length
    raise UploadRefused("not_a_scan")


def _orientation(tiff: bytes) -> int:
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for rank in range(count):
            tag, form, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * rank)
            if (tag, form) == (_ORIENTATION, _SHORT) and 1 <= value <= 8:
                return int(value)
    except struct.error:  # a directory that points outside itself says nothing
        return 1
    return 1


def _turned(turned: int) -> bytes:
    if turned == 1:
        return b""
    entry = struct.pack(">HHIHH", _ORIENTATION, _SHORT, 1, turned, 0)
    tiff = b"MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
    return b"\xff\xe1" + struct.pack(">H", 2 + len(_EXIF) + len(tiff)) + _EXIF + tiff
