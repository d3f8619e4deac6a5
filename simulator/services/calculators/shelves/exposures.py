"""Calculators of exposures."""

from __future__ import annotations

from typing import Any

from simulator.domain.indicators import exposure
from simulator.domain.money import Cents
from simulator.services.calculators.inputs import (
    count,
    day,
    money,
    rate,
    signed,
    table,
    text,
)
from simulator.services.calculators.measured import measured
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.follow_up_common import READING, I


def _customers(v: Values) -> list[exposure.Exposed]:
    return [
        exposure.Exposed(
            row["exposure"], row.get("limit"), row.get("insured", Cents(0)), row.get("over_since")
        )
        for row in v.rows("customers")
    ]


def _overruns(v: Values) -> Raw:
    found = exposure.overruns(_customers(v), v.date_or_none("on"))
    return measured(
        ("overrun_amount", found.amount),
        ("overrun_count", found.count),
        ("overrun_share", found.share),
        ("overrun_age", found.age),
    )


def _coverage(v: Values) -> Raw:
    found = exposure.insurance_coverage(_customers(v), v.number("quota"))
    return measured(
        ("coverage", found.share), ("indemnity", found.indemnity), ("uninsured", found.uninsured)
    )


def _concentration(v: Values) -> Raw:
    balances = [
        (str(row.get("group", rank)), row["balance"]) for rank, row in enumerate(v.rows("balances"))
    ]
    found = exposure.concentration(exposure.by_group(balances), v.whole("top"))
    return measured(
        ("top1", found.first),
        ("top_n", found.top),
        ("hhi", found.hhi),
        ("equiv_number", found.equivalent_number),
    )


def _plain_balances(given: dict[str, Any]) -> dict[str, Any]:
    """Take a plain list of balances: one customer each."""
    plain = given.pop("balances_k", None)
    if isinstance(plain, list):
        given["balances"] = [{"balance": amount} for amount in plain]
    return given


_EXPOSED = table(
    "customers",
    text("customer", "id"),
    money("exposure"),
    money("limit", default=""),
    money("insured", default=""),
    day("over_since", default=""),
)


CALCULATORS = (
    Calculator(
        "limit-overruns",
        I,
        _overruns,
        (_EXPOSED, day("on", default="")),
        (
            "overrun_amount:euro",
            "overrun_count:count",
            "overrun_share:percent",
            "overrun_age:days",
            READING,
        ),
        golden=("limit_overrun",),
    ),
    Calculator(
        "insurance-coverage",
        I,
        _coverage,
        (_EXPOSED, rate("quota", "quotite", "90 %")),
        ("coverage:percent", "indemnity:euro", "uninsured:euro", READING),
        golden=("insurance_coverage",),
    ),
    Calculator(
        "concentration",
        I,
        _concentration,
        (
            table("balances", signed("balance"), text("group", default="")),
            count("top", default="10", low=1),
        ),
        ("top1:percent", "top_n:percent", "hhi:points", "equiv_number:ratio", READING),
        golden=("concentration",),
        adapt=_plain_balances,
    ),
)
