"""Calculators of the Z score of 1983."""

from __future__ import annotations

from simulator.domain.results import NotComputable
from simulator.domain.risk import bdf_z, bdf_z_accounts
from simulator.services.calculators.inputs import (
    basis,
    points,
    signed,
)
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.conan_holder import PROFILE, profile_of
from simulator.services.calculators.shelves.risk_common import SCORE, R, scored

_RATIOS_Z = tuple(f"r{rank}" for rank in range(1, 9))


def _bdf_z(v: Values) -> Raw | NotComputable:
    ratios = bdf_z.BdfZRatios(*(v.number(name) for name in _RATIOS_Z))
    return scored(bdf_z.bdf_z(ratios, profile_of(v)))


_Z_AMOUNTS = (
    "interest",
    "ebe",
    "stable_resources",
    "invested",
    "caf",
    "financial_debt",
    "sales",
    "trade_debts",
    "purchases_ttc",
    "value_added",
    "previous_value_added",
    "customer_credit",
    "production_ttc",
    "investments",
)


def _bdf_z_amounts(v: Values) -> Raw | NotComputable:
    inputs = bdf_z_accounts.BdfZInputs(*(v.euros(name) for name in _Z_AMOUNTS))
    ratios = bdf_z_accounts.bdf_z_ratios(inputs, basis=v.whole("basis"))
    if isinstance(ratios, NotComputable):
        return ratios
    return scored(bdf_z.bdf_z(ratios, profile_of(v)))


CALCULATORS = (
    Calculator(
        "bdf-z-1983",
        R,
        _bdf_z,
        (*(points(name) for name in _RATIOS_Z), *PROFILE),
        (*SCORE, "sample_probability:percent"),
        golden=("bdf_z1983",),
    ),
    Calculator(
        "bdf-z-1983-accounts",
        R,
        _bdf_z_amounts,
        (*(signed(name) for name in _Z_AMOUNTS), *PROFILE, basis()),
        (*SCORE, "sample_probability:percent"),
    ),
)
