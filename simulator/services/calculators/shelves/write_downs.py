"""Calculators of write-downs."""

from __future__ import annotations

from typing import Any

from simulator.domain.accounting import write_downs
from simulator.domain.money import Cents
from simulator.domain.results import Step, Unit
from simulator.services.calculators.inputs import (
    choice,
    flag,
    money,
    rate,
    table,
    text,
)
from simulator.services.calculators.inputs import (
    vat as vat_input,
)
from simulator.services.calculators.model import Calculator, Grid, Raw, Values, Word
from simulator.services.calculators.shelves.accounting_common import ON, B, entries_grid


def _write_down(v: Values) -> Raw:
    claim = write_downs.Doubtful(
        v.text("reference") or "1",
        v.cents("claim_ttc"),
        v.number("vat_rate"),
        v.number("loss_rate"),
        _existing(v),
    )
    table_ = write_downs.year_end((claim,))
    row = table_.rows[0]
    adjustment = Word(
        "addition" if row.adjustment > 0 else "release" if row.adjustment else "none_needed"
    )
    values = {
        "required": row.required,
        "ht": row.net,
        "vat": Cents(v.cents("claim_ttc") - row.net),
        "existing": claim.existing,
        "adjustment": row.adjustment,
        "adjustment_kind": adjustment,
        "entries": entries_grid(table_.entries(v.date("on"))),
    }
    return Raw(values, row.steps())


def _existing(v: Values) -> Cents:
    """Return the write-down that exists, typed as an amount or as its old rate."""
    if v.has("existing"):
        return v.cents("existing")
    if not v.has("old_loss_rate"):
        return Cents(0)
    old = write_downs.Doubtful(
        "1", v.cents("claim_ttc"), v.number("vat_rate"), v.number("old_loss_rate")
    )
    return write_downs.year_end((old,)).required


def _statistical(v: Values) -> Raw:
    balances = {str(row["band"]): row["balance"] for row in v.rows("bands")}
    rates = {str(row["band"]): row["rate"] for row in v.rows("bands")}
    found = write_downs.by_age(balances, rates)
    rows = tuple((b.name, b.net, b.rate, b.required) for b in found)
    total = Cents(sum(b.required for b in found))
    columns = ("band:text", "balance:euro", "rate:percent", "required:euro")
    shown = " + ".join(f"{b.required / 100:.2f}" for b in found)
    step = Step("required", shown, total, Unit.CENTS)
    return Raw({"required": total, "bands": Grid(columns, rows)}, (step,))


def _tax(v: Values) -> Raw:
    names = ("specified", "probable", "event_in_year", "recorded")
    grounds = write_downs.Grounds(**{name: v.flag(name) for name in names})
    found = write_downs.tax_treatment(
        v.cents("amount"), write_downs.Method(v.text("method")), grounds
    )
    values = {
        "deductible": found.deductible,
        "add_back": found.add_back,
        "missing": tuple(Word(code) for code in found.missing),
    }
    return Raw(values)


def _tax_case(given: dict[str, Any]) -> dict[str, Any]:
    """A percentage of all receivables is a flat rate."""
    method = given.get("method")
    if isinstance(method, str) and "%" in method:
        given["method"] = write_downs.Method.FLAT_RATE.value
    return given


CALCULATORS = (
    Calculator(
        "write-down",
        B,
        _write_down,
        (
            text("reference", default=""),
            money("claim_ttc", above=True),
            vat_input(),
            rate("loss_rate", "new_loss_pct% expected_loss_pct_of_ht%"),
            rate("old_loss_rate", "old_loss_pct%", ""),
            money("existing", default=""),
            ON,
        ),
        (
            "required:euro",
            "ht:euro",
            "vat:euro",
            "existing:euro",
            "adjustment:euro",
            "adjustment_kind:word",
            "entries:table",
        ),
        golden=("accounting",),
    ),
    Calculator(
        "statistical-write-down",
        B,
        _statistical,
        (table("bands", text("band"), money("balance"), rate("rate")),),
        ("required:euro", "bands:table"),
    ),
    Calculator(
        "write-down-tax",
        B,
        _tax,
        (
            money("amount"),
            choice("method", write_downs.Method, "claim_by_claim"),
            *(
                flag(name, default=True)
                for name in ("specified", "probable", "event_in_year", "recorded")
            ),
        ),
        ("deductible:euro", "add_back:euro", "missing:words"),
        golden=("accounting",),
        adapt=_tax_case,
    ),
)
