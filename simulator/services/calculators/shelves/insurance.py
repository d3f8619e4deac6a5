"""Calculators of credit insurance."""

from __future__ import annotations

from typing import Any

from simulator.domain.credit import (
    insurance,
)
from simulator.domain.credit.inputs import TaxBase
from simulator.services.calculators.inputs import (
    choice,
    count,
    money,
    rate,
    ratio,
    table,
)
from simulator.services.calculators.model import Calculator, Grid, Raw, Values
from simulator.services.calculators.shelves.credit_common import C, euros, fields


def _policy_of(v: Values) -> insurance.Policy:
    return insurance.Policy(
        "calculator",
        premium_rate=v.number("premium_rate"),
        premium_base=TaxBase(v.text("premium_base")),
        minimum_share=v.number("minimum_share"),
        enquiry_fee=v.cents("enquiry_fee"),
        ceiling_multiple=v.number("ceiling_multiple") if v.has("ceiling_multiple") else None,
    )


def _premium(v: Values) -> Raw:
    found = insurance.premium(
        _policy_of(v), v.cents("expected_sales"), v.cents("actual_sales"), v.whole("enquiries")
    )
    warnings = ("minimum_premium",) if found.minimum_applies else ()
    return Raw(fields(found, "total", "due", "fees", "ceiling"), found.steps, warnings)


def _franchise(v: Values) -> insurance.Franchise:
    kind = insurance.FranchiseKind(v.text("franchise_kind"))
    return insurance.Franchise(kind, v.cents("franchise"))


def _indemnity(v: Values) -> Raw:
    granted = v.cents("granted") if v.has("granted") else None
    found = insurance.indemnity(v.cents("exposure"), granted, v.number("quota"), _franchise(v))
    return Raw(fields(found, "paid", "own_loss", "insured"), found.steps)


def _claim_year(v: Values) -> Raw:
    losses = [insurance.Loss(row["exposure"], row.get("granted")) for row in v.rows("losses")]
    ceiling = v.cents("ceiling") if v.has("ceiling") else None
    found = insurance.claim_year(losses, v.number("quota"), _franchise(v), ceiling=ceiling)
    rows = tuple(
        (loss.exposure, claim.insured, claim.paid, claim.own_loss)
        for loss, claim in zip(losses, found.claims, strict=True)
    )
    columns = ("exposure:euro", "insured:euro", "paid:euro", "own_loss:euro")
    values = {**fields(found, "paid", "insured", "own_loss"), "claims": Grid(columns, rows)}
    steps = tuple(step for claim in found.claims for step in claim.steps)
    return Raw(values, steps)


_FRANCHISE = (
    choice("franchise_kind", insurance.FranchiseKind, "none"),
    money("franchise", default=""),
)


def _aggregate(given: dict[str, Any]) -> dict[str, Any]:
    """A yearly franchise given without its kind is an aggregate one."""
    if given.get("franchise") is not None and "franchise_kind" not in given:
        given["franchise_kind"] = insurance.FranchiseKind.AGGREGATE.value
    return given


CALCULATORS = (
    Calculator(
        "insurance-premium",
        C,
        _premium,
        (
            money("expected_sales"),
            money("actual_sales"),
            count("enquiries", default="0"),
            rate("premium_rate", default="0,3 %"),
            choice("premium_base", TaxBase, "ht"),
            rate("minimum_share", default="80 %"),
            money("enquiry_fee", default="35 €"),
            ratio("ceiling_multiple", default="25", low=0),
        ),
        euros("total", "due", "fees", "ceiling"),
    ),
    Calculator(
        "insurance-indemnity",
        C,
        _indemnity,
        (
            money("exposure", "encours"),
            money("granted", "agrement", ""),
            rate("quota", "quotite", "90 %"),
            *_FRANCHISE,
        ),
        euros("paid", "own_loss", "insured"),
        golden=("assurance_credit",),
        adapt=_aggregate,
    ),
    Calculator(
        "insurance-claim-year",
        C,
        _claim_year,
        (
            table("losses", money("exposure"), money("granted", default=""), alias="pertes"),
            rate("quota", "quotite", "90 %"),
            *_FRANCHISE,
            money("ceiling", default=""),
        ),
        (*euros("paid", "insured", "own_loss"), "claims:table"),
        golden=("assurance_credit",),
        adapt=_aggregate,
    ),
)
