"""Calculators of bad debts."""

from __future__ import annotations

from typing import Any

from simulator.domain.accounting import doubtful, vat
from simulator.services.calculators.inputs import (
    choice,
    day,
    flag,
    money,
    rate,
)
from simulator.services.calculators.inputs import (
    vat as vat_input,
)
from simulator.services.calculators.model import Calculator, Raw, Values, Word
from simulator.services.calculators.shelves.accounting_common import ON, B, entries_grid


def _vat(v: Values) -> Raw:
    found = vat.vat_recovery(
        v.cents("unpaid"),
        v.number("vat_rate"),
        vat.VatBasis(v.text("vat_basis")),
        vat.Event(v.text("event")),
        v.date("event_on"),
        on=v.date("on"),
        duplicate_sent=v.flag("duplicate_sent"),
        law=v.law,
        waived=v.number("waived"),
    )
    split = vat.split_vat(v.cents("unpaid"), v.number("vat_rate"))
    values = {
        "vat_recovered": found.recovered,
        "ht": found.net,
        "vat": found.vat,
        "last_day": found.last_day,
        "missing": tuple(Word(code) for code in found.missing),
    }
    return Raw(values, split.steps(), (), found.confidence)


def basis_of(v: Values) -> vat.VatBasis:
    """Return when VAT is payable."""
    return vat.VatBasis(v.text("vat_basis"))


def _write_off(v: Values) -> Raw:
    year = v.date("on").year if v.flag("this_year") else None
    found = doubtful.write_off(
        v.date("on"),
        v.cents("remaining_ttc"),
        v.number("vat_rate"),
        basis_of(v),
        write_down=v.cents("writedown"),
        account=v.text("account"),
        claim_year=year,
        vat_recoverable=v.flag("vat_recoverable"),
    )
    split = vat.split_vat(v.cents("remaining_ttc"), v.number("vat_rate"))
    values = {
        "lost": found.lost,
        "vat_recovered": found.vat_recovered,
        "result": found.result,
        "entries": entries_grid(found.entries),
    }
    return Raw(values, split.steps())


def _written_off(given: dict[str, Any]) -> dict[str, Any]:
    """Read how a published case words its claim: VAT basis in French, year of the claim."""
    words = given.get("vat_basis")
    if isinstance(words, str) and words not in {b.value for b in vat.VatBasis}:
        receipts = words.startswith("encaissement")
        given["vat_basis"] = (vat.VatBasis.RECEIPTS if receipts else vat.VatBasis.DELIVERY).value
    if given.get("claim_of_year") == "N":
        given.pop("claim_of_year")
        given["this_year"] = True
        given.setdefault("account", doubtful.CUSTOMER)
    return given


def _recovery(v: Values) -> Raw:
    found = doubtful.later_recovery(v.date("on"), v.cents("received_ttc"), v.number("vat_rate"))
    split = vat.split_vat(v.cents("received_ttc"), v.number("vat_rate"))
    values = {"income": split.net, "vat": split.vat, "entries": entries_grid((found,))}
    return Raw(values, split.steps())


VAT_BASIS = choice("vat_basis", vat.VatBasis, "delivery")


CALCULATORS = (
    Calculator(
        "vat-on-bad-debt",
        B,
        _vat,
        (
            money("unpaid", "remaining_ttc claim_ttc", above=True),
            vat_input(),
            VAT_BASIS,
            choice("event", vat.Event),
            day("event_on"),
            flag("duplicate_sent"),
            rate("waived", default="100 %"),
            ON,
        ),
        ("vat_recovered:euro", "ht:euro", "vat:euro", "last_day:date", "missing:words"),
    ),
    Calculator(
        "write-off",
        B,
        _write_off,
        (
            money("remaining_ttc", "claim_ttc", above=True),
            vat_input(),
            VAT_BASIS,
            money("writedown", default=""),
            choice("account", (doubtful.DOUBTFUL, doubtful.CUSTOMER), "416"),
            flag("this_year"),
            flag("vat_recoverable", default=True),
            ON,
        ),
        ("lost:euro", "vat_recovered:euro", "result:euro", "entries:table"),
        golden=("accounting",),
        adapt=_written_off,
    ),
    Calculator(
        "written-off-recovery",
        B,
        _recovery,
        (money("received_ttc", above=True), vat_input(), ON),
        ("income:euro", "vat:euro", "entries:table"),
        golden=("accounting",),
    ),
)
