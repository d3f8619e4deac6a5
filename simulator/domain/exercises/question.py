"""What a trainee sees of an exercise and what grading answers: parts, judgements, gradings.

Three words, strictly: a *fraction* is the share of a part that was earned (0 to 1), a *mark* is a
fraction times points, a *grade* is that of a whole activity (made elsewhere). All are exact.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from simulator.domain.measures import Measure

ZERO, ONE = Fraction(0), Fraction(1)


class PartKind(StrEnum):
    """What a form must offer for a part; lists are typed as names joined by commas."""

    NUMBER = "number"
    CHOICE = "choice"
    CHOICES = "choices"
    ORDER = "order"
    TEXT = "text"
    DATE = "date"
    FORMULA = "formula"  # typed as in a sheet
    JOURNAL = "journal"  # lines « account ; debit ; credit »


class Verdict(StrEnum):
    """How a part was judged; the outcome code says more when a mistake was foreseen."""

    RIGHT = "right"
    CARRIED = "carried"  # right, on the trainee's own wrong earlier value
    ROUNDING = "rounding"
    UNIT = "unit"
    SIGN = "sign"
    PARTIAL = "partial"
    MISTAKE = "mistake"
    WRONG = "wrong"
    BLANK = "blank"
    UNREADABLE = "unreadable"
    KEPT = "kept"  # free text, for the trainer


@dataclass(frozen=True, slots=True)
class Hint:
    """Help with its price, a share of the part known before it is opened; ``key`` names it."""

    key: str
    text: str
    price: Fraction


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose, place or cite."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a question. ``row`` and ``column`` place it in a table, both empty elsewhere."""

    name: str
    kind: PartKind
    label: str
    points: Fraction
    measure: Measure | None = None
    choices: tuple[Choice, ...] = ()
    hints: tuple[Hint, ...] = ()
    row: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The value of an earlier part as the trainee has it; ``sound`` when it is the right one."""

    value: Fraction
    sound: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a judge says of one entry, before hints are paid.

    ``feedback`` is the author's text filled with figures, maybe empty; ``reason`` says why an entry
    is unreadable; ``carries`` is the figure that later parts may be judged on.
    """

    verdict: Verdict
    fraction: Fraction
    code: str = ""
    echo: str = ""
    feedback: str = ""
    reason: str = ""
    carries: Earlier | None = None


@dataclass(frozen=True, slots=True)
class PartGrading:
    """One part graded: ``mark`` is what it earns once hints are paid, out of ``points``."""

    name: str
    raw: str
    verdict: Verdict
    code: str
    fraction: Fraction
    mark: Fraction
    points: Fraction
    echo: str
    feedback: str
    reason: str
    expected: str


@dataclass(frozen=True, slots=True)
class Grading:
    """A whole submission graded."""

    parts: tuple[PartGrading, ...]

    @property
    def mark(self) -> Fraction:
        """Return the sum of the marks of the parts."""
        return sum((part.mark for part in self.parts), ZERO)

    @property
    def points(self) -> Fraction:
        """Return the most that can be earned."""
        return sum((part.points for part in self.parts), ZERO)

    @property
    def fraction(self) -> Fraction:
        """Return the share of the points that was earned, hints paid."""
        return self.mark / self.points

    @property
    def unreadable(self) -> tuple[str, ...]:
        """Return the names of the parts whose entry could not be read."""
        return tuple(part.name for part in self.parts if part.verdict is Verdict.UNREADABLE)

    @property
    def counts(self) -> bool:
        """Say whether this is an attempt: an unreadable entry is sent back, and costs nothing."""
        return not self.unreadable

    @property
    def outcomes(self) -> Mapping[str, str]:
        """Return the outcome code of each part, to count a room's mistakes by name."""
        return {part.name: part.code for part in self.parts}

    def part(self, name: str) -> PartGrading:
        """Return the grading of a part; ``KeyError`` when there is none of that name."""
        return {part.name: part for part in self.parts}[name]


class Claim(StrEnum):
    """What a sample is there to show."""

    RIGHT = "right"
    MISTAKE = "mistake"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Sample:
    """One entry for one part, and the verdict and code that it must get."""

    claim: Claim
    raw: str
    code: str


class Judge(Protocol):
    """What knows the answer of one part."""

    @property
    def part(self) -> Part: ...

    @property
    def expected(self) -> str:
        """Return the right answer as it is shown."""
        ...

    def judge(self, raw: str, earlier: Mapping[str, Earlier]) -> Judgement:
        """Judge one entry that is not blank; never raises."""
        ...

    def blank(self, earlier: Mapping[str, Earlier]) -> Judgement:
        """Judge an empty entry."""
        ...

    def samples(self) -> tuple[Sample, ...]:
        """Return what proves the part: the right entry, each mistake, an unreadable one."""
        ...


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a document: its label and its cells, already written."""

    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What is given to read: a title, column heads, rows."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class SolutionStep:
    """One step of the worked solution: what, how in words and with figures, how much."""

    part: str
    label: str
    text: str
    computed: str
    value: str


@dataclass(frozen=True, slots=True)
class Question:
    """One variant of an exercise: what it says, asks, expects.

    ``customers`` are the rows of the portfolio it is about; ``raw answers`` are texts by part name.
    """

    exercise: str
    version: int
    variant: int
    title: str
    statement: str
    documents: tuple[Document, ...]
    judges: tuple[Judge, ...]
    solution: tuple[SolutionStep, ...]
    customers: tuple[int, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return the fields of the form, in order."""
        return tuple(judge.part for judge in self.judges)

    def grade(self, raw: Mapping[str, str], hints: Collection[str] = ()) -> Grading:
        """Grade raw answers, part by part; pure, never raises, ignores unknown names.

        ``hints`` are the keys of the hints opened; each costs its price of the part's fraction,
        down to zero at the worst.
        """
        earlier: dict[str, Earlier] = {}
        graded = []
        for judge in self.judges:
            part, text = judge.part, raw.get(judge.part.name, "")
            found = judge.judge(text, earlier) if text.strip() else judge.blank(earlier)
            if found.carries is not None:
                earlier[part.name] = found.carries
            paid = sum((hint.price for hint in part.hints if hint.key in hints), ZERO)
            earned = max(ZERO, found.fraction - paid)
            graded.append(
                PartGrading(
                    name=part.name,
                    raw=text,
                    verdict=found.verdict,
                    code=found.code or found.verdict.value,
                    fraction=found.fraction,
                    mark=earned * part.points,
                    points=part.points,
                    echo=found.echo,
                    feedback=found.feedback,
                    reason=found.reason,
                    expected=judge.expected,
                )
            )
        return Grading(tuple(graded))

    def solved(self) -> dict[str, str]:
        """Return raw answers that are all right."""
        return {
            judge.part.name: sample.raw
            for judge in self.judges
            for sample in judge.samples()
            if sample.claim is Claim.RIGHT
        }
