"""Before the call: what the ledger says, what is wanted, what one is worth without the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from simulator.domain.money import Cents, cents, euros
from simulator.domain.negotiation.facts import Facts
from simulator.domain.negotiation.script import Script
from simulator.domain.refusals import OutOfRange


class Posture(StrEnum):
    """How to hold oneself, from the balance of power."""

    FIRM = "firm"
    TRADE = "trade"
    ALLIANCE = "alliance"


FACTORS = (
    "their_dependence", "our_dependence", "proof", "terms_signed", "amount_and_age", "solvency",
    "guarantees", "legal_deadline", "internal_support", "reputation", "time_pressure",
    "alternatives",
)  # fmt: skip
"""The twelve lines of the balance of power, each from -2 (against us) to +2 (for us)."""

_FIRM, _ALLIANCE = 6, -4
_SCALE = 2


def posture(balance: Mapping[str, int]) -> Posture:
    """Return the posture: six and more firm, minus four and less alliance (judgement, 2026).

    Raises ``OutOfRange`` when a line is not between -2 and 2.
    """
    for name, value in balance.items():
        if not -_SCALE <= value <= _SCALE:
            raise OutOfRange(name, value, -_SCALE, _SCALE)
    total = sum(balance.values())
    if total >= _FIRM:
        return Posture.FIRM
    return Posture.ALLIANCE if total <= _ALLIANCE else Posture.TRADE


@dataclass(frozen=True, slots=True)
class Route:
    """What one can do without an agreement: chance of being paid, fee, delay and fixed costs."""

    code: str
    probability: Decimal
    fee: Decimal
    years: Decimal
    cost: Cents


ROUTES = (
    Route("legal", Decimal("0.55"), Decimal(0), Decimal("0.75"), Cents(900_00)),
    Route("agency", Decimal("0.65"), Decimal("0.15"), Decimal("0.25"), Cents(0)),
)
"""Routes of the house (judgement of November 2026, editable)."""
RATE = Decimal("0.08")
"""Yearly cost of money used to bring delays back to today (judgement of November 2026)."""


def worth_of(amount: Cents, route: Route, rate: Decimal = RATE) -> Cents:
    """Return what a route is worth today in cents: P · amount · (1 − fee) · e^(−r·t) − costs."""
    kept = route.probability * (1 - route.fee) * (-rate * route.years).exp()
    return Cents(cents(euros(amount) * kept) - route.cost)


def mesore(amount: Cents, rate: Decimal = RATE) -> Cents:
    """Return the best alternative to an agreement, in cents: the reserve price; never negative."""
    return Cents(max(0, *(worth_of(amount, route, rate) for route in ROUTES)))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a trainee wrote before calling; what is blank is ``None`` or empty."""

    overdue: Cents | None = None
    oldest_due: date | None = None
    disputed: bool | None = None
    promise_broken: bool | None = None
    objective: Cents | None = None
    objective_day: date | None = None
    fallback: Cents | None = None
    fallback_day: date | None = None
    mesore: Cents | None = None
    objections: tuple[str, ...] = ()
    counterparts: tuple[str, ...] = ()
    balance: Mapping[str, int] = field(default_factory=dict)
    posture: Posture | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that matters, right or not, and its weight out of 100."""

    code: str
    right: bool
    weight: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """A preparation marked; ``level`` is that of the observation grid, 0 to 3."""

    points: tuple[Point, ...]
    level: int

    @property
    def score(self) -> int:
        """Return the mark out of 100."""
        return sum(point.weight for point in self.points if point.right)


_NEAR = Decimal("0.15")
_LEAST_FACTORS = 5


def marked(sheet: Sheet, script: Script, facts: Facts) -> Prepared:
    """Mark a preparation on what matters: facts, objective, fallback, reserve price, objections.

    Amounts of facts are asked to the cent, the reserve price within 15 %.
    """
    value = mesore(facts.overdue)
    objective, fallback = sheet.objective, sheet.fallback
    aimed = objective is not None and 0 < objective <= facts.open and _ahead(sheet, facts)
    lower = (
        fallback is not None
        and objective is not None
        and 0 < fallback <= objective
        and (fallback < objective or sheet.fallback_day != sheet.objective_day)
    )
    near = sheet.mesore is not None and abs(sheet.mesore - value) <= _NEAR * max(1, value)
    balanced = len(sheet.balance) >= _LEAST_FACTORS and sheet.posture is posture(sheet.balance)
    points = (
        Point("overdue", sheet.overdue == facts.overdue, 12),
        Point("oldest_due", sheet.oldest_due == facts.oldest_due, 8),
        Point("disputed", sheet.disputed is ("disputed" not in facts.invented), 8),
        Point("promise_broken", sheet.promise_broken is (facts.broken > 0), 8),
        Point("objective", aimed, 16),
        Point("fallback", lower, 14),
        Point("mesore", near, 12),
        Point("objections", bool(set(sheet.objections) & set(script.objections)), 8),
        Point("counterparts", bool(sheet.counterparts), 6),
        Point("balance", balanced, 8),
    )
    return Prepared(points, _level(points))


def _ahead(sheet: Sheet, facts: Facts) -> bool:
    return sheet.objective_day is not None and sheet.objective_day >= facts.on


def _level(points: tuple[Point, ...]) -> int:
    """Return 0 nothing, 1 facts, 2 an objective, 3 with fallback and counterparts."""
    right = {point.code for point in points if point.right}
    if {"objective", "fallback", "counterparts"} <= right:
        return 3
    if "objective" in right:
        return 2
    return 1 if right & {"overdue", "oldest_due", "disputed", "promise_broken"} else 0
