"""Calculators of the DSO family."""

from __future__ import annotations

from dataclasses import replace

from simulator.domain.indicators import dso
from simulator.domain.indicators.conventions import (
    Conventions,
    DayBasis,
    Receivable,
    RollUp,
)
from simulator.domain.indicators.countback import Slice, countback
from simulator.domain.money import Cents
from simulator.domain.results import NotComputable
from simulator.services.calculators.inputs import (
    choice,
    days,
    money,
    table,
    text,
    vat,
    whole_days,
)
from simulator.services.calculators.measured import measured, rows
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.indicators_common import READING, I


def _of_days(v: Values) -> Conventions:
    return Conventions(day_basis=DayBasis.BANKING if v.number("days") == 360 else DayBasis.CALENDAR)


def _sales(v: Values) -> Cents:
    """Return sales including VAT: typed so, or without VAT and a rate, or rate by rate."""
    if v.has("sales_ttc"):
        return v.cents("sales_ttc")
    if v.has("sales"):
        return dso.including_vat([dso.Sale(row["ht"], row["vat"]) for row in v.rows("sales")])
    return dso.including_vat([dso.Sale(v.cents("sales_ht"), v.number("vat_rate"))])


def _dso(v: Values) -> Raw | NotComputable:
    if not (v.has("sales_ttc") or v.has("sales") or v.has("sales_ht")):
        return NotComputable("no_sales", {})
    conventions = _of_days(v)
    opening = v.cents("opening") if v.has("opening") else None
    if opening is not None:
        conventions = replace(conventions, receivable=Receivable.AVERAGE)
    sales = _sales(v)
    found = dso.dso(v.cents("ar_ttc"), sales, v.number("days"), conventions, opening)
    return measured(("dso", found), sales_ttc=sales)


def _slices(v: Values) -> list[Slice]:
    return [Slice(row["sales"], row["days"]) for row in v.rows("months_newest_first")]


def _countback(v: Values) -> Raw:
    months = _slices(v)
    found = countback(v.cents("ar_ttc"), months)
    total, span = Cents(sum(m.sales for m in months)), sum(m.days for m in months)
    simple = dso.dso(v.cents("ar_ttc"), total, span)
    return measured(("countback", found), ("simple", simple))


def _family(v: Values) -> Raw:
    ar, current, sales = v.cents("ar"), v.cents("current"), v.cents("sales")
    span, conventions = v.number("days"), _of_days(v)
    return measured(
        ("dso", dso.dso(ar, sales, span, conventions)),
        ("bpdso", dso.best_possible(current, sales, span, conventions)),
        ("add", dso.delinquent_days(ar, current, sales, span, conventions)),
    )


def _split(v: Values) -> Raw:
    found = dso.decompose(
        not_due=v.cents("not_due"),
        overdue_collectable=v.cents("overdue_collectable"),
        disputed=v.cents("disputed"),
        sales=v.cents("sales_ttc"),
        days=v.number("days"),
        conventions=_of_days(v),
    )
    return measured(
        ("total", found.total),
        ("dso_not_due", found.not_due),
        ("dso_overdue", found.overdue),
        ("dso_disputed", found.disputed),
    )


def _roll_up(v: Values) -> Raw:
    conventions = Conventions(roll_up=RollUp(v.text("roll_up")))
    each = [dso.dso(row["ar"], row["sales"], v.number("days")) for row in v.rows("entities")]
    found = dso.roll_up(each, conventions)
    names = [str(row["entity"]) for row in v.rows("entities")]
    lines = [(name, one.value) for name, one in zip(names, each, strict=True)]
    return measured(("dso", found), entities=rows(("entity:text", "dso:days"), lines))


_DAYS = days("days", above=True)


CALCULATORS = (
    Calculator(
        "dso",
        I,
        _dso,
        (
            money("ar_ttc", "ar"),
            money("sales_ttc", default=""),
            money("sales_ht", default=""),
            vat(),
            table("sales", money("ht"), vat("vat", default=None), required=False),
            _DAYS,
            money("opening", default=""),
        ),
        ("dso:days", "sales_ttc:euro", READING),
        golden=("dso_simple",),
    ),
    Calculator(
        "dso-countback",
        I,
        _countback,
        (
            money("ar_ttc", "ar"),
            table("months_newest_first", money("sales"), whole_days("days", low=1)),
        ),
        ("countback:days", "simple:days", "lower_bound:days", "remaining:euro", READING),
        golden=("dso_countback", "dso_countback_vs_simple"),
    ),
    Calculator(
        "dso-family",
        I,
        _family,
        (money("ar", "ar_ttc"), money("current"), money("sales", "sales_ttc"), _DAYS),
        ("dso:days", "bpdso:days", "add:days", READING),
        golden=("dso_bpdso_add",),
    ),
    Calculator(
        "dso-decomposition",
        I,
        _split,
        (
            money("not_due"),
            money("overdue_collectable"),
            money("disputed"),
            money("sales_ttc"),
            _DAYS,
        ),
        ("total:days", "dso_not_due:days", "dso_overdue:days", "dso_disputed:days", READING),
        golden=("dso_decomposition",),
    ),
    Calculator(
        "dso-roll-up",
        I,
        _roll_up,
        (
            table("entities", text("entity"), money("ar"), money("sales")),
            _DAYS,
            choice("roll_up", RollUp, "on_sums"),
        ),
        ("dso:days", "entities:table", READING),
    ),
)
