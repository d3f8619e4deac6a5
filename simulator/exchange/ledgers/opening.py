"""Opening a file: what it really is, whatever its name says. Runs in the guarded child."""

from __future__ import annotations

from pathlib import Path

from simulator.exchange import guard
from simulator.exchange.guard import Bounds, UploadRefused
from simulator.exchange.ledgers import separated, texts, workbooks
from simulator.exchange.ledgers.cells import Grid, dump, load, trimmed

_SIGNS = {
    b"\xd0\xcf\x11\xe0": "old_workbook",
    b"%PDF": "binary",
    b"\x89PNG": "binary",
    b"\xff\xd8\xff": "binary",
    b"GIF8": "binary",
    b"\x1f\x8b": "binary",
    b"Rar!": "binary",
    b"7z\xbc\xaf": "binary",
    b"\x7fELF": "binary",
    b"MZ": "binary",
}
_ZIP = b"PK\x03\x04"
_PAGE = (b"<html", b"<!doctype", b"<table", b"<?xml")


def read(path: Path, bounds: Bounds | None = None) -> Grid:
    """Return the grid of a CSV or XLSX file, read in a guarded child; ``UploadRefused``."""
    return load(guard.guarded("simulator.exchange.ledgers.opening:task", path, bounds))


def task(path: Path, limits: Bounds) -> bytes:
    """Read a file and return its grid as bytes: what the child runs."""
    return dump(grid_of(path, limits))


def grid_of(path: Path, limits: Bounds) -> Grid:
    """Return the grid of a file, in this process; for the child and for tests."""
    with path.open("rb") as file:
        head = file.read(512)
    if head.startswith(_ZIP):
        records, notes = workbooks.read(path, limits)
        grid = Grid(records, "xlsx", notes=notes)
    else:
        _refuse(head)
        text, encoding = texts.decode(path.read_bytes())
        found, separator = separated.records_of(text)
        grid = Grid(trimmed(found), "csv", encoding, separator)
    if not any(not record.blank for record in grid.records):
        raise UploadRefused("no_rows")
    return grid


def _refuse(head: bytes) -> None:
    for sign, reason in _SIGNS.items():
        if head.startswith(sign):
            raise UploadRefused(reason)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_PAGE):
        raise UploadRefused("a_page")
