"""The scores of a customer, each from the rule that owns it; ``None`` when it does not exist."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from simulator.domain.accounts import ratios
from simulator.domain.accounts.ratio import Ratio
from simulator.domain.exercises.case import Case
from simulator.domain.results import NotComputable
from simulator.domain.risk import bdf_z_accounts, conan_holder
from simulator.domain.risk.result import Score

Scoring = Callable[[Case], Score | None]


def exact(value: Ratio | NotComputable) -> Fraction | None:
    """Return the value of a ratio as a fraction."""
    return Fraction(value.value) if isinstance(value, Ratio) else None


def ratio_of(case: Case, name: str) -> Fraction | None:
    """Return a ratio of the last accounts."""
    return exact(ratios.ratio_of(name, case.statement)) if case.statement else None


def conan_holder_of(case: Case) -> Score | None:
    """Return the score of Conan and Holder, in points."""
    if case.statement is None:
        return None
    score = conan_holder.conan_holder_of(case.statement, case.customer.identity)
    return score if isinstance(score, Score) else None


def z1983_of(case: Case) -> Score | None:
    """Return the score Z of the Banque de France (1983)."""
    if case.statement is None or case.previous is None:
        return None
    vat = case.portfolio.supplier.vat_rate
    score = bdf_z_accounts.bdf_z_of(
        case.statement, case.previous, case.customer.identity, vat_rate=vat
    )
    return score if isinstance(score, Score) else None
