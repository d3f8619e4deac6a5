"""Calculators of decisions on limits."""

from __future__ import annotations

from simulator.domain.credit import delegation
from simulator.domain.credit.classes import CLASSES
from simulator.domain.credit.limits import (
    Expiry,
    suggest_expiry,
)
from simulator.domain.money import ZERO
from simulator.domain.results import Confidence, NotComputable, Step, Unit
from simulator.services.calculators.inputs import (
    choice,
    day,
    money,
    whole_days,
)
from simulator.services.calculators.model import Calculator, Raw, Values, Word
from simulator.services.calculators.shelves.limits_common import L

_CODES = tuple(rule.code for rule in CLASSES)


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
    demand = delegation.Demand(
        v.cents("amount"), v.text("risk_class"), cover, v.cents("group_lines")
    )
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


CALCULATORS = (
    Calculator(
        "limit-expiry",
        L,
        _expiry,
        (
            day("decided_on", default="today"),
            choice("risk_class", _CODES),
            whole_days("terms_days", low=0),
            day("cover_ends_on", default=""),
        ),
        ("expires_on:date", "review_on:date", "maturity_on:date", "reason:word"),
        Confidence.PROBABLE,
    ),
    Calculator(
        "delegation",
        L,
        _delegation,
        (
            money("amount"),
            choice("risk_class", _CODES),
            money("cover", default=""),
            money("group_lines", default=str(int(ZERO))),
        ),
        ("role:word", "reasons:words", "conditions:words", "review_months:count"),
        Confidence.PEDAGOGICAL,
    ),
)
