"""Calculators of accounts: balances, cash flow, functional balance sheet, ratios, rotations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from simulator.domain.accounts import annual, reading, rotation
from simulator.domain.accounts.caf import Caf, caf_additive, caf_subtractive
from simulator.domain.accounts.functional import (
    Functional,
    FunctionalMasses,
    functional,
    functional_of,
)
from simulator.domain.accounts.liasse import LINES
from simulator.domain.accounts.liquidity import Liquidity
from simulator.domain.accounts.ratio import Ratio, in_days, ratio
from simulator.domain.accounts.ratios import ratios_of
from simulator.domain.accounts.sig import sig_of
from simulator.domain.accounts.statement import Statement
from simulator.domain.money import Cents, euros
from simulator.domain.refusals import UnknownChoice
from simulator.domain.results import NotComputable, Step, Unit
from simulator.services.calculators.inputs import (
    basis,
    choice,
    count,
    day,
    days,
    money,
    rate,
    signed,
    table,
    text,
    vat,
)
from simulator.services.calculators.model import Calculator, Family, Grid, Raw, Values, Word

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
        "caf_subtractive",
        v.cents("EBE"),
        tuple((name, v.cents(name)) for name in names),
        tuple((name, v.cents(name)) for name in out),
    )
    up = Caf(
        "caf_additive",
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


_MASSES = ("rs", "es", "ace", "pce", "ache", "pche", "ta", "tp")


def _balance(found: Functional) -> Raw:
    accounts = found.net_cash_by_accounts
    values: dict[str, object] = {
        "frng": found.frng,
        "bfre": found.bfre,
        "bfrhe": found.bfrhe,
        "bfr": found.bfr,
        "net_cash": found.net_cash,
    }
    if accounts is not None:
        values["net_cash_by_accounts"] = accounts
    return Raw(values, found.steps, found.warnings)


def _functional(v: Values) -> Raw:
    return _balance(functional(FunctionalMasses(*(v.cents(name) for name in _MASSES))))


def _liquidity(v: Values) -> Raw:
    found = Liquidity(v.cents("cap_perm"), v.cents("actif_lt"))
    return Raw({"working_capital": found.working_capital}, (found.step,))


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
    raw = _balance(sheet)
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


def _measured(found: Ratio | NotComputable) -> object:
    """Show a ratio in its own unit, one row a ratio: days and years as such, else a fraction."""
    if isinstance(found, NotComputable):
        return found
    return found.value


def _ratio_row(name: str, found: Ratio | NotComputable) -> tuple[object, ...]:
    unit = found.unit if isinstance(found, Ratio) else Unit.RATIO
    return (Word(name), _measured(found), Word(f"unit_{unit.value}"))


def _liasse_ratios(v: Values) -> Raw:
    statement = _liasse(v)
    found = ratios_of(statement, vat_rate=v.number("vat_rate"), basis=v.whole("basis"))
    rows = tuple(_ratio_row(name, each) for name, each in found.items())
    steps = tuple(each.step for each in found.values() if isinstance(each, Ratio))
    columns = ("ratio_name:word", "value:ratio", "unit:word")
    return Raw({"ratios": Grid(columns, rows)}, steps, annual.warnings_of([statement]))


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
        values[name] = _measured(found)
        steps += [found.step] if isinstance(found, Ratio) else []
    if v.has("cli") and v.has("ca"):
        days_found = in_days("credit_clients", v.euros("cli"), v.euros("ca"), basis=v.whole("basis"))
        values["dso_HT_365"] = _measured(days_found)
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
    steps = [Step("annual_flow", f"{v.euros('flow')} × 12 ÷ {v.whole('months')}", flow * 100, Unit.CENTS)]
    if v.has("dettes"):
        found = ratio("ebe_dettes", flow, v.euros("dettes"))
        values["R1"] = _measured(found)
        steps += [found.step] if isinstance(found, Ratio) else []
    warnings = () if v.whole("months") == 12 else ("year_not_twelve_months",)
    return Raw(values, tuple(steps), warnings)


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
    if isinstance(found, NotComputable) or isinstance(turns, NotComputable):
        return found if isinstance(found, NotComputable) else turns
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




_A = Family.ACCOUNTS
_EURO = "euro"


def _outputs(measure: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{name}:{measure}" for name in names)


_BALANCES = ("frng", "bfre", "bfrhe", "bfr", "net_cash", "net_cash_by_accounts")
CALCULATORS = (
    Calculator(
        "sig",
        _A,
        _sig,
        (*_SIG_INPUTS, day("closing", default=""), count("months", "mois", "12", low=1, high=24)),
        _outputs(
            _EURO, "sales", "commercial_margin", "production", "value_added", "ebe",
            "operating_result", "current_result", "exceptional_result", "net_result", "caf",
        ),
        golden=("sig",),
    ),
    Calculator(
        "caf",
        _A,
        _caf,
        (
            signed("EBE"),
            *(money(name, default="") for name in ("FQ", "prod_fin", "other_income", "GE", "GU")),
            signed("IS", default=""),
            money("other_charges", default=""),
            signed("RN"),
            *(money(name, default="") for name in ("dot", "rep", "p775", "c675", "p777")),
        ),
        _outputs(_EURO, "caf_subtractive", "caf_additive", "gap"),
        golden=("caf",),
    ),
    Calculator(
        "functional-balance-sheet",
        _A,
        _functional,
        (signed("rs"), *(money(name) for name in _MASSES[1:])),
        _outputs(_EURO, *_BALANCES),
        golden=("bilan_fonctionnel",),
    ),
    Calculator(
        "tax-return-balances",
        _A,
        _liasse_balances,
        _STATEMENT_INPUTS,
        (
            *_outputs(_EURO, "value_added", "ebe", "operating_result", "net_result"),
            *_outputs(_EURO, "caf", "caf_additive", *_BALANCES),
            "checks:table",
        ),
        golden=("sig", "bilan_fonctionnel"),
    ),
    Calculator(
        "tax-return-ratios",
        _A,
        _liasse_ratios,
        (*_STATEMENT_INPUTS, vat(), basis()),
        ("ratios:table",),
    ),
    Calculator(
        "liquidity-working-capital",
        _A,
        _liquidity,
        (signed("cap_perm"), money("actif_lt")),
        ("working_capital:euro",),
        golden=("bilan_fonctionnel",),
    ),
    Calculator(
        "ratios",
        _A,
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
            *_outputs("ratio", "liq_generale", "liq_reduite", "liq_immediate"),
            "autonomie:percent", "endettement:percent", "dette_caf:years", "rotation:ratio",
            "roe:percent", "dso_HT_365:days", "frng:euro",
        ),
        golden=("ratios",),
    ),
    Calculator(
        "annualise",
        _A,
        _annualise,
        (
            signed("flow", "ebe"),
            count("months", "mois", low=1, high=24),
            money("dettes", default=""),
        ),
        ("annual_flow:euro", "R1:ratio"),
        golden=("conan_holder",),
    ),
    Calculator(
        "trade-days",
        _A,
        _rotation,
        (
            choice("side", ("customers", "suppliers"), "customers"),
            money("encours", "cli four"),
            money("flux", "ca ca_ttc ach_ttc"),
            choice("flow_tax", ("ttc", "ht"), "ttc"),
            vat(),
            days("basis_days", "base", "360", above=True),
        ),
        ("jours:days",),
        golden=("rotation",),
    ),
    Calculator(
        "stock-days",
        _A,
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
        _A,
        _normative,
        (days("j"), money("num"), money("den")),
        ("jours_ca:days",),
        golden=("rotation",),
    ),
)
