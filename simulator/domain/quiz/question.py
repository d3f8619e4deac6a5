"""A quiz question of one of ten kinds: what is asked, what is right and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from simulator.domain.luck import Luck
from simulator.domain.measures import Measure
from simulator.domain.refusals import Refusal

TRUE, FALSE = "true", "false"


class QuizKind(StrEnum):
    """What an answer is: a name, several names, a figure, an order, pairs, words, an opinion.

    ``open`` is a text that nobody grades; ``note`` asks nothing: it is read.
    """

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    NUMERIC = "numeric"
    ORDERING = "ordering"
    MATCHING = "matching"
    SHORT = "short"
    OPINION = "opinion"
    OPEN = "open"
    NOTE = "note"


@dataclass(eq=False)
class BadQuestion(Refusal):
    """A question that could not be played; ``reason`` is a code.

    ``too_few_options``, ``rights``, ``no_wrong_option``, ``duplicate_option``, ``no_answer``,
    ``negative_tolerance``, ``not_positive_points``, ``too_many_options``, ``share``, ``pairs``,
    ``empty_option``.
    """

    question: str
    reason: str


@dataclass(frozen=True, slots=True)
class QuizOption:
    """Something to choose, to place or to pair; ``right`` is ``None`` in an opinion or an order.

    ``share`` is what the option earns, from -1 to 1, where that is not the usual rule. ``match`` is
    what goes with the text; without a text it goes with nothing, and only misleads. In a short
    answer the text is one of the answers accepted, where ``*`` stands for anything.
    """

    name: str
    text: str
    right: bool | None = None
    why: str = ""
    share: Fraction | None = None
    match: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The figure that answers a question, in base units, with what is accepted around it."""

    value: Fraction
    tolerance: Fraction
    measure: Measure


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another figure that is accepted, and the share it earns, from 0 to 1."""

    answer: Answer
    share: Fraction
    why: str = ""


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """One question. ``options`` of an order are in the right order; ``level`` goes from 1 to 3.

    Texts are lines of Markdown, but the answers of a short answer, which are compared; ``cased``
    says that capitals and accents count in it.
    """

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
    also: tuple[Alternative, ...] = ()
    cased: bool = False

    def __post_init__(self) -> None:
        """Refuse a question that could not be played (``BadQuestion``)."""
        if self.points <= 0:
            raise BadQuestion(self.id, "not_positive_points")
        if self.kind is QuizKind.NUMERIC:
            self._check_answer()
        else:
            self._check_options()
        if self.kind is QuizKind.MATCHING:
            self._check_pairs()

    def _check_answer(self) -> None:
        if self.answer is None:
            raise BadQuestion(self.id, "no_answer")
        known = (self.answer, *(other.answer for other in self.also))
        if any(each.tolerance < 0 for each in known):
            raise BadQuestion(self.id, "negative_tolerance")
        if not all(0 <= other.share <= 1 for other in self.also):
            raise BadQuestion(self.id, "share")

    def _check_options(self) -> None:
        names = [option.name for option in self.options]
        texts = [option.text or f"*{option.match}" for option in self.options]
        if len(names) < _FEWEST.get(self.kind, 2):
            raise BadQuestion(self.id, "too_few_options")
        if len(names) > MOST_OPTIONS:
            raise BadQuestion(self.id, "too_many_options")
        if len(set(names)) < len(names) or len(set(texts)) < len(texts):
            raise BadQuestion(self.id, "duplicate_option")
        if self.kind is not QuizKind.MATCHING and not all(text.strip(_ANY) for text in texts):
            raise BadQuestion(self.id, "empty_option")
        if not self._shares_add_up():
            raise BadQuestion(self.id, "share")
        rights = len(self.rights)
        if self.kind is QuizKind.MULTIPLE and rights == len(names):
            raise BadQuestion(self.id, "no_wrong_option")
        weighed = self.kind is QuizKind.SINGLE and self.options[0].share is not None
        if not (rights >= 1 if weighed else _RIGHTS[self.kind](rights)):
            raise BadQuestion(self.id, "rights")

    def _shares_add_up(self) -> bool:
        """Say whether shares are all there or none, and the right answer earns everything."""
        shares = [option.share for option in self.options if option.share is not None]
        if not shares:
            return True
        if not all(-1 <= share <= 1 for share in shares):
            return False
        if self.kind is QuizKind.SHORT:
            return all(bool(o.right) == (o.share in {None, 1}) for o in self.options)
        if len(shares) < len(self.options) or self.kind not in {QuizKind.SINGLE, QuizKind.MULTIPLE}:
            return False
        best = {share for share in shares if share > 0}
        if self.kind is QuizKind.SINGLE:
            return all(bool(o.right) == (o.share == 1) for o in self.options)
        whole = sum((share for share in shares if share > 0), Fraction(0)) == 1
        return (
            bool(best) and whole and all(bool(o.right) == (o.share in best) for o in self.options)
        )

    def _check_pairs(self) -> None:
        if len(self.prompts) < 2 or not all(option.match for option in self.options):
            raise BadQuestion(self.id, "pairs")
        if len(self.matches) < 2:
            raise BadQuestion(self.id, "no_wrong_option")

    @property
    def prompts(self) -> tuple[QuizOption, ...]:
        """Return what is to be paired."""
        return tuple(option for option in self.options if option.text)

    @property
    def matches(self) -> tuple[str, ...]:
        """Return what may be paired with the prompts, each once, in an order that tells nothing."""
        return tuple(sorted({option.match for option in self.options if option.match}))

    @property
    def rights(self) -> tuple[str, ...]:
        """Return the names of the right options."""
        return tuple(option.name for option in self.options if option.right)

    @property
    def scored(self) -> bool:
        """Say whether there is a right answer."""
        return self.kind not in {QuizKind.OPINION, QuizKind.OPEN, QuizKind.NOTE}

    @property
    def live(self) -> bool:
        """Say whether a room can answer it together: nobody reads sixty texts on a wall."""
        return self.kind not in {QuizKind.OPEN, QuizKind.NOTE}

    def shown(self, luck: Luck, *keys: int) -> tuple[QuizOption, ...]:
        """Return the options in an order of luck; true and false stay as they are."""
        if self.kind is QuizKind.TRUE_FALSE:
            return self.options
        known = self.prompts if self.kind is QuizKind.MATCHING else self.options
        places = luck.order(len(known), f"quiz:{self.id}", *keys)
        return tuple(known[place] for place in places)


_RIGHTS = {
    QuizKind.SINGLE: lambda count: count == 1,
    QuizKind.MULTIPLE: lambda count: count >= 1,
    QuizKind.TRUE_FALSE: lambda count: count == 1,
    QuizKind.SHORT: lambda count: count >= 1,
    **dict.fromkeys(
        (QuizKind.ORDERING, QuizKind.MATCHING, QuizKind.OPINION, QuizKind.OPEN, QuizKind.NOTE),
        lambda count: count == 0,
    ),
}
_FEWEST = {QuizKind.ORDERING: 3, QuizKind.SHORT: 1, QuizKind.OPEN: 0, QuizKind.NOTE: 0}
_ANY = "* \t\n"
"""What an answer is empty without: it would accept anything."""
MOST_OPTIONS = 26
"""As many as there are letters to name them."""


@dataclass(frozen=True, slots=True)
class Quiz:
    """A list of questions on a subject."""

    id: str
    title: str
    questions: tuple[QuizQuestion, ...]

    def tagged(self, topic: str) -> tuple[QuizQuestion, ...]:
        """Return the questions on a topic."""
        return tuple(question for question in self.questions if topic in question.tags)
