"""A question as plain data and back: a game keeps its own, whatever becomes of the content."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from simulator.domain.measures import MEASURES
from simulator.domain.quiz.question import (
    Alternative,
    Answer,
    QuizKind,
    QuizOption,
    QuizQuestion,
)


def frozen(question: QuizQuestion) -> dict[str, Any]:
    """Return a question as values that JSON can hold, fractions as text."""
    answer = question.answer
    return {
        "id": question.id,
        "kind": question.kind.value,
        "text": question.text,
        "options": [_option(option) for option in question.options],
        "answer": answer and _answer(answer),
        "explanation": question.explanation,
        "reference": question.reference,
        "tags": list(question.tags),
        "level": question.level,
        "points": str(question.points),
        "minutes": str(question.minutes),
        "also": [[*_answer(each.answer), str(each.share), each.why] for each in question.also],
        "cased": question.cased,
    }


def _option(option: QuizOption) -> list[Any]:
    share = None if option.share is None else str(option.share)
    return [option.name, option.text, option.right, option.why, share, option.match]


def _answer(answer: Answer) -> list[str]:
    return [str(answer.value), str(answer.tolerance), answer.measure.name]


def thawed(data: dict[str, Any]) -> QuizQuestion:
    """Return the question of :func:`frozen`; ``BadQuestion`` when it cannot be played."""
    answer = data["answer"]
    return QuizQuestion(
        id=data["id"],
        kind=QuizKind(data["kind"]),
        text=data["text"],
        options=tuple(_thawed_option(values) for values in data["options"]),
        answer=answer and _thawed_answer(answer),
        explanation=data["explanation"],
        reference=data["reference"],
        tags=tuple(data["tags"]),
        level=data["level"],
        points=Fraction(data["points"]),
        minutes=Fraction(data["minutes"]),
        also=tuple(
            Alternative(_thawed_answer(each[:3]), Fraction(each[3]), each[4])
            for each in data.get("also", ())
        ),
        cased=data.get("cased", False),
    )


def _thawed_option(values: list[Any]) -> QuizOption:
    """Return an option; games made before pairs and shares have neither."""
    name, text, right, why, share, match = [*values, None, ""][:6] if len(values) < 6 else values
    return QuizOption(name, text, right, why, None if share is None else Fraction(share), match)


def _thawed_answer(values: list[str]) -> Answer:
    return Answer(Fraction(values[0]), Fraction(values[1]), MEASURES[values[2]])
