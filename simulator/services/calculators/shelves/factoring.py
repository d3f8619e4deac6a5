"""Calculators of factoring."""

from __future__ import annotations

from simulator.domain.credit import (
    factoring,
)
from simulator.domain.credit.inputs import YearBasis
from simulator.domain.results import NotComputable, Step, Unit
from simulator.services.calculators.inputs import (
    basis,
    choice,
    days,
    flag,
    money,
    rate,
)
from simulator.services.calculators.model import Calculator, Input, Raw, Values
from simulator.services.calculators.shelves.credit_common import C, euros, fields, year_basis


def _contract(v: Values, basis_of: YearBasis) -> factoring.Contract:
    return factoring.Contract(
        v.number("commission_rate"),
        v.number("financing_rate"),
        v.number("guarantee_fund"),
        recourse=v.flag("recourse"),
        insurance_rate=v.number("insurance_rate"),
        minimum_commission=v.cents("minimum_commission"),
        fees=v.cents("fees"),
        basis=basis_of,
    )


_YEARLY = (
    "total",
    "commission",
    "insurance",
    "interest",
    "fees",
    "outstanding",
    "advance",
    "effective_rate",
)


def _factoring(v: Values) -> Raw:
    found = factoring.yearly_cost(
        _contract(v, year_basis(v)), v.cents("sales_ttc"), v.number("days")
    )
    return Raw(fields(found, *_YEARLY), found.steps)


def _assignment(v: Values) -> Raw:
    found = factoring.assign(
        _contract(v, year_basis(v)),
        v.cents("invoice_ttc"),
        v.number("days"),
        interest_base=factoring.InterestBase(v.text("interest_base")),
    )
    names = ("net", "advance", "retained", "commission", "interest", "received_in_all")
    return Raw(fields(found, *names), found.steps)


def _overdraft(v: Values) -> Raw:
    found = factoring.against_overdraft(
        _contract(v, year_basis(v)),
        v.cents("sales_ttc"),
        v.number("days"),
        v.number("overdraft_rate"),
        overdraft_fees=v.cents("overdraft_fees"),
        saved=v.cents("saved"),
    )
    names = ("difference", "factoring", "overdraft", "saved", "break_even_rate")
    return Raw(fields(found, *names), found.steps)


def _reverse(v: Values) -> Raw:
    found = factoring.reverse_factoring(
        v.cents("invoice_ttc"), v.number("rate"), v.number("days"), basis=year_basis(v)
    )
    return Raw(fields(found, "cost", "net", "of_invoice"), found.steps)


def _factored_dso(v: Values) -> Raw | NotComputable:
    amounts = (v.cents("receivables_ttc"), v.cents("assigned_ttc"), v.cents("sales_ttc"))
    found = factoring.shown_and_real_dso(*amounts, basis=year_basis(v))
    if isinstance(found, NotComputable):
        return found
    left, sales = v.euros("receivables_ttc"), v.euros("sales_ttc")
    times = f"÷ {sales} × {v.whole('basis')}"
    steps = (
        Step("shown_dso", f"{left} {times}", found[0], Unit.DAYS),
        Step("real_dso", f"({left} + {v.euros('assigned_ttc')}) {times}", found[1], Unit.DAYS),
    )
    return Raw({"shown_dso": found[0], "real_dso": found[1]}, steps)


_CONTRACT: tuple[Input, ...] = (
    rate("commission_rate", "com", default="0 %"),
    rate("financing_rate", "taux", default="0 %"),
    rate("guarantee_fund", "fg", default="10 %"),
    flag("recourse", default=True),
    rate("insurance_rate", default="0 %"),
)


_YEAR: tuple[Input, ...] = (money("minimum_commission", default=""), money("fees", default=""))


CALCULATORS = (
    Calculator(
        "factoring",
        C,
        _factoring,
        (money("sales_ttc", "ca"), days("days", "j"), *_CONTRACT, *_YEAR, basis()),
        (*euros(*_YEARLY[:-1]), "effective_rate:percent"),
        golden=("affacturage",),
    ),
    Calculator(
        "factoring-assignment",
        C,
        _assignment,
        (
            money("invoice_ttc", "f fact"),
            days("days", "j", "0"),
            *_CONTRACT,
            *_YEAR,
            choice("interest_base", factoring.InterestBase, "advance"),
            basis(),
        ),
        euros("net", "advance", "retained", "commission", "interest", "received_in_all"),
        golden=("affacturage",),
    ),
    Calculator(
        "factoring-or-overdraft",
        C,
        _overdraft,
        (
            money("sales_ttc", "ca"),
            days("days", "j"),
            *_CONTRACT,
            *_YEAR,
            rate("overdraft_rate"),
            money("overdraft_fees", default=""),
            money("saved", default=""),
            basis(),
        ),
        (*euros("difference", "factoring", "overdraft", "saved"), "break_even_rate:percent"),
    ),
    Calculator(
        "reverse-factoring",
        C,
        _reverse,
        (money("invoice_ttc", "f"), rate("rate", "taux"), days("days", "j"), basis()),
        (*euros("cost", "net"), "of_invoice:percent"),
        golden=("affacturage",),
    ),
    Calculator(
        "factoring-dso",
        C,
        _factored_dso,
        (money("receivables_ttc"), money("assigned_ttc"), money("sales_ttc"), basis()),
        ("shown_dso:days", "real_dso:days"),
    ),
)
