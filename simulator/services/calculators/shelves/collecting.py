"""Calculators of effectiveness of collection."""

from __future__ import annotations

from simulator.domain.indicators import collecting
from simulator.domain.indicators.conventions import (
    DEFAULT,
    Conventions,
    RecoveryBase,
    SalesMode,
)
from simulator.domain.money import Cents
from simulator.services.calculators.inputs import (
    choice,
    count,
    money,
)
from simulator.services.calculators.measured import measured
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.indicators_common import READING, I


def _cei(v: Values) -> Raw:
    current = v.cents("end_current")
    if not v.has("end_current") and v.has("end_past_due"):
        current = Cents(v.cents("end_ar") - v.cents("end_past_due"))
    found = collecting.effectiveness(
        opening=v.cents("beg_ar"),
        sales=v.cents("credit_sales"),
        closing=v.cents("end_ar"),
        closing_not_due=current,
        months=v.whole("n_months"),
        conventions=Conventions(sales_mode=SalesMode(v.text("sales_mode"))),
    )
    return measured(("cei", found))


def _recovery(v: Values) -> Raw:
    conventions = Conventions(recovery_base=RecoveryBase(v.text("recovery_base")))
    found = collecting.recovery_rate(
        v.cents("collected"), v.cents("claimed"), v.cents("fallen_due"), conventions
    )
    return measured(("rate", found))


def _flash(v: Values) -> Raw:
    return measured(("rate", collecting.flash_rate(v.cents("collected"), v.cents("fallen_due"))))


def _activation(v: Values) -> Raw:
    found = collecting.activation_rate(v.whole("with_payment"), v.whole("in_progress"))
    return measured(("rate", found))


CALCULATORS = (
    Calculator(
        "cei",
        I,
        _cei,
        (
            money("beg_ar"),
            money("credit_sales"),
            money("end_ar"),
            money("end_current", default=""),
            money("end_past_due", default=""),
            choice("sales_mode", SalesMode, "period_total"),
            count("n_months", default="1", low=1, high=60),
        ),
        ("cei:percent", READING),
        golden=("cei",),
    ),
    Calculator(
        "recovery-rate",
        I,
        _recovery,
        (
            money("collected"),
            money("claimed", "entrusted"),
            money("fallen_due", default=""),
            choice("recovery_base", RecoveryBase, DEFAULT.recovery_base.value),
        ),
        ("rate:percent", READING),
        golden=("recovery_rate",),
    ),
    Calculator(
        "flash-rate",
        I,
        _flash,
        (money("collected"), money("fallen_due")),
        ("rate:percent", READING),
    ),
    Calculator(
        "activation-rate",
        I,
        _activation,
        (count("with_payment"), count("in_progress")),
        ("rate:percent", READING),
    ),
)
