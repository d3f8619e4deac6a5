"""What authors write for an exercise, as frozen records; the loader checks and fills them.

Texts are templates (``texts``), formulas are texts (``formula``): the domain has no sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar

from simulator.domain.exercises.number import Keeps


class Specified:
    """Base of what authors write; an unknown key is refused by the loader (pydantic reads this)."""

    __slots__ = ()
    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}


@dataclass(frozen=True, kw_only=True, slots=True)
class HintSpec(Specified):
    """Help and its price, a share of the part's fraction."""

    text: str
    price: Fraction = Fraction(1, 4)


@dataclass(frozen=True, kw_only=True, slots=True)
class MistakeSpec(Specified):
    """A foreseen mistake: what those who make it compute.

    When it gives the right answer, or another mistake, for a customer: a ``required`` one has the
    customer replaced, another is left out of the variant.
    """

    code: str
    formula: str
    feedback: str
    keeps: Fraction = Fraction(0)
    required: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureSpec(Specified):
    """A named figure computed for the customer, usable in formulas and texts."""

    name: str
    formula: str
    measure: str = "euro"


@dataclass(frozen=True, kw_only=True, slots=True)
class RowSpec(Specified):
    """A line of a document: its label and the template of its cells."""

    label: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TableSpec(Specified):
    """A document to read: one column a year, from the last one back."""

    title: str
    rows: tuple[RowSpec, ...]
    years: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class ToleranceSpec(Specified):
    """How far an answer may be: ``absolute`` in the part's measure, ``relative`` a fraction."""

    absolute: Fraction = Fraction(0)
    relative: Fraction = Fraction(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class NumberSpec(Specified):
    """A figure to find. ``agrees`` names the figure of the house that must give the same value."""

    name: str
    label: str
    formula: str
    measure: str
    tolerance: ToleranceSpec
    points: Fraction = Fraction(1)
    places: int | None = None
    agrees: str = ""
    may_be_zero: bool = False
    hints: tuple[HintSpec, ...] = ()
    mistakes: tuple[MistakeSpec, ...] = ()
    solution: str = ""
    feedback: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class DateSpec(Specified):
    """A date to find: the formula gives a number of days. ``agrees`` as for a figure."""

    name: str
    label: str
    formula: str
    points: Fraction = Fraction(1)
    agrees: str = ""
    hints: tuple[HintSpec, ...] = ()
    mistakes: tuple[MistakeSpec, ...] = ()
    solution: str = ""
    feedback: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class BookingMistakeSpec(Specified):
    """A foreseen mistake of an entry: accounts put for others, other amounts, lines left out.

    Keys are the accounts of the right entry; amounts are formulas in cents.
    """

    code: str
    feedback: str
    accounts: Mapping[str, str] = field(default_factory=dict)
    amounts: Mapping[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    keeps: Fraction = Fraction(0)
    required: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class BookingSpec(Specified):
    """An entry to write: ``entry`` is a name of ``entries.ENTRIES``.

    ``accepts`` gives, for an account of the entry, others that are as good; subdivisions of an
    account always are.
    """

    name: str
    label: str
    entry: str
    points: Fraction = Fraction(2)
    accepts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hints: tuple[HintSpec, ...] = ()
    mistakes: tuple[BookingMistakeSpec, ...] = ()
    solution: str = ""
    feedback: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class BandSpec(Specified):
    """A class: what is above a bound, no bound for the last one."""

    name: str
    label: str
    above: Fraction | None = None
    feedback: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ClassSpec(Specified):
    """A class to find from a formula. A bound belongs to the worse class unless ``inclusive``.

    ``near`` is what the class next to the right one keeps; ``margin`` the distance to a bound, in
    the unit of the formula, under which the customer is replaced.
    """

    name: str
    label: str
    formula: str
    bands: tuple[BandSpec, ...]
    points: Fraction = Fraction(1)
    inclusive: bool = False
    near: Fraction = Fraction(0)
    margin: Fraction = Fraction(0)
    hints: tuple[HintSpec, ...] = ()
    mistakes: tuple[MistakeSpec, ...] = ()
    solution: str = ""
    measure: str = "points"


@dataclass(frozen=True, kw_only=True, slots=True)
class Exercise(Specified):
    """What every exercise has; ``where`` says which customers suit it, ``covers`` which topics.

    ``difficulty`` goes from 1 to 3. ``plausible`` bounds carried errors: a value more than so many
    times larger or smaller than the right one is not carried forward.
    """

    type: str
    id: str
    title: str
    minutes: int
    difficulty: int
    covers: tuple[str, ...]
    objectives: tuple[str, ...]
    statement: str
    version: int = 1
    where: str = "1"
    defines: tuple[FigureSpec, ...] = ()
    tables: tuple[TableSpec, ...] = ()
    keeps: Keeps = field(default_factory=Keeps)
    plausible: Fraction = Fraction(10)
    feedback: Mapping[str, str] = field(default_factory=dict)
