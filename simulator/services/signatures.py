"""The chain of signatures: what was signed, in order, and whether it is still what is kept."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import ScalarResult, select
from sqlalchemy.orm import Session

from simulator.domain.training import attendance
from simulator.domain.training.attendance import Break, Entry
from simulator.store.attendances import SignatureRow
from simulator.store.audit import AuditRow


def entry_of(row: SignatureRow) -> Entry:
    """Return what a row states."""
    return Entry(
        row.training_id,
        row.sequence,
        row.half_day_id,
        row.kind,
        row.trainee_id,
        row.trainer_id,
        row.name,
        row.minutes,
        row.strokes,
        row.device,
        row.note,
        row.at,
        row.previous,
    )


def chain(session: Session, training_id: int) -> tuple[tuple[Entry, str], ...]:
    """Return the entries of a training as they were signed, with their hashes, in order."""
    return tuple((_sealed(row), row.hash) for row in _rows(session, training_id))


def _rows(session: Session, training_id: int) -> ScalarResult[SignatureRow]:
    return session.scalars(
        select(SignatureRow)
        .where(SignatureRow.training_id == training_id)
        .order_by(SignatureRow.sequence)
    )


def _sealed(row: SignatureRow) -> Entry:
    """Return what was signed: elsewhere the same people and half-days had other numbers."""
    if row.sealed is None:
        return entry_of(row)
    training, half_day, trainee, trainer = row.sealed
    return replace(
        entry_of(row), training=training, half_day=half_day, trainee=trainee, trainer=trainer
    )


def entries(session: Session, training_id: int) -> tuple[Entry, ...]:
    """Return the entries of a training, in order."""
    return tuple(map(entry_of, _rows(session, training_id)))


def broken(session: Session, training_id: int) -> Break | None:
    """Check the chain of a training; return where it breaks, or nothing.

    A chain cut short still holds: each entry is also in the log, with its hash.
    """
    kept = chain(session, training_id)
    found = attendance.verify(kept)
    if found is not None:
        return found
    stated = session.scalars(
        select(AuditRow.data).where(
            AuditRow.training_id == training_id, AuditRow.action.in_(STATED.values())
        )
    )
    hashes = {known for _, known in kept}
    if any(data["hash"] not in hashes for data in stated):
        return Break(len(kept) + 1, "gap")
    return None


STATED = {
    "trainee": "attendance.signed",
    "trainer": "attendance.closed",
    "absence": "attendance.absence",
    "correction": "attendance.corrected",
}
"""The action of the log for each kind of entry."""


def last_hash(session: Session, training_id: int) -> str:
    """Return the hash that the next entry will follow."""
    known = session.scalar(
        select(SignatureRow.hash)
        .where(SignatureRow.training_id == training_id)
        .order_by(SignatureRow.sequence.desc())
        .limit(1)
    )
    return known or attendance.GENESIS
