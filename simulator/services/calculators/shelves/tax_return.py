"""Calculators of a whole tax return."""

from __future__ import annotations

from simulator.domain.accounts import annual, reading
from simulator.domain.accounts.caf import caf_additive, caf_subtractive
from simulator.domain.accounts.functional import (
    functional_of,
)
from simulator.domain.accounts.liasse import LINES
from simulator.domain.accounts.ratio import Ratio
from simulator.domain.accounts.ratios import ratios_of
from simulator.domain.accounts.sig import sig_of
from simulator.domain.accounts.statement import Statement
from simulator.domain.money import Cents
from simulator.domain.refusals import UnknownChoice
from simulator.domain.results import NotComputable, Unit
from simulator.services.calculators.inputs import (
    basis,
    count,
    day,
    signed,
    table,
    text,
    vat,
)
from simulator.services.calculators.model import Calculator, Grid, Raw, Values, Word
from simulator.services.calculators.shelves.accounts_common import A, measured, outputs
from simulator.services.calculators.shelves.balances import EURO
from simulator.services.calculators.shelves.functional_balance import BALANCES, balance


def _liasse(v: Values, name: str = "lines", closing: str = "closing") -> Statement:
    lines: dict[str, Cents] = {}
    for row in v.rows(name):
        code = str(row["code"])
        code = code if code in LINES else code.upper()
        if code not in LINES:
            raise UnknownChoice(name, str(row["code"]), tuple(LINES))
        lines[code] = Cents(lines.get(code, 0) + row["amount"])
    return Statement(v.date(closing), lines, v.whole("months"))


_STATEMENT_INPUTS = (
    table("lines", text("code"), signed("amount")),
    day("closing"),
    count("months", "mois", "12", low=1, high=24),
)


def _liasse_balances(v: Values) -> Raw:
    statement = _liasse(v)
    balances, sheet = sig_of(statement), functional_of(statement)
    raw = balance(sheet)
    warnings = [*annual.warnings_of([statement]), *raw.warnings]
    gaps = reading.check(statement)
    if gaps:
        warnings.append("totals_do_not_add_up")
    checks = tuple((each.code, each.stated, each.computed, each.gap) for each in gaps)
    return Raw(
        {
            "value_added": balances.value_added,
            "ebe": balances.ebe,
            "operating_result": balances.operating_result,
            "net_result": balances.net_result,
            "caf": caf_subtractive(statement).value,
            "caf_additive": caf_additive(statement).value,
            **raw.values,
            "checks": Grid(("code:text", "stated:euro", "computed:euro", "gap:euro"), checks),
        },
        (*balances.steps, caf_subtractive(statement).step, *raw.steps),
        tuple(dict.fromkeys(warnings)),
    )


def _ratio_row(name: str, found: Ratio | NotComputable) -> tuple[object, ...]:
    unit = found.unit if isinstance(found, Ratio) else Unit.RATIO
    return (Word(name), measured(found), Word(f"unit_{unit.value}"))


def _liasse_ratios(v: Values) -> Raw:
    statement = _liasse(v)
    found = ratios_of(statement, vat_rate=v.number("vat_rate"), basis=v.whole("basis"))
    rows = tuple(_ratio_row(name, each) for name, each in found.items())
    steps = tuple(each.step for each in found.values() if isinstance(each, Ratio))
    columns = ("ratio_name:word", "value:ratio", "unit:word")
    return Raw({"ratios": Grid(columns, rows)}, steps, annual.warnings_of([statement]))


CALCULATORS = (
    Calculator(
        "tax-return-balances",
        A,
        _liasse_balances,
        _STATEMENT_INPUTS,
        (
            *outputs(EURO, "value_added", "ebe", "operating_result", "net_result"),
            *outputs(EURO, "caf", "caf_additive", *BALANCES),
            "checks:table",
        ),
        golden=("sig", "bilan_fonctionnel"),
    ),
    Calculator(
        "tax-return-ratios",
        A,
        _liasse_ratios,
        (*_STATEMENT_INPUTS, vat(), basis()),
        ("ratios:table",),
    ),
)
