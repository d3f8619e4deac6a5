"""Moodle XML out, with a comment that says to us what Moodle has no place for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from simulator.domain.quiz.question import Answer, QuizKind, QuizOption, QuizQuestion
from simulator.exchange.questions import marks
from simulator.exchange.questions.gift_writer import decimal, percent, worth
from simulator.exchange.questions.records import Found

_TYPES = {
    QuizKind.SINGLE: "multichoice",
    QuizKind.MULTIPLE: "multichoice",
    QuizKind.OPINION: "multichoice",
    QuizKind.TRUE_FALSE: "truefalse",
    QuizKind.NUMERIC: "numerical",
    QuizKind.SHORT: "shortanswer",
    QuizKind.MATCHING: "matching",
    QuizKind.ORDERING: "ordering",
    QuizKind.OPEN: "essay",
    QuizKind.NOTE: "description",
}


def write(questions: Iterable[Found]) -> bytes:
    """Return a Moodle XML file in UTF-8: it can hold every kind of question."""
    out, category = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"], ""
    for found in questions:
        if found.category != category:
            category = found.category
            path = "/".join(part.replace("/", "//") for part in category.split("/"))
            said = _text(f"$course$/top/{path}")
            out.append(f'<question type="category"><category>{said}</category></question>')
        out += _question(found)
    return "\n".join([*out, "</quiz>", ""]).encode()


def _text(text: str) -> str:
    return f"<text>{escape(text)}</text>"


def _formatted(tag: str, text: str, **given: str) -> str:
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in given.items())
    return f'<{tag}{attributes} format="markdown">{_text(text)}'


def _question(found: Found) -> Iterator[str]:
    question = found.question
    yield f"<!-- encours:{marks.written(question)} -->"
    yield f'<question type="{_TYPES[question.kind]}">'
    yield f"<name>{_text(found.title)}</name>"
    yield _formatted("questiontext", question.text) + "</questiontext>"
    yield _formatted("generalfeedback", question.explanation) + "</generalfeedback>"
    yield f"<defaultgrade>{decimal(question.points)}</defaultgrade>"
    yield f"<idnumber>{escape(question.id)}</idnumber>"
    yield from _answers(question)
    if question.tags:
        yield f"<tags>{''.join(f'<tag>{_text(tag)}</tag>' for tag in question.tags)}</tags>"
    yield "</question>"


def _answers(question: QuizQuestion) -> Iterator[str]:
    kind = question.kind
    if kind in {QuizKind.SINGLE, QuizKind.MULTIPLE, QuizKind.OPINION}:
        yield f"<single>{'false' if kind is QuizKind.MULTIPLE else 'true'}</single>"
        yield "<shuffleanswers>true</shuffleanswers><answernumbering>ABCD</answernumbering>"
    if kind is QuizKind.SHORT:
        yield f"<usecase>{int(question.cased)}</usecase>"
    if kind is QuizKind.NUMERIC:
        yield from _figures(question)
    elif kind is QuizKind.MATCHING:
        yield "<shuffleanswers>true</shuffleanswers>"
        for option in question.options:
            answer = f"<answer>{_text(option.match)}</answer>"
            yield _formatted("subquestion", option.text) + f"{answer}</subquestion>"
    else:
        yield from (_answer(question, option) for option in question.options)


def _answer(question: QuizQuestion, option: QuizOption) -> str:
    kind = question.kind
    text = option.name if kind is QuizKind.TRUE_FALSE else option.text
    why = _formatted("feedback", option.why) + "</feedback>"
    share = "100" if kind is QuizKind.ORDERING else percent(worth(question, option))
    if kind in {QuizKind.TRUE_FALSE, QuizKind.SHORT}:
        head = f'<answer fraction="{share}" format="moodle_auto_format">{_text(text)}'
    else:
        head = _formatted("answer", text, fraction=share)
    return f"{head}{why}</answer>"


def _figures(question: QuizQuestion) -> Iterator[str]:
    assert question.answer is not None
    yield _figure(question.answer, "100", "")
    for other in question.also:
        yield _figure(other.answer, percent(other.share), other.why)
    sign = question.answer.measure.sign
    if sign:
        unit = f"<multiplier>1</multiplier><unit_name>{escape(sign)}</unit_name>"
        yield f"<units><unit>{unit}</unit></units>"


def _figure(answer: Answer, share: str, why: str) -> str:
    value, around = (decimal(x / answer.measure.factor) for x in (answer.value, answer.tolerance))
    said = _formatted("feedback", why) + "</feedback>"
    return (
        f'<answer fraction="{share}" format="moodle_auto_format"><text>{value}</text>'
        f"<tolerance>{around}</tolerance>{said}</answer>"
    )
