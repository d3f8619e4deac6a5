"""Files of questions in and out of the bank: read apart, shown, then taken whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.refusals import Refusal
from simulator.exchange import drafts
from simulator.exchange.drafts import Draft
from simulator.exchange.questions import gift_writer, moodle_writer, opening, sheet_template
from simulator.exchange.questions.records import Contents, Found, Trouble, dump, load
from simulator.services import audit, questions
from simulator.services.trainers import Trainer
from simulator.store.questions import BankQuestionRow

_SCOPE = -7
"""Tells the drafts of this import from those of the trainings."""


@dataclass(eq=False)
class FaultyFile(Refusal):
    """A file with broken questions is taken whole, or without them if the trainer says so."""

    faults: int


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of a file: how many questions came in, how many were there already."""

    added: int
    known: int


def read(content: bytes) -> Contents:
    """Return what a file holds, read in a guarded child; ``UploadRefused``."""
    handle, name = tempfile.mkstemp(prefix="encours-")
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        return opening.read(path)
    finally:
        with suppress(OSError):
            path.unlink()


def keep(instance: Path, trainer: Trainer, contents: Contents, now: datetime) -> str:
    """Keep what a file holds for an hour, until it is confirmed; return the draft's token."""
    return drafts.save(instance, Draft(_owner(trainer), {}, dump(contents)), now)


def opened(instance: Path, trainer: Trainer, token: str, now: datetime) -> Contents:
    """Return what a file holds; ``DraftGone`` when it is over or another's."""
    return load(drafts.load(instance, token, _owner(trainer), now).grid)


def forget(instance: Path, trainer: Trainer, token: str, now: datetime) -> None:
    """Delete a draft of this trainer."""
    drafts.load(instance, token, _owner(trainer), now)
    drafts.forget(instance, token)


def _owner(trainer: Trainer) -> tuple[int, int, int]:
    return trainer.organisation_id, trainer.id, _SCOPE


def known(session: Session, trainer: Trainer, found: Iterable[Found]) -> frozenset[str]:
    """Return the digests of those questions that the bank has already."""
    wanted = list({questions.digest(each.question) for each in found})
    there: set[str] = set()
    for start in range(0, len(wanted), 400):
        there |= set(
            session.scalars(
                select(BankQuestionRow.digest).where(
                    BankQuestionRow.organisation_id == trainer.organisation_id,
                    BankQuestionRow.digest.in_(wanted[start : start + 400]),
                )
            )
        )
    return frozenset(there)


def bring_in(
    session: Session,
    trainer: Trainer,
    contents: Contents,
    now: datetime,
    *,
    without_faults: bool = False,
) -> Brought:
    """Add the questions of a file, all or none; those that are there already are left as they are.

    Raises ``FaultyFile`` when some are broken and the trainer did not say to leave them out.
    """
    if contents.faults and not without_faults:
        raise FaultyFile(len(contents.faults))
    there = set(known(session, trainer, contents.found))
    questions.room_for(session, trainer, len(contents.found))
    added = 0
    for each in contents.found:
        mark = questions.digest(each.question)
        if mark not in there:
            questions.add(session, trainer, each.title, each.category, each.question, now)
            there.add(mark)
            added += 1
    values = {"added": added, "form": contents.form}
    audit.record(session, trainer.id, None, "questions.imported", values, now)
    return Brought(added, len(contents.found) - added)


def exported(
    session: Session, trainer: Trainer, chosen: Sequence[int], form: str
) -> tuple[bytes, tuple[Trouble, ...]]:
    """Return chosen questions as a file, ``gift`` or ``xml``, and those that it cannot hold."""
    found = []
    for question_id in chosen:
        kept = questions.get(session, trainer, question_id)
        found.append(Found(kept.question, kept.title, kept.id, kept.category))
    found.sort(key=lambda each: each.category)
    if form == "xml":
        return moodle_writer.write(found), ()
    return gift_writer.write(found)


def template(form: str) -> bytes:
    """Return the table to fill in, ``csv`` or ``xlsx``."""
    return sheet_template.as_workbook() if form == "xlsx" else sheet_template.as_csv()
