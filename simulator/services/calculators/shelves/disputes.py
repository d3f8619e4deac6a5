"""Calculators of disputes."""

from __future__ import annotations

from simulator.domain.indicators import disputes
from simulator.domain.money import Cents
from simulator.services.calculators.inputs import (
    count,
    day,
    money,
    table,
)
from simulator.services.calculators.measured import measured
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.indicators_common import READING, I


def _disputes(v: Values) -> Raw:
    found = disputes.dispute_weight(
        v.cents("disputed"), v.cents("total"), v.cents("disputed_overdue"), v.cents("overdue")
    )
    return measured(("on_total", found.on_total), ("on_overdue", found.on_overdue))


def _resolution(v: Values) -> Raw:
    cases = [
        disputes.Dispute(row["opened"], row.get("closed"), row.get("amount", Cents(0)))
        for row in v.rows("disputes")
    ]
    since = v.date_or_none("since")
    found = disputes.resolution(cases, v.date("on"), since, v.whole("quick_days"))
    return measured(
        ("closed_mean", found.closed_mean),
        ("open_age", found.open_age),
        ("solved_quickly", found.solved_quickly),
    )


CALCULATORS = (
    Calculator(
        "dispute-weight",
        I,
        _disputes,
        (money("disputed"), money("total"), money("disputed_overdue"), money("overdue")),
        ("on_total:percent", "on_overdue:percent", READING),
        golden=("dispute_weight",),
    ),
    Calculator(
        "dispute-resolution",
        I,
        _resolution,
        (
            table(
                "disputes", day("opened"), day("closed", default=""), money("amount", default="")
            ),
            day("since", default=""),
            day("on", default="today"),
            count("quick_days", default="15", low=1),
        ),
        ("closed_mean:days", "open_age:days", "solved_quickly:percent", READING),
    ),
)
