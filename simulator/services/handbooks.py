"""The handbook of a programme, from the lessons that its half-days open; printed once a content."""

from __future__ import annotations

import hashlib
from collections import Counter, OrderedDict
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from threading import Lock

from sqlalchemy.orm import Session

from simulator.content.blocks import blocks_of, plain
from simulator.content.markdown import anchor_of
from simulator.content.modules import Lesson
from simulator.content.programmes import HalfDay, Programme
from simulator.documents import handbooks as printed
from simulator.documents.handbooks import Chapter, Handbook, Part, Passage
from simulator.documents.letters import ENGLISH, FRENCH, blank
from simulator.domain.exercises.reader import Reader
from simulator.domain.refusals import NotFound
from simulator.generation.build import generate
from simulator.services import catalogue, letters
from simulator.services.trainees import Trainee
from simulator.store.trainings import TrainingRow

SCENARIO, SEED, CUSTOMERS, AS_OF = "negoce-materiaux", 2026, 50, date(2026, 9, 30)
"""The demonstration portfolio, whose figures stand for those of the reader."""

_KEPT = 10
_printed: OrderedDict[str, bytes] = OrderedDict()
_lock = Lock()


@lru_cache(maxsize=1)
def _reader() -> Reader:
    portfolio = generate(SCENARIO, SEED, CUSTOMERS, as_of=AS_OF)
    return Reader(catalogue.world(portfolio))


def of_trainee(session: Session, trainee: Trainee) -> tuple[str, bytes]:
    """Return the programme of a trainee's training and the PDF of its handbook."""
    return of_training(session.get_one(TrainingRow, trainee.training_id))


def of_training(training: TrainingRow) -> tuple[str, bytes]:
    """Return the programme of a training and the PDF of its handbook."""
    return training.programme, handbook(training.programme, training.organisation.name)


def handbook(programme_id: str, organisation: str) -> bytes:
    """Return the PDF of a programme's handbook; ``NotFound`` when there is no such programme.

    It takes seconds: the last ones are kept, by what they print.
    """
    book = book_of(catalogue.programme(programme_id), organisation)
    if not any(part.chapters for part in book.parts):
        raise NotFound("handbook")
    key = hashlib.sha256(repr(book).encode()).hexdigest()
    with _lock:
        known = _printed.get(key)
        if known is not None:
            _printed.move_to_end(key)
            return known
    made = printed.handbook(book)
    with _lock:
        _printed[key] = made
        while len(_printed) > _KEPT:
            _printed.popitem(last=False)
    return made


@lru_cache(maxsize=_KEPT)
def book_of(programme: Programme, organisation: str) -> Handbook:
    """Return all that the handbook of a programme prints."""
    content = catalogue.content()
    reader = _reader()
    return Handbook(
        organisation=organisation,
        reference=programme.id,
        title=programme.title,
        days=programme.days,
        hours=programme.hours,
        audience=programme.audience,
        prerequisites=programme.prerequisites,
        objectives=programme.objectives,
        supplier=reader.world.portfolio.supplier.name,
        as_of=reader.world.portfolio.as_of,
        parts=tuple(_parts(programme)),
        letters=tuple(
            (blank(one, FRENCH), blank(one, ENGLISH)) for one in letters.library().values()
        ),
        glossary=tuple(
            (one.term, one.definition)
            for one in sorted(content.glossary.terms, key=lambda one: anchor_of(one.term))
        ),
    )


def _parts(programme: Programme) -> Iterator[Part]:
    """Yield the half-days; a lesson opened twice is printed the first time."""
    seen: set[str] = set()
    given: Counter[str] = Counter()
    for one in catalogue.plan(programme.id):
        if one.kind == "lesson":
            given[one.reference] += one.minutes
    for half in programme.half_days:
        chapters = []
        for name in _lessons(half):
            if name not in seen:
                seen.add(name)
                chapters.append(_chapter(catalogue.lesson(name), given[name]))
        yield Part(f"Jour {half.day}, {half.slot.value}", tuple(chapters))


def _lessons(half: HalfDay) -> Iterator[str]:
    for activity in half.activities:
        kind, _, reference = activity.partition(":")
        if kind == "lesson":
            yield reference


@lru_cache(maxsize=512)
def _chapter(lesson: Lesson, minutes: int) -> Chapter:
    glossary = catalogue.content().glossary
    drawings = {drawing.name: drawing for drawing in lesson.drawings}
    blocks = blocks_of(lesson.text, _reader().written, drawings)
    return Chapter(
        lesson.id,
        lesson.title,
        minutes,
        tuple(Passage(block, glossary.used(plain([block]))) for block in blocks),
        lesson.sources,
        lesson.updated,
        lesson.minutes,
    )
