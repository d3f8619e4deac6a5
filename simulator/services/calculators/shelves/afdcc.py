"""Calculators of AFDCC ratios and practice notes."""

from __future__ import annotations

from decimal import Decimal

from simulator.domain.accounts.ratio import Ratio
from simulator.domain.results import Confidence, NotComputable, Step, Unit
from simulator.domain.risk import afdcc2, afdcc3
from simulator.domain.risk.profile import Profile
from simulator.services.calculators.inputs import (
    basis,
    choice,
    days,
    money,
    rate,
    signed,
    table,
)
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.risk_common import SCORE, R, scored

_AFDCC3 = {
    "ebit": "ebit",
    "sales": "ca",
    "net_financial_charges": "cfn",
    "ebitda": "ebitda",
    "working_capital": "fr",
    "net_cash": "tn",
    "caf": "caf",
    "financial_debt": "dfin",
    "tax_and_social_debts": "dfs",
    "value_added": "va",
}


_SIGNED3 = frozenset(_AFDCC3) - {"sales", "financial_debt", "tax_and_social_debts"}


_AFDCC3_INPUTS = tuple(
    signed(name, alias) if name in _SIGNED3 else money(name, alias)
    for name, alias in _AFDCC3.items()
)


def _afdcc3_ratios(v: Values) -> afdcc3.Ratios:
    inputs = afdcc3.Afdcc3Inputs(*(v.euros(name) for name in _AFDCC3))
    return afdcc3.afdcc3_ratios(inputs, basis=v.whole("basis"))


def _afdcc3(v: Values) -> Raw:
    found = _afdcc3_ratios(v)
    values = {n: each.value if isinstance(each, Ratio) else each for n, each in found.items()}
    steps = tuple(each.step for each in found.values() if isinstance(each, Ratio))
    return Raw(values, steps, ("no_afdcc_note",))


def _afdcc3_note(v: Values) -> Raw | NotComputable:
    rows = v.rows("population")
    population = {name: [row[name] for row in rows if name in row] for name in afdcc3.NAMES}
    return scored(afdcc3.pedagogical_note(_afdcc3_ratios(v), population))


def _afdcc2(v: Values) -> Raw | NotComputable:
    names = (
        "equity",
        "total_assets",
        "interest",
        "sales",
        "net_cash",
        "tax_and_social_debts",
        "value_added",
        "ebe",
    )
    inputs = afdcc2.Afdcc2Inputs(*(v.euros(name) for name in names))
    size = afdcc2.PracticeSize(v.text("size"))
    profile = Profile(v.cents("sales"))
    return scored(
        afdcc2.afdcc2_practice(inputs, v.text("sector"), size, profile, basis=v.whole("basis"))
    )


def _restated(v: Values) -> Raw:
    items = [Decimal(row["amount"]) / 100 for row in v.rows("lignes")]
    before, after = afdcc3.restated_current_result(items, v.number("tax_rate"))
    steps = (
        Step("RCAI_retraite", " + ".join(str(item) for item in items), before * 100, Unit.CENTS),
        Step("RNR", f"{before} × (1 − {v.number('tax_rate'):.6f})", after * 100, Unit.CENTS),
    )
    return Raw({"RCAI_retraite": before * 100, "RNR": after * 100}, steps)


_AFDCC_RATIOS = tuple(
    f"{name}:{'days' if name.endswith('jours_ca') else 'percent'}" for name in afdcc3.NAMES
)


CALCULATORS = (
    Calculator(
        "afdcc-3-ratios",
        R,
        _afdcc3,
        (*_AFDCC3_INPUTS, basis()),
        _AFDCC_RATIOS,
        Confidence.PROBABLE,
        golden=("afdcc3",),
    ),
    Calculator(
        "afdcc-3-practice-note",
        R,
        _afdcc3_note,
        (
            *_AFDCC3_INPUTS,
            table(
                "population",
                *(
                    days(n, default="") if n.endswith("jours_ca") else rate(n, high=None)
                    for n in afdcc3.NAMES
                ),
            ),
            basis(),
        ),
        (*SCORE, "sample_probability:percent"),
        Confidence.PEDAGOGICAL,
    ),
    Calculator(
        "afdcc-2-practice",
        R,
        _afdcc2,
        (
            signed("equity"),
            money("total_assets"),
            money("interest"),
            money("sales"),
            signed("net_cash"),
            money("tax_and_social_debts"),
            signed("value_added"),
            signed("ebe"),
            choice("sector", afdcc2.SECTORS),
            choice("size", afdcc2.PracticeSize),
            basis(),
        ),
        SCORE,
        Confidence.PEDAGOGICAL,
    ),
    Calculator(
        "restated-result",
        R,
        _restated,
        (table("lignes", signed("amount")), rate("tax_rate", default="25 %")),
        ("RCAI_retraite:euro", "RNR:euro"),
        golden=("afdcc3",),
    ),
)
