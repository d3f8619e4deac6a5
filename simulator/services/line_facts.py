"""What a file for a credit decision says of a customer: figures of the methods, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from simulator.domain.credit import delegation
from simulator.domain.credit.budget import LineFile
from simulator.domain.exercises.lines import DEFAULTS
from simulator.domain.exercises.world import World
from simulator.domain.money import Cents
from simulator.domain.portfolio import Customer

AMOUNTS = (
    "exposure",
    "overdue",
    "limit",
    "line_asked",
    "bought",
    "need_complete",
    "need_seasonal",
    "cap_equity",
    "cap_suppliers",
    "cap_need",
    "cap_working_capital",
    "cap_concentration",
    "line_least",
    "line_by_class",
    "insured_limit",
    "line_covered",
    "line_max_loss",
)
"""Figures in cents that a file shows; ``None`` where the file does not say."""


def facts(world: World, customer: Customer) -> dict[str, Any]:
    """Return the figures of a customer as values that a database keeps, amounts in cents."""
    figures = world.figures(customer)
    found: dict[str, Any] = {name: _cents(figures.get(name)) for name in AMOUNTS}
    found["name"] = customer.identity.name
    found["risk_class"] = world.words(customer)["risk_class"] or None
    points = figures.get("points")
    found["points"] = None if points is None else str(round(float(points), 1))
    found["quota"] = str(customer.insurer.quota) if customer.insurer else None
    coefficient, default = figures.get("class_coefficient"), DEFAULTS.get(found["risk_class"] or "")
    found["coefficient"] = None if coefficient is None else str(_decimal(coefficient))
    found["default_probability"] = None if default is None else str(default)
    return found


def line_file(known: Mapping[str, Any]) -> LineFile:
    """Return the file that the budget of losses judges, from facts that are complete."""
    return LineFile(
        asked=Cents(known["line_asked"]),
        need=Cents(known["need_complete"]),
        ceiling=Cents(known["line_least"]),
        coefficient=Decimal(known["coefficient"]),
        default_probability=Decimal(known["default_probability"]),
        sales=Cents(known["bought"]),
        granted=None if known["insured_limit"] is None else Cents(known["insured_limit"]),
        quota=Decimal(known["quota"] or 0),
    )


def complete(known: Mapping[str, Any]) -> bool:
    """Say whether facts are enough to judge a line."""
    needed = ("line_asked", "need_complete", "line_least", "bought")
    return (
        known["coefficient"] is not None
        and all((known[name] or 0) > 0 for name in needed[:2])
        and all(known[name] is not None for name in needed)
    )


def authority(known: Mapping[str, Any], amount: Cents) -> delegation.Authority | None:
    """Return who may grant an amount on these facts; nothing without a class."""
    if known["risk_class"] is None:
        return None
    granted = known["insured_limit"]
    cover = None if granted is None else Cents(granted)
    return delegation.who_decides(delegation.Demand(amount, known["risk_class"], cover))


def _cents(value: Fraction | None) -> int | None:
    return None if value is None else int(value)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
