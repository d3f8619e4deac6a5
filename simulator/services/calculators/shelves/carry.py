"""Calculators of the carry of credit."""

from __future__ import annotations

from simulator.domain.credit import (
    carry,
)
from simulator.domain.results import NotComputable, Step, Unit
from simulator.services.calculators.inputs import (
    basis,
    days,
    money,
    rate,
    vat,
)
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.credit_common import C, euros, fields, year_basis


def _carrying(v: Values) -> Raw:
    found = carry.carrying_cost(
        v.cents("sales_ht"),
        v.number("vat_rate"),
        v.number("days"),
        v.number("annual_rate"),
        contract_days=v.number("contract_days") if v.has("contract_days") else None,
        domestic_share=v.number("domestic_share"),
        basis=year_basis(v),
    )
    return Raw(fields(found, "cost", "outstanding", "late_days", "late_cost"), found.steps)


def _dso_day(v: Values) -> Raw:
    found = carry.dso_day(v.cents("sales_ttc"), v.number("annual_rate"), basis=year_basis(v))
    return Raw(fields(found, "cash", "yearly_cost"), found.steps)


def _consume(v: Values) -> Raw | NotComputable:
    rates = (v.number("margin_rate"), v.number("vat_rate"), v.number("annual_rate"))
    found = carry.days_that_consume(*rates, basis=year_basis(v))
    if isinstance(found, NotComputable):
        return found
    return Raw({"days": found}, carry.consume_steps(*rates, basis=year_basis(v)))


def _late_debt(v: Values) -> Raw:
    span = v.number("days") if v.has("days") else None
    found = carry.late_debt_cost(
        v.cents("amount"), v.number("annual_rate"), days=span, basis=year_basis(v)
    )
    shown = f"{v.euros('amount')} × {v.number('annual_rate')}"
    if span is not None:
        shown += f" × {span} ÷ {v.whole('basis')}"
    return Raw({"cost": found}, (Step("cost", shown, found, Unit.CENTS),))


_YEARLY_RATE = rate("annual_rate", "taux t")


CALCULATORS = (
    Calculator(
        "carrying-cost",
        C,
        _carrying,
        (
            money("sales_ht", "ca_ht"),
            vat(),
            days("days", "dso"),
            _YEARLY_RATE,
            days("contract_days", "dso_contrat", ""),
            rate("domestic_share", default="100 %"),
            basis(),
        ),
        (*euros("cost", "outstanding", "late_cost"), "late_days:days"),
        golden=("cout_credit",),
    ),
    Calculator(
        "dso-day",
        C,
        _dso_day,
        (money("sales_ttc"), _YEARLY_RATE, basis()),
        euros("cash", "yearly_cost"),
    ),
    Calculator(
        "margin-days",
        C,
        _consume,
        (rate("margin_rate", "m"), vat(), _YEARLY_RATE, basis()),
        ("days:days",),
        golden=("cout_credit",),
    ),
    Calculator(
        "late-debt-cost",
        C,
        _late_debt,
        (money("amount", "m"), _YEARLY_RATE, days("days", default=""), basis()),
        ("cost:euro",),
        golden=("rentabilite",),
    ),
)
