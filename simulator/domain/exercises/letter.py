"""Letter: mentions, amounts to the cent, dates, legal basis, tone, and what may not be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import ClassVar

from simulator.domain.dates import from_day
from simulator.domain.exercises import prose
from simulator.domain.exercises.context import Context, Degenerate, context, documents
from simulator.domain.exercises.drawing import Customers, OnOneCustomer
from simulator.domain.exercises.parts import computed, hints_of, step_of
from simulator.domain.exercises.question import (
    ONE,
    ZERO,
    Claim,
    Earlier,
    Judgement,
    Part,
    PartKind,
    Question,
    Sample,
    Verdict,
)
from simulator.domain.exercises.specification import HintSpec, Specified
from simulator.domain.exercises.world import World

LONGEST_LETTER = 5000


@dataclass(frozen=True, kw_only=True, slots=True)
class MentionSpec(Specified):
    """Something that the letter must have: words, an amount in cents or a date (a formula).

    ``says`` are ways to say it, one is enough; pieces joined by ``+`` are all needed.
    """

    name: str
    label: str
    code: str
    feedback: str
    says: tuple[str, ...] = ()
    amount: str = ""
    day: str = ""
    weight: Fraction = Fraction(1)


@dataclass(frozen=True, kw_only=True, slots=True)
class ForbiddenSpec(Specified):
    """What the letter must not say at this level, or ever; ``takes`` is a share of the part."""

    code: str
    says: tuple[str, ...]
    feedback: str
    takes: Fraction = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention with what it is for this customer."""

    label: str
    code: str
    feedback: str
    says: tuple[str, ...]
    amount: int | None
    day: date | None
    weight: Fraction

    @property
    def least(self) -> str:
        """Return the fewest words that have it."""
        if self.amount is not None:
            return f"{self.amount // 100},{self.amount % 100:02d}"
        return f"{self.day:%d/%m/%Y}" if self.day is not None else _plain(self.says[0])

    def met(self, text: str, given: tuple[str, ...]) -> bool:
        """Say whether a letter has it."""
        if self.amount is not None:
            return self.amount in prose.amounts(text)
        if self.day is not None:
            return self.day in prose.dates(text)
        return any(prose.says(given, one) for one in self.says)


@dataclass(frozen=True, slots=True, eq=False)
class LetterJudge:
    """Knows what a letter must have and must not; ``model`` is one that has everything."""

    part: Part
    mentions: tuple[Mention, ...]
    forbidden: tuple[ForbiddenSpec, ...]
    model: str
    fewest: int

    @property
    def expected(self) -> str:
        """Return what must be there, in short: the whole letter is in the solution."""
        return " ; ".join(mention.label for mention in self.mentions)

    def judge(self, raw: str, earlier: Mapping[str, Earlier]) -> Judgement:
        """Judge a letter; one that is too long or is no letter yet is sent back."""
        given = prose.words(raw[: LONGEST_LETTER + 1])
        if len(raw) > LONGEST_LETTER or len(given) < self.fewest:
            reason = "too_long" if len(raw) > LONGEST_LETTER else "too_short"
            return Judgement(Verdict.UNREADABLE, ZERO, reason=reason)
        missing = [one for one in self.mentions if not one.met(raw, given)]
        wrong = [one for one in self.forbidden if any(prose.says(given, s) for s in one.says)]
        whole = sum((one.weight for one in self.mentions), ZERO)
        lacking = sum((one.weight for one in missing), ZERO) / whole
        fraction = max(ZERO, ONE - lacking - sum((one.takes for one in wrong), ZERO))
        faults = [*(one.code for one in wrong), *(one.code for one in missing)]
        return Judgement(
            Verdict.MISTAKE if faults else Verdict.RIGHT,
            fraction,
            code=faults[0] if faults else "",
            echo=f"{len(given)} mots",
            feedback="\n".join(
                [*(one.feedback for one in wrong), *(one.feedback for one in missing)]
            ),
        )

    def blank(self, earlier: Mapping[str, Earlier]) -> Judgement:
        """Judge an absence of letter."""
        return Judgement(Verdict.BLANK, ZERO)

    def samples(self) -> tuple[Sample, ...]:
        """Return the model, what may not be said added, each mention left out, a text too long."""
        added = (
            Sample(Claim.MISTAKE, f"{self.model}\n{_plain(one.says[0])}.", one.code)
            for one in self.forbidden
        )
        every = [one.least for one in self.mentions]
        without = (
            Sample(
                Claim.MISTAKE,
                ". ".join([*every[:rank], *every[rank + 1 :], *["bonjour"] * self.fewest]),
                one.code,
            )
            for rank, one in enumerate(self.mentions)
        )
        return (
            Sample(Claim.RIGHT, self.model, Verdict.RIGHT.value),
            *added,
            *without,
            Sample(Claim.UNREADABLE, "x" * (LONGEST_LETTER + 1), Verdict.UNREADABLE.value),
        )


def _plain(wanted: str) -> str:
    return wanted.replace("+", " ").replace("*", "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter(OnOneCustomer):
    """A letter to write about one customer; ``model`` is a template that must earn everything."""

    kind: ClassVar[str] = "letter"
    label: str
    mentions: tuple[MentionSpec, ...]
    forbidden: tuple[ForbiddenSpec, ...]
    model: str
    points: Fraction = Fraction(4)
    fewest: int = 40
    hints: tuple[HintSpec, ...] = ()
    solution: str = ""

    def build(self, world: World, customers: Customers, variant: int) -> Question:
        """Return the question on one file; ``Degenerate`` without an amount or a date it needs."""
        (customer,) = customers
        here = context(world, customer, self.defines)
        part = Part(
            name="letter",
            kind=PartKind.TEXT,
            label=here.texts.fill(self.label),
            points=self.points,
            hints=hints_of("letter", self.hints, here),
        )
        model = here.texts.fill(self.model)
        mentions = tuple(self._mention(spec, here) for spec in self.mentions)
        judge = LetterJudge(part, mentions, self.forbidden, model, self.fewest)
        text = f"{self.solution}\n\n{model}" if self.solution else model
        return Question(
            exercise=self.id,
            version=self.version,
            variant=variant,
            title=self.title,
            statement=here.texts.fill(self.statement),
            documents=documents(self, world, customer, self.tables),
            judges=(judge,),
            solution=(step_of(judge, text, here),),
            customers=(customer.id,),
        )

    def _mention(self, spec: MentionSpec, here: Context) -> Mention:
        amount = int(computed(self.id, spec.name, spec.amount, here)) if spec.amount else None
        day = from_day(int(computed(self.id, spec.name, spec.day, here))) if spec.day else None
        if amount is not None and amount <= 0:
            raise Degenerate(self.id, spec.name, "no_amount")
        return Mention(
            spec.label,
            spec.code,
            here.texts.fill(spec.feedback),
            tuple(here.texts.fill(one) for one in spec.says),
            amount,
            day,
            spec.weight,
        )
