"""Calculators of limits combined and insured."""

from __future__ import annotations

from simulator.domain.credit import capacity, need
from simulator.domain.credit.limits import (
    Combined,
    Cover,
    affordable_days,
    combine,
    insured_layer,
)
from simulator.domain.credit.proposal import Method, Proposal
from simulator.domain.results import Confidence, NotComputable, Step, Unit, weakest
from simulator.services.calculators.inputs import (
    choice,
    days,
    money,
    rate,
    ratio,
    signed,
    table,
)
from simulator.services.calculators.model import Calculator, Grid, Raw, Values, Word
from simulator.services.calculators.shelves.limits_common import L


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
    found += [
        Proposal(Method(row["method"]), row["amount"], Confidence.CERTAIN)
        for row in v.rows("others")
    ]
    return found


_CAPS = {
    Method.EQUITY: "cap_fp",
    Method.SUPPLIERS: "cap_fourn",
    Method.WORKING_CAPITAL_NEED: "cap_bfr",
}


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


_COVER = (
    money("granted", "agrement", ""),
    rate("quota", "quotite", "90 %"),
    money("own_layer", "propre", ""),
)


_FILED = tuple(m.value for m in Method)


CALCULATORS = (
    Calculator(
        "limit-insured",
        L,
        _insured,
        (money("request", "demande"), money("granted", "agrement"), *_COVER[1:]),
        ("limit:euro", "indemnity:euro", "max_loss:euro", "unmet:euro"),
        golden=("limite_credit",),
    ),
    Calculator(
        "limit-combination",
        L,
        _combine,
        (
            money("besoin", "request demande", ""),
            signed("fp", "equity", ""),
            ratio("coef", default="1", low=0),
            money("fourn", "suppliers", ""),
            signed("bfr", default=""),
            table("others", choice("method", _FILED), money("amount"), required=False),
            *_COVER,
        ),
        (
            "limit:euro",
            "before_cover:euro",
            "max_loss:euro",
            "cap_fp:euro",
            "cap_fourn:euro",
            "cap_bfr:euro",
            "methods:table",
        ),
        golden=("limite_credit",),
    ),
    Calculator(
        "limit-affordable-days",
        L,
        _affordable,
        (days("days"), money("need", above=True), money("limit")),
        ("days:days",),
    ),
)
