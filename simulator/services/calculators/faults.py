"""What makes an entry impossible to compute, as data."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.domain.refusals import Refusal


@dataclass(eq=False)
class MissingInput(Refusal):
    """A required input was left blank."""

    name: str


@dataclass(eq=False)
class UnknownInput(Refusal):
    """A key that the calculator does not know; nothing is ignored in silence."""

    name: str
    known: tuple[str, ...]


@dataclass(eq=False)
class WrongUnit(Refusal):
    """A figure typed with the sign of another kind of unit (days for euros…)."""

    text: str
    unit: str


@dataclass(eq=False)
class NotWhole(Refusal):
    """A figure that must be whole."""

    name: str
    value: object


@dataclass(eq=False)
class WrongColumns(Refusal):
    """A row that has not the columns asked for."""

    text: str
    columns: tuple[str, ...]


@dataclass(eq=False)
class WrongShape(Refusal):
    """A value of another shape than the input wants (a list for a figure…)."""

    name: str
    shape: str


@dataclass(eq=False)
class BeyondMeasure(Refusal):
    """Figures that are each readable, and whose result together is beyond all measure."""


@dataclass(eq=False)
class AlsoGiven(Refusal):
    """The same input under two of its names: one of the two would be ignored in silence."""

    first: str
    second: str


@dataclass(eq=False)
class TooManyRows(Refusal):
    """A table longer than what a page can show."""

    count: int
    most: int


@dataclass(frozen=True, slots=True)
class Fault:
    """A refusal at an input; ``row`` is the line of a table, from 1; no input: the whole entry."""

    input: str
    refusal: Refusal
    row: int = 0
    column: str = ""
