"""Calculators of ageing and overdue."""

from __future__ import annotations

from fractions import Fraction

from simulator.domain.indicators import ageing as aged
from simulator.domain.indicators.conventions import (
    AgeFrom,
    Conventions,
    Credits,
)
from simulator.domain.results import NotComputable
from simulator.services.calculators.inputs import (
    choice,
    day,
    flag,
    money,
    signed,
    table,
    text,
)
from simulator.services.calculators.measured import measured, rows
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.indicators_common import READING, I


def _ageing(v: Values) -> Raw:
    conventions = Conventions(
        credits=Credits(v.text("credits")), age_from=AgeFrom(v.text("age_from"))
    )
    items = [aged.Item(row["amount"], row["due"], row.get("issued")) for row in v.rows("items")]
    found = aged.ageing(items, v.date("snapshot"), conventions)
    whole = found.gross
    share = [
        (band.label, amount, _part(amount, whole))
        for band, amount in zip(found.bands, found.amounts, strict=True)
    ]
    grid = rows(("band:text", "amount:euro", "share:percent"), share)
    values: dict[str, object] = {"total": found.total, "credits": found.credits}
    if conventions.age_from is AgeFrom.ISSUE:
        return Raw({**values, "ageing": grid}, (), ("issue_ageing",))
    raw = measured(("overdue_ratio", aged.overdue_of(found)))
    values |= {"overdue": found.overdue, "not_due": found.not_due, "ageing": grid}
    return Raw({**raw.values, **values}, raw.steps, raw.warnings, raw.confidence)


def _part(amount: int, whole: int) -> object:

    return Fraction(amount, whole) if whole > 0 else NotComputable("zero_denominator", {})


def _overdue(v: Values) -> Raw:
    conventions = Conventions(disputes_overdue=not v.flag("without_disputes"))
    found = aged.overdue_ratio(
        v.cents("overdue"), v.cents("total"), conventions, v.cents("disputed_overdue")
    )
    return measured(("overdue_ratio", found))


CALCULATORS = (
    Calculator(
        "ageing",
        I,
        _ageing,
        (
            table(
                "items",
                text("reference", "id"),
                day("due"),
                signed("amount"),
                day("issued", default=""),
            ),
            day("snapshot", default="today"),
            choice("credits", Credits, "apart"),
            choice("age_from", AgeFrom, "due"),
        ),
        (
            "overdue_ratio:percent",
            "overdue:euro",
            "not_due:euro",
            "total:euro",
            "credits:euro",
            "ageing:table",
            READING,
        ),
        golden=("ageing_buckets", "overdue_ratio"),
    ),
    Calculator(
        "overdue-ratio",
        I,
        _overdue,
        (
            money("overdue"),
            money("total"),
            money("disputed_overdue", default=""),
            flag("without_disputes"),
        ),
        ("overdue_ratio:percent", READING),
        golden=("overdue_ratio",),
    ),
)
