"""Calculators of rotations in days."""

from __future__ import annotations

from simulator.domain.accounts import rotation
from simulator.domain.accounts.ratio import in_days
from simulator.domain.results import NotComputable, Step, Unit
from simulator.services.calculators.inputs import (
    basis,
    choice,
    days,
    money,
    vat,
    whole_days,
)
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.accounts_common import A


def _rotation(v: Values) -> Raw | NotComputable:
    flow = v.euros("flux")
    if v.text("flow_tax") == "ht":
        flow = rotation.with_vat(flow, v.number("vat_rate"))
    code = {"customers": "credit_clients", "suppliers": "credit_fournisseurs"}[v.text("side")]
    found = in_days(code, v.euros("encours"), flow, basis=v.whole("basis_days"))
    if isinstance(found, NotComputable):
        return found
    return Raw({"jours": found.value}, (found.step,))


def _stock(v: Values) -> Raw | NotComputable:
    closing = v.euros("sf") if v.has("sf") else v.euros("si")
    amounts = (v.euros("si"), closing, v.euros("cost"))
    found = rotation.stock_days("rotation_stock", *amounts, basis=v.whole("basis"))
    turns = rotation.stock_turns("stock_turns", *amounts)
    if isinstance(found, NotComputable):
        return found
    if isinstance(turns, NotComputable):
        return turns
    values = {
        "average_stock": rotation.average_stock(*amounts[:2]) * 100,
        "jours": found.value,
        "turns": turns.value,
    }
    return Raw(values, (found.step, turns.step))


def _normative(v: Values) -> Raw | NotComputable:
    found = rotation.normative_days(v.number("j"), v.euros("num"), v.euros("den"))
    if isinstance(found, NotComputable):
        return found
    shown = f"{v.number('j')} × {v.euros('num')} ÷ {v.euros('den')}"
    return Raw({"jours_ca": found}, (Step("normative_days", shown, found, Unit.DAYS),))


CALCULATORS = (
    Calculator(
        "trade-days",
        A,
        _rotation,
        (
            choice("side", ("customers", "suppliers"), "customers"),
            money("encours", "cli four"),
            money("flux", "ca ca_ttc ach_ttc"),
            choice("flow_tax", ("ttc", "ht"), "ttc"),
            vat(),
            whole_days("basis_days", "base", "360", low=1),
        ),
        ("jours:days",),
        golden=("rotation",),
    ),
    Calculator(
        "stock-days",
        A,
        _stock,
        (
            money("si", "pf"),
            money("sf", default=""),
            money("cost", "cout_march cout_pf"),
            basis(),
        ),
        ("average_stock:euro", "jours:days", "turns:ratio"),
        golden=("rotation",),
    ),
    Calculator(
        "normative-days",
        A,
        _normative,
        (days("j"), money("num"), money("den")),
        ("jours_ca:days",),
        golden=("rotation",),
    ),
)
