"""Calculators of what comes before the due date."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from simulator.domain.indicators import upstream
from simulator.services.calculators.inputs import (
    count,
    day,
    flag,
    money,
    table,
)
from simulator.services.calculators.measured import measured
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.follow_up_common import READING, I


def _reviews(v: Values) -> Raw:
    found = upstream.limits_reviewed(
        v.whole("reviewed_on_time"), v.whole("to_review"), v.whole("without"), v.whole("accounts")
    )
    return measured(("on_time", found.on_time), ("without_limit", found.without_limit))


def _noon(on: date) -> datetime:
    return datetime.combine(on, time(12), UTC)


def _blocked(v: Values) -> Raw:
    orders = [
        upstream.BlockedOrder(
            row["amount"],
            _noon(row["blocked"]),
            _noon(row["released"]) if "released" in row else None,
            bool(row.get("after_action")),
        )
        for row in v.rows("orders")
    ]
    found = upstream.blocked_orders(orders, _noon(v.date("on")))
    return measured(
        ("blocked_count", found.count),
        ("blocked_amount", found.amount),
        ("blocked_hours", found.hours),
        ("for_nothing", found.for_nothing),
    )


def _quality(v: Values) -> Raw:
    pairs = [(row["delivered"], row["invoiced"]) for row in v.rows("deliveries")]
    found = upstream.invoice_quality(
        v.whole("credit_notes"),
        v.whole("invoices"),
        pairs,
        v.whole("rejected"),
        v.whole("submitted"),
    )
    return measured(
        ("credit_note_rate", found.credit_notes),
        ("billing_days", found.billing_days),
        ("rejection_rate", found.rejections),
    )


CALCULATORS = (
    Calculator(
        "limits-reviewed",
        I,
        _reviews,
        (count("reviewed_on_time"), count("to_review"), count("without"), count("accounts")),
        ("on_time:percent", "without_limit:percent", READING),
    ),
    Calculator(
        "blocked-orders",
        I,
        _blocked,
        (
            table(
                "orders",
                money("amount"),
                day("blocked"),
                day("released", default=""),
                flag("after_action"),
            ),
            day("on", default="today"),
        ),
        (
            "blocked_count:count",
            "blocked_amount:euro",
            "blocked_hours:ratio",
            "for_nothing:percent",
            READING,
        ),
    ),
    Calculator(
        "invoice-quality",
        I,
        _quality,
        (
            count("credit_notes"),
            count("invoices"),
            table("deliveries", day("delivered"), day("invoiced"), required=False),
            count("rejected"),
            count("submitted"),
        ),
        ("credit_note_rate:percent", "billing_days:days", "rejection_rate:percent", READING),
    ),
)
