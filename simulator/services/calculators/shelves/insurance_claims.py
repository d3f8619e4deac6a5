"""Calculators of deadlines of insured claims."""

from __future__ import annotations

from simulator.domain.credit import (
    claims,
    insurance,
)
from simulator.domain.results import Confidence
from simulator.services.calculators.inputs import (
    day,
    flag,
    money,
)
from simulator.services.calculators.model import Calculator, Input, Raw, Values, Word
from simulator.services.calculators.shelves.credit_common import C, fields


def _claim_dates(v: Values) -> Raw:
    claim = claims.Claim(
        v.cents("amount"),
        v.date("delivered_on"),
        v.date("issued_on"),
        v.date("due_on"),
        export=v.flag("export"),
        extended_to=v.date_or_none("extended_to"),
        customer_default_on=v.date_or_none("customer_default_on"),
        notified_on=v.date_or_none("notified_on"),
        collection_on=v.date_or_none("collection_on"),
    )
    policy = insurance.Policy("calculator")
    found = claims.deadlines(claim, policy)
    broken = claims.breaches(claim, policy, v.date("today"))
    values = fields(found, "notify_by", "collection_by", "extend_until", "paid_from", "paid_until")
    values["breaches"] = tuple(Word(code.value) for code in broken)
    return Raw(values, (), ("policy_delays",), Confidence.PROBABLE)


def _today(name: str) -> Input:
    return day(name, default="today")


CALCULATORS = (
    Calculator(
        "insurance-claim-deadlines",
        C,
        _claim_dates,
        (
            money("amount"),
            day("delivered_on"),
            day("issued_on"),
            day("due_on"),
            flag("export"),
            *(
                day(n, default="")
                for n in ("extended_to", "customer_default_on", "notified_on", "collection_on")
            ),
            _today("today"),
        ),
        (
            *(
                f"{n}:date"
                for n in ("notify_by", "collection_by", "extend_until", "paid_from", "paid_until")
            ),
            "breaches:words",
        ),
        Confidence.PROBABLE,
    ),
)
