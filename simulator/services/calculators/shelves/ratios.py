"""Calculators of ratios from plain amounts."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.domain.accounts import annual
from simulator.domain.accounts.liquidity import Liquidity
from simulator.domain.accounts.ratio import Ratio, in_days, ratio
from simulator.domain.money import Cents
from simulator.domain.results import NotComputable, Step, Unit
from simulator.services.calculators.inputs import (
    basis,
    count,
    money,
    signed,
)
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.accounts_common import A, measured, outputs

_QUOTIENTS: Mapping[str, tuple[str, tuple[str, ...], str]] = {
    "liq_generale": ("liquidite_generale", ("ac",), "pc"),
    "liq_reduite": ("liquidite_reduite", ("ac", "-st"), "pc"),
    "liq_immediate": ("liquidite_immediate", ("tr",), "pc"),
    "autonomie": ("autonomie_financiere", ("fp",), "tot"),
    "endettement": ("endettement_financier", ("df",), "fp"),
    "dette_caf": ("capacite_remboursement", ("df",), "caf"),
    "rotation": ("rotation_actif", ("ca",), "tot"),
    "roe": ("rentabilite_financiere", ("rn",), "fp"),
}


def _plain_ratios(v: Values) -> Raw | NotComputable:
    values: dict[str, object] = {}
    steps: list[Step] = []
    for name, (code, added, bottom) in _QUOTIENTS.items():
        keys = [key.removeprefix("-") for key in added]
        if not all(v.has(key) for key in (*keys, bottom)):
            continue
        top = sum((-1 if key.startswith("-") else 1) * v.euros(key.strip("-")) for key in added)
        found = ratio(code, top, v.euros(bottom))
        values[name] = measured(found)
        steps += [found.step] if isinstance(found, Ratio) else []
    if v.has("cli") and v.has("ca"):
        days_found = in_days(
            "credit_clients", v.euros("cli"), v.euros("ca"), basis=v.whole("basis")
        )
        values["dso_HT_365"] = measured(days_found)
        steps += [days_found.step] if isinstance(days_found, Ratio) else []
    if all(v.has(key) for key in ("cap_perm", "tot", "ac")):
        fixed = Cents(v.cents("tot") - v.cents("ac"))
        liquid = Liquidity(v.cents("cap_perm"), fixed)
        values["frng"] = liquid.working_capital
        steps.append(liquid.step)
    if not values:
        return NotComputable("missing_figure", {})
    return Raw(values, tuple(steps))


def _annualise(v: Values) -> Raw:
    flow = annual.annual("flow", v.euros("flow"), v.whole("months"))
    values: dict[str, object] = {"annual_flow": flow * 100}
    steps = [
        Step("annual_flow", f"{v.euros('flow')} × 12 ÷ {v.whole('months')}", flow * 100, Unit.CENTS)
    ]
    if v.has("dettes"):
        found = ratio("ebe_dettes", flow, v.euros("dettes"))
        values["R1"] = measured(found)
        steps += [found.step] if isinstance(found, Ratio) else []
    warnings = () if v.whole("months") == 12 else ("year_not_twelve_months",)
    return Raw(values, tuple(steps), warnings)


CALCULATORS = (
    Calculator(
        "ratios",
        A,
        _plain_ratios,
        (
            *(money(name, default="") for name in ("ac", "st", "tr")),
            money("pc", "dct pct", ""),
            signed("fp", "sn", ""),
            money("tot", "total", ""),
            money("df", "dlt", ""),
            signed("caf", default=""),
            *(money(name, default="") for name in ("cli", "ca")),
            *(signed(name, default="") for name in ("rn", "cap_perm")),
            basis("365"),
        ),
        (
            *outputs("ratio", "liq_generale", "liq_reduite", "liq_immediate"),
            "autonomie:percent",
            "endettement:percent",
            "dette_caf:years",
            "rotation:ratio",
            "roe:percent",
            "dso_HT_365:days",
            "frng:euro",
        ),
        golden=("ratios",),
    ),
    Calculator(
        "annualise",
        A,
        _annualise,
        (
            signed("flow", "ebe"),
            count("months", "mois", low=1, high=24),
            money("dettes", default=""),
        ),
        ("annual_flow:euro", "R1:ratio"),
        golden=("conan_holder",),
    ),
)
