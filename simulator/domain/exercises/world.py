"""The trainee's world as exercises see it: a portfolio, and any figure of any customer by name.

Names: a line of the tax return (``FL``), the year before (``FL_1``), a figure of ``calculators``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from fractions import Fraction
from functools import cached_property

from simulator.domain.accounts.liasse import LINES
from simulator.domain.accounts.statement import Statement
from simulator.domain.exercises.behaviour import Behaviour, behaviour
from simulator.domain.exercises.calculators import CALCULATORS, WORDS
from simulator.domain.exercises.case import Case
from simulator.domain.exercises.claims import Claims, claims, monthly
from simulator.domain.exercises.pilot import Pilot
from simulator.domain.ledger.columns import Ints
from simulator.domain.portfolio import Customer, Portfolio
from simulator.domain.rates import LawBook

PREVIOUS = "_1"
"""Ending of the name of a figure of the year before."""


def is_line(name: str) -> bool:
    """Say whether a name is a line of the tax return, of this year or of the year before."""
    return name.removesuffix(PREVIOUS) in LINES


def is_known(name: str) -> bool:
    """Say whether a name is a figure that a world can give."""
    return is_line(name) or name.removesuffix(PREVIOUS) in CALCULATORS


class CustomerFigures(Mapping[str, Fraction]):
    """The figures of one customer, computed when asked for; what does not exist is absent."""

    def __init__(self, world: World, customer: Customer, shift: int) -> None:
        self._world = world
        self._customer = customer
        self._shift = shift
        self._known: dict[str, Fraction | None] = {}

    def __getitem__(self, name: str) -> Fraction:
        if name not in self._known:
            self._known[name] = self._computed(name)
        value = self._known[name]
        if value is None:
            raise KeyError(name)
        return value

    def __iter__(self) -> Iterator[str]:
        names = (*LINES, *CALCULATORS)
        return (name for name in names if self.get(name) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _computed(self, name: str) -> Fraction | None:
        base = name.removesuffix(PREVIOUS)
        shift = self._shift + int(base != name)
        case = self._world.case(self._customer, shift)
        if base in LINES:
            return Fraction(case.statement.value(base)) if case.statement else None
        calculator = CALCULATORS.get(base)
        value = calculator.compute(case) if calculator else None
        return value if isinstance(value, Fraction) else None


class CustomerWords(Mapping[str, str]):
    """The words of one customer; what is not known is an empty text."""

    def __init__(self, case: Case, wording: Mapping[str, Mapping[str, str]]) -> None:
        self._case = case
        self._wording = wording

    def __getitem__(self, name: str) -> str:
        if name not in WORDS:
            raise KeyError(name)
        value = CALCULATORS[name].compute(self._case)
        code = value if isinstance(value, str) else ""
        return self._wording.get(name, {}).get(code, code)

    def __iter__(self) -> Iterator[str]:
        return iter(WORDS)

    def __len__(self) -> int:
        return len(WORDS)


@dataclass(frozen=True, eq=False)
class World:
    """A portfolio and what is computed once on it; ``wording`` puts codes in French, by word.

    Without the ``law``, the figures that rest on a legal value do not exist.
    """

    portfolio: Portfolio
    wording: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    law: LawBook = field(default_factory=lambda: LawBook({}))

    @cached_property
    def behaviour(self) -> Behaviour:
        """How customers pay, on the day of the portfolio."""
        return behaviour(self.portfolio)

    @cached_property
    def pilot(self) -> Pilot:
        """What the indicators say of the portfolio."""
        return Pilot(self.portfolio)

    @cached_property
    def _totals(self) -> dict[str, int]:
        pays = self.behaviour
        columns = {one.name: getattr(pays, one.name) for one in fields(pays)}
        sums = {name: int(column.sum()) for name, column in columns.items()}
        return {**sums, "open": int(pays.open.clip(min=0).sum())}

    @cached_property
    def _claims(self) -> Mapping[int, Claims]:
        return claims(self.portfolio)

    @cached_property
    def _months(self) -> Ints:
        return monthly(self.portfolio)

    @cached_property
    def _sectors(self) -> dict[str, Fraction]:
        """Return the share of each sector's receivables that is more than 30 days late."""
        late: dict[str, list[int]] = {}
        for customer in self.portfolio.customers:
            row = late.setdefault(customer.identity.sector, [0, 0])
            row[0] += int(self.behaviour.overdue_30[customer.id])
            row[1] += max(0, int(self.behaviour.open[customer.id]))
        return {sector: Fraction(a, b) for sector, (a, b) in late.items() if b > 0}

    @cached_property
    def _figures(self) -> dict[tuple[int, int], CustomerFigures]:
        return {}

    def case(self, customer: Customer, shift: int = 0) -> Case:
        """Return a customer with its statements, ``shift`` years before the last one."""
        last = len(customer.statements) - 1 - shift

        def year(index: int) -> Statement | None:
            return customer.statements[index] if index >= 0 else None

        return Case(
            portfolio=self.portfolio,
            customer=customer,
            statement=year(last),
            previous=year(last - 1),
            pays=self.behaviour.row(customer.id),
            totals=self._totals,
            sector_late=self._sectors.get(customer.identity.sector, Fraction(0)),
            claims=self._claims[customer.id],
            months=tuple(int(amount) for amount in self._months[customer.id]),
            law=self.law,
            seen=self.pilot,
        )

    def figures(self, customer: Customer, shift: int = 0) -> CustomerFigures:
        """Return the figures of a customer, ``shift`` years before the last statement."""
        key = (customer.id, shift)
        if key not in self._figures:
            self._figures[key] = CustomerFigures(self, customer, shift)
        return self._figures[key]

    def words(self, customer: Customer, shift: int = 0) -> CustomerWords:
        """Return the words of a customer that a text may quote, codes put in French."""
        return CustomerWords(self.case(customer, shift), self.wording)
