"""An outcome as a person reads it: texts in French, with the figures beside for programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import NoneType
from typing import Any

from simulator.domain.measures import MEASURES, write, write_number
from simulator.domain.results import NotComputable, Step, Unit
from simulator.services.calculators import wording
from simulator.services.calculators.accounts_chart import account_label
from simulator.services.calculators.model import Calculator, Grid, Word
from simulator.services.calculators.run import Outcome

_PLACES = {"euro": 2, "percent": 2, "ratio": 4, "points": 4, "days": 2, "years": 2, "count": 2}
"""Most decimals shown; useless zeros go, except those of cents."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure with its text; ``numeric`` is for its alignment."""

    text: str
    value: object
    numeric: bool = False
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One result: its name, its label, what it is worth."""

    name: str
    label: str
    measure: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Table:
    """A result of several rows."""

    name: str
    label: str
    columns: tuple[tuple[str, str, bool], ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Worked:
    """One line of computation."""

    name: str
    label: str
    formula: str
    cell: Cell


def reason(found: NotComputable) -> str:
    """Say why a result does not exist."""
    if wording.has("reasons", found.reason):
        return wording.said("reasons", found.reason)
    stem = "_not_positive"
    if found.reason.endswith(stem):
        name = wording.said("labels", found.reason.removesuffix(stem)).lower()
        return wording.said("reasons", stem).format(name=name)
    return wording.said("reasons", found.reason)


def cell(value: object, measure: str) -> Cell:
    """Write a value in a measure."""
    for kind, written in _KINDS:
        if isinstance(value, kind):
            return written(value)
    if isinstance(value, int | Decimal | Fraction) and measure in MEASURES:
        return _figure(Fraction(value), measure)
    return _TEXTS.get(measure, _plain)(str(value))


def _nothing(_: object) -> Cell:
    return Cell("—", None, missing=True)


def _missing(_: object) -> Cell:
    return Cell(wording.said("ui", "missing_result"), None, missing=True)


def _word(value: Word) -> Cell:
    return Cell(wording.said("words", value.code), value.code)


def _day(value: date) -> Cell:
    return Cell(wording.day(value), value.isoformat())


def _flag(value: bool) -> Cell:  # noqa: FBT001 - the value written, not a switch
    return Cell(wording.said("ui", "yes" if value else "no"), value)


def _words(value: tuple[object, ...]) -> Cell:
    codes = [word.code for word in value if isinstance(word, Word)]
    shown = ", ".join(wording.said("words", code) for code in codes) or "—"
    return Cell(shown, codes)


_KINDS: tuple[tuple[type, Callable[[Any], Cell]], ...] = (
    (NotComputable, _missing),
    (NoneType, _nothing),
    (Word, _word),
    (date, _day),
    (tuple, _words),
    (bool, _flag),
)


def _figure(value: Fraction, measure: str) -> Cell:
    unit = MEASURES[measure]
    places = _PLACES[measure]
    if measure != "euro":
        while places and (value / unit.factor * 10 ** (places - 1)).denominator == 1:
            places -= 1
    base = value / 100 if unit.unit is Unit.CENTS else value
    number = int(base) if base.denominator == 1 else float(base)
    return Cell(write(value, unit, places), number, numeric=True)


def _plain(text: str) -> Cell:
    return Cell(text, text)


def _half(text: str) -> Cell:
    return Cell(wording.half(text), text)


def _account(number: str) -> Cell:
    name = account_label(number)
    return Cell(f"{number} · {name}" if name else number, number)


_TEXTS: Mapping[str, Callable[[str], Cell]] = {"half": _half, "account": _account}


def lines(outcome: Outcome) -> tuple[Line, ...]:
    """Return the figures of a result, in the order of the calculator's outputs."""
    return tuple(
        Line(name, wording.label(outcome.calculator, name), measure, cell(value, measure))
        for name, measure, value in _values(outcome)
        if not isinstance(value, Grid)
    )


def _values(outcome: Outcome) -> list[tuple[str, str, object]]:
    if outcome.result is None:
        return []
    values = outcome.result.values
    measures = outcome.calculator.measures
    return [(name, measure, values[name]) for name, measure in measures.items() if name in values]


def tables(outcome: Outcome) -> tuple[Table, ...]:
    """Return the tables of a result."""
    return tuple(
        _table(outcome.calculator, name, value)
        for name, _, value in _values(outcome)
        if isinstance(value, Grid) and value.rows
    )


def _table(calculator: Calculator, name: str, grid: Grid) -> Table:
    pairs = [column.partition(":")[::2] for column in grid.columns]
    columns = tuple(
        (key, wording.label(calculator, key), measure in MEASURES) for key, measure in pairs
    )
    rows = tuple(
        tuple(cell(value, measure) for value, (_, measure) in zip(row, pairs, strict=True))
        for row in grid.rows
    )
    return Table(name, wording.label(calculator, name), columns, rows)


_OF_UNIT = {
    Unit.CENTS: "euro",
    Unit.POINTS: "points",
    Unit.DAYS: "days",
    Unit.YEARS: "years",
    Unit.COUNT: "count",
    Unit.HOURS: "ratio",
}


def worked(outcome: Outcome) -> tuple[Worked, ...]:
    """Return the computation line by line."""
    steps = () if outcome.result is None else outcome.result.steps
    return tuple(
        Worked(step.name, wording.step(step.name), wording.formula(step.formula), _result(step))
        for step in steps
    )


def _result(step: Step) -> Cell:
    """Write the result of a line; a fraction is shown both ways, as it is used both ways."""
    if step.unit is Unit.RATIO and isinstance(step.value, int | Decimal | Fraction):
        value = Fraction(step.value)
        plain, percent = write_number(value, 4), cell(value, "percent").text
        return Cell(f"{plain} ({percent})", float(value), numeric=True)
    return cell(step.value, _OF_UNIT.get(step.unit, "text"))


def warnings(outcome: Outcome) -> tuple[str, ...]:
    """Return the sentences of warning, and the reasons of the figures that do not exist."""
    found = [] if outcome.result is None else list(outcome.result.warnings)
    said = [wording.said("warnings", code) for code in found]
    for name, _, value in _values(outcome):
        if isinstance(value, NotComputable):
            said.append(f"{wording.label(outcome.calculator, name)}\u202f: {reason(value)}")
    if outcome.reason is not None:
        said.append(reason(outcome.reason))
    return tuple(dict.fromkeys(said))


def sources(outcome: Outcome) -> tuple[str, ...]:
    """Return the sources: the calculator's own, then those of the legal values used."""
    own = wording.card(outcome.calculator).source
    dated = () if outcome.result is None else outcome.result.sources
    return tuple(dict.fromkeys(source for source in (own, *dated) if source))
