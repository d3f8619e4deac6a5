"""Calculators of declarations of claims."""

from __future__ import annotations

from typing import Any

from simulator.domain.collection import insolvency
from simulator.services.calculators.inputs import (
    choice,
    day,
    flag,
    money,
    table,
    text,
)
from simulator.services.calculators.model import Calculator, Grid, Raw, Values
from simulator.services.calculators.shelves.collection_common import CLAUSE, clause_of
from simulator.services.calculators.shelves.insolvency_common import DATED, N, dated


def _declaration(v: Values) -> Raw:
    apart = insolvency.lives_apart(v.text("creditor"))
    return dated(insolvency.declaration(v.date("bodacc_publication"), v.law, apart=apart))


_PLACES = {
    "france métropolitaine": insolvency.MAINLAND,
    "belgique": "abroad",
    "étranger": "abroad",
}


def _creditor(given: dict[str, Any]) -> dict[str, Any]:
    """Read where the creditor is established, in French."""
    place = given.pop("creditor_location", None)
    if isinstance(place, str):
        given["creditor"] = _PLACES.get(place.lower(), "abroad")
    return given


def _amounts(v: Values) -> Raw:
    invoices = [
        insolvency.OpenInvoice(
            str(row["reference"]), row["ttc"], row["due_date"], row.get("delivered")
        )
        for row in v.rows("invoices")
    ]
    found = insolvency.to_declare(invoices, v.date("opening_judgment"), v.law, clause_of(v))
    rows = tuple(
        (
            line.invoice.reference,
            line.invoice.amount,
            line.penalty.days,
            line.penalty.interest,
            line.penalty.indemnity,
            line.to_fall_due,
        )
        for line in found.lines
    )
    columns = (
        "reference:text",
        "principal:euro",
        "days_late:days",
        "interest:euro",
        "fixed_indemnity:euro",
        "to_fall_due:flag",
    )
    values: dict[str, object] = {
        "total_declared": found.total,
        "principal_declared": found.principal,
        "declared": Grid(columns, rows),
    }
    warnings = []
    if found.left_out:
        values["left_out"] = ", ".join(invoice.reference for invoice in found.left_out)
        warnings.append("later_claims_left_out")
    return Raw(values, found.steps(), tuple(warnings), found.confidence)


def _invoices(given: dict[str, Any]) -> dict[str, Any]:
    """Gather invoices given one by one (``invoice_A``, ``invoice_B``)."""
    keys = [key for key in given if key.startswith("invoice_")]
    rows = [
        {"reference": key.removeprefix("invoice_"), **given.pop(key)}
        for key in keys
        if isinstance(given[key], dict)
    ]
    if rows:
        given["invoices"] = rows
    if given.get("penalty_rate") == "BCE + 10":
        given.pop("penalty_rate")
    return given


def _relief(v: Values) -> Raw:
    return dated(
        insolvency.relief(v.date("bodacc_publication"), v.law, unknowable=v.flag("unknowable"))
    )


PUBLICATION = day("bodacc_publication")


CALCULATORS = (
    Calculator(
        "claim-declaration",
        N,
        _declaration,
        (
            PUBLICATION,
            choice("creditor", (insolvency.MAINLAND, "overseas", "abroad"), insolvency.MAINLAND),
        ),
        DATED,
        golden=("claim_declaration",),
        adapt=_creditor,
    ),
    Calculator(
        "claim-amounts",
        N,
        _amounts,
        (
            table(
                "invoices",
                text("reference"),
                money("ttc", "amount", above=True),
                day("due_date", "due"),
                day("delivered", default=""),
            ),
            day("opening_judgment"),
            *CLAUSE,
        ),
        ("total_declared:euro", "principal_declared:euro", "left_out:text", "declared:table"),
        golden=("collective_procedure",),
        adapt=_invoices,
    ),
    Calculator(
        "releve-forclusion",
        N,
        _relief,
        (PUBLICATION, flag("unknowable")),
        DATED,
    ),
)
