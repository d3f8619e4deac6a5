"""Everything of a training leaves in one file; another installation opens it again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Date, LargeBinary, Table, select
from sqlalchemy.orm import Session

from simulator.domain.training.rehearsal import RehearsalStaysHere
from simulator.exchange.trainings import Bundle, Rows, check_weight
from simulator.services import audit
from simulator.services.quizzes import own_number
from simulator.services.trainers import Trainer
from simulator.store.base import Base, UtcDateTime
from simulator.store.trainings import TrainingRow

LEFT_OUT = frozenset(
    {"organisations", "trainers", "sign_in_links", "failures", "schedule_changes"}
    | {"bank_questions", "bank_versions", "own_quizzes", "own_quiz_items", "exercise_versions"}
)
"""Of the installation, or found by their own way; the undoing of a script stays where it is."""
_AT_ONCE = 500


def tables() -> list[Table]:
    """Return the tables of a training, each after those that it points to."""
    return [one for one in Base.metadata.sorted_tables if one.name not in LEFT_OUT]


def link(table: Table) -> Column[Any] | None:
    """Return the column by which rows of a table belong to a training."""
    known = {one.name for one in tables()}
    found = [
        column
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name in known and key.column.table is not table
    ]
    return min(found, key=lambda column: bool(column.nullable), default=None)


def bundle(session: Session, trainer: Trainer, training: TrainingRow, now: datetime) -> Bundle:
    """Return everything of a training; the log says that it was taken.

    Raises ``RehearsalStaysHere``: elsewhere it would pass for a training of real people; and
    ``HeavyTraining`` where the file could not be opened again.
    """
    if training.rehearsal_of_id is not None:
        raise RehearsalStaysHere(training.title)
    audit.record(session, trainer.id, training.id, "training.exported", {}, now)
    session.flush()
    ids: dict[str, list[int]] = {}
    rows: Rows = {}
    snapshots: dict[str, bytes] = {}
    for table in tables():
        column = link(table)
        if table is TrainingRow.__table__:
            found = _rows(session, table, table.c.id, [training.id])
        elif column is None:
            continue
        else:
            target = next(iter(column.foreign_keys)).column.table.name
            found = _rows(session, table, column, ids.get(target, []))
        ids[table.name] = [row["id"] for row in found]
        rows[table.name] = [_plain(table, row, snapshots) for row in found]
    rows |= _beside(session, rows, snapshots)
    rows["trainers"] = _trainers(session, rows)
    facts = {"title": training.title, "made_at": now.isoformat()}
    made = Bundle(facts, {name: found for name, found in rows.items() if found}, snapshots)
    check_weight(made)
    return made


def _rows(
    session: Session, table: Table, column: Column[Any], values: Iterable[Any]
) -> list[dict[str, Any]]:
    wanted = sorted(set(values))
    found: list[dict[str, Any]] = []
    for place in range(0, len(wanted), _AT_ONCE):
        asked = select(table).where(column.in_(wanted[place : place + _AT_ONCE]))
        found += [dict(row) for row in session.execute(asked).mappings()]
    return sorted(found, key=lambda row: int(row["id"]))


def _plain(table: Table, row: dict[str, Any], snapshots: dict[str, bytes]) -> dict[str, Any]:
    """Return a row as JSON holds it; bytes go beside, under a name."""
    made = {}
    for name, value in row.items():
        if isinstance(value, bytes):
            made[name] = f"{table.name}-{row['id']}-{name}.bin"
            snapshots[made[name]] = value
        else:
            made[name] = value.isoformat() if isinstance(value, date) else value
    return made


def _beside(session: Session, rows: Rows, snapshots: dict[str, bytes]) -> Rows:
    """Return the versions of exercises and the organisation's quizzes that the rows name."""
    metadata = Base.metadata.tables
    digests = {
        row["content_digest"]
        for table in ("attempts", "gradings", "grading_runs")
        for row in rows.get(table, [])
    }
    named = [row["reference"] for row in rows.get("activities", [])]
    named += [row["quiz"] for row in rows.get("games", [])]
    quizzes = {number for one in named if (number := own_number(one)) is not None}
    versions, quiz, item = (
        metadata[name] for name in ("exercise_versions", "own_quizzes", "own_quiz_items")
    )
    return {
        table.name: [_plain(table, row, snapshots) for row in _rows(session, table, column, values)]
        for table, column, values in (
            (versions, versions.c.digest, digests),
            (quiz, quiz.c.id, quizzes),
            (item, item.c.quiz_id, quizzes),
        )
    }


def _trainers(session: Session, rows: Rows) -> list[dict[str, Any]]:
    """Return the names of the trainers of the log: nothing else of them leaves."""
    table = Base.metadata.tables["trainers"]
    known = [row["trainer_id"] for row in rows.get("audit", []) if row["trainer_id"]]
    return [
        {"id": row["id"], "name": row["name"]} for row in _rows(session, table, table.c.id, known)
    ]


def value(column: Column[Any], plain: Any, snapshots: dict[str, bytes]) -> Any:  # noqa: ANN401 - a column's own type
    """Return a value as its column wants it; ``ValueError``, ``TypeError`` or ``KeyError``."""
    if plain is None:
        return None
    if isinstance(column.type, UtcDateTime):
        return datetime.fromisoformat(plain)
    if isinstance(column.type, Date):
        return date.fromisoformat(plain)
    if isinstance(column.type, LargeBinary):
        return snapshots[plain]
    if not isinstance(column.type, JSON) and not isinstance(plain, column.type.python_type):
        raise TypeError(column.name)
    return plain
