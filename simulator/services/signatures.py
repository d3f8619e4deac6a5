"""The chain of signatures: what was signed, in order, and whether it is still what is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ScalarResult, func, select
from sqlalchemy.orm import Session

from simulator.domain.training import attendance
from simulator.domain.training.attendance import Break, Entry, Renumbered
from simulator.store.attendances import SignatureRow
from simulator.store.audit import AuditRow
from simulator.store.trainings import HalfDayRow


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
    return _chain(session, _rows(session, training_id))


def _chain(session: Session, rows: Iterable[SignatureRow]) -> tuple[tuple[Entry, str], ...]:
    kept = tuple(rows)
    wanted = {row.half_day_id for row in kept}
    half_days = {
        half.id: half
        for half in session.scalars(select(HalfDayRow).where(HalfDayRow.id.in_(wanted)))
    }
    return tuple((_sealed(row, half_days[row.half_day_id]), row.hash) for row in kept)


def _rows(session: Session, training_id: int) -> ScalarResult[SignatureRow]:
    return session.scalars(
        select(SignatureRow)
        .where(SignatureRow.training_id == training_id)
        .order_by(SignatureRow.sequence)
    )


def _sealed(row: SignatureRow, half: HalfDayRow) -> Entry:
    """Return what was signed: elsewhere the same people and half-days had other numbers."""
    entry = replace(entry_of(row), starts_at=half.starts_at, ends_at=half.ends_at)
    if row.sealed is None:
        return entry
    training, half_day, trainee, trainer = row.sealed[:4]
    return replace(entry, training=training, half_day=half_day, trainee=trainee, trainer=trainer)


def entries(session: Session, training_id: int) -> tuple[Entry, ...]:
    """Return the entries of a training, in order."""
    return tuple(map(entry_of, _rows(session, training_id)))


def broken(session: Session, training_id: int) -> Break | None:
    """Check the chain of a training; return where it breaks, or nothing.

    A chain cut short still holds: each entry is also in the log, with its hash and with whom and
    which half-day it is about.
    """
    rows = tuple(_rows(session, training_id))
    kept = _chain(session, rows)
    found = attendance.verify(kept)
    if found is not None:
        return found
    asked = select(AuditRow.data).where(
        AuditRow.training_id == training_id, AuditRow.action.in_(STATED.values())
    )
    stated = {data.get("hash"): data for data in session.scalars(asked)}
    if stated.keys() - {known for _, known in kept}:
        return Break(len(kept) + 1, "gap")
    for row in rows:
        data = stated.get(row.hash, {})
        if (data.get("half_day"), data.get("trainee")) != (row.half_day_id, row.trainee_id):
            return Break(row.sequence, "moved")
    return _misplaced(session, training_id, rows)


def _misplaced(session: Session, training_id: int, rows: Sequence[SignatureRow]) -> Break | None:
    """Check the entries that were signed in another installation: they came in first, together."""
    foreign = [row for row in rows if row.sealed is not None]
    if not foreign:
        return None
    if foreign != list(rows[: len(foreign)]) or not session.scalar(
        select(func.count()).where(
            AuditRow.training_id == training_id, AuditRow.action == "training.imported"
        )
    ):
        return Break(foreign[-1].sequence, "moved")
    return attendance.moved(number for row in foreign for number in _numbers(row))


def _numbers(row: SignatureRow) -> Iterator[Renumbered]:
    sealed: list[Any] = row.sealed or []
    source = [sealed[0], *sealed[4:]]  # each installation that it came through has its numbers
    here = {"half_day": row.half_day_id, "trainee": row.trainee_id}
    for (what, shown), signed in zip(here.items(), sealed[1:3], strict=True):
        if shown is not None and signed is not None:
            yield Renumbered(row.sequence, f"{what} {source}", signed, shown)


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
