"""Calculators of the whole cost of credit."""

from __future__ import annotations

from simulator.domain.credit import (
    cost,
)
from simulator.services.calculators.inputs import (
    flag,
    money,
    rate,
)
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.credit_common import C, euros, fields

_COSTS = {
    "carry": "portage",
    "bad_debts": "pertes_ht",
    "department": "service",
    "cover": "assurance",
    "collection": "recouv",
    "indemnities": "indem",
    "recoveries": "",
    "late_charges": "penalites",
}


def _full_cost(v: Values) -> Raw:
    costs = cost.CreditCosts(**{name: v.cents(name) for name in _COSTS})
    found = cost.full_cost(costs, v.cents("sales_ht"))
    return Raw(fields(found, "total", "of_sales"), found.steps)


def _policy(v: Values) -> Raw:
    found = cost.profitability(
        v.cents("extra_sales_ht"),
        v.number("margin_rate"),
        costs=v.cents("costs"),
        losses=v.cents("losses"),
        tax_rate=v.number("tax_rate"),
        invested=v.cents("invested"),
        tax_credit=v.flag("tax_credit"),
    )
    return Raw(fields(found, "net", "margin", "before_tax", "tax", "on_invested"), found.steps)


CALCULATORS = (
    Calculator(
        "full-cost",
        C,
        _full_cost,
        (*(money(name, alias, "") for name, alias in _COSTS.items()), money("sales_ht", "ca")),
        ("total:euro", "of_sales:percent"),
        golden=("rentabilite",),
    ),
    Calculator(
        "credit-policy-return",
        C,
        _policy,
        (
            money("extra_sales_ht"),
            rate("margin_rate"),
            money("costs", default=""),
            money("losses", default=""),
            rate("tax_rate", default="0 %"),
            money("invested", default=""),
            flag("tax_credit"),
        ),
        (*euros("net", "margin", "before_tax", "tax"), "on_invested:percent"),
    ),
)
