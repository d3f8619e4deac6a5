"""Scans of paper sheets: read in a process apart, kept with the half-day, taken out with proofs."""

from __future__ import annotations

import hashlib
import struct
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from simulator.domain.refusals import NotFound, Refusal
from simulator.exchange import scans as pictures
from simulator.exchange.guard import MEBIBYTE, Bounds, UploadRefused, guarded
from simulator.services import audit
from simulator.services.trainers import Trainer
from simulator.store.scans import ScanRow
from simulator.store.trainings import HalfDayRow, TrainingRow

LARGEST = 10 * MEBIBYTE
MOST_PAGES = 12
MOST_FILES = 6
"""For a half-day: a class of a hundred has four or five sheets."""
LONGEST_NAME = 120
BOUNDS = Bounds(size=LARGEST, seconds=40, memory=2048 * MEBIBYTE, answer=3 * LARGEST)
MANY = Bounds(size=200 * MEBIBYTE, seconds=120, memory=2048 * MEBIBYTE, answer=3 * LARGEST)
"""All the scans of a training that comes by a file."""
_LENGTH = struct.Struct(">Q")


@dataclass(eq=False)
class TooManyScans(Refusal):
    """A half-day has as many files as it may have."""

    most: int


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read: the PDF made of it, and its pages."""

    body: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class Scan:
    """A kept file, as a page lists it."""

    id: int
    half_day_id: int
    name: str
    pages: int
    added_at: datetime


def redrawn(path: Path, _bounds: Bounds) -> bytes:
    """Return the number of pages (a byte) and a PDF of what is seen; runs in the child process.

    Refused as ``not_a_scan`` or ``too_many_pages``.
    """
    from simulator.documents import scans as documents  # noqa: PLC0415 - the child's

    body = path.read_bytes()
    form = pictures.kind(body)
    try:
        if form == "jpg":
            path.write_bytes(pictures.bare(body))
        count = documents.pages(path, MOST_PAGES) if form == "pdf" else 1
        if count > MOST_PAGES:
            raise UploadRefused("too_many_pages")
        return bytes([count]) + documents.scan(path, form, count)
    except documents.Undrawable as error:
        raise UploadRefused("not_a_scan") from error


def read(content: bytes) -> Read:
    """Return a scan that can be kept; ``UploadRefused``. It takes a second or two."""
    with tempfile.TemporaryDirectory(prefix="encours-scan-") as folder:
        path = Path(folder) / "sent"
        path.write_bytes(content[: LARGEST + 1])
        answer = guarded("simulator.services.scans:redrawn", path, BOUNDS)
    return Read(answer[1:], answer[0])


def check(sheets: Sequence[tuple[bytes, object]]) -> None:
    """Check scans that another installation kept, each with its number of pages.

    ``UploadRefused`` when one is not a PDF of that many pages; they stay as they are, for the log
    has their digests.
    """
    if not sheets:
        return
    with tempfile.TemporaryDirectory(prefix="encours-scan-") as folder:
        path = Path(folder) / "sent"
        frames = (_LENGTH.pack(len(body)) + body for body, _ in sheets)
        path.write_bytes(b"".join(frames))
        answer = guarded("simulator.services.scans:counted", path, MANY)
    if list(answer) != [pages for _, pages in sheets]:
        raise UploadRefused("not_a_scan")


def counted(path: Path, _bounds: Bounds) -> bytes:
    """Return the number of pages of each PDF of a file of several; runs in the child process."""
    from simulator.documents import scans as documents  # noqa: PLC0415 - the child's

    whole, place, counts = path.read_bytes(), 0, []
    while place < len(whole):
        (length,) = _LENGTH.unpack_from(whole, place)
        place += _LENGTH.size
        body = whole[place : place + length]
        place += length
        if pictures.kind(body) != "pdf":
            raise UploadRefused("not_a_scan")
        path.write_bytes(body)
        try:
            counts.append(documents.pages(path, MOST_PAGES))
        except documents.Undrawable as error:
            raise UploadRefused("not_a_scan") from error
    if max(counts) > MOST_PAGES:
        raise UploadRefused("too_many_pages")
    return bytes(counts)


def keep(
    session: Session, trainer: Trainer, half_day: HalfDayRow, found: Read, name: str, now: datetime
) -> None:
    """Attach a scan that was read to a half-day; ``TooManyScans``."""
    counted = select(func.count()).where(ScanRow.half_day_id == half_day.id)
    if (session.scalar(counted) or 0) >= MOST_FILES:
        raise TooManyScans(MOST_FILES)
    digest = hashlib.sha256(found.body).hexdigest()
    session.add(
        ScanRow(
            training_id=half_day.training_id,
            half_day_id=half_day.id,
            trainer_id=trainer.id,
            name=_plain(name),
            pages=found.pages,
            body=found.body,
            digest=digest,
            added_at=now,
        )
    )
    data = {"half_day": half_day.id, "pages": found.pages, "digest": digest}
    audit.record(session, trainer.id, half_day.training_id, "attendance.scanned", data, now)
    session.flush()


def _plain(name: str) -> str:
    """Return the last part of a file's name, in signs that a page can show."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable())[:LONGEST_NAME] or "feuille"


def of_training(session: Session, training: TrainingRow) -> tuple[Scan, ...]:
    """Return the scans of a training, in the order in which they came."""
    rows = session.scalars(
        select(ScanRow).where(ScanRow.training_id == training.id).order_by(ScanRow.id)
    )
    return tuple(Scan(row.id, row.half_day_id, row.name, row.pages, row.added_at) for row in rows)


def _row(session: Session, training: TrainingRow, scan_id: int) -> ScanRow:
    row = session.get(ScanRow, scan_id)
    if row is None or row.training_id != training.id:
        raise NotFound("scan")
    return row


def body(session: Session, training: TrainingRow, scan_id: int) -> bytes:
    """Return a scan in PDF; ``NotFound`` otherwise."""
    return _row(session, training, scan_id).body


def remove(
    session: Session, trainer: Trainer, training: TrainingRow, scan_id: int, now: datetime
) -> int:
    """Take a scan away, and return its half-day; the log keeps its digest."""
    row = _row(session, training, scan_id)
    data = {"half_day": row.half_day_id, "pages": row.pages, "digest": row.digest}
    session.delete(row)
    audit.record(session, trainer.id, training.id, "attendance.scan_removed", data, now)
    session.flush()
    return int(row.half_day_id)
