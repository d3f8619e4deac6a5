"""What a calculator is: its inputs, its outputs, the rule that it calls, and what comes back.

No formula lives here: a calculator reads what was typed, calls the domain and hands its figures,
steps and warnings on. Every French word is in ``content/calculators``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 - `date` is a reader of Values
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from simulator.domain.measures import MEASURES, Measure
from simulator.domain.money import Cents, euros
from simulator.domain.rates import LawBook
from simulator.domain.results import Confidence, NotComputable, Step


class Family(StrEnum):
    """Shelf of the toolbox."""

    ACCOUNTS = "accounts"
    RISK = "risk"
    LIMITS = "limits"
    CREDIT = "credit"
    COLLECTION = "collection"
    INSOLVENCY = "insolvency"
    ACCOUNTING = "accounting"
    INDICATORS = "indicators"


class Kind(StrEnum):
    """How an input is typed."""

    FIGURE = "figure"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    FLAG = "flag"
    TEXT = "text"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to type. ``low`` and ``high`` are in base units; ``above`` excludes ``low``.

    ``default`` is written as a French hand types it; ``aliases`` are the other keys accepted on
    the command line; ``hundredths`` are aliases whose figures are percents. With
    ``percent_above_one`` a program may write 0.2 or 20 for 20 % (no VAT rate is in between).
    """

    name: str
    kind: Kind
    measure: str = ""
    required: bool = True
    default: str = ""
    low: Fraction | None = None
    high: Fraction | None = None
    above: bool = False
    whole: bool = False
    percent_above_one: bool = False
    choices: tuple[str, ...] = ()
    columns: tuple[Input, ...] = ()
    aliases: tuple[str, ...] = ()
    hundredths: tuple[str, ...] = ()

    @property
    def unit(self) -> Measure:
        """Return the measure in which a bare figure is taken."""
        return MEASURES[self.measure]

    @property
    def keys(self) -> tuple[str, ...]:
        """Return every key under which the input is given."""
        return tuple(dict.fromkeys((self.name, *self.aliases, *self.hundredths)))


@dataclass(frozen=True, slots=True)
class Word:
    """A code to be worded in French: a class, a verdict, a choice."""

    code: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A result of several rows; ``columns`` are ``name:measure``, as outputs are declared."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class Raw:
    """What a rule gave: values by output name, steps, codes of warnings."""

    values: Mapping[str, object]
    steps: tuple[Step, ...] = ()
    warnings: tuple[str, ...] = ()
    confidence: Confidence | None = None
    sources: tuple[str, ...] = ()


Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Values:
    """What was understood of an entry, by input name; absent inputs are not there."""

    given: Mapping[str, Any]
    law: LawBook
    today: Day

    def has(self, name: str) -> bool:
        """Say whether an input was given (or has a default)."""
        return name in self.given

    def cents(self, name: str) -> Cents:
        """Return an amount in cents, zero when it was left blank."""
        return Cents(int(self.given.get(name, 0)))

    def euros(self, name: str) -> Decimal:
        """Return an amount in euros, zero when it was left blank."""
        return euros(self.cents(name))

    def number(self, name: str) -> Decimal:
        """Return a figure in base units (a rate is a fraction), zero when it was left blank."""
        return Decimal(self.given.get(name, 0))

    def whole(self, name: str) -> int:
        """Return a whole number, zero when it was left blank."""
        return int(self.given.get(name, 0))

    def date(self, name: str) -> Day:
        """Return a date."""
        found: Day = self.given[name]
        return found

    def date_or_none(self, name: str) -> Day | None:
        """Return a date, or nothing when it was left blank."""
        return self.given.get(name)

    def text(self, name: str) -> str:
        """Return a text or the code of a choice."""
        return str(self.given.get(name, ""))

    def flag(self, name: str) -> bool:
        """Return yes or no."""
        return bool(self.given.get(name, False))

    def chosen(self, name: str) -> tuple[str, ...]:
        """Return the codes ticked."""
        return tuple(self.given.get(name, ()))

    def rows(self, name: str) -> tuple[Mapping[str, Any], ...]:
        """Return the rows of a table, each by column name; a blank cell is not there."""
        return tuple(self.given.get(name, ()))


Compute = Callable[[Values], "Raw | NotComputable"]
Adapt = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Calculator:
    """One calculator. ``outputs`` are ``name:measure``; ``golden`` names its published families.

    ``adapt`` reshapes an entry of the command line that keeps several lists side by side.
    """

    slug: str
    family: Family
    compute: Compute
    inputs: tuple[Input, ...]
    outputs: tuple[str, ...]
    confidence: Confidence = Confidence.CERTAIN
    golden: tuple[str, ...] = ()
    adapt: Adapt | None = None
    measures: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Read the outputs once."""
        pairs = (output.partition(":") for output in self.outputs)
        object.__setattr__(self, "measures", {name: measure for name, _, measure in pairs})

    def input(self, name: str) -> Input | None:
        """Return an input by name, ``None`` when there is none."""
        return next((one for one in self.inputs if one.name == name), None)
