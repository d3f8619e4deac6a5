"""Calculators of losses and provisions."""

from __future__ import annotations

from typing import Any

from simulator.domain.indicators import losses
from simulator.domain.money import Cents
from simulator.domain.results import NotComputable, Step, Unit
from simulator.services.calculators.inputs import (
    money,
    rate,
    table,
    text,
    vat,
)
from simulator.services.calculators.measured import measured, rows
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.follow_up_common import READING, I


def _bad_debt(v: Values) -> Raw:
    loss = losses.net_loss(
        v.cents("written_off_ttc"),
        v.number("vat_rate"),
        v.cents("indemnity"),
        v.cents("recovered_later"),
    )
    shown = f"{v.euros('written_off_ttc')} ÷ (1 + {v.number('vat_rate')})"
    shown += f" − {v.euros('indemnity')} − {v.euros('recovered_later')}"
    raw = measured(("ratio", losses.bad_debt_ratio(loss, v.cents("sales_ht"))), net_loss_ht=loss)
    step = Step("net_loss", shown, loss, Unit.CENTS)
    return Raw(raw.values, (step, *raw.steps), raw.warnings, raw.confidence)


def _provision_rate(v: Values) -> Raw:
    return measured(("rate", losses.provision_rate(v.cents("provision"), v.cents("receivable"))))


def _provision(v: Values) -> Raw | NotComputable:
    table_ = v.rows("bands")
    balances = [row["balance"] for row in table_]
    rates: list[Any] = [row.get("rate") for row in table_]
    if any(one is None for one in rates):
        reaching = [row.get("reached", Cents(0)) for row in table_]
        rates = list(losses.loss_rates(reaching, v.cents("never_paid")))
    found = losses.provision_matrix(balances, rates)
    if isinstance(found, NotComputable):
        return found
    names = [str(row.get("band", rank)) for rank, row in enumerate(table_, start=1)]
    plain = [getattr(one, "value", one) for one in rates]
    lines: list[tuple[object, ...]] = list(zip(names, balances, plain, found.losses, strict=True))
    grid = rows(("band:text", "balance:euro", "rate:percent", "loss:euro"), lines)
    return measured(("expected_losses", found.total), bands=grid)


def _bands(given: dict[str, Any]) -> dict[str, Any]:
    """Set the columns of a provision matrix side by side into rows."""
    balances = given.pop("balances", None)
    rates, flow = given.pop("rates_pct", None), given.pop("flow_reaching_bucket", None)
    if isinstance(balances, list):
        given["bands"] = [
            {"band": str(rank), "balance": amount} for rank, amount in enumerate(balances, 1)
        ]
        for key, column in (("rate_pct", rates), ("reached", flow)):
            for row, figure in zip(given["bands"], column or [], strict=False):
                row[key] = figure
    return given


CALCULATORS = (
    Calculator(
        "bad-debt-ratio",
        I,
        _bad_debt,
        (
            money("written_off_ttc"),
            vat(),
            money("indemnity", default=""),
            money("recovered_later", default=""),
            money("sales_ht"),
        ),
        ("ratio:percent", "net_loss_ht:euro", READING),
        golden=("bad_debt_ratio",),
    ),
    Calculator(
        "provision-rate",
        I,
        _provision_rate,
        (money("provision"), money("receivable")),
        ("rate:percent", READING),
    ),
    Calculator(
        "provision-matrix",
        I,
        _provision,
        (
            table(
                "bands",
                text("band"),
                money("balance"),
                rate("rate", "rate_pct%", ""),
                money("reached", default=""),
            ),
            money("never_paid", default=""),
        ),
        ("expected_losses:euro", "bands:table", READING),
        golden=("provision_matrix",),
        adapt=_bands,
    ),
)
