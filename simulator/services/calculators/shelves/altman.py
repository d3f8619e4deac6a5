"""Calculators of Altman's scores."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.domain.results import NotComputable
from simulator.domain.risk import altman
from simulator.services.calculators.faults import MissingInput
from simulator.services.calculators.inputs import (
    money,
    ratio,
    signed,
)
from simulator.services.calculators.model import Calculator, Input, Raw, Values
from simulator.services.calculators.shelves.risk_common import SCORE, R, scored

_ALTMAN = {
    "current_assets": "ac",
    "short_term_debts": "pct",
    "total_assets": "ta",
    "retained_earnings": "res",
    "ebit": "ebit",
    "equity": "cp",
    "debts": "dettes",
    "sales": "ca",
}


_ALTMAN_SIGNED = frozenset({"retained_earnings", "ebit", "equity"})

_NOT_USED = {"altman_z": "equity", "altman_z_second": "sales"}
"""Z has the market value in the place of the equity of the accounts; Z″ has no X5."""


def _altman(model: str) -> Callable[[Values], Raw | NotComputable]:
    def compute(v: Values) -> Raw | NotComputable:
        if any(v.has(name) for name in altman.NAMES):
            _all_given(v, tuple(altman.MODELS[model].coefficients))
            ratios = altman.AltmanRatios(*(v.number(name) for name in altman.NAMES))
            return scored(altman.altman_from_ratios(model, ratios))
        _all_given(v, tuple(name for name in _ALTMAN if name != _NOT_USED.get(model)))
        market = v.euros("market_value") if v.has("market_value") else None
        amounts: dict[str, Any] = {name: v.euros(name) for name in _ALTMAN}
        inputs = altman.AltmanInputs(**amounts, market_value=market)
        return scored(altman.altman(model, inputs))

    return compute


def _all_given(v: Values, names: tuple[str, ...]) -> None:
    """Refuse the first figure left blank: a blank is not a zero. Raises ``MissingInput``."""
    missing = next((name for name in names if not v.has(name)), None)
    if missing is not None:
        raise MissingInput(missing)


def _altman_inputs(*, market: bool) -> tuple[Input, ...]:
    amounts = tuple(
        signed(name, alias, "") if name in _ALTMAN_SIGNED else money(name, alias, "")
        for name, alias in _ALTMAN.items()
    )
    value = (money("market_value", default=""),) if market else ()
    return (*amounts, *value, *(ratio(f"x{rank}", default="") for rank in range(1, 6)))


CALCULATORS = (
    Calculator(
        "altman-z", R, _altman("altman_z"), _altman_inputs(market=True), SCORE, golden=("altman",)
    ),
    Calculator(
        "altman-z-prime",
        R,
        _altman("altman_z_prime"),
        _altman_inputs(market=False),
        SCORE,
        golden=("altman",),
    ),
    Calculator(
        "altman-z-second",
        R,
        _altman("altman_z_second"),
        _altman_inputs(market=False),
        SCORE,
        golden=("altman",),
    ),
)
