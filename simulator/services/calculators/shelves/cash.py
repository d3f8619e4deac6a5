"""Calculators of cash received and expected."""

from __future__ import annotations

from simulator.domain.indicators import forecast, upstream
from simulator.services.calculators.inputs import (
    day,
    money,
    table,
    whole_days,
)
from simulator.services.calculators.measured import measured, rows
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.follow_up_common import READING, I


def _unapplied(v: Values) -> Raw:
    items = [(row["amount"], row["date"]) for row in v.rows("unapplied")]
    found = upstream.unapplied_cash(items, v.cents("receipts"), v.date("on"))
    return measured(("share", found.share), ("age", found.age))


def _expected_dates(v: Values) -> Raw:
    found = [
        forecast.expected_receipt(
            row["due"], row.get("promise"), row.get("mean_delay", 0), row.get("dispute_mean")
        )
        for row in v.rows("items")
    ]
    lines: list[tuple[object, ...]] = [
        (row["due"], one.value) for row, one in zip(v.rows("items"), found, strict=True)
    ]
    steps = tuple(step for one in found for step in one.steps)
    return Raw({"dates": rows(("due:date", "expected_on:date"), lines)}, steps)


def _accuracy(v: Values) -> Raw:
    found = forecast.forecast_accuracy(
        [(row["forecast"], row["actual"]) for row in v.rows("periods")]
    )
    lines: list[tuple[object, ...]] = [
        (row["forecast"], row["actual"], one.value)
        for row, one in zip(v.rows("periods"), found.periods, strict=True)
    ]
    columns = ("forecast:euro", "actual:euro", "accuracy:percent")
    return measured(("accuracy", found.overall), periods=rows(columns, lines))


CALCULATORS = (
    Calculator(
        "unapplied-cash",
        I,
        _unapplied,
        (
            table("unapplied", money("amount"), day("date")),
            money("receipts"),
            day("on", default="today"),
        ),
        ("share:percent", "age:days", READING),
    ),
    Calculator(
        "cash-forecast",
        I,
        _expected_dates,
        (
            table(
                "items",
                day("due"),
                day("promise", default=""),
                whole_days("mean_delay", default="", low=None),
                whole_days("dispute_mean", default=""),
            ),
        ),
        ("dates:table",),
        golden=("cash_forecast_date",),
    ),
    Calculator(
        "forecast-accuracy",
        I,
        _accuracy,
        (table("periods", money("forecast"), money("actual")),),
        ("accuracy:percent", "periods:table", READING),
    ),
)
