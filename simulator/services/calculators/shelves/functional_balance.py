"""Calculators of the functional and the liquidity balance sheets."""

from __future__ import annotations

from simulator.domain.accounts.functional import (
    Functional,
    FunctionalMasses,
    functional,
)
from simulator.domain.accounts.liquidity import Liquidity
from simulator.services.calculators.inputs import (
    money,
    signed,
)
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.accounts_common import A, outputs
from simulator.services.calculators.shelves.balances import EURO

_MASSES = ("rs", "es", "ace", "pce", "ache", "pche", "ta", "tp")


def balance(found: Functional) -> Raw:
    """Show a functional balance sheet."""
    accounts = found.net_cash_by_accounts
    values: dict[str, object] = {
        "frng": found.frng,
        "bfre": found.bfre,
        "bfrhe": found.bfrhe,
        "bfr": found.bfr,
        "net_cash": found.net_cash,
    }
    if accounts is not None:
        values["net_cash_by_accounts"] = accounts
    return Raw(values, found.steps, found.warnings)


def _functional(v: Values) -> Raw:
    return balance(functional(FunctionalMasses(*(v.cents(name) for name in _MASSES))))


def _liquidity(v: Values) -> Raw:
    found = Liquidity(v.cents("cap_perm"), v.cents("actif_lt"))
    return Raw({"working_capital": found.working_capital}, (found.step,))


BALANCES = ("frng", "bfre", "bfrhe", "bfr", "net_cash", "net_cash_by_accounts")


CALCULATORS = (
    Calculator(
        "functional-balance-sheet",
        A,
        _functional,
        (signed("rs"), *(money(name) for name in _MASSES[1:])),
        outputs(EURO, *BALANCES),
        golden=("bilan_fonctionnel",),
    ),
    Calculator(
        "liquidity-working-capital",
        A,
        _liquidity,
        (signed("cap_perm"), money("actif_lt")),
        ("working_capital:euro",),
        golden=("bilan_fonctionnel",),
    ),
)
