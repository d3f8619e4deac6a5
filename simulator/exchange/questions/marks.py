"""What the formats of others have no place for, said beside a question in a comment of theirs.

Other programs read over a comment; ours finds the level, the unit or the kind again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from simulator.domain.measures import MEASURES
from simulator.domain.quiz.question import QuizQuestion

NAME = "encours"
_MOST = Fraction(1000)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a comment says; ``own`` is false when there was none, and the rest is by default."""

    own: bool = False
    kind: str = ""
    level: int = 1
    points: Fraction = Fraction(1)
    minutes: Fraction = Fraction(1)
    reference: str = ""
    unit: str = ""
    cased: bool = False


def written(question: QuizQuestion) -> str:
    """Return the mark of a question: JSON on one line that no comment can end."""
    values = {
        "kind": question.kind.value,
        "level": question.level,
        "points": str(question.points),
        "minutes": str(question.minutes),
        "reference": question.reference,
        "unit": "" if question.answer is None else question.answer.measure.name,
        "cased": question.cased,
    }
    return json.dumps(values, separators=(",", ":")).replace("-", "\\u002d").replace("]", "\\u005d")


def read(text: str) -> Mark:
    """Return what a mark says; a damaged one says nothing, for anybody can write one."""
    try:
        values: Any = json.loads(text)
        mark = Mark(
            own=True,
            kind=str(values["kind"])[:20],
            level=int(values["level"]),
            points=_amount(values["points"]),
            minutes=_amount(values["minutes"]),
            reference=str(values["reference"])[:500],
            unit=str(values["unit"]),
            cased=values["cased"] is True,
        )
    except (ValueError, TypeError, KeyError, RecursionError, ZeroDivisionError):
        return Mark()
    sound = 1 <= mark.level <= 3 and mark.unit in {"", *MEASURES}
    return mark if sound and 0 < mark.points <= _MOST and 0 < mark.minutes <= _MOST else Mark()


def _amount(text: object) -> Fraction:
    if not isinstance(text, str) or len(text) > 12 or "e" in text.lower():
        raise ValueError(text)
    return Fraction(text)
