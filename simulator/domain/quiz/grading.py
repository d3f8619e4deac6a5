"""Judging a quiz answer: pure, exact, never raises; part credit is right minus wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations

from simulator.domain.measures import write
from simulator.domain.quiz.question import QuizKind, QuizQuestion
from simulator.domain.reading import Unreadable, read

ZERO, ONE = Fraction(0), Fraction(1)
_ENOUGH = 6
"""Decimals that show any figure a question expects."""


class QuizVerdict(StrEnum):
    """How an answer was judged."""

    RIGHT = "right"
    PARTIAL = "partial"
    WRONG = "wrong"
    BLANK = "blank"
    UNREADABLE = "unreadable"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class QuizGrading:
    """An answer judged: ``fraction`` from 0 to 1, ``mark`` out of the points of the question.

    ``given`` are the names of the options understood, ``echo`` the figure understood.
    """

    verdict: QuizVerdict
    fraction: Fraction
    mark: Fraction
    given: tuple[str, ...] = ()
    echo: str = ""


def grade(question: QuizQuestion, raw: str) -> QuizGrading:
    """Judge a raw answer: a name, names joined by commas, or a figure as typed."""
    if not raw.strip():
        return _graded(question, QuizVerdict.BLANK)
    if question.answer is not None:
        return _figure(question, raw)
    given = tuple(dict.fromkeys(name.strip() for name in raw.split(",") if name.strip()))
    if not _readable(question, given):
        return _graded(question, QuizVerdict.UNREADABLE)
    if question.kind is QuizKind.ORDERING:
        return _order(question, given)
    if question.kind is QuizKind.OPINION:
        return _graded(question, QuizVerdict.OPINION, given=given)
    rights = set(question.rights)
    right, wrong = len(rights & set(given)), len(set(given) - rights)
    return _scored(question, max(ZERO, Fraction(right - wrong, len(rights))), given)


def _readable(question: QuizQuestion, given: tuple[str, ...]) -> bool:
    names = {option.name for option in question.options}
    if question.kind is QuizKind.ORDERING:
        return len(given) == len(names) and set(given) == names
    several = question.kind is QuizKind.MULTIPLE
    return bool(given) and set(given) <= names and (several or len(given) == 1)


def _figure(question: QuizQuestion, raw: str) -> QuizGrading:
    answer = question.answer
    assert answer is not None
    try:
        reading = read(raw, answer.measure)
    except Unreadable:
        return _graded(question, QuizVerdict.UNREADABLE)
    right = not reading.foreign and abs(reading.value - answer.value) <= answer.tolerance
    verdict = QuizVerdict.RIGHT if right else QuizVerdict.WRONG
    return _graded(question, verdict, ONE if right else ZERO, echo=reading.echo(answer.measure))


def _order(question: QuizQuestion, given: tuple[str, ...]) -> QuizGrading:
    names = [option.name for option in question.options]
    rank = {name: place for place, name in enumerate(given)}
    pairs = list(combinations(names, 2))
    kept = sum(rank[first] < rank[second] for first, second in pairs)
    return _scored(question, max(ZERO, Fraction(2 * kept, len(pairs)) - 1), given)


def _scored(question: QuizQuestion, fraction: Fraction, given: tuple[str, ...]) -> QuizGrading:
    if fraction == ONE:
        return _graded(question, QuizVerdict.RIGHT, ONE, given)
    verdict = QuizVerdict.PARTIAL if fraction else QuizVerdict.WRONG
    return _graded(question, verdict, fraction, given)


def _graded(
    question: QuizQuestion,
    verdict: QuizVerdict,
    fraction: Fraction = ZERO,
    given: tuple[str, ...] = (),
    *,
    echo: str = "",
) -> QuizGrading:
    return QuizGrading(verdict, fraction, fraction * question.points, given, echo)


def right_answer(question: QuizQuestion) -> str:
    """Return the raw answer that earns everything; empty for an opinion."""
    if question.answer is not None:
        return write(question.answer.value, question.answer.measure, _ENOUGH)
    if question.kind is QuizKind.ORDERING:
        return ",".join(option.name for option in question.options)
    return ",".join(question.rights)
