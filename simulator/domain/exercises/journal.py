"""Journal: entries to write on the customer's own invoices, those of the house of accounting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import ClassVar

from simulator.domain.accounting.entries import Line
from simulator.domain.exercises.booking import JournalJudge, WrongEntry
from simulator.domain.exercises.context import Context, Degenerate, context, documents
from simulator.domain.exercises.drawing import Customers, OnOneCustomer
from simulator.domain.exercises.entries import ENTRIES
from simulator.domain.exercises.parts import computed, hints_of, number_part, step_of, worked
from simulator.domain.exercises.question import Judge, Part, PartKind, Question, SolutionStep
from simulator.domain.exercises.specification import (
    BookingMistakeSpec,
    BookingSpec,
    Exercise,
    NumberSpec,
)
from simulator.domain.exercises.world import World
from simulator.domain.measures import MEASURES, rounded
from simulator.domain.money import Cents


@dataclass(frozen=True, kw_only=True, slots=True)
class Journal(OnOneCustomer):
    """``figures`` to find first, each may use the earlier ones, then ``bookings`` to write."""

    kind: ClassVar[str] = "journal"
    bookings: tuple[BookingSpec, ...]
    figures: tuple[NumberSpec, ...] = field(default=())

    def build(self, world: World, customers: Customers, variant: int) -> Question:
        """Return the question about one customer; ``Degenerate`` when it has no good one."""
        (customer,) = customers
        here = context(world, customer, self.defines)
        judges: list[Judge] = []
        steps: list[SolutionStep] = []
        depends: dict[str, str] = {}
        for figure in self.figures:
            found = number_part(self, figure, here, depends)
            judges.append(found)
            steps.append(step_of(found, figure.solution, here, shown=worked(figure.formula, here)))
            here = here.define({figure.name: found.value}, {figure.name: MEASURES[figure.measure]})
            depends[figure.name] = figure.name
        for booking in self.bookings:
            judge = booking_part(self, booking, here)
            judges.append(judge)
            steps.append(step_of(judge, booking.solution, here))
        return Question(
            exercise=self.id,
            version=self.version,
            variant=variant,
            title=self.title,
            statement=here.texts.fill(self.statement),
            documents=documents(self, world, customer, self.tables),
            judges=tuple(judges),
            solution=tuple(steps),
            customers=(customer.id,),
        )


def booking_part(exercise: Exercise, spec: BookingSpec, here: Context) -> JournalJudge:
    """Return the judge of an entry; ``Degenerate`` when the customer has none to write."""
    entry = ENTRIES[spec.entry](here.world.case(here.customer))
    if entry is None:
        raise Degenerate(exercise.id, spec.name, "no_entry")
    part = Part(
        name=spec.name,
        kind=PartKind.JOURNAL,
        label=here.texts.fill(spec.label),
        points=spec.points,
        hints=hints_of(spec.name, spec.hints, here),
    )
    feedback = {**exercise.feedback, **spec.feedback}
    judge = JournalJudge(
        part=part,
        lines=entry.lines,
        accepts=spec.accepts,
        feedback={verdict: _general(text, here) for verdict, text in feedback.items()},
    )
    return replace(judge, wrong=_foreseen(exercise, spec, entry.lines, here))


def _general(template: str, here: Context) -> str:
    """Fill a usual sentence; one that quotes a single figure says nothing of an entry."""
    return "" if "{" in template else here.texts.fill(template)


def _foreseen(
    exercise: Exercise, spec: BookingSpec, lines: tuple[Line, ...], here: Context
) -> tuple[WrongEntry, ...]:
    """Return the foreseen mistakes that show, apart from the right entry and each other."""
    kept = [WrongEntry("", lines, Fraction(1), "")]
    for mistake in spec.mistakes:
        moved = tuple(
            _moved(line, mistake, _amounts(exercise, spec, mistake, here))
            for line in lines
            if line.account not in mistake.without
        )
        path = WrongEntry(mistake.code, moved, mistake.keeps, here.texts.fill(mistake.feedback))
        hidden = any(one.matches(moved) or path.matches(one.lines) for one in kept)
        if hidden and mistake.required:
            raise Degenerate(exercise.id, spec.name, f"mistake_hidden:{mistake.code}")
        if not hidden:
            kept.append(path)
    return tuple(kept[1:])


def _amounts(
    exercise: Exercise, spec: BookingSpec, mistake: BookingMistakeSpec, here: Context
) -> Mapping[str, Cents]:
    return {
        account: Cents(int(rounded(computed(exercise.id, spec.name, formula, here), 0)))
        for account, formula in mistake.amounts.items()
    }


def _moved(line: Line, mistake: BookingMistakeSpec, amounts: Mapping[str, Cents]) -> Line:
    account = mistake.accounts.get(line.account, line.account)
    amount = amounts.get(line.account, Cents(line.debit or line.credit))
    return Line(account, debit=amount) if line.debit else Line(account, credit=amount)
