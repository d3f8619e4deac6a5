"""Spreadsheet: an extract of the portfolio, cells to fill with formulas, each looked at.

Every cell is an aggregate of the rows of the extract (``of`` and ``among``) or comes from the
cells above it (``formula``); its answer is a value and the formula that gives it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import islice
from typing import ClassVar

from simulator.domain.dates import to_day
from simulator.domain.exercises.context import Degenerate
from simulator.domain.exercises.drawing import Customers, Drawn, suitable
from simulator.domain.exercises.extracts import EXTRACTS, Line
from simulator.domain.exercises.formula import Figures, Overlay, parse
from simulator.domain.exercises.formulas import FormulaJudge, FormulaKeeps, Needed
from simulator.domain.exercises.number import NumberJudge, Tolerance, WrongPath
from simulator.domain.exercises.question import (
    Document,
    Hint,
    Part,
    PartKind,
    Question,
    Row,
    SolutionStep,
)
from simulator.domain.exercises.sheets import places
from simulator.domain.exercises.specification import (
    HintSpec,
    Specified,
    ToleranceSpec,
)
from simulator.domain.exercises.texts import Texts
from simulator.domain.exercises.world import World
from simulator.domain.measures import DATE, MEASURES, Measure, write
from simulator.domain.portfolio import Customer
from simulator.domain.results import NotComputable
from simulator.domain.tables import FIRST_ROW, NOTE_ROW, Cell, Column, Kind, Table

AS_OF = "as_of"
ABOUT = frozenset({AS_OF, "row_count", "customer_count"})
"""What a statement and a formula may say of the extract itself."""
_FEWEST = 6
"""Customers under which an extract teaches nothing that a glance does not."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnSpec(Specified):
    """A column of the extract that the sheet shows, and its title."""

    name: str
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ExtractSpec(Specified):
    """The sheet of data: an extract of ``extracts.EXTRACTS``, its title and its columns.

    ``as_of`` labels the day of the extract, which stands above the titles.
    """

    name: str
    title: str
    as_of: str
    columns: tuple[ColumnSpec, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CellMistakeSpec(Specified):
    """A foreseen mistake of a cell: another sum, other rows, or another formula."""

    code: str
    feedback: str
    of: str = ""
    among: str = ""
    formula: str = ""
    keeps: Fraction = Fraction(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class CellSpec(Specified):
    """A cell to fill: the sum of ``of`` over the rows where ``among`` holds, or a ``formula``.

    Both speak of the columns of the extract and of ``as_of``; a formula speaks of the cells above.
    ``reads`` are the columns that a right formula cannot do without. ``model`` is a formula that
    does it, in the French of Excel: ``{left}`` is a column of data, ``{total}`` a cell above.
    """

    name: str
    label: str
    measure: str
    model: str
    tolerance: ToleranceSpec
    of: str = ""
    among: str = "1"
    formula: str = ""
    reads: tuple[str, ...] = ()
    points: Fraction = Fraction(1)
    places: int | None = None
    hints: tuple[HintSpec, ...] = ()
    mistakes: tuple[CellMistakeSpec, ...] = ()
    solution: str = ""
    feedback: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SpreadsheetQuestion(Question):
    """A question that comes with the sheets it is worked on; ``sheet`` names the answers'."""

    data: tuple[Table, ...] = ()
    sheet: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class _Sheet:
    """The extract of a variant: its rows, the figures known so far, where columns stand."""

    lines: tuple[Line, ...]
    figures: Figures
    measures: Mapping[str, Measure]
    columns: Mapping[str, Needed]
    cells: Mapping[str, str]

    @property
    def texts(self) -> Texts:
        return Texts({}, self.figures, self.measures)

    def value(self, of: str, among: str, formula: str) -> Fraction | NotComputable:
        """Compute a cell; not computable like any formula."""
        if formula:
            return parse(formula).value(self.figures)
        what, where = parse(of), parse(among)
        total = Fraction(0)
        for line in self.lines:
            row = Overlay(line.figures, self.figures)
            if where.holds(row):
                one = what.value(row)
                if isinstance(one, NotComputable):
                    return one
                total += one
        return total

    def define(self, name: str, value: Fraction, measure: Measure) -> _Sheet:
        figures = Overlay({name: value}, self.figures)
        return _Sheet(
            self.lines, figures, {**self.measures, name: measure}, self.columns, self.cells
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Spreadsheet(Drawn):
    """Cells of a workbook on ``count`` customers of the portfolio; ``sheet`` names the answers'."""

    kind: ClassVar[str] = "spreadsheet"
    sheet: str
    extract: ExtractSpec
    cells: tuple[CellSpec, ...]
    count: int = 20
    formulas: FormulaKeeps = field(default_factory=FormulaKeeps)

    def draws(self, world: World, variant: int) -> Iterator[Customers]:
        """Yield runs of customers; none where the portfolio has too few that suit."""
        every = tuple(suitable(self, world, variant))
        last = max(1, len(every) - self.count + 1) if len(every) >= _FEWEST else 0
        for start in range(last):
            yield tuple(islice(every, start, start + self.count))

    def build(self, world: World, customers: Customers, variant: int) -> Question:
        """Return the question about some customers; ``Degenerate`` when there is no good one."""
        here = self._opened(world, customers)
        table = self._table(world, here.lines)
        statement = here.texts.fill(self.statement)
        judges: list[FormulaJudge] = []
        steps: list[SolutionStep] = []
        for spec in self.cells:
            judge = self._judge(spec, here, judges)
            judges.append(judge)
            text, model = here.texts.fill(spec.solution), _model(spec.model, here)
            step = SolutionStep(spec.name, judge.part.label, text, model, judge.expected)
            steps.append(step)
            here = here.define(spec.name, judge.value, MEASURES[spec.measure])
        return SpreadsheetQuestion(
            exercise=self.id,
            version=self.version,
            variant=variant,
            title=self.title,
            statement=statement,
            documents=(_document(table),),
            judges=tuple(judges),
            solution=tuple(steps),
            data=(table,),
            sheet=self.sheet,
        )

    def _opened(self, world: World, customers: Sequence[Customer]) -> _Sheet:
        lines = EXTRACTS[self.extract.name].lines(world, customers)
        if len(lines) < _FEWEST:
            raise Degenerate(self.id, "", "few_rows")
        last = FIRST_ROW + len(lines) - 1
        columns = {
            one.name: Needed(one.title, self.extract.title, rank, FIRST_ROW, last)
            for rank, one in enumerate(self.extract.columns, 1)
        }
        parts = (self._part(spec, Texts({}, {}, {})) for spec in self.cells)
        cells = {one.part.name: f"${one.address[0]}${one.row}" for one in places(parts)}
        known = {
            AS_OF: Fraction(to_day(world.portfolio.as_of)),
            "row_count": Fraction(len(lines)),
            "customer_count": Fraction(len(customers)),
        }
        how = {AS_OF: DATE, "row_count": MEASURES["count"], "customer_count": MEASURES["count"]}
        return _Sheet(lines, known, how, columns, cells)

    def _table(self, world: World, lines: Sequence[Line]) -> Table:
        kinds = EXTRACTS[self.extract.name].columns
        heads = tuple(Column(one.title, kinds[one.name]) for one in self.extract.columns)
        rows = tuple(tuple(line.shown[one.name] for one in self.extract.columns) for line in lines)
        day = Cell(world.portfolio.as_of, Kind.DATE)
        return Table(self.extract.title, heads, rows, (self.extract.as_of, day))

    def _part(self, spec: CellSpec, texts: Texts) -> Part:
        return Part(
            name=spec.name,
            kind=PartKind.NUMBER,
            label=texts.fill(spec.label),
            points=spec.points,
            measure=MEASURES[spec.measure],
            hints=tuple(
                Hint(f"{spec.name}#{rank}", texts.fill(hint.text), hint.price)
                for rank, hint in enumerate(spec.hints, 1)
            ),
        )

    def _judge(self, spec: CellSpec, here: _Sheet, before: Sequence[FormulaJudge]) -> FormulaJudge:
        value = here.value(spec.of, spec.among, spec.formula)
        if isinstance(value, NotComputable):
            raise Degenerate(self.id, spec.name, value.reason)
        if value == 0:
            raise Degenerate(self.id, spec.name, "zero")
        measure = MEASURES[spec.measure]
        shown = measure.places if spec.places is None else spec.places
        tolerance = Tolerance(spec.tolerance.absolute * measure.factor, spec.tolerance.relative)
        formula = parse(spec.formula or str(value.numerator) + f" / {value.denominator}")
        figure = NumberJudge(
            part=self._part(spec, here.texts),
            measure=measure,
            formula=formula,
            value=value,
            expected=write(value, measure, shown),
            figures=here.figures,
            texts=here.texts,
            tolerance=tolerance,
            places=shown,
            depends={
                one.part.name: one.part.name for one in before if one.part.name in formula.names
            },
            wrong_paths=self._mistakes(spec, here, value, 2 * tolerance.around(value)),
            keeps=self.keeps,
            plausible=self.plausible,
            feedback={**self.feedback, **spec.feedback},
        )
        needs = tuple(here.columns[name] for name in spec.reads)
        words = {**self.feedback, **spec.feedback}
        return FormulaJudge(figure, needs, self.sheet, self.formulas, words)

    def _mistakes(
        self, spec: CellSpec, here: _Sheet, value: Fraction, apart: Fraction
    ) -> tuple[WrongPath, ...]:
        """Return the foreseen mistakes that show here, away from the answer and each other."""
        kept: list[WrongPath] = []
        seen = [value]
        for one in spec.mistakes:
            other = one.of or one.among
            formula = one.formula or ("" if other else spec.formula)
            wrong = here.value(one.of or spec.of, one.among or spec.among, formula)
            if isinstance(wrong, NotComputable) or any(abs(wrong - x) <= apart for x in seen):
                continue
            seen.append(wrong)
            path = parse(one.formula or f"{wrong.numerator} / {wrong.denominator}")
            kept.append(WrongPath(one.code, path, wrong, one.keeps, one.feedback))
        return tuple(kept)


def _document(table: Table) -> Document:
    """Return the sheet of data as the page shows it, so that it is worked on without a workbook."""

    def shown(row: int, column: int) -> str:
        cell = table.cell(row, column)
        if isinstance(cell.value, date):
            return cell.value.strftime("%d/%m/%Y")
        if cell.kind is Kind.CENTS and isinstance(cell.value, int):
            return write(Fraction(cell.value), MEASURES["euro"])
        return str(cell.value)

    columns = range(1, len(table.columns))
    rows = tuple(
        Row(shown(row, 0), tuple(shown(row, column) for column in columns))
        for row in range(len(table.rows))
    )
    heads = tuple(column.title for column in table.columns[1:])
    return Document(table.title, heads, rows)


def _model(template: str, here: _Sheet) -> str:
    """Write a model formula with the ranges of this variant."""
    text = template.replace(f"{{{AS_OF}}}", f"{_sheet(here)}!$B${NOTE_ROW}")
    for name, need in here.columns.items():
        text = text.replace(f"{{{name}}}", need.shown)
    for name, address in here.cells.items():
        text = text.replace(f"{{{name}}}", address)
    return text


def _sheet(here: _Sheet) -> str:
    return next(iter(here.columns.values())).shown.partition("!")[0]
