"""Calculators of what receivables cost."""

from __future__ import annotations

from simulator.domain.indicators import cost, losses
from simulator.domain.indicators.conventions import Conventions, DayBasis
from simulator.services.calculators.inputs import (
    choice,
    days,
    money,
    rate,
    whole_days,
)
from simulator.services.calculators.measured import measured
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.follow_up_common import READING, I


def _offset(v: Values) -> Raw:
    return measured(("sales", losses.sales_to_offset(v.cents("loss"), v.number("margin_rate"))))


def _year(v: Values) -> Conventions:
    return Conventions(day_basis=DayBasis(v.whole("basis")))


def _credit_cost(v: Values) -> Raw:
    found = cost.credit_cost(
        v.cents("receivable"), v.number("annual_rate"), v.number("days"), _year(v)
    )
    return measured(("cost", found))


def _cash_of_days(v: Values) -> Raw:
    gained = v.number("days")
    return measured(("cash", cost.cash_of_days(v.cents("annual_sales"), gained, _year(v))))


def _interest(v: Values) -> Raw:
    found = cost.late_interest(
        v.cents("amount_ttc"), v.number("rate"), v.whole("days"), v.cents("indemnity"), _year(v)
    )
    return measured(
        ("total", found.total), ("interest", found.interest), ("indemnity", found.indemnity)
    )


_CIVIL = choice("basis", ("365", "360"), "365", alias="base")


CALCULATORS = (
    Calculator(
        "sales-to-offset",
        I,
        _offset,
        (money("loss"), rate("margin_rate", "marge")),
        ("sales:euro", READING),
        golden=("sales_to_offset_loss",),
    ),
    Calculator(
        "credit-cost",
        I,
        _credit_cost,
        (money("receivable"), rate("annual_rate", "taux"), days("days"), _CIVIL),
        ("cost:euro", READING),
    ),
    Calculator(
        "cash-of-days",
        I,
        _cash_of_days,
        (money("annual_sales"), days("days"), _CIVIL),
        ("cash:euro", READING),
        golden=("cash_value_of_days",),
    ),
    Calculator(
        "late-interest",
        I,
        _interest,
        (
            money("amount_ttc"),
            rate("rate"),
            whole_days("days"),
            money("indemnity", default="40 €"),
            _CIVIL,
        ),
        ("total:euro", "interest:euro", "indemnity:euro", READING),
        golden=("late_payment_interest",),
    ),
)
