"""Calculators of ranking of customers."""

from __future__ import annotations

from simulator.domain.money import Cents
from simulator.domain.refusals import UnknownChoice
from simulator.domain.results import Confidence, NotComputable
from simulator.domain.risk.ranking import Key, Ranked, abc, matrix
from simulator.domain.risk.rating import RiskClass
from simulator.services.calculators.inputs import (
    choice,
    money,
    rate,
    signed,
    table,
    text,
)
from simulator.services.calculators.model import Calculator, Grid, Raw, Values, Word
from simulator.services.calculators.shelves.risk_common import R


def _ranking(v: Values) -> tuple[Ranked, ...] | NotComputable:
    sales: dict[Key, Cents] = {}
    for row in v.rows("customers"):
        name = str(row["customer"])
        if name in sales:
            raise UnknownChoice("customers", name, ())
        sales[name] = row["sales"]
    cuts = (v.number("cut_a"), v.number("cut_b"))
    return abc(sales, cuts)


def _abc(v: Values) -> Raw | NotComputable:
    found = _ranking(v)
    if isinstance(found, NotComputable):
        return found
    rows = tuple((r.key, r.sales, r.share, r.cumulated, r.rank.value) for r in found)
    columns = ("customer:text", "sales:euro", "share:percent", "cumulated:percent", "rank:text")
    counts = {f"count_{k}": sum(r.rank.value == k for r in found) for k in "ABC"}
    return Raw({**counts, "ranking": Grid(columns, rows)})


def _abc_risk(v: Values) -> Raw | NotComputable:
    found = _ranking(v)
    if isinstance(found, NotComputable):
        return found
    risks: dict[Key, RiskClass] = {
        str(row["customer"]): RiskClass(row["risk"]) for row in v.rows("customers")
    }
    exposures: dict[Key, Cents] = {
        str(row["customer"]): row["exposure"] for row in v.rows("customers") if "exposure" in row
    }
    rows = tuple(
        (
            f"{box.rank.value} × {box.risk.value}",
            ", ".join(str(key) for key in box.customers),
            box.sales,
            box.exposure,
            tuple(Word(code) for code in box.actions),
        )
        for box in matrix(found, risks, exposures)
    )
    columns = ("box:text", "who:text", "sales:euro", "exposure:euro", "actions:words")
    return Raw({"matrix": Grid(columns, rows)}, (), (), Confidence.PEDAGOGICAL)


_CUSTOMERS = (text("customer"), signed("sales"))


_CUTS = (rate("cut_a", default="80 %"), rate("cut_b", default="95 %"))


CALCULATORS = (
    Calculator(
        "abc",
        R,
        _abc,
        (table("customers", *_CUSTOMERS), *_CUTS),
        ("count_A:count", "count_B:count", "count_C:count", "ranking:table"),
    ),
    Calculator(
        "abc-risk",
        R,
        _abc_risk,
        (
            table(
                "customers", *_CUSTOMERS, choice("risk", RiskClass), money("exposure", default="")
            ),
            *_CUTS,
        ),
        ("matrix:table",),
        Confidence.PEDAGOGICAL,
    ),
)
