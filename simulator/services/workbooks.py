"""Work done in a spreadsheet: a workbook made for one person, read back, graded like the page.

A workbook carries a signed reference: whose it is, which activity and set of figures it is for,
and the figures themselves, so that another's, another exercise's or an old one is refused.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from threading import BoundedSemaphore

from itsdangerous import BadSignature, URLSafeSerializer

from simulator.documents import workbooks as documents
from simulator.documents.workbooks import ANSWERS, GUIDE, PROPERTY, REFERENCE, Book, Note
from simulator.domain.exercises import sheets
from simulator.domain.exercises.question import Question
from simulator.domain.exercises.spreadsheet import SpreadsheetQuestion
from simulator.domain.refusals import NotFound, Refusal
from simulator.domain.tables import Table
from simulator.exchange.workbooks import reading, records
from simulator.exchange.workbooks.records import Filled, Sent, Spot, Wanted
from simulator.services.attempts import Sheet
from simulator.services.trainees import Trainee

MOST_BYTES = records.BOUNDS.size
_AT_ONCE = BoundedSemaphore(3)
"""A class sends its workbooks in the same minute: so many are read together, the others wait."""
_SALT = "classeur"
_TAG = 16
_REFERENCE_CELL = "B3"


@dataclass(eq=False)
class NotOurWorkbook(Refusal):
    """A workbook without the reference of ours, or with one that nobody signed."""


@dataclass(eq=False)
class SomebodysWorkbook(Refusal):
    """A workbook made for another person."""


@dataclass(eq=False)
class AnotherExercise(Refusal):
    """A workbook of another activity; ``title`` is that of the one where it was sent."""

    title: str


@dataclass(eq=False)
class AnotherFigures(Refusal):
    """A workbook of another set of figures of the same activity."""


@dataclass(eq=False)
class StaleWorkbook(Refusal):
    """A workbook whose exercise or figures have changed since it was made."""


@dataclass(eq=False)
class SheetsMissing(Refusal):
    """A workbook of which sheets were renamed or deleted."""

    sheets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers of a workbook as the page would send them.

    ``client_id`` is that of the file: sent twice, it is one attempt. ``formulas`` are by part;
    ``changed`` are data that were put back before computing.
    """

    raw: Mapping[str, str]
    client_id: str
    formulas: Mapping[str, str]
    changed: tuple[str, ...]


def offered(question: Question) -> bool:
    """Say whether a question can be worked on in a spreadsheet."""
    return sheets.offered(question)


def answers_sheet(question: Question) -> str:
    """Return the name of the sheet where answers are typed."""
    return question.sheet if isinstance(question, SpreadsheetQuestion) else ANSWERS


def book(key: str, trainee: Trainee, sheet: Sheet, extracts: tuple[Table, ...] = ()) -> Book:
    """Return the workbook of the exercise that a page shows; ``NotFound`` when it has none."""
    question = sheet.question
    if not offered(question):
        raise NotFound("workbook")
    own = isinstance(question, SpreadsheetQuestion)
    tables = (
        question.data
        if isinstance(question, SpreadsheetQuestion)
        else (*sheets.tables(question.documents), *extracts)
    )
    return Book(
        question=question,
        sheet=answers_sheet(question),
        reference=_signed(key, trainee, sheet),
        tables=tables,
        formulas=own,
    )


def blank(made: Book) -> bytes:
    """Return a workbook to fill in."""
    return documents.write(made)


def filled(made: Book, raw: Mapping[str, str], notes: Mapping[str, Note]) -> bytes:
    """Return a workbook with answers in it and what the grading says of each."""
    return documents.write(
        Book(made.question, made.sheet, made.reference, made.tables, made.formulas, raw, notes)
    )


def answers(key: str, trainee: Trainee, sheet: Sheet, made: Book, content: bytes) -> Answers:
    """Return the answers of a workbook sent back; takes seconds, outside any transaction.

    Raises ``UploadRefused`` for a file that is not read, and the refusals of this module for one
    that is not the workbook of this person, activity and figures.
    """
    with _AT_ONCE:
        found = reading.read(content, wanted(made))
    _check(key, trainee, sheet, found)
    if found.missing:
        raise SheetsMissing(found.missing)
    raw = {
        part.name: text
        for part in made.question.parts
        if (text := _raw(made, part.name, found.answers[part.name]))
    }
    formulas = {name: one.formula for name, one in found.answers.items() if one.formula}
    client_id = f"classeur-{hashlib.sha256(content).hexdigest()[:40]}"
    return Answers(raw, client_id, formulas, found.changed)


def _raw(made: Book, name: str, found: Filled) -> str:
    part = next(part for part in made.question.parts if part.name == name)
    value = found.value
    if isinstance(value, bool):
        value = "vrai" if value else "faux"
    shown = date.fromisoformat(str(value)) if found.date else value
    formula = found.formula if made.formulas else ""
    if formula and found.reads:
        formula = f"{formula} [{found.reads}]"
    return sheets.raw_of(part, shown, formula)[:_LONGEST]


_LONGEST = 4_800
"""A little less than what an answer may count; a longer formula is cut, and graded as cut."""


def wanted(made: Book) -> Wanted:
    """Return what to look for in a workbook when it comes back."""
    return Wanted(
        answers={
            one.part.name: Spot(one.name, made.sheet, one.address)
            for one in sheets.answers(made.question)
        },
        originals=documents.originals(made),
        sheet=made.sheet,
        reference=Spot(REFERENCE, GUIDE, _REFERENCE_CELL),
        property=PROPERTY,
    )


def _signed(key: str, trainee: Trainee, sheet: Sheet) -> str:
    what = [trainee.id, sheet.activity.id, sheet.variant, _figures(key, sheet.question)]
    return str(URLSafeSerializer(key, salt=_SALT).dumps(what))


def _figures(key: str, question: Question) -> str:
    """Return a tag of what is asked and expected; without the key, it says nothing of answers."""
    state = (
        question.exercise,
        question.version,
        question.statement,
        [(judge.part.name, judge.expected) for judge in question.judges],
    )
    return hmac.new(key.encode(), repr(state).encode(), hashlib.sha256).hexdigest()[:_TAG]


def _check(key: str, trainee: Trainee, sheet: Sheet, found: Sent) -> None:
    try:
        given = URLSafeSerializer(key, salt=_SALT).loads(found.reference)
    except BadSignature as error:
        raise NotOurWorkbook from error
    person, activity, variant, tag = given
    if activity != sheet.activity.id:
        raise AnotherExercise(sheet.activity.title)
    if person != trainee.id and sheet.team is None:
        raise SomebodysWorkbook
    if variant != sheet.variant:
        raise AnotherFigures
    if not hmac.compare_digest(tag, _figures(key, sheet.question)):
        raise StaleWorkbook
