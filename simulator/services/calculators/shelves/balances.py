"""Calculators of balances of the income statement and cash flow."""

from __future__ import annotations

from simulator.domain.accounts import annual
from simulator.domain.accounts.caf import Caf, caf_subtractive
from simulator.domain.accounts.sig import sig_of
from simulator.domain.accounts.statement import Statement
from simulator.domain.money import Cents
from simulator.services.calculators.inputs import (
    count,
    day,
    money,
    signed,
)
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.accounts_common import A, outputs

_LINES = {
    "FC": "ventes",
    "FF": "prod_vendue pv prod",
    "FM": "",
    "FN": "",
    "FO": "subv",
    "FP": "",
    "FQ": "",
    "FS": "achats",
    "FT": "var",
    "FU": "mp",
    "FV": "",
    "FW": "ace conso",
    "FX": "impots",
    "FY": "sal charges",
    "FZ": "soc",
    "GA": "dot",
    "GC": "",
    "GD": "",
    "GE": "",
    "GP": "prod_fin",
    "GR": "cf",
    "GU": "",
    "HE": "exc",
    "HK": "is_",
    "p775": "",
    "c675": "",
}


_SIGNED = frozenset({"FM", "FT", "FV"})


_SIG_INPUTS = tuple(
    signed(code, alias, "") if code in _SIGNED else money(code, alias, "")
    for code, alias in _LINES.items()
)


def _statement(v: Values) -> Statement:
    """Make a statement of the lines typed; GR is part of the financial charges GU."""
    lines = {code: v.cents(code) for code in _LINES if v.has(code)}
    if "GR" in lines and "GU" not in lines:
        lines["GU"] = lines["GR"]
    closing = v.date_or_none("closing") or v.today
    return Statement(closing, lines, v.whole("months") or 12)


def _sig(v: Values) -> Raw:
    statement = _statement(v)
    found = sig_of(statement)
    warnings = annual.warnings_of([statement])
    return Raw(
        {
            "sales": found.sales,
            "commercial_margin": found.commercial_margin,
            "production": found.production,
            "value_added": found.value_added,
            "ebe": found.ebe,
            "operating_result": found.operating_result,
            "current_result": found.current_result,
            "exceptional_result": found.exceptional_result,
            "net_result": found.net_result,
            "caf": caf_subtractive(statement).value,
        },
        (*found.steps, caf_subtractive(statement).step),
        warnings,
    )


def _caf(v: Values) -> Raw:
    names = ("FQ", "prod_fin", "other_income")
    out = ("GE", "GU", "IS", "other_charges")
    down = Caf(
        "subtractive",
        v.cents("EBE"),
        tuple((name, v.cents(name)) for name in names),
        tuple((name, v.cents(name)) for name in out),
    )
    up = Caf(
        "additive",
        v.cents("RN"),
        tuple((name, v.cents(name)) for name in ("dot", "c675")),
        tuple((name, v.cents(name)) for name in ("rep", "p775", "p777")),
    )
    gap = Cents(down.value - up.value)
    return Raw(
        {"caf_subtractive": down.value, "caf_additive": up.value, "gap": gap},
        (down.step, up.step),
        ("caf_methods_differ",) if gap else (),
    )


EURO = "euro"


CALCULATORS = (
    Calculator(
        "sig",
        A,
        _sig,
        (*_SIG_INPUTS, day("closing", default=""), count("months", "mois", "12", low=1, high=24)),
        outputs(
            EURO,
            "sales",
            "commercial_margin",
            "production",
            "value_added",
            "ebe",
            "operating_result",
            "current_result",
            "exceptional_result",
            "net_result",
            "caf",
        ),
        golden=("sig",),
    ),
    Calculator(
        "caf",
        A,
        _caf,
        (
            signed("EBE"),
            *(money(name, default="") for name in ("FQ", "prod_fin", "other_income", "GE", "GU")),
            signed("IS", default=""),
            money("other_charges", default=""),
            signed("RN"),
            *(money(name, default="") for name in ("dot", "rep", "p775", "c675", "p777")),
        ),
        outputs(EURO, "caf_subtractive", "caf_additive", "gap"),
        golden=("caf",),
    ),
)
