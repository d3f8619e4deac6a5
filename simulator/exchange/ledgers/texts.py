"""Bytes into text: byte order marks, UTF-8, UTF-16 without a mark, else Windows-1252."""

from __future__ import annotations

import codecs

from simulator.exchange.guard import UploadRefused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 26, 27})
"""What no text holds; 26 ends the files of some old systems."""


def decode(content: bytes) -> tuple[str, str]:
    """Return the text of a file and the encoding it was read in.

    Raises ``UploadRefused`` (``binary``) on what is not text.
    """
    name = _encoding(content)
    try:
        text = content.decode(name)
    except UnicodeDecodeError:
        # The five bytes that Windows-1252 leaves undefined become marks, not a refusal.
        name, text = "cp1252", content.decode("cp1252", errors="replace")
    if "\0" in text[:_SAMPLE]:
        raise UploadRefused("binary")
    return text, name


def _encoding(content: bytes) -> str:
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name
    sample = content[:_SAMPLE]
    wide = _wide(sample)
    if wide:
        return wide
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls * 50 > len(sample):
        raise UploadRefused("binary")
    return "utf-8"


def _wide(sample: bytes) -> str:
    """Return which UTF-16 has no mark but a zero in every other byte, or nothing."""
    half = len(sample) // 2
    if half < 4:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.1:
        return "utf-16-be"
    return ""
