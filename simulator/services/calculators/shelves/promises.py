"""Calculators of promises."""

from __future__ import annotations

from simulator.domain.indicators import activity
from simulator.domain.indicators.conventions import Conventions
from simulator.domain.indicators.promises import Promise, promises_kept
from simulator.services.calculators.inputs import (
    count,
    day,
    money,
    table,
)
from simulator.services.calculators.measured import measured
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.follow_up_common import READING, I


def _promises(v: Values) -> Raw:
    made = []
    for row in v.rows("promises"):
        receipts = ((row["paid_on"], row["paid"]),) if "paid_on" in row and row.get("paid") else ()
        made.append(Promise(row["amount"], row["due"], receipts))
    conventions = Conventions(grace_days=v.whole("grace_days"))
    found = promises_kept(made, v.date("asof"), v.date_or_none("since"), conventions)
    excluded = sum(promise.due > v.date("asof") for promise in made)
    return measured(
        ("by_count", found.by_count),
        ("by_amount", found.by_amount),
        ("with_partial", found.with_partial),
        excluded_not_due=excluded,
    )


def _obtained(v: Values) -> Raw:
    return measured(
        ("rate", activity.promises_per_contact(v.whole("promises"), v.whole("right_party")))
    )


CALCULATORS = (
    Calculator(
        "promises-kept",
        I,
        _promises,
        (
            table(
                "promises",
                money("amount", above=True),
                day("due"),
                money("paid", default=""),
                day("paid_on", default=""),
            ),
            day("asof", "on", "today"),
            day("since", default=""),
            count("grace_days", default="0", high=90),
        ),
        (
            "by_count:percent",
            "by_amount:percent",
            "with_partial:percent",
            "excluded_not_due:count",
            READING,
        ),
        golden=("promise_kept_rate",),
    ),
    Calculator(
        "promises-per-contact",
        I,
        _obtained,
        (count("promises"), count("right_party")),
        ("rate:percent", READING),
    ),
)
