"""Calculators of early-payment discount."""

from __future__ import annotations

from simulator.domain.credit import (
    discount,
)
from simulator.domain.credit.inputs import YearBasis
from simulator.domain.results import NotComputable
from simulator.services.calculators.inputs import (
    basis,
    days,
    money,
    rate,
    vat,
)
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.credit_common import C, euros, fields, year_basis


def _discount(v: Values) -> Raw | NotComputable:
    span = v.number("days")
    if not v.has("days"):
        gained = discount.days_gained(v.number("discount_days"), v.number("paid_on_days"))
        if isinstance(gained, NotComputable):
            return gained
        span = gained
    found = discount.equivalents(v.number("discount"), span)
    if isinstance(found, NotComputable):
        return found
    steps = (
        *discount.rate_steps(v.number("discount"), span),
        *discount.rate_steps(v.number("discount"), span, basis=YearBasis.D365, compound=True),
    )
    names = ("simple_360", "simple_365", "compound_360", "compound_365")
    return Raw({**fields(found, *names), "days": span}, steps)


def _affordable(v: Values) -> Raw:
    found = discount.highest_affordable(v.number("rate"), v.number("days"), basis=year_basis(v))
    steps = discount.affordable_steps(v.number("rate"), v.number("days"), basis=year_basis(v))
    return Raw({"discount": found}, steps)


def _settlement(v: Values) -> Raw:
    found = discount.settlement(v.cents("invoice_ttc"), v.number("discount"), v.number("vat_rate"))
    return Raw(fields(found, "paid", "discount_ttc", "discount_ht", "vat"), found.steps)


def _buyer(v: Values) -> Raw:
    given = (
        v.cents("invoice_ttc"),
        v.number("discount"),
        v.number("days"),
        v.number("funding_rate"),
    )
    found = discount.buyer_gain(*given, basis=year_basis(v))
    steps = discount.buyer_steps(*given, basis=year_basis(v))
    return Raw({"gain": found, "accept": found > 0}, steps)


def _seller(v: Values) -> Raw:
    found = discount.seller_effect(
        v.cents("sales_ht"),
        v.number("vat_rate"),
        taken_share=v.number("taken_share"),
        discount=v.number("discount"),
        days=v.number("days"),
        funding_rate=v.number("funding_rate"),
        losses_avoided=v.cents("losses_avoided"),
        basis=year_basis(v),
    )
    names = ("net", "cash_freed", "financing_saved", "losses_avoided", "discount_cost")
    return Raw(fields(found, *names), found.steps)


CALCULATORS = (
    Calculator(
        "discount-rate",
        C,
        _discount,
        (
            rate("discount", "e discount_pct%"),
            days("days", "d", ""),
            days("discount_days", "disc_days", "0"),
            days("paid_on_days", "net_days", ""),
        ),
        (
            *(f"{n}:percent" for n in ("simple_360", "simple_365", "compound_360", "compound_365")),
            "days:days",
        ),
        golden=("escompte", "annualised_discount_cost", "treasury"),
    ),
    Calculator(
        "discount-affordable",
        C,
        _affordable,
        (rate("rate", "t taux"), days("days", "d"), basis()),
        ("discount:percent",),
        golden=("escompte",),
    ),
    Calculator(
        "discount-settlement",
        C,
        _settlement,
        (money("invoice_ttc", "f"), rate("discount", "e"), vat()),
        euros("paid", "discount_ttc", "discount_ht", "vat"),
        golden=("escompte",),
    ),
    Calculator(
        "discount-buyer",
        C,
        _buyer,
        (
            money("invoice_ttc", "f"),
            rate("discount", "e"),
            days("days", "d"),
            rate("funding_rate", "taux"),
            basis(),
        ),
        ("gain:euro", "accept:flag"),
    ),
    Calculator(
        "discount-seller",
        C,
        _seller,
        (
            money("sales_ht"),
            vat(),
            rate("taken_share"),
            rate("discount", "e"),
            days("days", "d"),
            rate("funding_rate", "taux"),
            money("losses_avoided", default=""),
            basis(),
        ),
        euros("net", "cash_freed", "financing_saved", "losses_avoided", "discount_cost"),
    ),
)
