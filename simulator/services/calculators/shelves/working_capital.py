"""Calculators of working capital."""

from __future__ import annotations

from simulator.domain.accounting import working_capital
from simulator.domain.results import Step, Unit
from simulator.services.calculators.inputs import (
    basis,
    days,
    money,
    signed,
)
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.accounting_common import B


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
    debts = " − ".join(
        str(v.euros(name)) for name in ("suppliers", "tax_and_social", "other_short_term_debts")
    )
    steps: list[Step] = [Step("bfr", f"{assets} − {debts}", need, Unit.CENTS)]
    values: dict[str, object] = {"bfr": need}
    if v.has("frng"):
        found = working_capital.Balance(v.cents("frng"), need)
        values["net_cash"] = found.net_cash
        steps.append(found.steps()[-1])
    if v.has("annual_sales_ttc"):
        sales, year = v.cents("annual_sales_ttc"), v.whole("basis")
        values["bfr_days"] = working_capital.need_in_days(need, sales, year=year)
        gain = working_capital.cash_effect(sales, v.number("days_gained"), year=year)
        values["cash_gain"] = gain
        shown = f"{v.euros('annual_sales_ttc')} ÷ {year} × {v.number('days_gained')}"
        steps.append(Step("cash_gain", shown, gain, Unit.CENTS))
    return Raw(values, tuple(steps))


CALCULATORS = (
    Calculator(
        "working-capital",
        B,
        _balance,
        (
            money("stock", default=""),
            money("receivables"),
            money("other_assets", default=""),
            money("suppliers", default=""),
            money("tax_and_social", default=""),
            money("other_short_term_debts", default=""),
            signed("frng", default=""),
            money("annual_sales_ttc", default=""),
            days("days_gained", "dso_cut_days", "0"),
            basis(),
        ),
        ("bfr:euro", "net_cash:euro", "bfr_days:days", "cash_gain:euro"),
        golden=("treasury",),
    ),
)
