"""Calculators of payments applied to debts."""

from __future__ import annotations

import re
from typing import Any

from simulator.domain.collection import (
    imputation,
)
from simulator.domain.money import Cents
from simulator.services.calculators.inputs import (
    choice,
    count,
    day,
    flag,
    money,
    table,
    text,
)
from simulator.services.calculators.model import Calculator, Grid, Raw, Values
from simulator.services.calculators.shelves.collection_common import (
    CLAUSE,
    DIVISOR,
    K,
    clause_of,
)


def _account(v: Values) -> Raw:
    receipts = [
        imputation.Receipt(row["date"], row["amount"], imputation.ReceiptKind(row["kind"]))
        for row in v.rows("receipts")
    ]
    found = imputation.account(
        v.cents("amount_ttc"),
        v.date("due_date"),
        receipts,
        v.date("computed_to"),
        v.law,
        clause=clause_of(v),
        principal_first=v.flag("principal_first"),
        divisor=v.whole("basis"),
    )
    rows = tuple(
        (p.days, p.interest, p.received, p.to_interest, p.to_principal, p.principal_after)
        for p in found.periods
    )
    columns = (
        "days:days",
        "interest:euro",
        "receipt:euro",
        "to_interest:euro",
        "to_principal:euro",
        "principal_after:euro",
    )
    values = {
        "total_due": found.due,
        "principal": found.principal,
        "interest": found.interest,
        "fixed_indemnity": found.indemnity,
        "excess": found.excess,
        "periods": Grid(columns, rows),
    }
    warnings = ("paid_too_much",) if found.excess else ()
    return Raw(values, found.steps(), warnings, found.confidence)


def _partial(given: dict[str, Any]) -> dict[str, Any]:
    """Turn one partial payment into a list of receipts."""
    amount, on = given.pop("partial_payment", None), given.pop("partial_date", None)
    if amount is not None and "receipts" not in given:
        given["receipts"] = [{"date": on, "amount": amount}]
    return given


def _share(v: Values) -> Raw:
    debts = [
        imputation.Debt(str(row["reference"]), row["amount"], row["due"], row.get("burden", 0))
        for row in v.rows("debts")
    ]
    chosen = tuple(part for part in re.split(r"[;,\s]+", v.text("chosen")) if part)
    shares = imputation.share_payment(v.cents("payment"), debts, v.date("on"), chosen)
    rows = tuple((reference, amount) for reference, amount in shares if reference)
    left = Cents(sum(amount for reference, amount in shares if not reference))
    warnings = ("paid_too_much",) if left else ()
    return Raw(
        {"shares": Grid(("reference:text", "amount:euro"), rows), "excess": left}, (), warnings
    )


CALCULATORS = (
    Calculator(
        "payment-imputation",
        K,
        _account,
        (
            money("amount_ttc", above=True),
            day("due_date"),
            table(
                "receipts",
                day("date"),
                money("amount", above=True),
                choice("kind", imputation.ReceiptKind, "payment"),
                required=False,
            ),
            day("computed_to", default="today"),
            *CLAUSE,
            flag("principal_first"),
            DIVISOR,
        ),
        (
            "total_due:euro",
            "principal:euro",
            "interest:euro",
            "fixed_indemnity:euro",
            "excess:euro",
            "periods:table",
        ),
        golden=("late_penalty_partial",),
        adapt=_partial,
    ),
    Calculator(
        "payment-sharing",
        K,
        _share,
        (
            money("payment", above=True),
            table(
                "debts",
                text("reference"),
                money("amount", above=True),
                day("due"),
                count("burden", default="0"),
            ),
            day("on", default="today"),
            text("chosen", default=""),
        ),
        ("shares:table", "excess:euro"),
    ),
)
