"""A small exercise of the tests' own: two figures of a balance sheet, a hint, a mistake."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from simulator.content.catalogue import Catalogue
from simulator.domain.exercises.question import Question
from simulator.domain.exercises.specification import (
    HintSpec,
    MistakeSpec,
    NumberSpec,
    ToleranceSpec,
)
from simulator.domain.exercises.worksheet import Worksheet
from simulator.domain.portfolio import Portfolio
from simulator.services.trainings import Planned

PRACTICE = "essai"
QUIZ = "quiz-enjeux"
HINT = "own_funds#1"
PRICE = Fraction(1, 4)

_EXACT = ToleranceSpec(absolute=Fraction(1))

WORKSHEET = Worksheet(
    type="worksheet",
    id=PRACTICE,
    title="Lire un bilan",
    minutes=10,
    difficulty=1,
    covers=(),
    objectives=("lire un bilan",),
    statement="Lisez le bilan de **{name}**.",
    where="equity > 0",
    parts=(
        NumberSpec(
            name="own_funds",
            label="Capitaux propres",
            formula="DL",
            measure="euro",
            tolerance=_EXACT,
            hints=(HintSpec(text="C’est la ligne DL du passif.", price=PRICE),),
            mistakes=(
                MistakeSpec(code="TOTAL_DU_BILAN", formula="EE", feedback="C’est le total."),
            ),
            solution="Capital, réserves et résultat.",
        ),
        NumberSpec(
            name="debts",
            label="Total des dettes",
            formula="EC",
            measure="euro",
            tolerance=_EXACT,
            points=Fraction(3),
            solution="La ligne EC.",
        ),
    ),
)


def with_practice(catalogue: Catalogue) -> Catalogue:
    """Add the exercise to what the product ships."""
    return replace(catalogue, exercises={**catalogue.exercises, PRACTICE: WORKSHEET})


def answers(question: Question, portfolio: Portfolio) -> dict[str, str]:
    """Return the right answers, read in the customer's balance sheet and not in the question."""
    (number,) = question.customers
    statement = portfolio.customers[number].statements[-1]
    return {"own_funds": _euros(statement["DL"]), "debts": _euros(statement["EC"])}


def _euros(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02d}"


def planned(catalogue: Catalogue) -> tuple[Planned, ...]:
    """Return one activity of each kind in the first half-day, and a lesson in the second."""
    lessons = list(catalogue.lessons.values())
    first, second = lessons[0], lessons[1]
    return (
        Planned(0, "lesson", first.id, first.title, first.minutes),
        Planned(0, "exercise", PRACTICE, WORKSHEET.title, WORKSHEET.minutes),
        Planned(0, "quiz", QUIZ, catalogue.quizzes[QUIZ].title, 15),
        Planned(1, "lesson", second.id, second.title, second.minutes),
    )
