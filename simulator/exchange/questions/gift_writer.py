"""GIFT out: what Moodle reads, with a comment that says to us what GIFT has no place for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from simulator.domain.quiz.question import TRUE, Answer, QuizKind, QuizOption, QuizQuestion
from simulator.exchange.questions import marks
from simulator.exchange.questions.records import Found, Trouble

_ESCAPE = re.compile(r"[\\~=#{}:\n]")
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]", re.IGNORECASE)


def unwritable(found: Found) -> str:
    """Return why GIFT cannot hold a question, or nothing: it has no escape for an arrow."""
    question = found.question
    if question.kind is QuizKind.MATCHING and any("->" in o.text for o in question.options):
        return "arrow"
    if question.kind is QuizKind.SHORT and any("->" in o.text for o in question.options):
        return "arrow"
    return ""


def write(questions: Iterable[Found]) -> tuple[bytes, tuple[Trouble, ...]]:
    """Return a GIFT file in UTF-8, and the questions that it cannot hold."""
    out, left, category = [], [], ""
    for found in questions:
        reason = unwritable(found)
        if reason:
            left.append(Trouble(found.line, found.title, reason))
            continue
        if found.category != category:
            category = found.category
            path = "/".join(part.replace("/", "//") for part in category.split("/"))
            out.append(f"$CATEGORY: {path}\n")
        out.append("\n".join(_lines(found)) + "\n")
    return "\n".join(out).encode(), tuple(left)


def _escaped(text: str) -> str:
    return _ESCAPE.sub(lambda sign: "\\n" if sign[0] == "\n" else "\\" + sign[0], text)


def _text(text: str) -> str:
    """Write a text inside answers: what looks like a format or a weight is none."""
    prefix = "[markdown]" if _FORMAT.match(text) or not text else ""
    return prefix + _escaped(text)


def _lines(found: Found) -> Iterator[str]:
    question = found.question
    said = [f"[id:{question.id}]", *(f"[tag:{tag}]" for tag in question.tags)]
    yield f"// {' '.join(said)} [encours:{marks.written(question)}]"
    head = f"::{_escaped(found.title)}::[markdown]{_escaped(question.text)}"
    if question.kind is QuizKind.NOTE:
        yield head
        return
    yield f"{head} {{"
    yield from _answers(question)
    if question.explanation:
        yield f"####{_text(question.explanation)}"
    yield "}"


def _answers(question: QuizQuestion) -> Iterator[str]:
    kind, options = question.kind, question.options
    if kind is QuizKind.TRUE_FALSE:
        yield _truth(options)
    elif kind is QuizKind.NUMERIC:
        yield "#"
        yield from _figures(question)
    elif kind is QuizKind.MATCHING:
        yield from (f"={_text(o.text) if o.text else ''} -> {_text(o.match)}" for o in options)
    elif kind is QuizKind.ORDERING:
        yield from (f"={n} -> {_text(o.text)}" for n, o in enumerate(options, 1))
    else:
        yield from (_choice(question, option) for option in options)


def _truth(options: tuple[QuizOption, ...]) -> str:
    right, wrong = sorted(options, key=lambda option: not option.right)
    truth = "TRUE" if right.name == TRUE else "FALSE"
    if not right.why and not wrong.why:
        return truth
    return f"{truth}#{_escaped(wrong.why)}#{_escaped(right.why)}"


def _figures(question: QuizQuestion) -> Iterator[str]:
    assert question.answer is not None
    yield f"={_figure(question.answer)}"
    for other in question.also:
        why = f"#{_escaped(other.why)}" if other.why else ""
        yield f"=%{percent(other.share)}%{_figure(other.answer)}{why}"


def _figure(answer: Answer) -> str:
    factor = answer.measure.factor
    return f"{decimal(answer.value / factor)}:{decimal(answer.tolerance / factor)}"


def _choice(question: QuizQuestion, option: QuizOption) -> str:
    share = worth(question, option)
    sign = "~"
    if question.kind is QuizKind.SHORT or (question.kind is QuizKind.SINGLE and option.right):
        sign = "="
    plain = share == (1 if sign == "=" else 0) and not option.text.startswith("%")
    weight = "" if plain else f"%{percent(share)}%"
    why = f"#{_text(option.why)}" if option.why else ""
    return f"{sign}{weight}{_text(option.text)}{why}"


def worth(question: QuizQuestion, option: QuizOption) -> Fraction:
    """Return what an option earns, as other programs say it."""
    if option.share is not None:
        return option.share
    if question.kind is QuizKind.MULTIPLE:
        each = Fraction(1, len(question.rights))
        return each if option.right else -each
    return Fraction(bool(option.right))


def percent(share: Fraction) -> str:
    """Write a share as a percentage of five decimals at most, as Moodle does."""
    return decimal(Fraction(round(share * 10_000_000), 100_000))


def decimal(value: Fraction) -> str:
    """Write a number with a point: exactly if it can be, else with twelve decimals."""
    places = next((n for n in range(13) if (value * 10**n).denominator == 1), 12)
    units = round(value * 10**places)
    digits = str(abs(units)).rjust(places + 1, "0")
    whole, rest = digits[: len(digits) - places], digits[len(digits) - places :]
    return ("-" if units < 0 else "") + whole + (f".{rest}" if rest else "")
