"""Formula builder: a formula typed as in a sheet, judged on one's own data and on hidden ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar

import numpy as np

from simulator.domain.dates import from_day, to_day, write_date
from simulator.domain.exercises.behaviour import open_amounts
from simulator.domain.exercises.context import Degenerate, context
from simulator.domain.exercises.drawing import Customers, Drawn, purpose, suitable
from simulator.domain.exercises.excel import BadExcel, Excel, parse
from simulator.domain.exercises.excel_values import Column, Scalar, Sheet, fold
from simulator.domain.exercises.question import (
    ONE,
    ZERO,
    Claim,
    Document,
    Earlier,
    Hint,
    Judgement,
    Part,
    PartKind,
    Question,
    Row,
    Sample,
    SolutionStep,
    Verdict,
)
from simulator.domain.exercises.specification import HintSpec, Specified
from simulator.domain.exercises.world import World
from simulator.domain.luck import Luck
from simulator.domain.measures import MEASURES, Measure, write
from simulator.domain.results import Unit

CONSTANT, LUCKY = "NOMBRE_TAPE", "JUSTE_ICI_SEULEMENT"
COLUMNS = ("Client", "Pièce", "Émission", "Échéance", "Montant", "Reste", "Litige")
TODAY = "Jour"
_FEWEST, _MOST = 8, 24
_EXACT = Fraction(1, 1000)


@dataclass(frozen=True, kw_only=True, slots=True)
class WrongExcelSpec(Specified):
    """A foreseen mistake: the formula of who makes it; left out where it gives the right value."""

    code: str
    excel: str
    feedback: str
    keeps: Fraction = Fraction(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class ExcelSpec(Specified):
    """A formula to write; ``excel`` is one that is right, amounts are in euros in the sheet."""

    name: str
    label: str
    excel: str
    measure: str
    points: Fraction = Fraction(1)
    hints: tuple[HintSpec, ...] = ()
    mistakes: tuple[WrongExcelSpec, ...] = ()
    solution: str = ""
    feedback: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Line:
    """One open document of the sheet."""

    customer: str
    number: str
    issued: int
    due: int
    gross: int
    left: int
    disputed: bool


@dataclass(frozen=True, slots=True, eq=False)
class WrongExcel:
    """A foreseen mistake with its values on both sets of data."""

    code: str
    shown: str
    values: tuple[Fraction | str, ...]
    keeps: Fraction
    feedback: str


@dataclass(frozen=True, slots=True, eq=False)
class ExcelJudge:
    """Knows what a formula must give on the data shown, then on the hidden ones."""

    part: Part
    measure: Measure
    shown: str
    sheets: tuple[Sheet, Sheet]
    values: tuple[Fraction, ...]
    wrong: tuple[WrongExcel, ...]
    feedback: Mapping[str, str]

    @property
    def expected(self) -> str:
        """Return a formula that is right, and its value."""
        return f"{self.shown} ({self._written(self.values[0])})"

    def judge(self, raw: str, earlier: Mapping[str, Earlier]) -> Judgement:
        """Judge a formula by its values; one that cannot be read is sent back."""
        try:
            typed = parse(raw, names_of(self.sheets[0]))
        except BadExcel as refusal:
            reason = f"{refusal.reason}:{refusal.seen}" if refusal.seen else refusal.reason
            return Judgement(Verdict.UNREADABLE, ZERO, reason=reason)
        found = tuple(typed.value(sheet) for sheet in self.sheets)
        echo = f"{typed.text} donne {self._written(found[0])}"
        if not typed.names:
            return self._mistake(CONSTANT, ZERO, echo, "typed")
        if _same(found, self.values):
            return Judgement(Verdict.RIGHT, ONE, echo=echo)
        for path in self.wrong:
            if _same(found, path.values):
                return Judgement(
                    Verdict.MISTAKE, path.keeps, path.code, echo=echo, feedback=path.feedback
                )
        if _same(found[:1], self.values[:1]):
            return self._mistake(LUCKY, Fraction(1, 4), echo, "lucky")
        return Judgement(Verdict.WRONG, ZERO, echo=echo, feedback=self._said(found[0]))

    def _said(self, value: Fraction | str) -> str:
        return self.feedback.get("gives", "").replace("{given}", self._written(value))

    def _mistake(self, code: str, keeps: Fraction, echo: str, key: str) -> Judgement:
        said = self.feedback.get(key, "")
        return Judgement(Verdict.MISTAKE, keeps, code, echo=echo, feedback=said)

    def _written(self, value: Fraction | str) -> str:
        if isinstance(value, str):
            return value[:60]
        return write(_based(value, self.measure), self.measure, self.measure.places)

    def blank(self, earlier: Mapping[str, Earlier]) -> Judgement:
        """Judge an empty entry."""
        return Judgement(Verdict.BLANK, ZERO)

    def samples(self) -> tuple[Sample, ...]:
        """Return the right formula, each foreseen one, a typed number, what is no formula."""
        value = f"{float(self.values[0]):.9f}".replace(".", ",")
        return (
            Sample(Claim.RIGHT, self.shown, Verdict.RIGHT.value),
            *(Sample(Claim.MISTAKE, path.shown, path.code) for path in self.wrong),
            Sample(Claim.MISTAKE, f"={value}", CONSTANT),
            Sample(Claim.UNREADABLE, "=SOMME(", Verdict.UNREADABLE.value),
        )


def _based(value: Fraction, measure: Measure) -> Fraction:
    return value * 100 if measure.unit is Unit.CENTS else value


def _same(one: tuple[Fraction | str, ...], two: tuple[Fraction | str, ...]) -> bool:
    return all(
        abs(a - b) <= _EXACT if isinstance(a, Fraction) and isinstance(b, Fraction) else a == b
        for a, b in zip(one, two, strict=True)
    )


def names_of(sheet: Sheet) -> frozenset[str]:
    """Return the names that a formula may use, folded."""
    return frozenset((*sheet.columns, *sheet.cells))


NAMES = frozenset(fold(name) for name in (*COLUMNS, TODAY))


@dataclass(frozen=True, kw_only=True, slots=True)
class FormulaBuilder(Drawn):
    """Formulas over the open documents of a few customers of one's own portfolio."""

    kind: ClassVar[str] = "formula"
    parts: tuple[ExcelSpec, ...]
    count: int = 6

    def draws(self, world: World, variant: int) -> Iterator[Customers]:
        """Yield runs of ``count`` customers that suit."""
        order = list(suitable(self, world, variant))
        for start in range(max(0, len(order) - self.count + 1)):
            yield tuple(order[start : start + self.count])

    def build(self, world: World, customers: Customers, variant: int) -> Question:
        """Return the question; ``Degenerate`` with too few documents or a formula without value."""
        lines = _lines(world, customers)
        if not _FEWEST <= len(lines) <= _MOST:
            raise Degenerate(self.id, "", "documents")
        day = to_day(world.portfolio.as_of)
        luck = Luck(world.portfolio.seed)
        sheets = (_sheet(lines, day), _sheet(_hidden(lines, luck, purpose(self), variant), day))
        here = context(world, customers[0], self.defines)
        judges = tuple(
            self._judge(spec, sheets, here.texts.fill(spec.label)) for spec in self.parts
        )
        return Question(
            exercise=self.id,
            version=self.version,
            variant=variant,
            title=self.title,
            statement=self.statement,
            documents=(_document(lines, day),),
            judges=judges,
            solution=tuple(
                SolutionStep(judge.part.name, judge.part.label, spec.solution, "", judge.expected)
                for judge, spec in zip(judges, self.parts, strict=True)
            ),
            customers=tuple(customer.id for customer in customers),
        )

    def _judge(self, spec: ExcelSpec, sheets: tuple[Sheet, Sheet], label: str) -> ExcelJudge:
        right = parse(spec.excel, NAMES)
        values = tuple(right.value(sheet) for sheet in sheets)
        exact = tuple(value for value in values if isinstance(value, Fraction))
        if len(exact) < len(values) or ZERO in exact or len(set(exact)) == 1:
            raise Degenerate(self.id, spec.name, "no_value")
        measure = MEASURES[spec.measure]
        part = Part(
            spec.name,
            PartKind.FORMULA,
            label,
            spec.points,
            measure=measure,
            hints=tuple(
                Hint(f"{spec.name}#{rank}", one.text, one.price)
                for rank, one in enumerate(spec.hints, 1)
            ),
        )
        return ExcelJudge(
            part,
            measure,
            right.text,
            sheets,
            exact,
            _wrong(spec, sheets, exact),
            {**self.feedback, **spec.feedback},
        )


def _wrong(
    spec: ExcelSpec, sheets: tuple[Sheet, Sheet], right: tuple[Fraction, ...]
) -> tuple[WrongExcel, ...]:
    """Return the foreseen mistakes that show here: away from the right values and each other."""
    kept: list[WrongExcel] = []
    seen: list[tuple[Fraction | str, ...]] = [right]
    for mistake in spec.mistakes:
        typed: Excel = parse(mistake.excel, NAMES)
        values = tuple(typed.value(sheet) for sheet in sheets)
        if not any(_same(values, other) for other in seen):
            seen.append(values)
            kept.append(
                WrongExcel(mistake.code, typed.text, values, mistake.keeps, mistake.feedback)
            )
    return tuple(kept)


def _lines(world: World, customers: Customers) -> tuple[_Line, ...]:
    ledger, day = world.portfolio.ledger, to_day(world.portfolio.as_of)
    left = open_amounts(ledger, day)
    documents, disputes = ledger.documents, ledger.disputes
    live = set(disputes.document[(disputes.opened <= day) & (disputes.closed > day)].tolist())
    names = {customer.id: customer.identity.name for customer in customers}
    rows = np.flatnonzero(np.isin(documents.customer, list(names)) & (left > 0))
    return tuple(
        _Line(
            names[int(documents.customer[row])],
            f"F{int(documents.number[row])}",
            int(documents.issued[row]),
            int(documents.due[row]),
            int(documents.gross[row]),
            int(left[row]),
            int(row) in live,
        )
        for row in rows
    )


def _hidden(lines: tuple[_Line, ...], luck: Luck, name: str, variant: int) -> tuple[_Line, ...]:
    """Return other data of the same shape: a formula that copies a value does not survive them."""

    def moved(rank: int, line: _Line) -> _Line:
        word = luck.word(f"{name}:hidden", variant, rank)
        share = 20 + word % 60
        return _Line(
            line.customer,
            line.number,
            line.issued - word % 17,
            line.due + word % 91 - 45,
            line.gross + word % 90_000,
            max(1, line.left * share // 100),
            bool(word >> 9 & 1),
        )

    return tuple(moved(rank, line) for rank, line in enumerate(lines[::-1]))


def _sheet(lines: tuple[_Line, ...], day: int) -> Sheet:
    def column(values: list[Scalar]) -> Column:
        return tuple(values)

    columns = (
        column([line.customer for line in lines]),
        column([line.number for line in lines]),
        column([Fraction(line.issued) for line in lines]),
        column([Fraction(line.due) for line in lines]),
        column([Fraction(line.gross, 100) for line in lines]),
        column([Fraction(line.left, 100) for line in lines]),
        column(["oui" if line.disputed else "non" for line in lines]),
    )
    names = (fold(name) for name in COLUMNS)
    return Sheet(dict(zip(names, columns, strict=True)), {fold(TODAY): Fraction(day)})


def _document(lines: tuple[_Line, ...], day: int) -> Document:
    def euros(cents: int) -> str:
        return write(Fraction(cents), MEASURES["euro"], 2)

    letters = tuple(f"{chr(65 + rank)} · {name}" for rank, name in enumerate(COLUMNS))
    rows = tuple(
        Row(
            str(rank),
            (
                line.customer,
                line.number,
                write_date(from_day(line.issued)),
                write_date(from_day(line.due)),
                euros(line.gross),
                euros(line.left),
                "oui" if line.disputed else "non",
            ),
        )
        for rank, line in enumerate(lines, 2)
    )
    title = f"Feuille « Pièces ouvertes », lignes 2 à {len(lines) + 1} ; {TODAY} = "
    return Document(title + write_date(from_day(day)), letters, rows)
