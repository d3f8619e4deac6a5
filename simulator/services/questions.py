"""An organisation's own questions: finding, writing, copying, putting away, files in and out.

A version that a quiz holds is never changed: editing the question makes the next one.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from simulator.domain.quiz.grading import folded
from simulator.domain.quiz.live_snapshot import frozen, thawed
from simulator.domain.quiz.question import QuizQuestion
from simulator.domain.refusals import NotFound, Refusal
from simulator.services.trainers import Trainer
from simulator.store.questions import BankQuestionRow, BankVersionRow
from simulator.store.quizzes import OwnQuizItemRow

LONGEST_TITLE, LONGEST_CATEGORY, MOST_LISTED = 120, 200, 500
MOST_QUESTIONS = 20_000
"""Of one organisation."""


@dataclass(eq=False)
class BankFull(Refusal):
    """More questions than a bank holds."""

    most: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; what is empty or ``None`` is not looked at."""

    text: str = ""
    tag: str = ""
    category: str = ""
    kind: str = ""
    level: int | None = None
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A question of the list; ``quizzes`` is how many quizzes hold it, in any version."""

    id: int
    title: str
    category: str
    kind: str
    level: int
    tags: tuple[str, ...]
    version: int
    quizzes: int
    archived: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A question of the bank, in its last version."""

    id: int
    title: str
    category: str
    version: int
    held: bool
    archived: bool
    question: QuizQuestion


def _own(session: Session, trainer: Trainer, question_id: int) -> BankQuestionRow:
    row = session.get(BankQuestionRow, question_id)
    if row is None or row.organisation_id != trainer.organisation_id:
        raise NotFound("question")
    return row


def _last(session: Session, row: BankQuestionRow) -> BankVersionRow:
    return session.scalars(
        select(BankVersionRow).where(
            BankVersionRow.question_id == row.id, BankVersionRow.number == row.version
        )
    ).one()


def _held(session: Session, version: BankVersionRow) -> bool:
    found = select(OwnQuizItemRow.id).where(OwnQuizItemRow.version_id == version.id).limit(1)
    return session.scalar(found) is not None


def get(session: Session, trainer: Trainer, question_id: int) -> Kept:
    """Return a question of this organisation; ``NotFound`` otherwise."""
    row = _own(session, trainer, question_id)
    version = _last(session, row)
    return Kept(
        row.id,
        row.title,
        row.category,
        row.version,
        _held(session, version),
        row.archived_at is not None,
        thawed(version.frozen),
    )


def key_of(question_id: int) -> str:
    """Return the name of a question of the bank inside a quiz."""
    return f"b{question_id}"


def _listing(trainer: Trainer, wanted: Wanted) -> Select[BankQuestionRow]:
    query = select(BankQuestionRow).where(
        BankQuestionRow.organisation_id == trainer.organisation_id,
        BankQuestionRow.archived_at.is_not(None)
        if wanted.archived
        else BankQuestionRow.archived_at.is_(None),
    )
    for word in folded(wanted.text[:200], cased=False).split():
        query = query.where(BankQuestionRow.words.contains(word, autoescape=True))
    if tag := folded(wanted.tag, cased=False):
        query = query.where(BankQuestionRow.words.contains(f"|{tag}|", autoescape=True))
    if wanted.category:
        query = query.where(BankQuestionRow.category == wanted.category)
    if wanted.kind:
        query = query.where(BankQuestionRow.kind == wanted.kind)
    if wanted.level is not None:
        query = query.where(BankQuestionRow.level == wanted.level)
    return query.order_by(BankQuestionRow.category, BankQuestionRow.title, BankQuestionRow.id)


def listed(session: Session, trainer: Trainer, wanted: Wanted) -> tuple[Line, ...]:
    """Return the questions of this organisation that are looked for, the first ones."""
    rows = session.scalars(_listing(trainer, wanted).limit(MOST_LISTED)).all()
    counted = (
        select(BankVersionRow.question_id, func.count(func.distinct(OwnQuizItemRow.quiz_id)))
        .join(OwnQuizItemRow, OwnQuizItemRow.version_id == BankVersionRow.id)
        .join(BankQuestionRow, BankQuestionRow.id == BankVersionRow.question_id)
        .where(BankQuestionRow.organisation_id == trainer.organisation_id)
        .group_by(BankVersionRow.question_id)
    )
    held = {found[0]: found[1] for found in session.execute(counted)}
    return tuple(
        Line(
            row.id,
            row.title,
            row.category,
            row.kind,
            row.level,
            _tags(row.tags),
            row.version,
            held.get(row.id, 0),
            row.archived_at is not None,
        )
        for row in rows
    )


def _tags(joined: str) -> tuple[str, ...]:
    return tuple(tag for tag in joined.split("|") if tag)


def categories(session: Session, trainer: Trainer) -> tuple[str, ...]:
    """Return the categories in use."""
    found = select(BankQuestionRow.category).where(
        BankQuestionRow.organisation_id == trainer.organisation_id, BankQuestionRow.category != ""
    )
    return tuple(session.scalars(found.distinct().order_by(BankQuestionRow.category)))


def tags(session: Session, trainer: Trainer) -> tuple[str, ...]:
    """Return the tags in use."""
    found = select(BankQuestionRow.tags).where(
        BankQuestionRow.organisation_id == trainer.organisation_id, BankQuestionRow.tags != ""
    )
    return tuple(sorted({tag for each in session.scalars(found.distinct()) for tag in _tags(each)}))


def _fill(row: BankQuestionRow, title: str, category: str, question: QuizQuestion) -> None:
    said = [tag.replace("|", "/") for tag in question.tags]
    row.title, row.category = title[:LONGEST_TITLE], category[:LONGEST_CATEGORY]
    row.kind, row.level = question.kind.value, question.level
    row.tags = f"|{'|'.join(said)}|" if said else ""
    row.words = folded(f"{title} {category} {question.text} {row.tags}", cased=False)
    row.digest = digest(question)


def digest(question: QuizQuestion) -> str:
    """Return a digest of what is asked, whatever it is called."""
    values = frozen(replace(question, id=""))
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def create(
    session: Session,
    trainer: Trainer,
    title: str,
    category: str,
    question: QuizQuestion,
    now: datetime,
) -> int:
    """Add a question to the bank and return its number; ``BankFull`` beyond any real bank."""
    room_for(session, trainer, 1)
    return add(session, trainer, title, category, question, now)


def room_for(session: Session, trainer: Trainer, more: int) -> None:
    """Raise ``BankFull`` when the bank cannot take so many more."""
    counted = select(func.count()).where(BankQuestionRow.organisation_id == trainer.organisation_id)
    if (session.scalar(counted) or 0) + more > MOST_QUESTIONS:
        raise BankFull(MOST_QUESTIONS)


def add(
    session: Session,
    trainer: Trainer,
    title: str,
    category: str,
    question: QuizQuestion,
    now: datetime,
) -> int:
    """Add a question for which there is room and return its number."""
    row = BankQuestionRow(organisation_id=trainer.organisation_id, version=1, created_at=now)
    _fill(row, title, category, question)
    session.add(row)
    session.flush()
    session.add(
        BankVersionRow(
            question_id=row.id,
            number=1,
            trainer_id=trainer.id,
            frozen=frozen(replace(question, id=key_of(row.id))),
            created_at=now,
        )
    )
    session.flush()
    return row.id


def edit(
    session: Session,
    trainer: Trainer,
    question_id: int,
    title: str,
    category: str,
    question: QuizQuestion,
    now: datetime,
) -> int:
    """Write a question anew and return its version: the next one when a quiz holds the last."""
    row = _own(session, trainer, question_id)
    session.refresh(row, with_for_update=True)
    version = _last(session, row)
    written = frozen(replace(question, id=key_of(row.id)))
    if version.frozen != written:
        if _held(session, version):
            row.version += 1
            version = BankVersionRow(question_id=row.id, number=row.version)
            session.add(version)
        version.frozen, version.trainer_id, version.created_at = written, trainer.id, now
    _fill(row, title, category, question)
    session.flush()
    return row.version


def duplicate(
    session: Session, trainer: Trainer, question_id: int, mark: str, now: datetime
) -> int:
    """Copy a question, ``mark`` added to its title, and return the number of the copy."""
    kept = get(session, trainer, question_id)
    title = f"{kept.title[: LONGEST_TITLE - len(mark) - 1]} {mark}"
    return create(session, trainer, title, kept.category, kept.question, now)


def set_archived(
    session: Session, trainer: Trainer, question_id: int, now: datetime, *, archived: bool
) -> None:
    """Put a question away, or take it out again; quizzes that hold it keep it."""
    _own(session, trainer, question_id).archived_at = now if archived else None
