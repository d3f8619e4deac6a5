"""Opening the file of a training: rows come in under new numbers, what they point to follows."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from simulator.content import frozen
from simulator.domain.refusals import Refusal
from simulator.domain.training.rehearsal import RehearsalStaysHere
from simulator.exchange.guard import MEBIBYTE, Bounds, UploadRefused, guarded
from simulator.exchange.trainings import (
    MOST_BYTES,
    Bundle,
    DamagedTrainingFile,
    HeavyTraining,
    NotATrainingFile,
    received,
)
from simulator.services import audit, catalogue, scans, trainings
from simulator.services.quizzes import own_number, reference_of
from simulator.services.trainers import Trainer
from simulator.services.transfers import tables, value
from simulator.store.base import Base
from simulator.store.trainings import TrainingRow

BOUNDS = Bounds(
    size=MOST_BYTES, inflated=MOST_BYTES, seconds=120, memory=1536 * MEBIBYTE, answer=2 * MOST_BYTES
)
_DO_NOT_FIT = (
    SQLAlchemyError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    OverflowError,  # a number beyond what a database holds
)
_HALF_DAYS = ("half_day.opened", "schedule.finished")
_LOGGED = {
    "half_day": "half_days",
    "trainee": "trainees",
    "attempt": "attempts",
    "call": "calls",
    "file": "committee_files",
    "complaint": "complaints",
    "contribution": "contributions",
    "run": "grading_runs",
    "before": "grading_runs",
    "rehearsal": "trainings",
    "of": "trainings",
}
"""What the log names by its number, but for its ``id``; what did not come along has none here."""
_LATER = {
    ("activities", "run_id"): "grading_runs",
    ("game_teams", "pen_id"): "game_players",
    ("certificates", "replaced_by_id"): "certificates",
}
"""What points to a row that comes after its own."""
_DROPPED = {
    ("trainings", "pushed_id"),
    ("trainings", "pushed_at"),
    ("trainings", "rehearsal_of_id"),
}


@dataclass(eq=False)
class AlreadyHere(Refusal):
    """This installation has this training already."""

    title: str


@dataclass(slots=True)
class _Opening:
    """A file being opened: its rows and the number that each has received."""

    session: Session
    trainer: Trainer
    bundle: Bundle
    ids: dict[str, dict[int, int]] = field(default_factory=dict)
    later: list[tuple[Table, int, str, str, int]] = field(default_factory=list)

    def new(self, table: str, old: int | None) -> int | None:
        return None if old is None else self.ids.get(table, {})[old]


def read(content: bytes) -> Bundle:
    """Return what a file holds, unpacked in a process apart.

    ``NotATrainingFile``, ``OtherTrainingFile``, ``DamagedTrainingFile`` or ``HeavyTraining``.
    """
    handle, name = tempfile.mkstemp(prefix="encours-formation-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        answer = guarded("simulator.exchange.trainings:unpacked", Path(name), BOUNDS)
    except UploadRefused as refusal:
        if refusal.reason == "too_large":
            raise HeavyTraining(-(-len(content) // MEBIBYTE), MOST_BYTES // MEBIBYTE) from refusal
        raise NotATrainingFile from refusal
    finally:
        Path(name).unlink()
    bundle = received(answer)
    _check_scans(bundle)
    return bundle


def _check_scans(bundle: Bundle) -> None:
    """Read the sheets signed on paper as those that people send: ``DamagedTrainingFile``."""
    sheets = []
    for row in bundle.rows.get("scans", []):
        body = bundle.snapshots.get(str(row.get("body")), b"")
        if hashlib.sha256(body).hexdigest() != row.get("digest"):
            raise DamagedTrainingFile("scans")
        sheets.append((body, row.get("pages")))
    try:
        scans.check(sheets)
    except UploadRefused as refusal:
        raise DamagedTrainingFile("scans") from refusal


def restore(session: Session, trainer: Trainer, bundle: Bundle, now: datetime) -> TrainingRow:
    """Open a training in the trainer's organisation; nothing is kept of a file that fails.

    ``AlreadyHere``, or ``DamagedTrainingFile`` when rows do not fit together.
    """
    _refuse_twice(session, bundle)
    opening = _Opening(session, trainer, bundle)
    part = ""
    try:
        with session.begin_nested():
            for table in _in_order():
                part = table.name
                _table_in(opening, table)
            for table, number, column, target, old in opening.later:
                part = table.name
                changed = {column: opening.new(target, old)}
                session.execute(update(table).where(table.c.id == number).values(changed))
    except _DO_NOT_FIT as error:
        raise DamagedTrainingFile(part) from error
    made = opening.ids.get("trainings", {})
    if len(made) != 1:
        raise DamagedTrainingFile("trainings")
    session.expire_all()
    row = session.get_one(TrainingRow, next(iter(made.values())))
    data = {"made_at": str(bundle.facts.get("made_at", ""))[:10]}
    audit.record(session, trainer.id, row.id, "training.imported", data, now)
    session.flush()
    return row


def _in_order() -> list[Table]:
    """Return the tables in the order in which they come in: the log last, for it names them all."""
    first = ("exercise_versions", "own_quizzes", "own_quiz_items")
    every = [*map(_table, first), *tables()]
    return sorted(every, key=lambda table: table.name == "audit")


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


def _refuse_twice(session: Session, bundle: Bundle) -> None:
    for row in bundle.rows.get("trainings", []):
        if row.get("rehearsal_of_id") is not None:
            raise RehearsalStaysHere(str(row.get("title", "")))
        try:
            created = datetime.fromisoformat(row["created_at"])
            known = select(TrainingRow.title).where(
                TrainingRow.created_at == created, TrainingRow.seed == row["seed"]
            )
            with session.begin_nested():  # PostgreSQL gives up the transaction on a wrong number
                title = session.scalar(known)
        except _DO_NOT_FIT as error:
            raise DamagedTrainingFile("trainings") from error
        if title is not None:
            raise AlreadyHere(title)


def _table_in(opening: _Opening, table: Table) -> None:
    numbers = opening.ids.setdefault(table.name, {})
    for row in opening.bundle.rows.get(table.name, []):
        known = _known_version(opening.session, table, row)
        if known is not None:
            numbers[row["id"]] = known
            continue
        values, later = _values(opening, table, row)
        asked = insert(table).values(values).returning(table.c.id)
        number = int(opening.session.execute(asked).scalar_one())
        numbers[row["id"]] = number
        opening.later += [(table, number, *one) for one in later]


def _known_version(session: Session, table: Table, row: dict[str, Any]) -> int | None:
    """Return the version of an exercise that this installation has already, by its digest."""
    if table.name != "exercise_versions":
        return None
    known = session.scalar(select(table.c.id).where(table.c.digest == row["digest"]))
    if known is None:
        exercise = frozen.load(row["frozen"])
        # Versions are shared by all: under a digest stands what has that digest, nothing else.
        if (catalogue.digest_of(exercise), exercise.id) != (row["digest"], row["reference"]):
            raise ValueError(row["digest"])
    return known


def _values(
    opening: _Opening, table: Table, row: dict[str, Any]
) -> tuple[dict[str, Any], list[tuple[str, str, int]]]:
    """Return a row under its new numbers, and what must wait for a row that comes later."""
    values: dict[str, Any] = {}
    later: list[tuple[str, str, int]] = []
    for name, plain in row.items():
        column = table.c[name]
        if name == "id" or (table.name, name) in _DROPPED:
            continue
        target = next((key.column.table.name for key in column.foreign_keys), None)
        waits = _LATER.get((table.name, name))
        if waits is not None:
            if plain is not None:
                later.append((name, waits, plain))
        elif target == "organisations":
            values[name] = opening.trainer.organisation_id
        elif target == "trainers":
            values[name] = None if plain is None else opening.trainer.id
        elif target == "bank_versions":
            values[name] = None
        elif target is not None:
            values[name] = opening.new(target, plain)
        else:
            values[name] = value(column, plain, opening.bundle.snapshots)
    return _adapted(opening, table.name, row, values), later


def _adapted(
    opening: _Opening, table: str, row: dict[str, Any], values: dict[str, Any]
) -> dict[str, Any]:
    """Return values whose numbers are not keys of the database but mean rows all the same."""
    if table == "trainings":
        taken = select(TrainingRow.id).where(TrainingRow.join_code == row["join_code"])
        if opening.session.scalar(taken) is not None:
            values["join_code"] = trainings.free_code(opening.session)
    elif table in {"activities", "games"}:
        name = "reference" if table == "activities" else "quiz"
        old = own_number(values[name])
        if old is not None:
            values[name] = reference_of(opening.new("own_quizzes", old) or 0)
    elif table == "game_answers":
        game = next(one for one in opening.bundle.rows["games"] if one["id"] == row["game_id"])
        subjects = "game_teams" if game["teams"] == "pen" else "game_players"
        values["subject"] = opening.new(subjects, row["subject"])
    elif table == "triad_assessments":
        known = opening.ids.get("trainees", {})
        values["subject"] = known.get(row["subject"], row["subject"])
    elif table == "year_acts" and row["kind"] == "unhand":
        values["data"] = {"of": opening.new("year_acts", row["data"]["of"])}
    elif table == "audit":
        values["data"] = _logged(opening, row)
    elif table == "signatures":
        sealed = [row[name] for name in ("training_id", "half_day_id", "trainee_id", "trainer_id")]
        # What was sealed before keeps the numbers that it was signed under, however far it goes.
        made_at = str(opening.bundle.facts.get("made_at", ""))
        values["sealed"] = _checked(row.get("sealed")) or [*sealed, made_at]
    return values


def _checked(sealed: Any) -> list[Any] | None:  # noqa: ANN401 - whatever a file says
    """Return what was sealed elsewhere when it is what ``signatures`` reads; ``ValueError``."""
    if sealed is None:
        return None
    kinds: list[set[type]] = [{int}, {int}, {int, type(None)}, {int, type(None)}, {str}]
    if not isinstance(sealed, list) or len(sealed) != len(kinds):
        raise ValueError("sealed")
    if any(type(one) not in kind for one, kind in zip(sealed, kinds, strict=True)):
        raise ValueError("sealed")
    return sealed


def _logged(opening: _Opening, row: dict[str, Any]) -> dict[str, Any]:
    """Return the data of a line of the log under the new numbers, and who did it, by name."""
    data = dict(row["data"])
    half = "half_days" if row["action"] in _HALF_DAYS else "activities"
    for name, target in {"id": half, **_LOGGED}.items():
        if isinstance(data.get(name), int):
            data[name] = opening.ids.get(target, {}).get(data[name])
    old = own_number(str(data.get("quiz", "")))
    if old is not None:
        data["quiz"] = reference_of(opening.ids.get("own_quizzes", {}).get(old, 0))
    names = {one["id"]: str(one["name"]) for one in opening.bundle.rows.get("trainers", [])}
    if row["trainer_id"] is not None:
        data.setdefault("by", names.get(row["trainer_id"], ""))
    return data
