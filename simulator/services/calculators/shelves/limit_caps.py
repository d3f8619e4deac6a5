"""Calculators of limits by what the customer, or our book, can bear."""

from __future__ import annotations

from simulator.domain.credit import capacity
from simulator.domain.results import Confidence, NotComputable, Step, Unit
from simulator.services.calculators.inputs import (
    basis,
    choice,
    days,
    flag,
    money,
    points,
    rate,
    ratio,
    signed,
)
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.limits_common import LIMIT, L, proposed, year_basis


def _equity(v: Values) -> Raw | NotComputable:
    return proposed(
        capacity.equity_cap(
            v.cents("equity"), rate=v.number("rate"), coefficient=v.number("coefficient")
        )
    )


def _suppliers(v: Values) -> Raw | NotComputable:
    suppliers = v.cents("suppliers")
    steps: tuple[Step, ...] = ()
    if v.has("purchases_ttc") and not v.has("suppliers"):
        suppliers = capacity.suppliers_from_purchases(
            v.cents("purchases_ttc"), v.number("terms_days"), basis=year_basis(v)
        )
        shown = f"{v.euros('purchases_ttc')} × {v.number('terms_days')} ÷ {v.whole('basis')}"
        steps = (Step("suppliers", shown, suppliers, Unit.CENTS),)
    raw = proposed(capacity.suppliers_cap(suppliers, rate=v.number("rate")))
    if isinstance(raw, NotComputable):
        return raw
    return Raw(raw.values, (*steps, *raw.steps), raw.warnings, raw.confidence)


def _bfr(v: Values) -> Raw | NotComputable:
    return proposed(capacity.working_capital_need_cap(v.cents("bfr"), rate=v.number("rate")))


def _frng(v: Values) -> Raw | NotComputable:
    return proposed(capacity.working_capital_cap(v.cents("frng"), rate=v.number("rate")))


def _capital(v: Values) -> Raw | NotComputable:
    return proposed(
        capacity.capital_cap(v.cents("capital"), red=v.flag("red"), rate=v.number("rate"))
    )


def _score(v: Values) -> Raw | NotComputable:
    return proposed(
        capacity.score_table_cap(v.cents("base"), v.number("score"), base_name=v.text("base_name"))
    )


def _concentration(v: Values) -> Raw | NotComputable:
    return proposed(
        capacity.concentration_cap(
            v.cents("own_sales_ht"), rate=v.number("rate"), group_lines=v.cents("group_lines")
        )
    )


CALCULATORS = (
    Calculator(
        "limit-equity",
        L,
        _equity,
        (
            signed("equity", "fp"),
            rate("rate", default="10 %"),
            ratio("coefficient", "coef", "1", low=0),
        ),
        LIMIT,
        Confidence.DISPUTED,
        golden=("limite_credit",),
    ),
    Calculator(
        "limit-suppliers",
        L,
        _suppliers,
        (
            money("suppliers", "fourn", ""),
            money("purchases_ttc", default=""),
            days("terms_days", default="60"),
            rate("rate", default="20 %"),
            basis(),
        ),
        LIMIT,
        Confidence.DISPUTED,
        golden=("limite_credit",),
    ),
    Calculator(
        "limit-bfr",
        L,
        _bfr,
        (signed("bfr"), rate("rate", default="10 %")),
        LIMIT,
        Confidence.DISPUTED,
        golden=("limite_credit",),
    ),
    Calculator(
        "limit-working-capital",
        L,
        _frng,
        (signed("frng"), rate("rate", default="10 %")),
        LIMIT,
        Confidence.DISPUTED,
    ),
    Calculator(
        "limit-capital",
        L,
        _capital,
        (money("capital"), flag("red"), rate("rate", default="40 %")),
        LIMIT,
        Confidence.PROBABLE,
    ),
    Calculator(
        "limit-score-table",
        L,
        _score,
        (
            money("base"),
            points("score"),
            choice("base_name", ("purchases", "sales", "frng", "ebe"), "purchases"),
        ),
        LIMIT,
        Confidence.PEDAGOGICAL,
    ),
    Calculator(
        "limit-concentration",
        L,
        _concentration,
        (
            money("own_sales_ht", "ca"),
            rate("rate", default="5 %"),
            money("group_lines", default=""),
        ),
        LIMIT,
        Confidence.PROBABLE,
        golden=("limite_credit",),
    ),
)
