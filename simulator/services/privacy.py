"""One person's data: taken out whole, or erased but for what the law makes an organisation keep.

What belongs to a person is found by the keys of the tables, so that a table that is added later is
taken out and erased too, unless it is named here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, LargeBinary, Table, delete, or_, select, update
from sqlalchemy.orm import Session

from simulator.domain.refusals import NotFound, Refusal
from simulator.services import audit, trainees
from simulator.services.trainees import Trainee
from simulator.services.trainers import Trainer
from simulator.store import tables
from simulator.store.complaints import ComplaintRow
from simulator.store.teams import TeamRow
from simulator.store.trainings import TraineeRow, TrainingRow

PROOFS = frozenset({"achievements", "certificates", "signatures"})
"""What proves that the training took place: kept three years after the last payment, or more."""
SHARED = frozenset(
    {"triad_seats", "team_members", "committee_files", "committee_votes", "complaints"}
)
"""Work of a group, and the organisation's log: without the person, it is no longer true."""
Person = TraineeRow
"""A person, as pages read it."""
SECRETS = frozenset({"stamp", "name_key"})
NO_NAME = "Stagiaire (nom effacé)"

Found = dict[str, set[int]]
"""Numbers of rows by table."""


@dataclass(eq=False)
class ReasonMissing(Refusal):
    """An erasure says why it was done."""


@dataclass(frozen=True, slots=True)
class Erased:
    """How many rows were erased, by table."""

    rows: dict[str, int]

    @property
    def total(self) -> int:
        """Return how many rows were erased in all."""
        return sum(self.rows.values())


def of_trainee(session: Session, trainee: Trainee) -> TraineeRow:
    """Return the row of a person who asks for their own data."""
    return session.get_one(TraineeRow, trainee.id)


def person(session: Session, training: TrainingRow, trainee_id: int) -> TraineeRow:
    """Return a person of a training, removed or not; ``NotFound`` otherwise."""
    row = session.get(TraineeRow, trainee_id)
    if row is None or row.training_id != training.id:
        raise NotFound("trainee")
    return row


def held(session: Session, row: TraineeRow) -> dict[str, list[dict[str, Any]]]:
    """Return everything that is held of a person, by table, ready for JSON, without secrets."""
    found = _owned(session, row, frozenset())
    told = {}
    for table in tables.Base.metadata.sorted_tables:
        if numbers := found.get(table.name):
            kept = [column for column in table.columns if not _left_out(column)]
            rows = session.execute(
                select(*kept).where(table.c.id.in_(numbers)).order_by(table.c.id)
            ).mappings()
            told[table.name] = [
                {name: _plain(value) for name, value in one.items()} for one in rows
            ]
    return told


def _left_out(column: Column[Any]) -> bool:
    return column.name in SECRETS or isinstance(column.type, LargeBinary)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _owned(session: Session, row: TraineeRow, left: frozenset[str]) -> Found:
    """Return the rows that hang from a person, but for the tables of ``left``."""
    found: Found = {"trainees": {row.id}}
    for table in tables.Base.metadata.sorted_tables:
        if table.name == "trainees" or table.name in left or "id" not in table.c:
            continue
        # A key that may be empty says who did something, not whose it is, but for a few.
        keys = [
            fk.parent.in_(found[fk.column.table.name])
            for fk in table.foreign_keys
            if found.get(fk.column.table.name)
            and (not fk.parent.nullable or table.name in PROOFS | SHARED)
        ]
        if keys:
            found[table.name] = set(session.scalars(select(table.c.id).where(or_(*keys))))
            if table.name == "attempts" and left:
                found[table.name] -= _of_teams(session, row)
    return found


def _of_teams(session: Session, row: TraineeRow) -> set[int]:
    """Return the attempts in which a whole team worked on this person's file."""
    attempts = tables.Base.metadata.tables["attempts"]
    anchored = select(TeamRow.activity_id).where(TeamRow.anchor_id == row.id)
    asked = select(attempts.c.id).where(
        attempts.c.trainee_id == row.id, attempts.c.activity_id.in_(anchored)
    )
    return set(session.scalars(asked))


def erase(
    session: Session, trainer: Trainer | None, row: TraineeRow, reason: str, now: datetime
) -> Erased:
    """Erase a person's work, opinions and words, and close their link; the proofs stay.

    Raises ``ReasonMissing``. What was done is logged, without what it was.
    """
    if not reason.strip():
        raise ReasonMissing
    session.flush()
    found = _owned(session, row, PROOFS | SHARED)
    del found["trainees"]
    counts = {name: len(numbers) for name, numbers in found.items() if numbers}
    for table, key in _empty_keys(found):
        target = found[key.column.table.name]
        session.execute(update(table).where(key.parent.in_(target)).values({key.parent.name: None}))
    for table in reversed(tables.Base.metadata.sorted_tables):
        if numbers := found.get(table.name):
            session.execute(delete(table).where(table.c.id.in_(numbers)))
    session.execute(
        update(ComplaintRow)
        .where(ComplaintRow.trainee_id == row.id)
        .values(trainee_id=None, source=NO_NAME)
    )
    session.expire_all()
    row.seen_activity_id = None
    if row.removed_at is None:
        trainees.remove(session, row, now)
    data = {"trainee": row.id, "reason": reason.strip(), "rows": sum(counts.values())}
    audit.record(
        session, trainer.id if trainer else None, row.training_id, "person.erased", data, now
    )
    session.flush()
    return Erased(counts)


def _empty_keys(found: Found) -> Iterator[tuple[Table, Any]]:
    """Yield the keys that may be empty and that point to rows about to go."""
    for table in tables.Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.parent.nullable and found.get(key.column.table.name):
                yield table, key
