"""The figures of the reader's own portfolio that lessons quote by name.

``example_…`` is a figure of ``calculators`` for one customer, always the same for a reader (and
``example_…_previous`` the year before); ``drift_…`` is the customer whose payments slipped most.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

import numpy as np

from simulator.domain.dates import add_months, from_day, to_day, write_date
from simulator.domain.exercises.calculator import Value
from simulator.domain.exercises.calculators import CALCULATORS
from simulator.domain.exercises.formula import parse
from simulator.domain.exercises.peers import afdcc_note
from simulator.domain.exercises.world import World
from simulator.domain.ledger.columns import Ints
from simulator.domain.luck import Luck
from simulator.domain.measures import MEASURES, write
from simulator.domain.money import Cents
from simulator.domain.portfolio import Customer
from simulator.domain.results import NotComputable
from simulator.domain.risk.ranking import Rank, abc

_EXAMPLE, _PREVIOUS, _DRIFT = "example_", "_previous", "drift_"
_STALE_MONTHS = 18
_SUITS = parse(
    "years_known >= 2 and months == 12 and months_1 == 12 and value_added > 0 and ebe > 0"
    " and exposure > 0 and conan_holder == conan_holder and risk_points == risk_points"
)
_WANTED = (
    *("z", "net_gearing", "repayment_years", "repayment_years_1", "interest_burden_1"),
    *("insured_limit", "quick_ratio_1", "supplier_days_1", "average_delay"),
)
_DRIFTS = ("name", "first_half", "second_half", "exposure", "overdue", "limit")
_LOSS = Fraction(10_000_00)
_WORTH_A_CALL = 1_000_00
"""Overdue, in cents, from which a customer is worth writing a lesson about."""


@dataclass(frozen=True, slots=True)
class ReaderFigure:
    """A figure of the whole portfolio: its measure (``word`` for a text) and how it is had."""

    measure: str
    compute: Callable[[Reader], Value]
    places: int | None = None


@dataclass(frozen=True, eq=False)
class Reader:
    """Whoever reads a lesson: the figures of that person's world."""

    world: World

    @cached_property
    def example(self) -> Customer | None:
        """Return the customer of the examples: complete accounts, something owed, both scores."""
        customers = self.world.portfolio.customers
        luck = Luck(self.world.portfolio.seed)
        order = [customers[place] for place in luck.order(len(customers), "lesson:example")]
        # the score Z exists for producers only, an insurer's decision for some: the fullest file
        suits = [one for one in order if _SUITS.holds(self.world.figures(one))]
        # min keeps the first of equals: the order drawn above decides between them
        return min(suits, key=lambda one: (self._missing(one), not self._owes(one)), default=None)

    def _missing(self, customer: Customer) -> int:
        figures = self.world.figures(customer)
        return sum(name not in figures for name in _WANTED)

    def _owes(self, customer: Customer) -> bool:
        return int(self.world.behaviour.overdue[customer.id]) >= _WORTH_A_CALL

    @cached_property
    def halves(self) -> tuple[Ints, Ints, Ints, Ints]:
        """Return by customer: weighted lateness and weight of the older and newer six months."""
        portfolio = self.world.portfolio
        payments, documents = portfolio.ledger.payments, portfolio.ledger.documents
        ends = [to_day(add_months(portfolio.as_of, -months)) for months in (12, 6, 0)]
        customer = documents.customer[payments.document]
        late = payments.paid.astype(np.int64) - documents.due[payments.document]
        found: list[Ints] = []
        for start, end in pairwise(ends):
            amounts = np.where((payments.paid > start) & (payments.paid <= end), payments.amount, 0)
            for values in (amounts * late, amounts):
                column = np.zeros(len(portfolio.customers), dtype=np.int64)
                np.add.at(column, customer, values)
                found.append(column)
        return found[0], found[1], found[2], found[3]

    def half(self, customer: int, *, second: bool) -> Fraction | None:
        """Return the mean days late of a customer over one of the last two half-years."""
        weighted, weight = self.halves[2:] if second else self.halves[:2]
        paid = int(weight[customer])
        return Fraction(int(weighted[customer]), paid) if paid > 0 else None

    @cached_property
    def drifting(self) -> Customer | None:
        """Return the customer whose lateness grew most between the last two half-years.

        One with 1 000 € overdue is preferred: a lesson makes its reader call that customer.
        """
        slips = []
        for customer in self.world.portfolio.customers:
            first = self.half(customer.id, second=False)
            second = self.half(customer.id, second=True)
            if first is not None and second is not None:
                slip = second - first
                slips.append((slip > 0 and self._owes(customer), slip, -customer.id, customer))
        return max(slips)[3] if slips else None

    @cached_property
    def ranks(self) -> Mapping[int, Rank]:
        """Return the weight of each customer by what was invoiced over twelve months."""
        invoiced = self.world.behaviour.invoiced
        customers = self.world.portfolio.customers
        sales: dict[int | str, Cents] = {c.id: Cents(int(invoiced[c.id])) for c in customers}
        ranking = abc(sales)
        if isinstance(ranking, NotComputable):
            return {}
        return {int(one.key): one.rank for one in ranking}

    @cached_property
    def grades(self) -> Mapping[int, Value]:
        """Return the class of each customer on the pedagogical grid."""
        grade = CALCULATORS["risk_class"].compute
        return {one.id: grade(self.world.case(one)) for one in self.world.portfolio.customers}

    def group(self, rank: Rank, *, risky: bool) -> list[Customer]:
        """Return the customers of a weight, risky (class C or D) or not."""
        return [
            one
            for one in self.world.portfolio.customers
            if self.ranks.get(one.id) is rank and (self.grades[one.id] in {"C", "D"}) is risky
        ]

    def owed(self, customers: list[Customer]) -> Fraction:
        """Return what some customers owe, in cents."""
        return Fraction(sum(int(self.world.behaviour.open[one.id]) for one in customers))

    def value(self, name: str) -> tuple[str, Value]:
        """Return the measure of a figure and its value; ``None`` when the reader has it not."""
        if name in FIGURES:
            figure = FIGURES[name]
            return figure.measure, figure.compute(self)
        if name.startswith(_DRIFT):
            return self._drift(name.removeprefix(_DRIFT))
        if name == "example_afdcc_note":
            return "points", None if self.example is None else afdcc_note(self.world, self.example)
        base = name.removeprefix(_EXAMPLE)
        shift = int(base.endswith(_PREVIOUS))
        calculator = CALCULATORS[base.removesuffix(_PREVIOUS)]
        if self.example is None:
            return calculator.measure, None
        return calculator.measure, calculator.compute(self.world.case(self.example, shift))

    def _drift(self, name: str) -> tuple[str, Value]:
        customer = self.drifting
        if name in {"first_half", "second_half"}:
            second = name == "second_half"
            return "days", self.half(customer.id, second=second) if customer else None
        calculator = CALCULATORS[name]
        case = self.world.case(customer) if customer else None
        return calculator.measure, calculator.compute(case) if case else None

    def written(self, name: str) -> str:
        """Return a figure as it is displayed; empty when the reader has it not."""
        measure, value = self.value(name)
        if isinstance(value, Fraction) and measure == "date":
            return write_date(from_day(int(value)))
        if isinstance(value, Fraction):
            own = FIGURES[name].places if name in FIGURES else None
            return write(value, MEASURES[measure], _PLACES.get(measure) if own is None else own)
        base = name.removeprefix(_EXAMPLE).removesuffix(_PREVIOUS)
        return self.world.wording.get(base, {}).get(value or "", value or "")


_PLACES = {"euro": 0, "percent": 1}
"""Lessons show whole euros and one decimal of a percentage."""


def is_figure(name: str) -> bool:
    """Say whether something computes a figure of that name."""
    if name in FIGURES or name == "example_afdcc_note":
        return True
    if name.startswith(_DRIFT):
        return name.removeprefix(_DRIFT) in _DRIFTS
    base = name.removeprefix(_EXAMPLE).removesuffix(_PREVIOUS)
    return name.startswith(_EXAMPLE) and base in CALCULATORS


def _count(holds: Callable[[Reader, Customer], bool]) -> ReaderFigure:
    return ReaderFigure(
        "count",
        lambda reader: Fraction(
            sum(holds(reader, customer) for customer in reader.world.portfolio.customers)
        ),
    )


def _stale(reader: Reader, customer: Customer) -> bool:
    oldest = add_months(reader.world.portfolio.as_of, -_STALE_MONTHS)
    return not customer.statements or customer.statements[-1].closing < oldest


def _open(reader: Reader) -> Fraction:
    return Fraction(int(reader.world.behaviour.open.sum()))


def _overdue(reader: Reader) -> Fraction:
    return Fraction(int(reader.world.behaviour.overdue.sum()))


def _overdue_share(reader: Reader) -> Value:
    return _overdue(reader) / _open(reader) if _open(reader) > 0 else None


def _top10(reader: Reader) -> Value:
    amounts = sorted((int(amount) for amount in reader.world.behaviour.open), reverse=True)
    return sum(amounts[:10]) / _open(reader) if _open(reader) > 0 else None


def _equivalent(reader: Reader) -> Value:
    """Return the number of equal customers: the inverse of the Herfindahl index of the exposure."""
    amounts = [max(0, int(amount)) for amount in reader.world.behaviour.open]
    squares = sum(amount * amount for amount in amounts)
    return Fraction(sum(amounts) ** 2, squares) if squares else None


def _to_offset(reader: Reader) -> Value:
    """Return the sales that make up for a loss of 10 000 €: loss ÷ margin rate."""
    margin = Fraction(reader.world.portfolio.supplier.margin_rate)
    return _LOSS / margin if margin > 0 else None


def _grouped(rank: Rank, *, risky: bool, amount: bool) -> ReaderFigure:
    if amount:
        return ReaderFigure("euro", lambda reader: reader.owed(reader.group(rank, risky=risky)))
    return ReaderFigure("count", lambda reader: Fraction(len(reader.group(rank, risky=risky))))


FIGURES: Mapping[str, ReaderFigure] = {
    "supplier_name": ReaderFigure("word", lambda reader: reader.world.portfolio.supplier.name),
    "as_of": ReaderFigure("word", lambda reader: write_date(reader.world.portfolio.as_of)),
    "yearly_sales": ReaderFigure(
        "euro", lambda reader: Fraction(reader.world.portfolio.supplier.yearly_sales)
    ),
    "margin_rate": ReaderFigure(
        "percent", lambda reader: Fraction(reader.world.portfolio.supplier.margin_rate)
    ),
    "customer_count": _count(lambda _, __: True),
    "private_count": _count(lambda _, customer: bool(customer.statements)),
    "public_count": _count(lambda _, customer: customer.identity.public),
    "insured_count": _count(
        lambda _, customer: customer.insurer is not None and customer.insurer.granted > 0
    ),
    "unlimited_count": _count(lambda _, customer: customer.limit is None),
    "stale_accounts_count": _count(_stale),
    "open_amount": ReaderFigure("euro", _open),
    "overdue_amount": ReaderFigure("euro", _overdue),
    "overdue_share": ReaderFigure("percent", _overdue_share),
    "top10_share": ReaderFigure("percent", _top10),
    "equivalent_customers": ReaderFigure("ratio", _equivalent, places=1),
    "sales_to_offset_10k": ReaderFigure("euro", _to_offset),
    "high_stake_risky_count": _grouped(Rank.A, risky=True, amount=False),
    "high_stake_risky_amount": _grouped(Rank.A, risky=True, amount=True),
    "high_stake_safe_count": _grouped(Rank.A, risky=False, amount=False),
    "high_stake_safe_amount": _grouped(Rank.A, risky=False, amount=True),
    "low_stake_risky_count": _grouped(Rank.C, risky=True, amount=False),
    "low_stake_risky_amount": _grouped(Rank.C, risky=True, amount=True),
}
"""Figures of the whole portfolio, by name."""
