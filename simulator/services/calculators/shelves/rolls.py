"""Calculators of roll rates and expected losses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from simulator.domain.indicators import losses, rolls
from simulator.domain.money import Cents
from simulator.domain.results import NotComputable, Step, Unit
from simulator.services.calculators.inputs import (
    count,
    money,
    rate,
    table,
    text,
)
from simulator.services.calculators.measured import measured, rows
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.follow_up_common import READING, I


def _roll(v: Values) -> Raw:
    found = rolls.roll_rate(
        v.cents("previous"), v.cents("moved"), v.whole("lag_days"), v.whole("width_days")
    )
    return measured(("rate", found))


def _markov(v: Values) -> Raw | NotComputable:
    transitions: dict[str, dict[str, Decimal]] = {}
    for row in v.rows("transitions"):
        out = transitions.setdefault(str(row["state"]), {})
        out[str(row["target"])] = out.get(str(row["target"]), Decimal(0)) + row["probability"]
    chain = rolls.absorption(transitions)
    if isinstance(chain, NotComputable):
        return chain
    balances = {str(row["state"]): row["balance"] for row in v.rows("balances")}
    bad = v.text("lost_state")
    found = rolls.loss_forecast(chain, balances, bad)
    lines: list[tuple[object, ...]] = [
        (state, chain.probabilities[state].get(bad, Decimal(0)), chain.periods[state])
        for state in chain.states
    ]
    whole = Cents(sum(balances.values()))
    grid = rows(("state:text", "p_lost:percent", "periods:ratio"), lines)
    if isinstance(found.value, NotComputable):
        return found.value
    kept = Cents(whole - int(found.number or 0))
    raw = measured(("bad_amount", found), kept_amount=kept, states=grid)
    lost = {state: chain.probabilities[state].get(bad, Decimal(0)) for state in chain.states}
    return replace(raw, steps=(*_chain_steps(transitions, lost, bad), *raw.steps))


def _chain_steps(
    transitions: Mapping[str, Mapping[str, Decimal]], lost: Mapping[str, Decimal], bad: str
) -> tuple[Step, ...]:
    """Check each probability against the equation of its state, so that a hand can do it too."""
    ends = {bad: Decimal(1), **lost}
    found = []
    for number, (state, value) in enumerate(lost.items(), start=1):
        terms = [
            f"{chance:f} × {ends[target]:.6f}"
            for target, chance in transitions[state].items()
            if target in ends
        ]
        found.append(Step(f"chain_{number}", " + ".join(terms) or "0", value, Unit.RATIO))
    return tuple(found)


def _ladder(given: dict[str, Any]) -> dict[str, Any]:
    """Read a chain given as a matrix ``P`` or as a ladder of columns side by side."""
    matrix = given.pop("P", None)
    if isinstance(matrix, dict):
        given["transitions"] = matrix
        given.setdefault("lost_state", "bad")
    states = given.pop("states", None)
    columns = [given.pop(key, None) for key in ("to_paid", "roll", "to_bad")]
    if isinstance(states, list) and all(isinstance(column, list) for column in columns):
        names = [str(state) for state in states]
        steps = rolls.one_way(names, *columns)
        given["transitions"] = {state: dict(row) for state, row in steps.items()}
        sales = given.pop("monthly_credit_sales", None)
        if sales is not None:
            given["balances"] = {names[0]: sales}
    return given


def _expected_loss(v: Values) -> Raw:
    return measured(
        ("expected_loss", losses.expected_loss(v.number("probability"), v.cents("exposure")))
    )


CALCULATORS = (
    Calculator(
        "roll-rate",
        I,
        _roll,
        (
            money("previous", "bucket_30_59_prev"),
            money("moved", "moved_to_60_89"),
            count("lag_days", default="30", low=1),
            count("width_days", default="30", low=1),
        ),
        ("rate:percent", READING),
        golden=("roll_rate",),
    ),
    Calculator(
        "markov",
        I,
        _markov,
        (
            table("transitions", text("state"), text("target"), rate("probability")),
            table("balances", text("state"), money("balance")),
            text("lost_state", default="lost"),
        ),
        ("bad_amount:euro", "kept_amount:euro", "states:table", READING),
        golden=("absorbing_chain",),
        adapt=_ladder,
    ),
    Calculator(
        "expected-loss",
        I,
        _expected_loss,
        (rate("probability"), money("exposure")),
        ("expected_loss:euro", READING),
    ),
)
