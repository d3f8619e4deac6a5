"""A plan as JSON values, to be kept between two pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from simulator.exchange.ledgers.dates import Order
from simulator.exchange.ledgers.fields import Field
from simulator.exchange.ledgers.proposal import Plan, Signs


def to_record(plan: Plan) -> dict[str, object]:
    """Return a plan as JSON values."""
    return {
        "header": plan.header,
        "columns": {str(field): column for field, column in plan.columns.items()},
        "mark": plan.mark,
        "orders": {str(field): str(order) for field, order in plan.orders.items()},
        "signs": str(plan.signs),
        "fill_down": plan.fill_down,
        "as_of": plan.as_of and plan.as_of.isoformat(),
        "signs_given": plan.signs_given,
        "headings": plan.headings,
    }


def from_record(record: dict[str, Any]) -> Plan:
    """Read a plan back."""
    return Plan(
        record["header"],
        {Field(field): column for field, column in record["columns"].items()},
        record["mark"],
        {Field(field): Order(order) for field, order in record["orders"].items()},
        Signs(record["signs"]),
        record["fill_down"],
        record["as_of"] and date.fromisoformat(record["as_of"]),
        record.get("signs_given", False),  # kept by the version before
        record.get("headings", False),
    )
