"""A question as plain data and back: a game keeps its own, whatever becomes of the content."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from simulator.domain.measures import MEASURES
from simulator.domain.quiz.question import Answer, QuizKind, QuizOption, QuizQuestion


def frozen(question: QuizQuestion) -> dict[str, Any]:
    """Return a question as values that JSON can hold, fractions as text."""
    answer = question.answer
    return {
        "id": question.id,
        "kind": question.kind.value,
        "text": question.text,
        "options": [[o.name, o.text, o.right, o.why] for o in question.options],
        "answer": answer and [str(answer.value), str(answer.tolerance), answer.measure.name],
        "explanation": question.explanation,
        "reference": question.reference,
        "tags": list(question.tags),
        "level": question.level,
        "points": str(question.points),
        "minutes": str(question.minutes),
    }


def thawed(data: dict[str, Any]) -> QuizQuestion:
    """Return the question of :func:`frozen`; ``BadQuestion`` when it cannot be played."""
    answer = data["answer"]
    return QuizQuestion(
        id=data["id"],
        kind=QuizKind(data["kind"]),
        text=data["text"],
        options=tuple(QuizOption(*values) for values in data["options"]),
        answer=answer and Answer(Fraction(answer[0]), Fraction(answer[1]), MEASURES[answer[2]]),
        explanation=data["explanation"],
        reference=data["reference"],
        tags=tuple(data["tags"]),
        level=data["level"],
        points=Fraction(data["points"]),
        minutes=Fraction(data["minutes"]),
    )
