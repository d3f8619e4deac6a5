"""Calculators of journal entries and papers."""

from __future__ import annotations

from simulator.domain.accounting import doubtful, retention, vat
from simulator.domain.accounting.entries import Entry
from simulator.domain.money import Cents
from simulator.domain.results import Step, Unit
from simulator.services.calculators.inputs import (
    choice,
    day,
    money,
)
from simulator.services.calculators.inputs import (
    vat as vat_input,
)
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.accounting_common import ON, B, entries_grid
from simulator.services.calculators.shelves.bad_debts import VAT_BASIS, basis_of

_LIFE = ("sale", "to_doubtful", "receipt", "full_payment", "penalties")


def _entries(v: Values) -> Raw:
    on, gross, tax, kind = v.date("on"), v.cents("amount"), v.number("vat_rate"), basis_of(v)
    operation = v.text("operation")
    if operation == "sale":
        made: tuple[Entry, ...] = (doubtful.sale(on, vat.split_vat(gross, tax).net, tax, kind),)
    elif operation == "to_doubtful":
        made = (doubtful.to_doubtful(on, gross),)
    elif operation == "receipt":
        made = doubtful.receipt(on, gross, tax, kind)
    elif operation == "full_payment":
        made = doubtful.full_payment(on, gross, tax, kind, v.cents("writedown"))
    else:
        made = (doubtful.penalties(on, v.cents("interest"), v.cents("indemnity")),)
    split = vat.split_vat(gross, tax)
    steps = split.steps() if operation != "penalties" else ()
    total = Cents(sum(one.total for one in made))
    return Raw({"total": total, "entries": entries_grid(made)}, steps)


def _keep(v: Values) -> Raw:
    found = retention.keep_until(v.date("year_end_of"), v.text("paper"), v.law)
    rule = v.law.on(v.text("paper"), v.date("year_end_of"))
    shown = f"31/12/{v.date('year_end_of').year} + {rule.value} ans"
    step = Step("keep_until", shown, found, Unit.DATE)
    return Raw({"keep_until": found}, (step,), (), rule.confidence, (rule.source,))


CALCULATORS = (
    Calculator(
        "journal-entries",
        B,
        _entries,
        (
            choice("operation", _LIFE),
            money("amount", default=""),
            vat_input(),
            VAT_BASIS,
            money("writedown", default=""),
            money("interest", default=""),
            money("indemnity", default=""),
            ON,
        ),
        ("total:euro", "entries:table"),
    ),
    Calculator(
        "retention",
        B,
        _keep,
        (
            day("year_end_of", "last_payment"),
            choice(
                "paper",
                ("retention_training_years", "retention_accounting_years", "retention_tax_years"),
            ),
        ),
        ("keep_until:date",),
        golden=("training",),
    ),
)
