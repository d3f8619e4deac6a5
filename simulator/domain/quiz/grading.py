"""Judging a quiz answer: pure, exact, never raises; part credit is right minus wrong."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations

from simulator.domain.measures import write
from simulator.domain.quiz.question import Alternative, QuizKind, QuizOption, QuizQuestion
from simulator.domain.reading import Unreadable, read
from simulator.domain.results import Unit

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
    """Judge a raw answer: a name, names or ``prompt=match`` joined by commas, or as typed.

    A text that nobody grades is an opinion; what asks nothing stays blank.
    """
    if not raw.strip() or question.kind is QuizKind.NOTE:
        return _graded(question, QuizVerdict.BLANK)
    typed = _TYPED.get(question.kind)
    if typed is not None:
        return typed(question, raw)
    given = tuple(dict.fromkeys(name.strip() for name in raw.split(",") if name.strip()))
    if not _readable(question, given):
        return _graded(question, QuizVerdict.UNREADABLE)
    return _CHOSEN.get(question.kind, _options)(question, given)


def _opinion(question: QuizQuestion, given: tuple[str, ...]) -> QuizGrading:
    return _graded(question, QuizVerdict.OPINION, given=given)


def _open(question: QuizQuestion, _raw: str) -> QuizGrading:
    return _graded(question, QuizVerdict.OPINION)


def _options(question: QuizQuestion, given: tuple[str, ...]) -> QuizGrading:
    if any(option.share is not None for option in question.options):
        return _shares(question, given)
    rights = set(question.rights)
    right, wrong = len(rights & set(given)), len(set(given) - rights)
    return _scored(question, max(ZERO, Fraction(right - wrong, len(rights))), given)


def _readable(question: QuizQuestion, given: tuple[str, ...]) -> bool:
    if question.kind is QuizKind.MATCHING:
        return bool(given) and all(_pair(question, each) is not None for each in given)
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
    # A plain number is asked without a unit: whatever unit is added takes nothing away.
    plain = answer.measure.unit is Unit.COUNT
    value = reading.bare if plain else reading.value
    known = [Alternative(answer, ONE), *question.also]
    met = [each.share for each in known if abs(value - each.answer.value) <= each.answer.tolerance]
    share = max(met, default=ZERO) if plain or not reading.foreign else ZERO
    return _scored(question, share, echo=reading.echo(answer.measure))


def _shares(question: QuizQuestion, given: tuple[str, ...]) -> QuizGrading:
    """Add what the options earn and take away, where the author says how much."""
    total = sum((o.share or ZERO for o in question.options if o.name in given), ZERO)
    return _scored(question, min(ONE, max(ZERO, total)), given)


def _pair(question: QuizQuestion, text: str) -> tuple[QuizOption, str] | None:
    """Return a prompt and what was put beside it, from ``prompt=rank of the match``."""
    name, _, rank = text.partition("=")
    prompt = next((option for option in question.prompts if option.name == name), None)
    ranks = {str(number): match for number, match in enumerate(question.matches, 1)}
    return None if prompt is None or rank not in ranks else (prompt, ranks[rank])


def _pairs(question: QuizQuestion, given: tuple[str, ...]) -> QuizGrading:
    said = {}
    for each in given:
        found = _pair(question, each)
        assert found is not None  # it was read before
        said[found[0].name] = found[1]
    right = sum(said.get(prompt.name) == prompt.match for prompt in question.prompts)
    return _scored(question, Fraction(right, len(question.prompts)), given)


def folded(text: str, *, cased: bool) -> str:
    """Return words as they are compared: spaces and apostrophes of one sort, accents left out."""
    text = " ".join(unicodedata.normalize("NFKC", text).replace("’", "'").split())
    if cased:
        return text
    bare = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in bare if not unicodedata.combining(sign))


def accepts(option: QuizOption, raw: str, *, cased: bool) -> bool:
    """Say whether words are those of an answer, where ``*`` stands for anything."""
    parts = re.split(r"(?<!\\)\*", folded(option.text, cased=cased))
    wanted = ".*".join(re.escape(part.replace("\\*", "*")) for part in parts)
    return re.fullmatch(wanted, folded(raw, cased=cased)) is not None


def _words(question: QuizQuestion, raw: str) -> QuizGrading:
    """Give what the best of the answers met is worth."""
    met = {o.name: _worth(o) for o in question.options if accepts(o, raw, cased=question.cased)}
    share = max(met.values(), default=ZERO)
    named = tuple(name for name, worth in met.items() if worth == share)[:1]
    return _scored(question, max(ZERO, share), named, echo=" ".join(raw.split()))


def _worth(option: QuizOption) -> Fraction:
    if option.share is not None:
        return option.share
    return ONE if option.right else ZERO


def _order(question: QuizQuestion, given: tuple[str, ...]) -> QuizGrading:
    names = [option.name for option in question.options]
    rank = {name: place for place, name in enumerate(given)}
    pairs = list(combinations(names, 2))
    kept = sum(rank[first] < rank[second] for first, second in pairs)
    return _scored(question, max(ZERO, Fraction(2 * kept, len(pairs)) - 1), given)


def _scored(
    question: QuizQuestion, fraction: Fraction, given: tuple[str, ...] = (), *, echo: str = ""
) -> QuizGrading:
    if fraction == ONE:
        return _graded(question, QuizVerdict.RIGHT, ONE, given, echo=echo)
    verdict = QuizVerdict.PARTIAL if fraction else QuizVerdict.WRONG
    return _graded(question, verdict, fraction, given, echo=echo)


def _graded(
    question: QuizQuestion,
    verdict: QuizVerdict,
    fraction: Fraction = ZERO,
    given: tuple[str, ...] = (),
    *,
    echo: str = "",
) -> QuizGrading:
    return QuizGrading(verdict, fraction, fraction * question.points, given, echo)


_TYPED = {QuizKind.NUMERIC: _figure, QuizKind.SHORT: _words, QuizKind.OPEN: _open}
_CHOSEN = {QuizKind.ORDERING: _order, QuizKind.MATCHING: _pairs, QuizKind.OPINION: _opinion}


def right_answer(question: QuizQuestion) -> str:
    """Return the raw answer that earns everything; empty for an opinion."""
    if question.answer is not None:
        return write(question.answer.value, question.answer.measure, _ENOUGH)
    if question.kind is QuizKind.ORDERING:
        return ",".join(option.name for option in question.options)
    if question.kind is QuizKind.MATCHING:
        rank = {match: str(number) for number, match in enumerate(question.matches, 1)}
        return ",".join(f"{option.name}={rank[option.match]}" for option in question.prompts)
    if question.kind is QuizKind.SHORT:
        best = next(option for option in question.options if option.right)
        return best.text.replace("\\*", "\0").replace("*", "").replace("\0", "*")
    if question.kind is QuizKind.SINGLE:
        return question.rights[0]
    return ",".join(question.rights)
