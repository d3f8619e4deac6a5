"""The logo of an organisation: checked in a process apart, printed once to see, then kept."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from simulator.exchange import logos as drawings
from simulator.exchange.guard import MEBIBYTE, Bounds, UploadRefused, guarded
from simulator.services import audit
from simulator.services.trainers import Trainer
from simulator.store.trainers import OrganisationRow

LARGEST = drawings.MOST_BYTES
BOUNDS = Bounds(size=LARGEST, seconds=20, memory=1536 * MEBIBYTE, answer=2 * MEBIBYTE)


def printable(path: Path, bounds: Bounds) -> bytes:
    """Return a logo as SVG once a document could be printed with it; runs in the child process."""
    from simulator.documents.letterhead import letterhead  # noqa: PLC0415 - the child's
    from simulator.documents.typesetting import pdf  # noqa: PLC0415

    body = drawings.drawn(path, bounds)
    empty = dict.fromkeys(("name", "address", "siret", "activity_number"), "")
    head = letterhead({**empty, "name": "Essai", "logo": body.decode()})
    try:
        pdf("essai.typ", head, datetime(2026, 1, 1, tzinfo=UTC))
    except RuntimeError as error:  # what typst says of an image that it cannot draw
        raise UploadRefused("not_an_image") from error
    return body


def read(content: bytes) -> bytes:
    """Return a logo that can be printed, as SVG; ``UploadRefused``. It takes a second or two."""
    handle, name = tempfile.mkstemp(prefix="encours-logo-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content[: LARGEST + 1])
        return guarded("simulator.services.logos:printable", Path(name), BOUNDS)
    finally:
        Path(name).unlink()


def keep(session: Session, trainer: Trainer, body: bytes, now: datetime) -> None:
    """Keep a logo that was read, for the trainer's organisation."""
    session.get_one(OrganisationRow, trainer.organisation_id).logo = body
    audit.record(session, trainer.id, None, "organisation.logo", {"bytes": len(body)}, now)


def remove(session: Session, trainer: Trainer, now: datetime) -> None:
    """Take the logo of the trainer's organisation away."""
    session.get_one(OrganisationRow, trainer.organisation_id).logo = None
    audit.record(session, trainer.id, None, "organisation.logo", {"bytes": 0}, now)
