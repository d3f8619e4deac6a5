"""Quizzes of the content and those an organisation composes: the same to whoever plays them.

A quiz that a room has does not change any more: it is copied, and the copy changes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from simulator.domain.quiz.grading import folded
from simulator.domain.quiz.live_snapshot import frozen, thawed
from simulator.domain.quiz.question import Quiz, QuizQuestion
from simulator.domain.refusals import NotFound, Refusal
from simulator.services import audit, catalogue, questions
from simulator.services.trainees import touch
from simulator.services.trainers import Trainer
from simulator.store.questions import BankQuestionRow, BankVersionRow
from simulator.store.quizzes import OwnQuizItemRow, OwnQuizRow
from simulator.store.trainings import ActivityRow, HalfDayRow, TrainingRow

PREFIX = "banque-"
_OWN = re.compile(rf"{PREFIX}([0-9]{{1,9}})")
MOST_QUESTIONS = 100
LONGEST_TITLE = 120
OwnQuiz = OwnQuizRow
"""A quiz composed here, as pages read it."""


@dataclass(eq=False)
class QuizInUse(Refusal):
    """A room has this quiz: it is copied rather than changed."""

    title: str


@dataclass(eq=False)
class TooManyQuestions(Refusal):
    """More questions than a quiz holds."""

    most: int


@dataclass(eq=False)
class NothingToGrade(Refusal):
    """A quiz without any graded question has no mark: it is played live only."""

    title: str


@dataclass(frozen=True, slots=True)
class Item:
    """A question of a quiz; ``newer`` says that the bank has a later version of it."""

    id: int
    key: str
    question: QuizQuestion
    title: str
    newer: bool


@dataclass(frozen=True, slots=True)
class Composed:
    """A quiz composed here, with its questions."""

    id: int
    title: str
    used: bool
    archived: bool
    items: tuple[Item, ...]


def reference_of(quiz_id: int) -> str:
    """Return what an activity calls a quiz composed here."""
    return f"{PREFIX}{quiz_id}"


def own_number(reference: str) -> int | None:
    """Return the number of a quiz composed here, ``None`` for one of the content.

    A quiz of the content may begin with the same word: ``banque-de-france``.
    """
    found = _OWN.fullmatch(reference)
    return int(found[1]) if found else None


def find(session: Session, reference: str) -> Quiz:
    """Return the quiz that an activity or a game names; ``NotFound`` when there is none."""
    number = own_number(reference)
    if number is None:
        return catalogue.quiz(reference)
    row = session.get(OwnQuizRow, number)
    if row is None:
        raise NotFound("quiz")
    return _quiz(session, row)


def find_for(session: Session, trainer: Trainer, reference: str) -> Quiz:
    """Return a quiz that this trainer may play; ``NotFound`` for another organisation's."""
    number = own_number(reference)
    if number is not None:
        _own(session, trainer, number)
    return find(session, reference)


def _quiz(session: Session, row: OwnQuizRow) -> Quiz:
    frozen_ones = session.scalars(
        select(OwnQuizItemRow.frozen)
        .where(OwnQuizItemRow.quiz_id == row.id)
        .order_by(OwnQuizItemRow.position, OwnQuizItemRow.id)
    )
    return Quiz(reference_of(row.id), row.title, tuple(thawed(each) for each in frozen_ones))


def _own(session: Session, trainer: Trainer, quiz_id: int) -> OwnQuizRow:
    row = session.get(OwnQuizRow, quiz_id)
    if row is None or row.organisation_id != trainer.organisation_id:
        raise NotFound("quiz")
    return row


def _changeable(session: Session, trainer: Trainer, quiz_id: int) -> OwnQuizRow:
    row = _own(session, trainer, quiz_id)
    session.refresh(row, with_for_update=True)
    if row.used_at is not None:
        raise QuizInUse(row.title)
    return row


def listed(
    session: Session, trainer: Trainer, *, archived: bool = False
) -> Sequence[tuple[OwnQuizRow, int]]:
    """Return the quizzes of this organisation and how many questions each has."""
    put_away = OwnQuizRow.archived_at
    rows = session.execute(
        select(OwnQuizRow, func.count(OwnQuizItemRow.id))
        .outerjoin(OwnQuizItemRow, OwnQuizItemRow.quiz_id == OwnQuizRow.id)
        .where(
            OwnQuizRow.organisation_id == trainer.organisation_id,
            put_away.is_not(None) if archived else put_away.is_(None),
        )
        .group_by(OwnQuizRow.id)
        .order_by(OwnQuizRow.title, OwnQuizRow.id)
    )
    return [(row, count) for row, count in rows]


def get(session: Session, trainer: Trainer, quiz_id: int) -> Composed:
    """Return a quiz of this organisation with its questions; ``NotFound`` otherwise."""
    row = _own(session, trainer, quiz_id)
    found = session.execute(
        select(OwnQuizItemRow, OwnQuizItemRow.frozen, BankQuestionRow, BankVersionRow.number)
        .outerjoin(BankVersionRow, BankVersionRow.id == OwnQuizItemRow.version_id)
        .outerjoin(BankQuestionRow, BankQuestionRow.id == BankVersionRow.question_id)
        .where(OwnQuizItemRow.quiz_id == row.id)
        .order_by(OwnQuizItemRow.position, OwnQuizItemRow.id)
    )
    items = tuple(
        Item(
            item.id,
            item.key,
            thawed(data),
            "" if bank is None else bank.title,
            bank is not None and bank.version > number,
        )
        for item, data, bank, number in found
    )
    return Composed(row.id, row.title, row.used_at is not None, row.archived_at is not None, items)


def create(session: Session, trainer: Trainer, title: str, now: datetime) -> int:
    """Make an empty quiz and return its number."""
    row = OwnQuizRow(
        organisation_id=trainer.organisation_id,
        trainer_id=trainer.id,
        title=title[:LONGEST_TITLE],
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row.id


def rename(session: Session, trainer: Trainer, quiz_id: int, title: str) -> None:
    """Give a quiz another title; what rooms already have keeps the one it had."""
    _own(session, trainer, quiz_id).title = title[:LONGEST_TITLE]


def add(
    session: Session,
    trainer: Trainer,
    quiz_id: int,
    banked: Sequence[int],
    shipped: Sequence[str],
) -> int:
    """Add questions of the bank and of the content at the end; return how many are new.

    Raises ``QuizInUse``, ``TooManyQuestions``.
    """
    row = _changeable(session, trainer, quiz_id)
    there = {item.key for item in row.items}
    place = max((item.position for item in row.items), default=-1)
    wanted = [_banked(session, trainer, number) for number in dict.fromkeys(banked)]
    wanted += [_shipped(name) for name in dict.fromkeys(shipped)]
    new = [each for each in wanted if each.key not in there]
    if len(there) + len(new) > MOST_QUESTIONS:
        raise TooManyQuestions(MOST_QUESTIONS)
    for rank, item in enumerate(new, place + 1):
        item.position = rank
        row.items.append(item)
    session.flush()
    return len(new)


def _banked(session: Session, trainer: Trainer, question_id: int) -> OwnQuizItemRow:
    kept = questions.get(session, trainer, question_id)
    version = session.scalars(
        select(BankVersionRow).where(
            BankVersionRow.question_id == kept.id, BankVersionRow.number == kept.version
        )
    ).one()
    return OwnQuizItemRow(
        key=questions.key_of(kept.id), version_id=version.id, frozen=version.frozen
    )


def _shipped(name: str) -> OwnQuizItemRow:
    found = next((q for q in catalogue.content().questions() if q.id == name), None)
    if found is None:
        raise NotFound("question")
    return OwnQuizItemRow(key=found.id, version_id=None, frozen=frozen(found))


def take_out(session: Session, trainer: Trainer, quiz_id: int, item_id: int) -> None:
    """Take a question out of a quiz."""
    row = _changeable(session, trainer, quiz_id)
    row.items.remove(_item(row, item_id))
    session.flush()


def move(session: Session, trainer: Trainer, quiz_id: int, item_id: int, steps: int) -> None:
    """Move a question up (negative) or down; at the end it stays there."""
    row = _changeable(session, trainer, quiz_id)
    order = list(row.items)
    item = _item(row, item_id)
    place = order.index(item)
    order.insert(max(0, min(place + steps, len(order) - 1)), order.pop(place))
    for rank, each in enumerate(order):
        each.position = rank
    session.flush()
    session.expire(row, ["items"])


def refresh(session: Session, trainer: Trainer, quiz_id: int, item_id: int) -> None:
    """Take the last version of a question of the bank."""
    row = _changeable(session, trainer, quiz_id)
    item = _item(row, item_id)
    if item.version_id is None:
        raise NotFound("question")
    held = session.get_one(BankVersionRow, item.version_id)
    fresh = _banked(session, trainer, held.question_id)
    item.version_id, item.frozen = fresh.version_id, fresh.frozen
    session.flush()


def _item(row: OwnQuizRow, item_id: int) -> OwnQuizItemRow:
    found = next((item for item in row.items if item.id == item_id), None)
    if found is None:
        raise NotFound("question")
    return found


def duplicate(session: Session, trainer: Trainer, quiz_id: int, mark: str, now: datetime) -> int:
    """Copy a quiz, ``mark`` added to its title, and return the number of the copy."""
    row = _own(session, trainer, quiz_id)
    title = f"{row.title[: LONGEST_TITLE - len(mark) - 1]} {mark}"
    copy = session.get_one(OwnQuizRow, create(session, trainer, title, now))
    for item in row.items:
        copy.items.append(
            OwnQuizItemRow(
                position=item.position,
                key=item.key,
                version_id=item.version_id,
                frozen=item.frozen,
            )
        )
    session.flush()
    return copy.id


def set_archived(
    session: Session, trainer: Trainer, quiz_id: int, now: datetime, *, archived: bool
) -> None:
    """Put a quiz away, or take it out again; rooms that have it keep it."""
    _own(session, trainer, quiz_id).archived_at = now if archived else None


def in_use(session: Session, reference: str, now: datetime) -> None:
    """Say that a room has a quiz: from now on it does not change."""
    number = own_number(reference)
    if number is not None:
        row = session.get_one(OwnQuizRow, number)
        row.used_at = row.used_at or now


def place(
    session: Session,
    trainer: Trainer,
    training: TrainingRow,
    quiz_id: int,
    half_day_id: int | None,
    now: datetime,
) -> ActivityRow:
    """Add a quiz to a training, hidden like any new activity, at the end of a half-day.

    Raises ``NothingToGrade`` when it could have no mark.
    """
    row = _own(session, trainer, quiz_id)
    if training.organisation_id != trainer.organisation_id:
        raise NotFound("training")
    quiz = _quiz(session, row)
    if not any(question.scored for question in quiz.questions):
        raise NothingToGrade(row.title)
    half = session.get(HalfDayRow, half_day_id) if half_day_id is not None else None
    if half_day_id is not None and (half is None or half.training_id != training.id):
        raise NotFound("half_day")
    in_use(session, quiz.id, now)
    made = ActivityRow(
        training_id=training.id,
        half_day_id=half_day_id,
        position=max((each.position for each in training.activities), default=-1) + 1,
        kind="quiz",
        reference=quiz.id,
        title=row.title,
        minutes=max(1, round(sum(question.minutes for question in quiz.questions))),
    )
    training.activities.append(made)
    audit.record(session, trainer.id, training.id, "quiz.placed", {"quiz": quiz.id}, now)
    touch(session, training.id)
    session.flush()
    return made


def playable(quiz: Quiz) -> Quiz:
    """Return a quiz with the questions that a room can answer together."""
    return replace(quiz, questions=tuple(q for q in quiz.questions if q.live))


def shipped(text: str) -> tuple[Quiz, ...]:
    """Return the quizzes of the content, each with its questions that have all these words."""
    wanted = folded(text, cased=False).split()
    found = []
    for quiz in sorted(catalogue.content().quizzes.values(), key=lambda each: each.title):
        kept = tuple(q for q in quiz.questions if all(word in _words(quiz, q) for word in wanted))
        if kept:
            found.append(replace(quiz, questions=kept))
    return tuple(found)


def _words(quiz: Quiz, question: QuizQuestion) -> str:
    return folded(f"{quiz.title} {question.text} {' '.join(question.tags)}", cased=False)
