"""Calculators of accounting: working capital, write-downs, VAT on bad debts, entries."""

from __future__ import annotations

from typing import Any

from simulator.domain.accounting import doubtful, retention, vat, working_capital, write_downs
from simulator.domain.accounting.entries import Entry
from simulator.domain.money import Cents
from simulator.domain.results import Step, Unit
from simulator.services.calculators.inputs import (
    basis,
    choice,
    day,
    days,
    flag,
    money,
    rate,
    signed,
    table,
    text,
    vat as vat_input,
)
from simulator.services.calculators.model import Calculator, Family, Grid, Raw, Values, Word


def _balance(v: Values) -> Raw:
    operations = working_capital.Operations(
        stocks=v.cents("stock"),
        receivables=v.cents("receivables"),
        other_assets=v.cents("other_assets"),
        suppliers=v.cents("suppliers"),
        tax_and_social=v.cents("tax_and_social"),
        other_debts=v.cents("other_short_term_debts"),
    )
    need = working_capital.need(operations)
    assets = f"{v.euros('stock')} + {v.euros('receivables')} + {v.euros('other_assets')}"
    debts = f"{v.euros('suppliers')} − {v.euros('tax_and_social')} − {v.euros('other_short_term_debts')}"
    steps: list[Step] = [Step("bfr", f"{assets} − {debts}", need, Unit.CENTS)]
    values: dict[str, object] = {"bfr": need}
    if v.has("frng"):
        found = working_capital.Balance(v.cents("frng"), need)
        values["net_cash"] = found.net_cash
        steps.append(found.steps[-1])
    if v.has("annual_sales_ttc"):
        sales, year = v.cents("annual_sales_ttc"), v.whole("basis")
        values["bfr_days"] = working_capital.need_in_days(need, sales, year=year)
        gain = working_capital.cash_effect(sales, v.number("days_gained"), year=year)
        values["cash_gain"] = gain
        shown = f"{v.euros('annual_sales_ttc')} ÷ {year} × {v.number('days_gained')}"
        steps.append(Step("cash_gain", shown, gain, Unit.CENTS))
    return Raw(values, tuple(steps))


def entries_grid(entries: tuple[Entry, ...]) -> Grid:
    """Return journal entries as rows: operation, account, debit, credit."""
    rows = tuple(
        (Word(f"entry_{one.code}"), line.account, line.debit, line.credit)
        for one in entries
        for line in one.lines
    )
    return Grid(("operation:word", "account:account", "debit:euro", "credit:euro"), rows)


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
    adjustment = Word("addition" if row.adjustment > 0 else "release" if row.adjustment else "none_needed")
    values = {
        "required": row.required,
        "ht": row.net,
        "vat": Cents(v.cents("claim_ttc") - row.net),
        "existing": claim.existing,
        "adjustment": row.adjustment,
        "adjustment_kind": adjustment,
        "entries": entries_grid(table_.entries(v.date("on"))),
    }
    return Raw(values, row.steps)


def _existing(v: Values) -> Cents:
    """Return the write-down that exists, typed as an amount or as its old rate."""
    if v.has("existing"):
        return v.cents("existing")
    if not v.has("old_loss_rate"):
        return Cents(0)
    old = write_downs.Doubtful("1", v.cents("claim_ttc"), v.number("vat_rate"), v.number("old_loss_rate"))
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
    found = write_downs.tax_treatment(v.cents("amount"), write_downs.Method(v.text("method")), grounds)
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
    return Raw(values, split.steps, (), found.confidence)


def _basis_of(v: Values) -> vat.VatBasis:
    return vat.VatBasis(v.text("vat_basis"))


def _write_off(v: Values) -> Raw:
    year = v.date("on").year if v.flag("this_year") else None
    found = doubtful.write_off(
        v.date("on"),
        v.cents("remaining_ttc"),
        v.number("vat_rate"),
        _basis_of(v),
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
    return Raw(values, split.steps)


def _written_off(given: dict[str, Any]) -> dict[str, Any]:
    """Read how a published case words its claim: VAT basis in French, ``claim_ttc`` never doubtful."""
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
    return Raw(values, split.steps)


_LIFE = ("sale", "to_doubtful", "receipt", "full_payment", "penalties")


def _entries(v: Values) -> Raw:
    on, gross, tax, kind = v.date("on"), v.cents("amount"), v.number("vat_rate"), _basis_of(v)
    operation = v.text("operation")
    if operation == "sale":
        made: tuple[Entry, ...] = (
            doubtful.sale(on, vat.split_vat(gross, tax).net, tax, kind),
        )
    elif operation == "to_doubtful":
        made = (doubtful.to_doubtful(on, gross),)
    elif operation == "receipt":
        made = doubtful.receipt(on, gross, tax, kind)
    elif operation == "full_payment":
        made = doubtful.full_payment(on, gross, tax, kind, v.cents("writedown"))
    else:
        made = (doubtful.penalties(on, v.cents("interest"), v.cents("indemnity")),)
    split = vat.split_vat(gross, tax)
    steps = split.steps if operation != "penalties" else ()
    total = Cents(sum(one.total for one in made))
    return Raw({"total": total, "entries": entries_grid(made)}, steps)


def _keep(v: Values) -> Raw:
    found = retention.keep_until(v.date("year_end_of"), v.text("paper"), v.law)
    rule = v.law.on(v.text("paper"), v.date("year_end_of"))
    shown = f"31/12/{v.date('year_end_of').year} + {rule.value} ans"
    step = Step("keep_until", shown, found, Unit.DATE)
    return Raw({"keep_until": found}, (step,), (), rule.confidence, (rule.source,))


_B = Family.ACCOUNTING
_ON = day("on", default="today")
_VAT_BASIS = choice("vat_basis", vat.VatBasis, "delivery")
CALCULATORS = (
    Calculator(
        "working-capital", _B, _balance,
        (
            money("stock", default=""), money("receivables"), money("other_assets", default=""),
            money("suppliers", default=""), money("tax_and_social", default=""),
            money("other_short_term_debts", default=""), signed("frng", default=""),
            money("annual_sales_ttc", default=""), days("days_gained", "dso_cut_days", "0"), basis(),
        ),
        ("bfr:euro", "net_cash:euro", "bfr_days:days", "cash_gain:euro"),
        golden=("treasury",),
    ),
    Calculator(
        "write-down", _B, _write_down,
        (
            text("reference", default=""), money("claim_ttc", above=True), vat_input(),
            rate("loss_rate", "new_loss_pct% expected_loss_pct_of_ht%"), rate("old_loss_rate", "old_loss_pct%", ""),
            money("existing", default=""), _ON,
        ),
        (
            "required:euro", "ht:euro", "vat:euro", "existing:euro", "adjustment:euro",
            "adjustment_kind:word", "entries:table",
        ),
        golden=("accounting",),
    ),
    Calculator(
        "statistical-write-down", _B, _statistical,
        (table("bands", text("band"), money("balance"), rate("rate")),),
        ("required:euro", "bands:table"),
    ),
    Calculator(
        "write-down-tax", _B, _tax,
        (
            money("amount"), choice("method", write_downs.Method, "claim_by_claim"),
            *(flag(name, default=True) for name in ("specified", "probable", "event_in_year", "recorded")),
        ),
        ("deductible:euro", "add_back:euro", "missing:words"),
        golden=("accounting",), adapt=_tax_case,
    ),
    Calculator(
        "vat-on-bad-debt", _B, _vat,
        (
            money("unpaid", "remaining_ttc claim_ttc", above=True), vat_input(), _VAT_BASIS,
            choice("event", vat.Event), day("event_on"), flag("duplicate_sent"), rate("waived", default="100 %"),
            _ON,
        ),
        ("vat_recovered:euro", "ht:euro", "vat:euro", "last_day:date", "missing:words"),
    ),
    Calculator(
        "write-off", _B, _write_off,
        (
            money("remaining_ttc", "claim_ttc", above=True), vat_input(), _VAT_BASIS,
            money("writedown", default=""), choice("account", (doubtful.DOUBTFUL, doubtful.CUSTOMER), "416"),
            flag("this_year"), flag("vat_recoverable", default=True), _ON,
        ),
        ("lost:euro", "vat_recovered:euro", "result:euro", "entries:table"),
        golden=("accounting",), adapt=_written_off,
    ),
    Calculator(
        "written-off-recovery", _B, _recovery,
        (money("received_ttc", above=True), vat_input(), _ON),
        ("income:euro", "vat:euro", "entries:table"),
        golden=("accounting",),
    ),
    Calculator(
        "journal-entries", _B, _entries,
        (
            choice("operation", _LIFE), money("amount", default=""), vat_input(), _VAT_BASIS,
            money("writedown", default=""), money("interest", default=""), money("indemnity", default=""), _ON,
        ),
        ("total:euro", "entries:table"),
    ),
    Calculator(
        "retention", _B, _keep,
        (
            day("year_end_of", "last_payment"),
            choice("paper", ("retention_training_years", "retention_accounting_years", "retention_tax_years")),
        ),
        ("keep_until:date",), golden=("training",),
    ),
)  # fmt: skip
