"""Calculators of credit limits: each method, their combination, who decides, when to review."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from simulator.domain.credit import capacity, delegation, need
from simulator.domain.credit.classes import CLASSES
from simulator.domain.credit.inputs import YearBasis
from simulator.domain.credit.limits import (
    Combined,
    Cover,
    Expiry,
    affordable_days,
    combine,
    insured_layer,
    suggest_expiry,
)
from simulator.domain.credit.proposal import Method, Proposal
from simulator.domain.credit.season import rolling_peak
from simulator.domain.money import ZERO
from simulator.domain.results import Confidence, NotComputable, Step, Unit, weakest
from simulator.services.calculators.inputs import (
    basis,
    choice,
    day,
    days,
    flag,
    money,
    points,
    rate,
    ratio,
    signed,
    table,
    vat,
    whole_days,
)
from simulator.services.calculators.model import Calculator, Family, Grid, Raw, Values, Word

_CODES = tuple(rule.code for rule in CLASSES)


def _basis(v: Values) -> YearBasis:
    return YearBasis(v.whole("basis"))


def _proposed(found: Proposal | NotComputable) -> Raw | NotComputable:
    if isinstance(found, NotComputable):
        return found
    warnings = ("place_rule",) if found.place_rule else ()
    return Raw({"limit": found.amount}, found.steps, warnings, found.confidence)


def _simple(v: Values) -> Raw | NotComputable:
    return _proposed(need.simple_need(v.cents("sales_ttc"), v.number("days"), basis=_basis(v)))


def _complete(v: Values) -> Raw | NotComputable:
    def asked(late: Decimal) -> Proposal:
        return need.complete_need(
            v.cents("sales_ht"),
            v.number("vat_rate"),
            v.number("terms_days"),
            end_of_month_days=v.number("end_of_month_days"),
            lateness_days=late,
            domestic_share=v.number("domestic_share"),
            basis=_basis(v),
        )

    found = asked(v.number("lateness_days"))
    raw = _proposed(found)
    if isinstance(raw, NotComputable):
        return raw
    return Raw({**raw.values, "without_lateness": asked(Decimal(0)).amount}, raw.steps)


def _seasonal(v: Values) -> Raw | NotComputable:
    return _proposed(need.seasonal_need(v.cents("mean_need"), v.number("peak_share")))


def _rolling(v: Values) -> Raw:
    months = [row["sales"] for row in v.rows("months")]
    found = rolling_peak(months, v.number("window"), cyclic=v.flag("cyclic"))
    values: dict[str, object] = {
        "limit": found.peak,
        "total": found.total,
        "mean": found.mean,
        "start": found.start + 1,
    }
    if found.coefficient is not None:
        values["coefficient"] = found.coefficient
    return Raw(values, found.steps)


def _afdcc(v: Values) -> Raw | NotComputable:
    return _proposed(
        need.afdcc_need(
            v.cents("orders"),
            v.cents("to_invoice"),
            v.cents("open_invoices"),
            terms_coefficient=v.number("terms_coefficient"),
            behaviour_coefficient=v.number("behaviour_coefficient"),
        )
    )


def _equity(v: Values) -> Raw | NotComputable:
    return _proposed(
        capacity.equity_cap(v.cents("equity"), rate=v.number("rate"), coefficient=v.number("coefficient"))
    )


def _suppliers(v: Values) -> Raw | NotComputable:
    suppliers = v.cents("suppliers")
    steps: tuple[Step, ...] = ()
    if v.has("purchases_ttc") and not v.has("suppliers"):
        suppliers = capacity.suppliers_from_purchases(
            v.cents("purchases_ttc"), v.number("terms_days"), basis=_basis(v)
        )
        shown = f"{v.euros('purchases_ttc')} × {v.number('terms_days')} ÷ {v.whole('basis')}"
        steps = (Step("suppliers", shown, suppliers, Unit.CENTS),)
    raw = _proposed(capacity.suppliers_cap(suppliers, rate=v.number("rate")))
    if isinstance(raw, NotComputable):
        return raw
    return Raw(raw.values, (*steps, *raw.steps), raw.warnings, raw.confidence)


def _bfr(v: Values) -> Raw | NotComputable:
    return _proposed(capacity.working_capital_need_cap(v.cents("bfr"), rate=v.number("rate")))


def _frng(v: Values) -> Raw | NotComputable:
    return _proposed(capacity.working_capital_cap(v.cents("frng"), rate=v.number("rate")))


def _capital(v: Values) -> Raw | NotComputable:
    return _proposed(capacity.capital_cap(v.cents("capital"), red=v.flag("red"), rate=v.number("rate")))


def _score(v: Values) -> Raw | NotComputable:
    return _proposed(
        capacity.score_table_cap(v.cents("base"), v.number("score"), base_name=v.text("base_name"))
    )


def _concentration(v: Values) -> Raw | NotComputable:
    return _proposed(
        capacity.concentration_cap(
            v.cents("own_sales_ht"), rate=v.number("rate"), group_lines=v.cents("group_lines")
        )
    )


def _insured(v: Values) -> Raw:
    cover = Cover(v.cents("granted"), v.number("quota"), v.cents("own_layer"))
    found = insured_layer(v.cents("request"), cover)
    values = {
        "limit": found.limit,
        "indemnity": found.indemnity,
        "max_loss": found.max_loss,
        "unmet": found.unmet,
    }
    return Raw(values, found.steps)


def _proposals(v: Values) -> list[Proposal | NotComputable]:
    found: list[Proposal | NotComputable] = []
    if v.has("besoin"):
        found.append(need.request(v.cents("besoin")))
    if v.has("fp"):
        found.append(capacity.equity_cap(v.cents("fp"), coefficient=v.number("coef")))
    if v.has("fourn"):
        found.append(capacity.suppliers_cap(v.cents("fourn")))
    if v.has("bfr"):
        found.append(capacity.working_capital_need_cap(v.cents("bfr")))
    for row in v.rows("others"):
        found.append(Proposal(Method(row["method"]), row["amount"], Confidence.CERTAIN))
    return found


_CAPS = {Method.EQUITY: "cap_fp", Method.SUPPLIERS: "cap_fourn", Method.WORKING_CAPITAL_NEED: "cap_bfr"}


def _combine(v: Values) -> Raw | NotComputable:
    proposals = _proposals(v)
    cover = None
    if v.has("granted"):
        cover = Cover(v.cents("granted"), v.number("quota"), v.cents("own_layer"))
    found = combine(proposals, cover)
    if not isinstance(found, Combined):
        return found
    made = [one for one in proposals if isinstance(one, Proposal)]
    rows = tuple((Word(one.method.value), one.amount, one.method in found.binding) for one in made)
    values: dict[str, object] = {_CAPS[p.method]: p.amount for p in made if p.method in _CAPS}
    values |= {
        "limit": found.limit,
        "before_cover": found.before_cover,
        "max_loss": found.max_loss,
        "methods": Grid(("method:word", "amount:euro", "binding:flag"), rows),
    }
    warnings = ["cover_binds"] if found.cover_binds else []
    warnings += ["place_rule"] if any(one.place_rule for one in made) else []
    warnings += ["methods_left_out"] if found.left_out else []
    steps = tuple(step for one in made for step in one.steps)
    return Raw(values, (*steps, *found.steps), tuple(warnings), weakest(*found.confidence))


def _affordable(v: Values) -> Raw:
    found = affordable_days(v.number("days"), v.cents("need"), v.cents("limit"))
    shown = f"{v.number('days')} × {v.euros('limit')} ÷ {v.euros('need')}"
    return Raw({"days": found}, (Step("affordable_days", shown, found, Unit.DAYS),))


def _expiry(v: Values) -> Raw | NotComputable:
    found = suggest_expiry(
        v.date("decided_on"),
        v.text("risk_class"),
        v.whole("terms_days"),
        cover_ends_on=v.date_or_none("cover_ends_on"),
    )
    if not isinstance(found, Expiry):
        return found
    values = {
        "expires_on": found.expires_on,
        "review_on": found.review_on,
        "maturity_on": found.maturity_on,
        "reason": Word(found.reason),
    }
    return Raw(values, (), (), Confidence.PROBABLE)


def _delegation(v: Values) -> Raw:
    cover = v.cents("cover") if v.has("cover") else None
    demand = delegation.Demand(v.cents("amount"), v.text("risk_class"), cover, v.cents("group_lines"))
    found = delegation.who_decides(demand)
    whole = demand.amount + demand.group_lines
    shown = f"{v.euros('amount')} + {v.euros('group_lines')}"
    values: dict[str, object] = {
        "role": Word(found.role.value),
        "reasons": tuple(Word(code) for code in found.reasons),
        "conditions": tuple(Word(code) for code in found.conditions),
        "review_months": found.review_months
        if found.review_months is not None
        else NotComputable("no_line_for_class", {}),
    }
    step = Step("group_demand", shown, whole, Unit.CENTS)
    return Raw(values, (step,), ("firm_thresholds",), found.confidence)


def _afdcc_case(given: dict[str, Any]) -> dict[str, Any]:
    """Take the good behaviour of a published case that gives two."""
    if "ccp_bon" in given and "ccp" not in given:
        given["ccp"] = given.pop("ccp_bon")
        given.pop("ccp_mauvais", None)
    return given


_L = Family.LIMITS
_LIMIT = ("limit:euro",)
_COVER = (
    money("granted", "agrement", ""),
    rate("quota", "quotite", "90 %"),
    money("own_layer", "propre", ""),
)
_FILED = tuple(m.value for m in Method)
CALCULATORS = (
    Calculator(
        "limit-simple-need", _L, _simple,
        (money("sales_ttc", "ca_ttc"), days("days", "j delai"), basis()), _LIMIT,
    ),
    Calculator(
        "limit-complete-need", _L, _complete,
        (
            money("sales_ht", "ca_ht"), vat(), days("terms_days", "delai"),
            days("end_of_month_days", "fdm", "0"), days("lateness_days", "retard", "0"),
            rate("domestic_share", default="100 %"), basis(),
        ),
        ("limit:euro", "without_lateness:euro"),
        golden=("limite_credit",),
    ),
    Calculator(
        "limit-seasonal-need", _L, _seasonal,
        (money("mean_need"), rate("peak_share")), _LIMIT, Confidence.PROBABLE,
    ),
    Calculator(
        "limit-rolling-need", _L, _rolling,
        (
            table("months", money("sales"), alias="ttc"), ratio("window", "k", low=0),
            flag("cyclic"),
        ),
        ("limit:euro", "total:euro", "mean:euro", "start:ratio", "coefficient:ratio"),
        golden=("limite_credit",),
    ),
    Calculator(
        "limit-afdcc", _L, _afdcc,
        (
            money("orders", "ec"), money("to_invoice", "fae"), money("open_invoices", "ef"),
            ratio("terms_coefficient", "cdp", low=0), ratio("behaviour_coefficient", "ccp", low=0),
        ),
        _LIMIT,
        golden=("limite_credit",),
        adapt=_afdcc_case,
    ),
    Calculator(
        "limit-equity", _L, _equity,
        (signed("equity", "fp"), rate("rate", default="10 %"), ratio("coefficient", "coef", "1", low=0)),
        _LIMIT, Confidence.DISPUTED, golden=("limite_credit",),
    ),
    Calculator(
        "limit-suppliers", _L, _suppliers,
        (
            money("suppliers", "fourn", ""), money("purchases_ttc", default=""),
            days("terms_days", default="60"), rate("rate", default="20 %"), basis(),
        ),
        _LIMIT, Confidence.DISPUTED, golden=("limite_credit",),
    ),
    Calculator(
        "limit-bfr", _L, _bfr, (signed("bfr"), rate("rate", default="10 %")),
        _LIMIT, Confidence.DISPUTED, golden=("limite_credit",),
    ),
    Calculator(
        "limit-working-capital", _L, _frng, (signed("frng"), rate("rate", default="10 %")),
        _LIMIT, Confidence.DISPUTED,
    ),
    Calculator(
        "limit-capital", _L, _capital,
        (money("capital"), flag("red"), rate("rate", default="40 %")),
        _LIMIT, Confidence.PROBABLE,
    ),
    Calculator(
        "limit-score-table", _L, _score,
        (
            money("base"), points("score"),
            choice("base_name", ("purchases", "sales", "frng", "ebe"), "purchases"),
        ),
        _LIMIT, Confidence.PEDAGOGICAL,
    ),
    Calculator(
        "limit-concentration", _L, _concentration,
        (
            money("own_sales_ht", "ca"), rate("rate", default="5 %"), money("group_lines", default=""),
        ),
        _LIMIT, Confidence.PROBABLE, golden=("limite_credit",),
    ),
    Calculator(
        "limit-insured", _L, _insured,
        (money("request", "demande"), money("granted", "agrement"), *_COVER[1:]),
        ("limit:euro", "indemnity:euro", "max_loss:euro", "unmet:euro"),
        golden=("limite_credit",),
    ),
    Calculator(
        "limit-combination", _L, _combine,
        (
            money("besoin", "request demande", ""), signed("fp", "equity", ""), ratio("coef", default="1", low=0),
            money("fourn", "suppliers", ""), signed("bfr", default=""),
            table("others", choice("method", _FILED), money("amount"), required=False),
            *_COVER,
        ),
        (
            "limit:euro", "before_cover:euro", "max_loss:euro", "cap_fp:euro", "cap_fourn:euro",
            "cap_bfr:euro", "methods:table",
        ),
        golden=("limite_credit",),
    ),
    Calculator(
        "limit-affordable-days", _L, _affordable,
        (days("days"), money("need", above=True), money("limit")), ("days:days",),
    ),
    Calculator(
        "limit-expiry", _L, _expiry,
        (
            day("decided_on", default="today"), choice("risk_class", _CODES),
            whole_days("terms_days", low=0), day("cover_ends_on", default=""),
        ),
        ("expires_on:date", "review_on:date", "maturity_on:date", "reason:word"),
        Confidence.PROBABLE,
    ),
    Calculator(
        "delegation", _L, _delegation,
        (
            money("amount"), choice("risk_class", _CODES), money("cover", default=""),
            money("group_lines", default=str(int(ZERO))),
        ),
        ("role:word", "reasons:words", "conditions:words", "review_months:count"),
        Confidence.PEDAGOGICAL,
    ),
)  # fmt: skip
