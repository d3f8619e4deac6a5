"""Calculators of late penalties."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from simulator.domain.collection import (
    clauses,
    penalties,
)
from simulator.domain.money import Cents
from simulator.domain.refusals import UnknownChoice
from simulator.domain.results import Step, Unit
from simulator.services.calculators.inputs import (
    count,
    day,
    money,
    text,
)
from simulator.services.calculators.model import Calculator, Grid, Raw, Values
from simulator.services.calculators.shelves.collection_common import (
    CLAUSE,
    DIVISOR,
    K,
    clause_of,
)


def segments(found: penalties.Penalty) -> Grid:
    """Return the interest of each half-year, with its rate, so that it can be checked by hand."""
    rows = tuple(
        (part.half, part.first_day, part.last_day, part.days, part.rate.value, part.shown)
        for part in found.segments
    )
    columns = (
        "half:half",
        "first_day:date",
        "until_day:date",
        "days:days",
        "rate:percent",
        "interest:euro",
    )
    return Grid(columns, rows)


def sources(found: penalties.Penalty) -> tuple[str, ...]:
    """Return the sources of the rates used."""
    return tuple(dict.fromkeys(part.rate.source for part in found.segments))


def _penalty(v: Values) -> Raw:
    invoice = penalties.LateInvoice(
        v.cents("amount_ttc"), v.date("due_date"), v.date("payment_date")
    )
    clause = clause_of(v)
    found = penalties.penalty(invoice, v.law, clause, v.whole("basis"))
    warnings = []
    if found.segments and clause.kind is not clauses.RateKind.DEFAULT:
        verdict = clauses.check_rate(clause, found.segments[0].first_day, v.law)
        warnings += [] if verdict.compliant else ["below_floor"]
    values = {
        "total_accessories": found.total,
        "interest": found.interest,
        "fixed_indemnity": found.indemnity,
        "days_late": found.days,
        "segments": segments(found),
    }
    return Raw(values, found.steps(), tuple(warnings), found.confidence, sources(found))


_HALF = re.compile(r"(?P<year>\d{4})[- ]?S(?P<half>[12])", re.IGNORECASE)


def _floor_day(v: Values) -> date:
    if not v.has("half"):
        return v.date("on")
    found = _HALF.fullmatch(v.text("half"))
    if found is None:
        raise UnknownChoice("half", v.text("half"), ("2026-S1", "2026-S2"))
    return date(int(found["year"]), 1 if found["half"] == "1" else 7, 1)


def _floor(v: Values) -> Raw:
    on = _floor_day(v)
    found = clauses.check_rate(clause_of(v), on, v.law)
    values: dict[str, object] = {
        "compliant": found.compliant,
        "floor": found.floor.value,
        "rate": found.rate.value,
        "default_rate": found.by_default.value,
    }
    if found.fine is not None:
        values |= {"fine_person": found.fine.person, "fine_company": found.fine.company}
    warnings = () if found.compliant else ("below_floor",)
    return Raw(values, found.steps, warnings, found.floor.confidence, (found.floor.source,))


def _indemnity(v: Values) -> Raw:
    unit = v.law.on("fixed_indemnity", v.date("on"))
    found = penalties.fixed_indemnity(v.whole("late_invoices"), v.date("on"), v.law)
    shown = f"{v.whole('late_invoices')} × {unit.value}"
    step = Step("fixed_indemnity", shown, found, Unit.CENTS)
    values = {"fixed_indemnity": found, "vat_on_indemnity": Cents(0)}
    return Raw(values, (step,), (), unit.confidence, (unit.source,))


PENALTY_OUT = ("total_accessories:euro", "interest:euro", "fixed_indemnity:euro", "days_late:days")


def _contract(given: dict[str, Any]) -> dict[str, Any]:
    """A contract rate given without its kind is a fixed one."""
    if {"contract_rate", "contract_rate_pct"} & given.keys() and "clause" not in given:
        given["clause"] = clauses.RateKind.FIXED.value
    return given


CALCULATORS = (
    Calculator(
        "late-penalties",
        K,
        _penalty,
        (
            money("amount_ttc", above=True),
            day("due_date"),
            day("payment_date", default="today"),
            *CLAUSE,
            DIVISOR,
        ),
        (*PENALTY_OUT, "segments:table"),
        golden=("late_penalty",),
        adapt=_contract,
    ),
    Calculator(
        "penalty-floor",
        K,
        _floor,
        (day("on", default="today"), text("half", default=""), *CLAUSE),
        (
            "compliant:flag",
            "floor:percent",
            "rate:percent",
            "default_rate:percent",
            "fine_person:euro",
            "fine_company:euro",
        ),
        golden=("late_penalty_floor",),
        adapt=_contract,
    ),
    Calculator(
        "fixed-indemnity",
        K,
        _indemnity,
        (count("late_invoices"), day("on", default="today")),
        ("fixed_indemnity:euro", "vat_on_indemnity:euro"),
        golden=("late_penalty",),
    ),
)
