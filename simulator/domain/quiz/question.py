"""A quiz question of one of six kinds: what is asked, what is right and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from simulator.domain.luck import Luck
from simulator.domain.measures import Measure
from simulator.domain.refusals import Refusal

TRUE, FALSE = "true", "false"


class QuizKind(StrEnum):
    """What an answer is: a name, several names, a figure, an order, an opinion."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    NUMERIC = "numeric"
    ORDERING = "ordering"
    OPINION = "opinion"


@dataclass(eq=False)
class BadQuestion(Refusal):
    """A question that could not be played; ``reason`` is a code.

    ``too_few_options``, ``rights``, ``no_wrong_option``, ``duplicate_option``, ``no_answer``,
    ``negative_tolerance``, ``not_positive_points``.
    """

    question: str
    reason: str


@dataclass(frozen=True, slots=True)
class QuizOption:
    """Something to choose or to place; ``right`` is ``None`` in an opinion or an order."""

    name: str
    text: str
    right: bool | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The figure that answers a question, in base units, with what is accepted around it."""

    value: Fraction
    tolerance: Fraction
    measure: Measure


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """One question. ``options`` of an order are in the right order; ``level`` goes from 1 to 3."""

    id: str
    kind: QuizKind
    text: str
    options: tuple[QuizOption, ...] = ()
    answer: Answer | None = None
    explanation: str = ""
    reference: str = ""
    tags: tuple[str, ...] = ()
    level: int = 1
    points: Fraction = Fraction(1)
    minutes: Fraction = Fraction(1)

    def __post_init__(self) -> None:
        """Refuse a question that could not be played (``BadQuestion``)."""
        if self.points <= 0:
            raise BadQuestion(self.id, "not_positive_points")
        if self.kind is QuizKind.NUMERIC:
            self._check_answer()
        else:
            self._check_options()

    def _check_answer(self) -> None:
        if self.answer is None:
            raise BadQuestion(self.id, "no_answer")
        if self.answer.tolerance < 0:
            raise BadQuestion(self.id, "negative_tolerance")

    def _check_options(self) -> None:
        names = [option.name for option in self.options]
        texts = [option.text for option in self.options]
        if len(names) < (3 if self.kind is QuizKind.ORDERING else 2):
            raise BadQuestion(self.id, "too_few_options")
        if len(set(names)) < len(names) or len(set(texts)) < len(texts):
            raise BadQuestion(self.id, "duplicate_option")
        rights = len(self.rights)
        if self.kind is QuizKind.MULTIPLE and rights == len(names):
            raise BadQuestion(self.id, "no_wrong_option")
        if not _RIGHTS[self.kind](rights):
            raise BadQuestion(self.id, "rights")

    @property
    def rights(self) -> tuple[str, ...]:
        """Return the names of the right options."""
        return tuple(option.name for option in self.options if option.right)

    @property
    def scored(self) -> bool:
        """Say whether there is a right answer."""
        return self.kind is not QuizKind.OPINION

    def shown(self, luck: Luck, *keys: int) -> tuple[QuizOption, ...]:
        """Return the options in an order of luck; true and false stay as they are."""
        if self.kind is QuizKind.TRUE_FALSE:
            return self.options
        places = luck.order(len(self.options), f"quiz:{self.id}", *keys)
        return tuple(self.options[place] for place in places)


_RIGHTS = {
    QuizKind.SINGLE: lambda count: count == 1,
    QuizKind.MULTIPLE: lambda count: count >= 1,
    QuizKind.TRUE_FALSE: lambda count: count == 1,
    QuizKind.ORDERING: lambda count: count == 0,
    QuizKind.OPINION: lambda count: count == 0,
}


@dataclass(frozen=True, slots=True)
class Quiz:
    """A list of questions on a subject."""

    id: str
    title: str
    questions: tuple[QuizQuestion, ...]

    def tagged(self, topic: str) -> tuple[QuizQuestion, ...]:
        """Return the questions on a topic."""
        return tuple(question for question in self.questions if topic in question.tags)
