"""Calculators of margins and expected gains."""

from __future__ import annotations

from simulator.domain.credit import (
    expectation,
    marginal,
)
from simulator.domain.credit.inputs import TaxBase
from simulator.domain.results import NotComputable
from simulator.services.calculators.inputs import (
    basis,
    choice,
    days,
    flag,
    money,
    rate,
    vat,
)
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.credit_common import C, euros, fields, year_basis


def _make_up(v: Values) -> Raw | NotComputable:
    margin = marginal.margin_on_price(
        v.number("margin_rate"), marginal.MarginBase(v.text("margin_base"))
    )
    convention = marginal.LossConvention(v.text("convention"))
    found = marginal.sales_to_make_up(v.cents("unpaid"), margin, convention=convention)
    if isinstance(found, NotComputable):
        return found
    return Raw(fields(found, "sales", "loss", "multiple", "whole_sales"), found.steps)


def _net_loss(v: Values) -> Raw:
    found = marginal.net_loss(
        v.cents("amount"),
        TaxBase(v.text("tax_base")),
        v.number("vat_rate"),
        vat_recovered=v.flag("vat_recovered"),
        recovery=v.cents("recovery"),
        quota=v.number("quota"),
        granted=v.cents("granted") if v.has("granted") else None,
    )
    return Raw(fields(found, "loss", "net", "recovery", "indemnity"), found.steps)


def _expected(v: Values) -> Raw | NotComputable:
    found = expectation.expected_value(
        expectation.CreditSale(
            v.cents("price_ht"),
            v.number("margin_rate"),
            v.number("default_probability"),
            vat_rate=v.number("vat_rate"),
            days=v.number("days"),
            annual_rate=v.number("annual_rate"),
            admin=v.cents("admin"),
            recovery=v.cents("recovery"),
            basis=year_basis(v),
        )
    )
    if isinstance(found, NotComputable):
        return found
    values = fields(found, "net", "gross", "carry", "admin", "max_default", "accept")
    return Raw(values, found.steps, ("real_probability",))


def _break_even(v: Values) -> Raw | NotComputable:
    amounts = (v.cents("cost"), v.cents("revenue"))
    found = expectation.break_even_payment(
        *amounts,
        annual_rate=v.number("annual_rate"),
        cost_days=v.number("cost_days"),
        revenue_days=v.number("revenue_days"),
        basis=year_basis(v),
    )
    if isinstance(found, NotComputable):
        return found
    steps = expectation.break_even_steps(
        *amounts,
        annual_rate=v.number("annual_rate"),
        cost_days=v.number("cost_days"),
        revenue_days=v.number("revenue_days"),
        basis=year_basis(v),
    )
    return Raw({"probability": found}, steps)


_MARGIN = rate("margin_rate", "marge margin m", high=None)


CALCULATORS = (
    Calculator(
        "sales-to-make-up",
        C,
        _make_up,
        (
            money("unpaid", "perte pv loss"),
            _MARGIN,
            choice("convention", marginal.LossConvention, "sale_price"),
            choice("margin_base", marginal.MarginBase, "price"),
        ),
        (*euros("sales", "loss"), "multiple:ratio", "whole_sales:count"),
        golden=("analyse_marginale", "sales_to_offset_loss"),
    ),
    Calculator(
        "net-loss",
        C,
        _net_loss,
        (
            money("amount"),
            choice("tax_base", TaxBase, "ttc"),
            vat(),
            flag("vat_recovered", default=True),
            money("recovery", default=""),
            rate("quota", "quotite", "0 %"),
            money("granted", "agrement", ""),
        ),
        euros("loss", "net", "recovery", "indemnity"),
    ),
    Calculator(
        "expected-value",
        C,
        _expected,
        (
            money("price_ht", "pv", above=True),
            rate("margin_rate", "mcv"),
            rate("default_probability", "p"),
            vat(),
            days("days", "j", "0"),
            rate("annual_rate", "taux", "0 %"),
            money("admin", "frais", ""),
            money("recovery", default=""),
            basis(),
        ),
        (*euros("net", "gross", "carry", "admin"), "max_default:percent", "accept:flag"),
        golden=("analyse_marginale",),
    ),
    Calculator(
        "break-even-payment",
        C,
        _break_even,
        (
            money("cost", "cout"),
            money("revenue", "rec", above=True),
            rate("annual_rate", "taux", "0 %"),
            days("cost_days", default="0"),
            days("revenue_days", default="0"),
            basis(),
        ),
        ("probability:percent",),
        golden=("analyse_marginale",),
    ),
)
