"""Calculators of limits by the need of the customer."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from simulator.domain.credit import need
from simulator.domain.credit.proposal import Proposal
from simulator.domain.results import NotComputable
from simulator.services.calculators.inputs import (
    basis,
    days,
    money,
    rate,
    ratio,
    vat,
)
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.limits_common import LIMIT, L, proposed, year_basis


def _simple(v: Values) -> Raw | NotComputable:
    return proposed(need.simple_need(v.cents("sales_ttc"), v.number("days"), basis=year_basis(v)))


def _complete(v: Values) -> Raw | NotComputable:
    def asked(late: Decimal) -> Proposal:
        return need.complete_need(
            v.cents("sales_ht"),
            v.number("vat_rate"),
            v.number("terms_days"),
            end_of_month_days=v.number("end_of_month_days"),
            lateness_days=late,
            domestic_share=v.number("domestic_share"),
            basis=year_basis(v),
        )

    found = asked(v.number("lateness_days"))
    raw = proposed(found)
    if isinstance(raw, NotComputable):
        return raw
    return Raw({**raw.values, "without_lateness": asked(Decimal(0)).amount}, raw.steps)


def _afdcc(v: Values) -> Raw | NotComputable:
    return proposed(
        need.afdcc_need(
            v.cents("orders"),
            v.cents("to_invoice"),
            v.cents("open_invoices"),
            terms_coefficient=v.number("terms_coefficient"),
            behaviour_coefficient=v.number("behaviour_coefficient"),
        )
    )


def _afdcc_case(given: dict[str, Any]) -> dict[str, Any]:
    """Take the good behaviour of a published case that gives two."""
    if "ccp_bon" in given and "ccp" not in given:
        given["ccp"] = given.pop("ccp_bon")
        given.pop("ccp_mauvais", None)
    return given


CALCULATORS = (
    Calculator(
        "limit-simple-need",
        L,
        _simple,
        (money("sales_ttc", "ca_ttc"), days("days", "j delai"), basis()),
        LIMIT,
    ),
    Calculator(
        "limit-complete-need",
        L,
        _complete,
        (
            money("sales_ht", "ca_ht"),
            vat(),
            days("terms_days", "delai"),
            days("end_of_month_days", "fdm", "0"),
            days("lateness_days", "retard", "0"),
            rate("domestic_share", default="100 %"),
            basis(),
        ),
        ("limit:euro", "without_lateness:euro"),
        golden=("limite_credit",),
    ),
    Calculator(
        "limit-afdcc",
        L,
        _afdcc,
        (
            money("orders", "ec"),
            money("to_invoice", "fae"),
            money("open_invoices", "ef"),
            ratio("terms_coefficient", "cdp", low=0),
            ratio("behaviour_coefficient", "ccp", low=0),
        ),
        LIMIT,
        golden=("limite_credit",),
        adapt=_afdcc_case,
    ),
)
