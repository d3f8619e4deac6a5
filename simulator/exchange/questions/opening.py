"""Opening a file of questions: what it really is, whatever its name says. In the guarded child."""

from __future__ import annotations

import re
from pathlib import Path

from simulator.exchange import guard
from simulator.exchange.guard import MEBIBYTE, Bounds, UploadRefused
from simulator.exchange.ledgers import texts
from simulator.exchange.questions import gift, moodle_xml, sheets, trees
from simulator.exchange.questions.records import Contents, dump, load

BOUNDS = Bounds(size=20 * MEBIBYTE, inflated=100 * MEBIBYTE, seconds=20, memory=768 * MEBIBYTE)
_SIGNS = {
    b"\xd0\xcf\x11\xe0": "old_workbook",
    b"%PDF": "binary",
    b"\x89PNG": "binary",
    b"\xff\xd8\xff": "binary",
    b"GIF8": "binary",
    b"\x1f\x8b": "binary",
    b"Rar!": "binary",
    b"7z\xbc\xaf": "binary",
}
_XML = re.compile(r"\s*(<\?xml|<quiz|<!--|<!DOCTYPE quiz)", re.IGNORECASE)
_PAGE = re.compile(r"\s*(<!doctype html|<html)", re.IGNORECASE)
_GIFT = re.compile(r"(?<!\\)\{|^\s*::|^\s*\$CATEGORY:|^\s*//", re.MULTILINE)


def read(path: Path, bounds: Bounds = BOUNDS) -> Contents:
    """Return what a file holds, read in a guarded child; ``UploadRefused``."""
    return load(guard.guarded("simulator.exchange.questions.opening:task", path, bounds))


def task(path: Path, limits: Bounds) -> bytes:
    """Read a file and return its contents as bytes: what the child runs."""
    return dump(contents_of(path, limits))


def contents_of(path: Path, limits: Bounds = BOUNDS) -> Contents:
    """Return what a file holds, in this process; for the child and for tests."""
    content = path.read_bytes()
    for sign, reason in _SIGNS.items():
        if content.startswith(sign):
            raise UploadRefused(reason)
    if content.startswith(b"PK\x03\x04"):
        return sheets.read_workbook(path, limits)
    text, encoding = texts.decode(content)
    if _PAGE.match(text.removeprefix("\ufeff")):
        raise UploadRefused("a_page")
    if _XML.match(text.removeprefix("\ufeff")):
        return moodle_xml.read(*trees.decoded(content))
    if sheets.looks_like_one(text) or not _GIFT.search(text):
        return sheets.read_csv(text, encoding)
    return gift.read(text, encoding)
